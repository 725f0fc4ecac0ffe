//! A key post that nobody takes over when its holder is in the hands of another.

use interrex_plan::model::{Event, Level, PersonState, Plan};

use crate::citations::{BELGIUM_1940, MEANING};
use crate::context::Context;
use crate::grounds::{Wanted, check_grounds};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "ground-missing-captivity",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[BELGIUM_1940.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "key post with grounds and an order, in a plan where people can be taken captive,",
    summary: "No ground of a key post covers the captivity of its holder.",
    mend: "Add a ground for captivity",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if knows_captivity(cx.plan) {
        check_grounds(
            cx,
            report,
            &Wanted {
                covers: |event| matches!(event, Event::State(PersonState::Captive) | Event::Unfit),
                states: &[PersonState::Captive],
                contact: false,
                if_so: "when the holder is taken captive",
                ground: "ground.captive = {}",
            },
        );
    }
}

/// Whether anything in the plan can take anybody captive.
fn knows_captivity(plan: &Plan) -> bool {
    let of_their_own = plan.people.iter().any(|(_, person)| {
        person
            .states
            .get(PersonState::Captive as usize)
            .is_some_and(Option::is_some)
    });
    let taken = || {
        let mut takings = plan.threats.iter().flat_map(|(_, threat)| &threat.takes);
        takings.any(|taking| taking.leaves == PersonState::Captive)
    };
    of_their_own || taken()
}

const PAGE: &str = r#"
## Why

A captive holder is neither dead nor ill, so neither of those grounds applies, and whatever he signs is
signed under duress. In 1940 the Belgian ministers had to argue their way to the view that a king in
enemy hands cannot reign. Few constitutions name the case; a plan can.

The rule speaks only where the plan holds captivity possible: some person has `captive`, or some threat
leaves people so.

## How to mend it

Add a ground `captive`, or `unfit`. It suspends the exercise until the holder is free again.

## An example that fails

```toml
[office.president] # warning[ground-missing-captivity]
holder = "incumbent"
ground.dead = {}
ground.incapacitated = {}
order.main.candidates = ["speaker"]
[office.speaker]

[person.incumbent]
captive = 0.1
```

## An example that passes

```toml
[office.president]
holder = "incumbent"
ground.dead = {}
ground.incapacitated = {}
ground.captive = {}
order.main.candidates = ["speaker"]
[office.speaker]

[person.incumbent]
captive = 0.1
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
