//! Orders of succession that are not themselves among the essential records.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, FEMA_TEMPLATE};
use crate::contents::{ORDERS, contains};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "order-not-a-record",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FEMA_TEMPLATE.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "The orders of succession are not among the essential records.",
    mend: "Keep the orders of succession as an essential record",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.key_orders().next().is_none() {
        return;
    }
    report.applies();
    let mut records = cx
        .plan
        .records
        .iter()
        .filter(|(_, record)| cx.counts(&record.terms));
    if !records.any(|(_, record)| contains(record, ORDERS)) {
        report
            .fail(
                cx.plan_subject(),
                "no essential record contains the orders of succession",
            )
            .help("add a record with `contains = [\"orders of succession\"]` and its copies");
    }
}

const PAGE: &str = r#"
## Why

The order is needed on the day on which the office that keeps it is gone. It must be a record with copies
like any other, or a successor will have to prove the claim from memory.

## How to mend it

Declare a record that `contains` the orders of succession, with copies where the successors are.

## An example that fails

```toml
[plan] # warning[order-not-a-record]
title = "City"
horizon = "30 d"

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[place.town]

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]

[record.orders]
contains = ["orders of succession"]
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
