//! A delegation in which counsel is not recorded to have concurred.

use interrex_plan::model::Level;

use crate::citations::DOE_DELEGATION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "counsel-not-recorded",
    element: Element::Delegations,
    level: Level::Note,
    sources: &[DOE_DELEGATION.should()],
    thresholds: &[],
    asks: "delegation",
    summary: "Counsel's concurrence in a delegation is not recorded.",
    mend: "Have counsel concur in the delegation, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.counsel != Some(true) {
            report
                .fail(
                    subject,
                    format!("counsel is not recorded to have concurred in {subject}"),
                )
                .help("state `counsel = true` once counsel has concurred");
        }
    }
}

const PAGE: &str = r#"
## Why

Whether a power can be delegated, and how far, is a question of law. A delegation that counsel has not seen
may turn out void when it is first used.

## How to mend it

State `counsel = true` once counsel has concurred.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # note[counsel-not-recorded]
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
counsel = true
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
