//! One order of several whose candidates are all in one place.

use interrex_plan::model::{Level, Office};

use super::successors_in_one_region::located;
use crate::citations::{CGC_1_SUCCESSION, FCD_1_SUCCESSION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "order-in-one-place",
    element: Element::Succession,
    level: Level::Note,
    sources: &[FCD_1_SUCCESSION.derived(), CGC_1_SUCCESSION.derived()],
    thresholds: &[],
    asks: "order of a key post whose successors are dispersed",
    summary: "One order of succession ends in one place, though other orders of the office do not.",
    mend: "List a candidate from elsewhere in each order",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx
        .key_posts()
        .filter(|(_, office)| is_dispersed(cx, office))
    {
        for (at, order) in cx.orders(office) {
            report.applies();
            let Some(places) = located(cx, order).filter(|places| places.len() > 1) else {
                continue;
            };
            let Some(first) = places.first() else {
                continue;
            };
            if places.iter().all(|place| place == first) {
                let subject = Subject::of(id, office).part("order", at, &order.name, order.span);
                let place = &cx.plan.places.get(*first).name;
                report
                    .fail(
                        subject,
                        format!("{subject} ends in one place: all are based in `{place}`"),
                    )
                    .help("list a candidate who is based elsewhere in this order too");
            }
        }
    }
}

/// Whether the successors of an office, over all its orders, are in more than one region. Where
/// they are not, `successors-in-one-region` speaks and nothing is left to add.
fn is_dispersed(cx: &Context<'_>, office: &Office) -> bool {
    let orders = office.orders.iter().filter(|order| cx.counts(&order.terms));
    let mut regions: Vec<_> = Vec::new();
    for order in orders {
        match located(cx, order) {
            None => return true,
            Some(places) => regions.extend(places.iter().map(|place| cx.places.region(*place))),
        }
    }
    regions.sort_unstable();
    regions.dedup();
    regions.len() > 1
}

const PAGE: &str = r#"
## Why

Orders are followed by ground: the one for a death may reach far, while the one for incapacity names only
people down the corridor. Dispersion over all orders does not help when the order that applies is lost
in one place.

## How to mend it

Give every order a candidate from elsewhere.

## An example that fails

```toml
[place.capital]
[place.harbor]

[office.mayor]
ground.dead = {}
ground.incapacitated = {}

[office.mayor.order.permanent]
on = ["dead"]
candidates = ["deputy", "harbor-master"]

[office.mayor.order.interim] # note[order-in-one-place]
on = ["incapacitated"]
candidates = ["deputy", "clerk"]

[office.deputy]
holder = "deputy-holder"
[office.clerk]
holder = "clerk-holder"
[office.harbor-master]
holder = "harbor-holder"

[person.deputy-holder]
base = "capital"
[person.clerk-holder]
base = "capital"
[person.harbor-holder]
base = "harbor"
```

## An example that passes

```toml
[place.capital]
[place.harbor]

[office.mayor]
ground.dead = {}
order.main.candidates = ["deputy", "harbor-master"]

[office.deputy]
holder = "deputy-holder"
[office.harbor-master]
holder = "harbor-holder"

[person.deputy-holder]
base = "capital"
[person.harbor-holder]
base = "harbor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
