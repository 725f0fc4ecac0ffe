//! A plan without one of the parts that NATO's first baseline requirement names.

use interrex_plan::model::Level;

use crate::citations::NATO_BLR;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::listed;

pub(crate) static RULE: Rule = Rule {
    code: "baseline-incomplete",
    element: Element::Programme,
    level: Level::Allow,
    sources: &[NATO_BLR.should()],
    thresholds: &[],
    asks: "plan",
    summary: "The plan lacks a part that assured continuity of government asks for.",
    mend: "Add what NATO's first baseline requirement asks for",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    report.applies();
    let plan = cx.plan;
    let is_ranked = cx.functions().next().is_some()
        && cx
            .functions()
            .all(|(_, function)| function.priority.is_some());
    let parts = [
        ("orders of succession", cx.key_orders().next().is_some()),
        ("delegations of power", cx.delegations().next().is_some()),
        ("a ranking of what goes on first", is_ranked),
        (
            "crisis communication",
            plan.header.crisis_communication.is_some(),
        ),
        (
            "trained staff",
            plan.trainings
                .iter()
                .any(|training| training.on <= cx.as_of),
        ),
    ];
    let missing: Vec<&str> = parts
        .iter()
        .filter(|(_, is_there)| !is_there)
        .map(|(words, _)| *words)
        .collect();
    if !missing.is_empty() {
        report
            .fail(
                cx.plan_subject(),
                format!("the plan lacks {}", listed(missing)),
            )
            .help(
                "add them: orders, delegations, priorities, `crisis-communication`, `[[training]]`",
            );
    }
}

const PAGE: &str = r#"
## Why

The first of NATO's seven baseline requirements is assured continuity of government: to be able to decide,
communicate and enforce. Its goals name succession of political leadership, delegation of powers, a ranking
of key institutions, credible crisis communication, and trained staff. The profile `nato-blr1` switches the
rule on.

## How to mend it

Add what is missing.

## An example that fails

```toml
[plan] # warning[baseline-incomplete]: the plan lacks delegations of power, crisis communication and trained staff
title = "State"
horizon = "30 d"

[rules]
profiles = ["nato-blr1"]

[office.president]
order.main.candidates = ["speaker"]
[office.speaker]

[function.legislate]
priority = 1
```

## An example that passes

```toml
[plan]
title = "State"
horizon = "30 d"
crisis-communication = "the spokesman, by radio and on paper"

[rules]
profiles = ["nato-blr1"]

[office.president]
order.main.candidates = ["speaker"]
[office.speaker]

[power.sign]
held-by = "president"
delegation.speaker = { to = "speaker" }

[function.legislate]
priority = 1

[[training]]
what = "succession"
on = 2024-01-20
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
