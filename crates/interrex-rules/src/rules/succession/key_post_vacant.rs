//! A key post without a holder.

use interrex_plan::model::Level;

use crate::citations::HAITI_2021;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "key-post-vacant",
    element: Element::Succession,
    level: Level::Note,
    sources: &[HAITI_2021.derived()],
    thresholds: &[],
    asks: "key post, in a plan that names holders,",
    summary: "A key post has no holder to begin with.",
    mend: "Fill the post, or state its holder",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    // A plan of posts alone, without any holder, says nothing about vacancies.
    if cx
        .plan
        .offices
        .iter()
        .all(|(_, office)| office.holder.is_none())
    {
        return;
    }
    for (id, office) in cx.key_posts() {
        report.applies();
        if office.holder.is_none() && office.acting.is_none() {
            report
                .fail(
                    Subject::of(id, office),
                    format!("nobody holds `{}` to begin with", office.name),
                )
                .help("state its `holder`, or whoever is `acting`");
        }
    }
}

const PAGE: &str = r#"
## Why

A line of succession with vacant posts is shorter than its list. A plan that names holders elsewhere and
none here has either a real vacancy, which should be filled while it can be, or a gap.

## How to mend it

State the holder, or who is acting.

## An example that fails

```toml
[office.mayor]
holder = "incumbent"
order.main.candidates = ["clerk"]

[office.clerk] # note[key-post-vacant]
key = true

[person.incumbent]
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
order.main.candidates = ["clerk"]

[office.clerk]
key = true
acting = "officer"

[person.incumbent]
[person.officer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
