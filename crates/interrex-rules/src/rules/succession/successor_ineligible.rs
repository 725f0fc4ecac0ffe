//! A successor who does not have what the office requires.

use interrex_plan::model::{Candidate, CandidateWho, Level, Named, Order, Person};

use crate::citations::{CRS_SUCCESSION, MEANING, WISCONSIN};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "successor-ineligible",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CRS_SUCCESSION.must(), WISCONSIN.must(), MEANING.derived()],
    thresholds: &[],
    asks: "known candidate of whom an order requires qualities",
    summary: "A successor does not have a quality that the order requires.",
    mend: "Replace ineligible successors, or state the qualities that they have",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        for candidate in cx.candidates(order) {
            let required = required(order, candidate);
            let Some(person) = known(cx, candidate).filter(|_| !required.is_empty()) else {
                continue;
            };
            report.applies();
            let missing = missing_qualities(cx, order, candidate);
            if missing.is_empty() {
                continue;
            }
            let is_known = missing.iter().any(|quality| has_not(person, quality));
            let (name, qualities) = (&person.name, quoted(missing));
            let message = if is_known {
                format!("`{name}` lacks {qualities}, which {subject} requires")
            } else {
                format!("nothing says that `{name}` has {qualities}, which {subject} requires")
            };
            report
                .fail(subject, message)
                .at(candidate.span, "this candidate is passed over")
                .also(person.span, "whose qualities are stated here")
                .help("add the quality to the person's `qualities`, or list another candidate");
        }
    }
}

/// The person through whom a candidate is known.
fn known<'p>(cx: &Context<'p>, candidate: &Candidate) -> Option<&'p Named<Person>> {
    match candidate.who {
        CandidateWho::Who(who) => cx.person(who).map(|id| cx.plan.people.get(id)),
        CandidateWho::Chosen { .. } => None,
    }
}

/// The qualities that an order requires of a candidate and that the person does not have, as far as
/// the plan says; empty where nobody is known.
pub(super) fn missing_qualities<'p>(
    cx: &Context<'p>,
    order: &'p Order,
    candidate: &'p Candidate,
) -> Vec<&'p str> {
    let Some(person) = known(cx, candidate) else {
        return Vec::new();
    };
    let required = required(order, candidate).into_iter();
    required.filter(|quality| !has(person, quality)).collect()
}

fn required<'p>(order: &'p Order, candidate: &'p Candidate) -> Vec<&'p str> {
    order
        .requires
        .iter()
        .chain(&candidate.requires)
        .map(String::as_str)
        .collect()
}

fn has(person: &Person, quality: &str) -> bool {
    person.qualities.iter().any(|has| has == quality)
}

fn has_not(person: &Person, quality: &str) -> bool {
    person.lacks.iter().any(|lacks| lacks == quality)
}

const PAGE: &str = r#"
## Why

A foreign-born secretary is skipped in the presidential line of the United States; the list goes on
without them, and is one shorter than it looks. A quality that the plan does not state counts as missing.

## How to mend it

State the `qualities` of the people in the line. Where somebody really lacks one, the place in the line is
empty: add another candidate.

## An example that fails

```toml
[office.president.order.main]
requires = ["natural-born"]
candidates = [
  "secretary", # warning[successor-ineligible]
]

[office.secretary]
holder = "secretary-holder"

[person.secretary-holder]
lacks = ["natural-born"]
```

## An example that passes

```toml
[office.president.order.main]
requires = ["natural-born"]
candidates = ["secretary"]

[office.secretary]
holder = "secretary-holder"

[person.secretary-holder]
qualities = ["natural-born"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
