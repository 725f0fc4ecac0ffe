//! Staff on a devolution roster of whose training nothing is recorded.

use std::collections::BTreeSet;

use interrex_plan::model::{Level, Who};

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "devolution-roster-untrained",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan with a roster",
    summary: "Staff on a devolution roster are not recorded to be trained.",
    mend: "Train the staff on the roster, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let person = |who: Who| cx.person(who).map_or(who, Who::Person);
    let done = cx
        .plan
        .trainings
        .iter()
        .filter(|training| training.on <= cx.as_of);
    let trained: BTreeSet<Who> = done
        .flat_map(|training| &training.who)
        .map(|who| person(*who))
        .collect();
    for (subject, devolution) in cx.devolutions().filter(|(_, plan)| !plan.roster.is_empty()) {
        report.applies();
        let roster = devolution
            .roster
            .iter()
            .filter(|who| !trained.contains(&person(**who)));
        let untrained: Vec<&str> = roster.map(|who| cx.name(*who)).collect();
        if !untrained.is_empty() {
            let names = quoted(untrained);
            report
                .fail(
                    subject,
                    format!("no training of {names} on the roster of {subject} is recorded"),
                )
                .help("train them, then add a `[[training]]` that lists them in `who`");
        }
    }
}

const PAGE: &str = r#"
## Why

The roster is to be of *trained* staff. People who meet the task for the first time when the center is gone
learn it at the cost of those they serve.

## How to mend it

Record a training that lists them.

## An example that fails

```toml
[person.warden]

[devolution.main] # warning[devolution-roster-untrained]
roster = ["warden"]
```

## An example that passes

```toml
[person.warden]

[devolution.main]
roster = ["warden"]

[[training]]
what = "payments from the alternate terminal"
on = 2024-03-05
who = ["warden"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
