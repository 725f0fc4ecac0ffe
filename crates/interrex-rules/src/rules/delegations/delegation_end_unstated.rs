//! A delegation that does not say when it ends.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-end-unstated",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegation does not say when it ends.",
    mend: "State when the delegation ends",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.terms.until.is_none() && delegation.ends_when.is_none() {
            report
                .fail(subject, format!("{subject} does not say when it ends"))
                .help("add `until`, or say in `ends-when` what ends it: ordinary direction is restored, or it is revoked");
        }
    }
}

const PAGE: &str = r#"
## Why

A delegation that nobody ended goes on: years later two people exercise one power, and each can show a
paper. The sources ask for an end, by date or by event.

## How to mend it

Write `until`, or `ends-when`.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[delegation-end-unstated]
to = "clerk"
```

## An example that passes

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk]
to = "clerk"
ends-when = "the mayor exercises the power again"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
