//! A plan that is put into effect for listed hazards only.

use interrex_plan::model::Level;

use crate::citations::DESCHUTES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "closed-hazard-list",
    element: Element::Programme,
    level: Level::Warn,
    sources: &[DESCHUTES.derived()],
    thresholds: &[],
    asks: "plan that says whether its list of hazards is closed",
    summary: "The plan can be put into effect for a closed list of hazards only.",
    mend: "Tie activation to what is lost and not to what caused it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(is_closed) = cx.plan.header.closed_list else {
        return;
    };
    report.applies();
    if is_closed {
        report
            .fail(cx.plan_subject(), "the plan is put into effect for a closed list of hazards only")
            .help("say what must be lost for it to apply, whatever the cause, and set `closed-list = false`");
    }
}

const PAGE: &str = r#"
## Why

A county's plans were not put into effect in the pandemic of 2020 because *pandemic* was not on their list of
hazards. The next cause is always the one that is not listed.

## How to mend it

Tie activation to loss, and set `closed-list = false`.

## An example that fails

```toml
[plan] # warning[closed-hazard-list]
title = "County"
horizon = "30 d"
closed-list = true
```

## An example that passes

```toml
[plan]
title = "County"
horizon = "30 d"
closed-list = false
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
