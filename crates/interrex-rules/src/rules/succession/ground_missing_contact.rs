//! A key post that nobody takes over when its holder cannot be reached.

use interrex_plan::model::{Event, Level};

use crate::citations::{MEANING, REAGAN_1981};
use crate::context::Context;
use crate::grounds::{Wanted, check_grounds};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "ground-missing-contact",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[REAGAN_1981.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "key post with grounds and an order, in a plan where links can fail,",
    summary: "No ground of a key post covers loss of contact with its holder.",
    mend: "Add a ground for loss of contact, or a lease",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.links.is_empty() {
        return;
    }
    check_grounds(
        cx,
        report,
        &Wanted {
            covers: |event| matches!(event, Event::OutOfContact),
            states: &[],
            contact: true,
            if_so: "when the holder cannot be reached",
            ground: "ground.contact = { event = \"out of contact\" }",
        },
    );
}

const PAGE: &str = r#"
## Why

A holder who is cut off may be well and busy, and still lost to everybody else. Without a ground for it
the others wait: the office is stranded for them. With one they can go on, and the price is that the
holder, on the other side, goes on too: read the split cases that `prove` lists, and close them with a
lease.

The rule speaks only where the plan declares links.

## How to mend it

Add a ground with `event = "out of contact"`, or a lease on the office.

## An example that fails

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.president] # warning[ground-missing-contact]
holder = "incumbent"
ground.unfit = {}
order.main.candidates = ["speaker"]
[office.speaker]
[person.incumbent]
```

## A lease that is only floated

Its ground is never present until the lease counts.

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.president] # warning[ground-missing-contact]
holder = "incumbent"
ground.unfit = {}
ground.lease = {}
order.main.candidates = ["speaker"]
[office.speaker]
[person.incumbent]

[lease.seal]
office = "president"
keepers = ["incumbent"]
needs = 1
status = "floated"
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.president]
holder = "incumbent"
ground.unfit = {}
ground.contact = { event = "out of contact" }
order.main.candidates = ["speaker"]
[office.speaker]
[person.incumbent]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
