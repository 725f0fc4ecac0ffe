//! A delegation that nobody signed.

use interrex_plan::model::Level;

use crate::citations::{DOE_DELEGATION, FWS_DELEGATION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-unsigned",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[DOE_DELEGATION.must(), FWS_DELEGATION.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegation is not recorded as signed.",
    mend: "Sign the delegation, and record when",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        match delegation.signed_on {
            Some(on) if on <= cx.as_of => {}
            Some(on) => {
                report
                    .fail(subject, format!("{subject} is only to be signed on {on}"))
                    .help("until then it binds nobody: give it a `from` date, or sign it");
            }
            None => {
                report
                    .fail(subject, format!("{subject} is not recorded as signed"))
                    .help("state `signed-on` once it is signed");
            }
        }
    }
}

const PAGE: &str = r#"
## Why

A delegation is shown to people who have reason to doubt it: a bank, a commander, a neighbor state. What
they are shown must be in writing and signed by whoever held the power on that day.

## How to mend it

Sign it, and state `signed-on`.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[delegation-unsigned]
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
signed-on = 2024-01-15
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
