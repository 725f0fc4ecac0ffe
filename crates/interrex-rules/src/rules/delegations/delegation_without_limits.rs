//! A delegation that does not say how far it goes.

use interrex_plan::model::Level;

use crate::citations::{FWS_DELEGATION, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-without-limits",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), FWS_DELEGATION.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegation states no limits.",
    mend: "State the limits of the delegation, or that there are none",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.limits.is_none() {
            report
                .fail(subject, format!("{subject} states no limits"))
                .help("add `limits`: amounts, matters, places, or `limits = \"none\"`");
        }
    }
}

const PAGE: &str = r#"
## Why

The delegate must know what may be decided alone, and whoever obeys must be able to tell an order within
the delegation from one beyond it. *None* is an answer; silence is not.

## How to mend it

Write `limits`. A `scope` bounds where, not what.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[delegation-without-limits]
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
limits = "up to 50 000 in one payment"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
