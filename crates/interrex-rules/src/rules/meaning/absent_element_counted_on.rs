//! Something that cannot be had without an element that does not count on the date.

use interrex_diag::Span;
use interrex_plan::model::{Atom, Level, Terms, Thing};

use crate::citations::MEANING;
use crate::context::Context;
use crate::counted::{CountedOn, Fault, check_counted_on};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "absent-element-counted-on",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "need that names a place, site, link, record, office, power or decision",
    summary: "Something needs an element that does not count on the date of the check.",
    mend: "Decide what is only floated, or correct its dates",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    check_counted_on(cx, report, &CountedOn {
        concerns: |atom| !matches!(atom, Atom::InEffect(_) | Atom::Met(_)),
        fault: |cx, atom| {
            let (kind, name, span, terms) = element(cx, atom)?;
            let status = terms.status_on(cx.as_of);
            let why = if !status.counts() {
                format!("is only {}", status.word())
            } else if !terms.valid_on(cx.as_of) {
                "does not hold on the date of the check".to_owned()
            } else if !cx.counts(terms) {
                "belongs to a measure that is not certain".to_owned()
            } else {
                return None;
            };
            Some(Fault { what: format!("{kind} `{name}`"), why, declared: span })
        },
        help: "decide it, correct its dates, or add what serves without it (`or`)",
    });
}

/// The element that an atom needs to count.
fn element<'p>(
    cx: &Context<'p>,
    atom: Atom,
) -> Option<(&'static str, &'p str, Span, &'p Terms)> {
    macro_rules! found {
        ($kind:literal, $arena:ident, $id:expr) => {{
            let named = cx.plan.$arena.get($id);
            Some(($kind, named.name.as_str(), named.span, &named.value.terms))
        }};
    }
    match atom {
        Atom::Stands(Thing::Place(id)) => found!("place", places, id),
        Atom::Stands(Thing::Site(id)) => found!("site", sites, id),
        Atom::Stands(Thing::Link(id)) => found!("link", links, id),
        Atom::Held(id) => found!("record", records, id),
        Atom::Exercised(id) | Atom::ExercisedBy(id, _) => found!("office", offices, id),
        Atom::CanAct(id, _) => found!("body", bodies, id),
        Atom::Power(id) | Atom::PowerIn(id, _) => found!("power", powers, id),
        Atom::Decided(id) => found!("decision", decisions, id),
        Atom::Seated(id, _) => found!("seat", seats, id),
        _ => None,
    }
}

const PAGE: &str = r#"
## Why

A link that is planned for next year, or a site that belongs to a measure, is not there today. What cannot
do without it does not work today either, and every other finding about it is beside the point.

## How to mend it

Decide it, correct its dates, or add an alternative.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[place.town]
[site.new-hall]
in = "town"
from = 2025-01-01

[function.counters]
needs = "new-hall" # warning[absent-element-counted-on]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2025-06-01

[place.town]
[site.new-hall]
in = "town"
from = 2025-01-01

[function.counters]
needs = "new-hall"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
