//! Somebody who is planned for without having been asked.

use interrex_plan::model::Level;

use crate::citations::REPORT_2022;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "person-not-consulted",
    element: Element::Succession,
    level: Level::Note,
    sources: &[REPORT_2022.derived()],
    thresholds: &[],
    asks: "person of whom the plan says whether they were consulted",
    summary: "Somebody is planned for without having been consulted.",
    mend: "Consult those on whom the plan counts",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let people = cx
        .plan
        .people
        .iter()
        .filter(|(_, person)| cx.counts(&person.terms));
    for (id, person) in people {
        let Some(is_consulted) = person.consulted else {
            continue;
        };
        report.applies();
        if !is_consulted {
            let name = &person.name;
            report
                .fail(
                    Subject::of(id, person),
                    format!("`{name}` was not consulted on this plan"),
                )
                .help("ask them; until then, state what they may choose: `stays`, `declines`")
                .because("a choice of theirs can undo what the plan counts on");
        }
    }
}

const PAGE: &str = r#"
## Why

In March 2022 partners planned for a president's move while holding back from raising it with him, and he
had let it be known that he would stay. A plan may have to be made without its subject; it must then say
so, and carry the choice that they may make.

## How to mend it

Consult them, or state `stays` and `declines` as likelihoods.

## An example that fails

```toml
[person.incumbent] # note[person-not-consulted]
consulted = false
stays = "likely"
```

## An example that passes

```toml
[person.incumbent]
consulted = true
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
