//! A delegation that does not say when it takes effect.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-start-unstated",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegation does not say when it takes effect.",
    mend: "State from when, or under which condition, the delegation holds",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.terms.from.is_none() && delegation.condition.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say when it takes effect"),
                )
                .help("add `from`, or a `condition` such as `not in contact (capital, harbor)`");
        }
    }
}

const PAGE: &str = r#"
## Why

Continuity delegations normally begin when ordinary direction is cut and lapse when it is restored. One
that is silent holds at all times, beside the holder of the power, or is taken not to hold when it is
needed; nobody can tell.

## How to mend it

Write `from`, or a `condition`.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[delegation-start-unstated]
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
condition = "stranded(mayor)"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
