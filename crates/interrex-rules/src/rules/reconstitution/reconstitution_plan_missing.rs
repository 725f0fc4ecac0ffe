//! Essential functions and no plan to return to normal.

use interrex_plan::model::Level;

use crate::citations::FCD_1;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "reconstitution-plan-missing",
    element: Element::Reconstitution,
    level: Level::Allow,
    sources: &[FCD_1.must()],
    thresholds: &[],
    asks: "essential function",
    summary: "Nothing says how normal work resumes.",
    mend: "Write a plan of reconstitution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.functions().next().is_none() {
        return;
    }
    report.applies();
    if cx.plan.reconstitution.is_none() {
        report
            .fail(cx.plan_subject(), "nothing says how normal work resumes")
            .help("add `[reconstitution]`: manager, team, phases, building check, notices, review");
    }
}

const PAGE: &str = r#"
## Why

Reconstitution is one of the elements that federal directives require: how staff, records and functions come
back from the alternate, or start in a new primary site. It is off unless a profile switches it on.

## How to mend it

Add `[reconstitution]`.

## An example that fails

```toml
[plan] # warning[reconstitution-plan-missing]
title = "Agency"
horizon = "30 d"

[rules]
profiles = ["fcd-1"]

[function.payments]
```

## An example that passes

```toml
[plan]
title = "Agency"
horizon = "30 d"

[rules]
profiles = ["fcd-1"]

[function.payments]

[office.facilities]
[reconstitution]
manager = "facilities"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
