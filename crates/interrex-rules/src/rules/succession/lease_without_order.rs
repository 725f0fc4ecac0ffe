//! A lease that lapses to nobody.

use interrex_plan::model::{Event, Level, Office};

use crate::citations::MEANING;
use crate::context::Context;
use crate::grounds::grounds;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::{Subject, index};

pub(crate) static RULE: Rule = Rule {
    code: "lease-without-order",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "lease",
    summary: "When a lease lapses, no order says who takes over.",
    mend: "Write an order that follows the lapse of the lease",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, lease) in cx
        .plan
        .leases
        .iter()
        .filter(|(_, lease)| cx.counts(&lease.terms))
    {
        report.applies();
        let office = cx.plan.offices.get(lease.office);
        if !is_followed(cx, office) {
            let (name, of) = (&lease.name, &office.name);
            report
                .fail(
                    Subject::of(id, lease),
                    format!("nobody takes over `{of}` when `{name}` lapses"),
                )
                .also(office.span, "no order of this office follows the lapse")
                .help(format!(
                    "let an order of `{of}` name `lease` in `on`, or name no grounds at all"
                ));
        }
    }
}

fn is_followed(cx: &Context<'_>, office: &Office) -> bool {
    let lapses: Vec<u32> = grounds(cx, office)
        .filter(|(_, ground)| matches!(ground.event, Event::Lease))
        .map(|(at, _)| index(at))
        .collect();
    cx.orders(office)
        .any(|(_, order)| order.on_lease || order.on.iter().any(|ground| lapses.contains(ground)))
}

const PAGE: &str = r#"
## Why

A holder who is cut off from the keepers loses the exercise; that is the point. If no order follows, the
office is then nobody's to use, on either side of the cut.

## How to mend it

Write an order that names no grounds (it follows every ground, the lease's too), or names `lease`.

## An example that fails

```toml
[office.president]
ground.dead = {}
order.main = { on = ["dead"], candidates = ["speaker"] }
[office.speaker]

[lease.seal] # warning[lease-without-order]
office = "president"
keepers = ["north"]
needs = 1
[person.north]
```

## An example that passes

```toml
[office.president]
ground.dead = {}
order.main = { candidates = ["speaker"] }
[office.speaker]

[lease.seal]
office = "president"
keepers = ["north"]
needs = 1
[person.north]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
