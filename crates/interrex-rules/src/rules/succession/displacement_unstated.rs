//! An order that does not say whether a returning senior displaces whoever acts.

use interrex_plan::model::Level;

use crate::citations::{NEW_YORK, OKLAHOMA};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "displacement-unstated",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[OKLAHOMA.must(), NEW_YORK.must()],
    thresholds: &[],
    asks: "order of a key post with two or more candidates",
    summary: "An order does not say whether a returning senior displaces whoever acts.",
    mend: "Say whether a returning senior displaces whoever acts",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        if cx.candidates(order).nth(1).is_none() {
            continue;
        }
        report.applies();
        if order.displaces.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say whether a returning senior displaces a junior"),
                )
                .label("two people may both believe that it is their turn")
                .help("add `displaces = true` or `displaces = false`");
        }
    }
}

const PAGE: &str = r#"
## Why

The second in line acts because the first could not be found; then the first is found. Oklahoma's act lets
the higher-ranked displace the other, New York's does not. A plan that is silent has two holders on that
day.

## How to mend it

Write `displaces`. With `true`, the earliest candidate who can act takes over; with `false`, whoever
entered stays.

## An example that fails

```toml
[office.mayor.order.main] # warning[displacement-unstated]
candidates = ["deputy", "clerk"]
[office.deputy]
[office.clerk]
```

## An example that passes

```toml
[office.mayor.order.main]
candidates = ["deputy", "clerk"]
displaces = false
[office.deputy]
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
