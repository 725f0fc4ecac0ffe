//! A ground that takes an office away and names nobody who follows.

use interrex_plan::model::{Event, Level};

use crate::citations::{GAO_DHS_2020, MEANING};
use crate::context::Context;
use crate::grounds::grounds;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::{Subject, index};

pub(crate) static RULE: Rule = Rule {
    code: "ground-without-order",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[GAO_DHS_2020.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "ground of a key post with an order of succession",
    summary: "A ground moves the holder of a key post out, and no order says who comes in.",
    mend: "Name the ground in an order of succession",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).next().is_some())
    {
        for (at, ground) in grounds(cx, office) {
            // The ground of a lease is never present while no lease counts.
            if matches!(ground.event, Event::Lease) && !cx.posts.is_leased(id) {
                continue;
            }
            report.applies();
            if cx
                .orders(office)
                .any(|(_, order)| order.on.contains(&index(at)))
            {
                continue;
            }
            let subject = Subject::of(id, office).part("ground", at, &ground.name, ground.span);
            report
                .fail(
                    subject,
                    format!("no order says who follows after {subject}"),
                )
                .help("add the ground to `on` of an order, or write an order for it");
        }
    }
}

const PAGE: &str = r#"
## Why

Orders are kept by ground. In 2019 a department had one list for resignation and another for disaster; the
wrong one was used, and the official who took over had no right to. A ground that no list names has no
successor at all.

## How to mend it

Add the ground to `on` of an order. An order that names no grounds follows them all.

## An example that fails

```toml
[office.mayor]
ground.dead = {}

[office.mayor.ground.removed] # warning[ground-without-order]
made-by = "council"

[office.mayor.order.main]
on = ["dead"]
candidates = ["clerk"]

[office.clerk]
[body.council]
members = [{ count = 9, at = "town" }]
[place.town]
```

## An example that passes

```toml
[office.mayor]
ground.dead = {}
ground.removed = { made-by = "council" }
order.main.candidates = ["clerk"]

[office.clerk]
[body.council]
members = [{ count = 9, at = "town" }]
[place.town]
```

## The ground of a lease that is only floated

```toml
[office.president]
ground.dead = {}
ground.lease = {}
order.main = { on = ["dead"], candidates = ["speaker"] }
[office.speaker]

[lease.seal]
office = "president"
keepers = ["north"]
needs = 1
status = "floated"
[person.north]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
