//! Orders of succession that are kept in one place only.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, FEMA_TEMPLATE};
use crate::contents::{ORDERS, contains, not_holding, places};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "order-record-in-one-place",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FEMA_TEMPLATE.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "record that contains orders of succession",
    summary: "The orders of succession are kept in one place only.",
    mend: "Keep the orders of succession at the primary and at a continuity site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let records = cx
        .plan
        .records
        .iter()
        .filter(|(_, record)| cx.counts(&record.terms));
    for (id, record) in records.filter(|(_, record)| contains(record, ORDERS)) {
        report.applies();
        let places = places(cx, record);
        if places.len() < 2 {
            let name = &record.name;
            let kept = if places.is_empty() {
                "has no copy that counts"
            } else {
                "is in one place only"
            };
            let failing = report
                .fail(
                    Subject::of(id, record),
                    format!("`{name}`, which contains orders of succession, {kept}"),
                )
                .help("add a copy at each place where a successor would take over");
            if let Some(why) = not_holding(cx, record) {
                failing.because(why);
            }
        }
    }
}

const PAGE: &str = r#"
## Why

The sources ask for copies at the primary and at the continuity sites. One event that takes the office and
its order leaves a successor without a document to show.

## How to mend it

Add copies in other places.

## An example that fails

```toml
[place.town]

[record.orders] # warning[order-record-in-one-place]
contains = ["orders of succession"]
copy = [{ at = "town" }]
```

## A record without a copy

```toml
[record.orders] # warning[order-record-in-one-place]: `orders`, which contains orders of succession, has no copy that counts
contains = ["orders of succession"]
```

## An example that passes

```toml
[place.town]
[place.harbor]

[record.orders]
contains = ["orders of succession"]
copy = [{ at = "town" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
