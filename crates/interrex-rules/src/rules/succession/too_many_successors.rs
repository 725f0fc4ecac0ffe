//! A key post with a line that is longer than the law allows.

use interrex_plan::model::Level;

use super::too_few_successors::successors;
use crate::citations::{ARKANSAS, NEW_JERSEY, OKLAHOMA};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "too-many-successors",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[OKLAHOMA.must(), NEW_JERSEY.must(), ARKANSAS.must()],
    thresholds: &[Threshold::SuccessorsMax],
    asks: "key post",
    summary: "A key post has more successors than the profile allows.",
    mend: "Shorten the line of succession",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(most) = cx.threshold(Threshold::SuccessorsMax) else {
        return;
    };
    for (id, office) in cx.key_posts() {
        report.applies();
        let successors = successors(cx, office);
        if successors > most as usize {
            let name = &office.name;
            report
                .fail(
                    Subject::of(id, office),
                    format!("`{name}` has {successors} successors, at most {most} are allowed"),
                )
                .help(format!(
                    "end the orders of `{name}` after {most} successors"
                ));
        }
    }
}

const PAGE: &str = r#"
## Why

Some interim succession acts bound the line from above: three to seven. A longer list may be void in its
tail, and the last of seven is rarely reached lawfully by anybody who was not prepared. Nothing bounds
the line unless a profile or the plan sets `successors-max`.

## How to mend it

Keep the successors who are prepared, eligible and elsewhere.

## An example that fails

```toml
[rules]
thresholds = { successors-max = 2 }

[office.mayor] # warning[too-many-successors]: `mayor` has 3 successors, at most 2 are allowed
order.main.candidates = ["deputy-mayor", "clerk", "treasurer"]

[office.deputy-mayor]
[office.clerk]
[office.treasurer]
```

## An example that passes

```toml
[rules]
profiles = ["nj"]

[office.mayor]
order.main.candidates = ["deputy-mayor", "clerk", "treasurer"]

[office.deputy-mayor]
[office.clerk]
[office.treasurer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
