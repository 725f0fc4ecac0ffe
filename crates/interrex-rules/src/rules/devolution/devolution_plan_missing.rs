//! Essential functions and no plan to devolve them.

use interrex_plan::model::Level;

use crate::citations::FCD_1;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-plan-missing",
    element: Element::Devolution,
    level: Level::Allow,
    sources: &[FCD_1.must()],
    thresholds: &[],
    asks: "essential function",
    summary: "There is no plan to devolve the essential functions.",
    mend: "Write a plan of devolution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.functions().next().is_none() {
        return;
    }
    report.applies();
    if cx.devolutions().next().is_none() {
        report
            .fail(cx.plan_subject(), "there is no plan to devolve the essential functions")
            .help("declare a `[devolution.ID]`: site, roster, functions, triggers, hand-over and return");
    }
}

const PAGE: &str = r#"
## Why

Devolution is one of the elements that federal directives require: other people in another place take over
when everybody here is lost. It is off unless a profile switches it on, since a small body may have nobody
to devolve to.

## How to mend it

Declare one.

## An example that fails

```toml
[plan] # warning[devolution-plan-missing]
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

[devolution.main]
functions = ["payments"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
