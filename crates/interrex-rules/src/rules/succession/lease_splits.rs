//! A lease that two people can hold at once.

use std::collections::BTreeSet;

use interrex_plan::model::{Level, Who};

use crate::citations::MEANING;
use crate::context::{Context, who};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "lease-splits",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "lease",
    summary: "A lease asks for half of its keepers or fewer, so that two claims can both hold it.",
    mend: "Ask for more than half of the keepers of a lease",
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
        let keepers: BTreeSet<Who> = lease
            .keepers
            .iter()
            .map(|(keeper, _)| cx.person(who(*keeper)).map_or(who(*keeper), Who::Person))
            .collect();
        let enough = keepers.len() / 2 + 1;
        if (lease.needs as usize) < enough {
            let (name, needs, all) = (&lease.name, lease.needs, keepers.len());
            report
                .fail(
                    Subject::of(id, lease),
                    format!("`{name}` needs {needs} of {all} keepers, so two can hold it at once"),
                )
                .label("each side of a cut can find that many")
                .help(format!("set `needs` to {enough} or more"));
        }
    }
}

const PAGE: &str = r#"
## Why

A lease closes a split: only who is in contact with enough keepers has the exercise. If half of them are
enough, each side of a broken link can find its half, and both go on. With more than half there is
always a keeper whom both sides would need, and only one of them has. Keepers are counted as persons.

## How to mend it

Set `needs` to more than half, or name more keepers. Name people: an office whose title passes on when contact
is lost can have a holder on each side, and counts on both.

## An example that fails

```toml
[office.president]
key = false

[lease.seal] # warning[lease-splits]: `seal` needs 2 of 4 keepers, so two can hold it at once
office = "president"
keepers = ["north", "south", "east", "west"]
needs = 2

[person.north]
[person.south]
[person.east]
[person.west]
```

## An example that passes

```toml
[office.president]
key = false

[lease.seal]
office = "president"
keepers = ["north", "south", "east", "west"]
needs = 3

[person.north]
[person.south]
[person.east]
[person.west]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
