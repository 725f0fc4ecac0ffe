//! A designation whose time has run out.

use interrex_plan::model::Level;
use interrex_units::{Date, Period};

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "designation-expired",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "order of a key post with a time limit and a date from which it runs",
    summary: "The time limit of a designation has run out.",
    mend: "Renew the designation, or end it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        let (Some(limit), Some(from)) = (order.limit, order.terms.from) else {
            continue;
        };
        report.applies();
        let Some(last) = last_day(from, limit).filter(|last| *last < cx.as_of) else {
            continue;
        };
        report
            .fail(
                subject,
                format!("{subject} ran out on {last}: it began on {from}, for {limit}"),
            )
            .help("renew it with a later `from`, or end it with `until`");
    }
}

/// The last day of a limit; nothing when it lies past the end of the calendar.
fn last_day(from: Date, limit: Period) -> Option<Date> {
    let days = limit.seconds() / Period::from_days(1).seconds();
    i32::try_from(days)
        .ok()
        .and_then(|days| from.plus_days(days))
}

const PAGE: &str = r#"
## Why

A designation by the holder is often good for a time only. In a register whoever comes by it acts no longer
than that; but the order itself does not end with its paper: it still counts in every answer about who would come,
and those answers rest on a paper that is void.

## How to mend it

Renew the designation with a later `from`, or end the order with `until`.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[person.aide]

[office.mayor.order.designated] # warning[designation-expired]
candidates = ["aide"]
from = 2024-01-01
limit = "90 d"
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[person.aide]

[office.mayor.order.designated]
candidates = ["aide"]
from = 2024-04-01
limit = "90 d"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
