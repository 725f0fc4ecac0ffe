//! A delegation that does not say whether it may be passed on.

use interrex_plan::model::Level;

use crate::citations::{DOE_DELEGATION, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "onward-unstated",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), DOE_DELEGATION.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegation does not say whether it may be delegated onward.",
    mend: "Say whether the delegation may be passed on",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.onward.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say whether it may be passed on"),
                )
                .help("add `onward = false` or `onward = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

A delegate who is lost in turn will want to name somebody. Whether that is lawful must be settled before:
an act under a delegation that could not be passed on is void.

## How to mend it

Write `onward`.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[onward-unstated]
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
onward = false
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
