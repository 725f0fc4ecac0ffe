//! A place that is counted on and that no link for messages reaches.

use std::collections::BTreeSet;

use interrex_plan::model::{Id, Level, Place};

use crate::citations::MEANING;
use crate::contents::copies;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "isolated-place",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "place that people, seats or records are in, among several,",
    summary: "No link for messages reaches a place that people, seats or records are in.",
    mend: "Declare the links that carry messages to each place",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let used = used(cx);
    if used.len() < 2 {
        return;
    }
    let linked = linked(cx);
    for id in used {
        report.applies();
        if !linked.contains(&id) {
            let place = cx.plan.places.get(id);
            let name = &place.name;
            report
                .fail(
                    Subject::of(id, place),
                    format!("no link for messages reaches `{name}`"),
                )
                .label("an island from the start")
                .help("declare a `[link.ID]` between it, or a site in it, and another place")
                .because("a place within another is not in contact with it unless a link says so");
        }
    }
}

/// Innermost places where people are based, seats have options and records have copies.
fn used(cx: &Context<'_>) -> BTreeSet<Id<Place>> {
    let mut used: BTreeSet<Id<Place>> = cx
        .plan
        .people
        .ids()
        .filter_map(|id| cx.places.base_place(id))
        .collect();
    for seat in seats(cx) {
        used.extend(
            seat.options
                .iter()
                .filter_map(|(_, option)| cx.places.innermost(option.at)),
        );
    }
    for (_, record) in cx
        .plan
        .records
        .iter()
        .filter(|(_, record)| cx.counts(&record.terms))
    {
        used.extend(copies(cx, record).filter_map(|(_, copy)| cx.places.innermost(copy.at)));
    }
    used
}

/// Places that are an end of a link for messages, or contain a site that is.
fn linked(cx: &Context<'_>) -> BTreeSet<Id<Place>> {
    let links = cx
        .plan
        .links
        .iter()
        .filter(|(_, link)| link.messages && cx.counts(&link.terms));
    links
        .flat_map(|(_, link)| link.between)
        .filter_map(|end| cx.places.innermost(end))
        .collect()
}

const PAGE: &str = r#"
## Why

Contact is a matter of links alone: a city is not in contact with its own country unless something joins
them. A place without any is an island in every world, and whoever is there can neither govern nor be
governed, nor be asked to agree.

## How to mend it

Declare the links that really exist, with what can take them.

## An example that fails

```toml
[place.capital]
[place.harbor]
[place.island] # warning[isolated-place]

[link.cable]
between = ["capital", "harbor"]

[person.mayor]
base = "capital"
[person.deputy]
base = "harbor"
[person.warden]
base = "island"
```

## An example that passes

```toml
[place.capital]
[place.harbor]

[link.cable]
between = ["capital", "harbor"]

[person.mayor]
base = "capital"
[person.deputy]
base = "harbor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
