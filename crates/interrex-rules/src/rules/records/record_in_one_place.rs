//! A record that is kept in one place only.

use interrex_plan::model::Level;

use crate::citations::{CFR_VITAL_RECORDS, FAA_RECORDS};
use crate::contents::{ORDERS, contains, not_holding, places, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "record-in-one-place",
    element: Element::Records,
    level: Level::Warn,
    sources: &[CFR_VITAL_RECORDS.must(), FAA_RECORDS.must()],
    thresholds: &[],
    asks: "essential record other than the orders of succession",
    summary: "An essential record is kept in one place only, or nowhere.",
    mend: "Keep a copy of each essential record in another place",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    // Orders of succession have a rule of their own, `order-record-in-one-place`.
    for (subject, record) in records(cx).filter(|(_, record)| !contains(record, ORDERS)) {
        report.applies();
        let places = places(cx, record);
        let message = match places.first().map(|id| &cx.plan.places.get(*id).name) {
            None => format!("{subject} has no copy that counts"),
            Some(place) if places.len() == 1 => format!("{subject} is kept in `{place}` only"),
            Some(_) => continue,
        };
        let failing = report
            .fail(subject, message)
            .help("add a copy in a place that one event does not take too");
        if let Some(why) = not_holding(cx, record) {
            failing.because(why);
        }
    }
}

const PAGE: &str = r#"
## Why

*Protected* means that one event does not take it. A record in one place is lost with the place, and the
functions that need it with the record.

## How to mend it

Add a copy elsewhere. A place abroad needs a law that lets the record leave.

## An example that fails

```toml
[place.town]
[record.accounts] # warning[record-in-one-place]: `accounts` is kept in `town` only
copy = [{ at = "town" }]
```

## A second copy that does not count

A copy that is older than the record may be, or may not lawfully be where it is, is no second copy.

```toml
[place.town]
[place.harbor]

[record.accounts] # warning[record-in-one-place]: `accounts` is kept in `town` only
age-max = "24 h"
copy = [{ at = "town", age = "1 h" }, { at = "harbor", age = "7 d" }]
```

## An example that passes

```toml
[place.town]
[place.harbor]
[record.accounts]
copy = [{ at = "town" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
