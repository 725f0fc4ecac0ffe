//! Orders of succession that are not kept where a key post sits, or may have to sit.

use std::collections::BTreeSet;

use interrex_plan::model::{Id, Level, Place, Who};

use crate::citations::{CGC_1_PROCEDURES, FEMA_TEMPLATE};
use crate::contents::{ORDERS, contains, places, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;

pub(crate) static RULE: Rule = Rule {
    code: "order-record-not-at-seat",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FEMA_TEMPLATE.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "seat with alternates of a key post, in a plan that keeps its orders as a record,",
    summary: "The orders of succession are not kept where a key post sits, or at none of its alternates.",
    mend: "Keep the orders of succession at the seat and at an alternate",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let kept: BTreeSet<Id<Place>> = records(cx)
        .filter(|(_, record)| contains(record, ORDERS))
        .flat_map(|(_, record)| places(cx, record))
        .collect();
    // Without a second copy, `order-record-in-one-place` speaks.
    if kept.len() < 2 {
        return;
    }
    let key: BTreeSet<Who> = cx.key_posts().map(|(id, _)| Who::Office(id)).collect();
    for seat in seats(cx).filter(|seat| key.contains(&seat.declared.of)) {
        let Some(((_, primary), alternates)) = seat.options.split_first() else {
            continue;
        };
        if alternates.is_empty() {
            continue;
        }
        report.applies();
        let is_kept = |at| {
            cx.places
                .innermost(at)
                .is_some_and(|place| kept.contains(&place))
        };
        let of = cx.name(seat.declared.of);
        let message = if !is_kept(primary.at) {
            let at = cx.places.name(primary.at);
            format!("the orders of succession are not kept in `{at}`, where `{of}` sits")
        } else if alternates.iter().all(|(_, option)| !is_kept(option.at)) {
            format!("the orders of succession are kept at no alternate seat of `{of}`")
        } else {
            continue;
        };
        report
            .fail(seat.subject, message)
            .help("add a copy there to the record that contains the orders of succession");
    }
}

const PAGE: &str = r#"
## Why

The sources ask for the orders at the primary *and* at the continuity sites. Whoever takes over does so at
one of these, and must be able to show there why it is their turn. Copies in two archives elsewhere are safe
and out of reach.

## How to mend it

Add a copy in the place of the seat's first option and in that of an alternate.

## An example that fails

```toml
[place.capital]
[place.harbor]
[place.hills]

[record.orders]
contains = ["orders of succession"]
copy = [{ at = "capital" }, { at = "hills" }]

[office.mayor]
key = true
[seat.mayor] # warning[order-record-not-at-seat]: the orders of succession are kept at no alternate seat of `mayor`
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]
```

## Nor where the post sits

```toml
[place.capital]
[place.harbor]
[place.hills]

[record.orders]
contains = ["orders of succession"]
copy = [{ at = "harbor" }, { at = "hills" }]

[office.mayor]
key = true
[seat.mayor] # warning[order-record-not-at-seat]: the orders of succession are not kept in `capital`, where `mayor` sits
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]
```

## An example that passes

```toml
[place.capital]
[place.harbor]

[record.orders]
contains = ["orders of succession"]
copy = [{ at = "capital" }, { at = "harbor" }]

[office.mayor]
key = true
[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
