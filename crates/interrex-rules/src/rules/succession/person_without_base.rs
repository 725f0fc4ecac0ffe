//! Somebody whom the plan counts on and whose base it does not state.

use std::collections::BTreeSet;

use interrex_plan::model::{CandidateWho, Id, Level, Member, Person, Who};

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "person-without-base",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "person whom succession counts on, in a plan with places,",
    summary: "The plan does not say where somebody is based whom it counts on.",
    mend: "State where people are based",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.places.is_empty() {
        return;
    }
    for id in counted_on(cx) {
        report.applies();
        if cx.places.base(id).is_none() {
            let person = cx.plan.people.get(id);
            let name = &person.name;
            report
                .fail(
                    Subject::of(id, person),
                    format!("nothing says where `{name}` is based"),
                )
                .label("taken to be reachable from everywhere")
                .help("add `base`, a place or site of the plan")
                .because(
                    "answers are too kind: no loss of a place or link ever touches this person",
                );
        }
    }
}

/// Holders of and candidates for key posts, and named members of bodies.
fn counted_on(cx: &Context<'_>) -> BTreeSet<Id<Person>> {
    let mut people = BTreeSet::new();
    for (_, office) in cx.key_posts() {
        people.extend(office.holder.and_then(|holder| cx.person(holder)));
        people.extend(office.acting);
        for candidate in cx
            .orders(office)
            .flat_map(|(_, order)| cx.candidates(order))
        {
            if let CandidateWho::Who(who) = candidate.who {
                people.extend(cx.person(who));
            }
        }
    }
    for (_, body) in cx
        .plan
        .bodies
        .iter()
        .filter(|(_, body)| cx.counts(&body.terms))
    {
        people.extend(body.members.iter().filter_map(|member| match member {
            Member::Person(id, _) => Some(*id),
            Member::Office(id, _) => cx.person(Who::Office(*id)),
            Member::Class { .. } => None,
        }));
    }
    people
}

const PAGE: &str = r#"
## Why

Somebody whose base is not stated is taken to be reachable from everywhere, whatever place or link is lost.
Every answer about the office is then better than the truth.

## How to mend it

Write `base` for everybody who holds a key post, may follow in one, or sits in a body.

## An example that fails

```toml
[place.town]

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
holder = "officer"

[person.officer] # warning[person-without-base]
```

## An example that passes

```toml
[place.town]

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
holder = "officer"

[person.officer]
base = "town"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
