//! A key post that nobody takes over when its holder dies.

use interrex_plan::model::{Event, Level, PersonState};

use crate::citations::{CGC_1_PROCEDURES, MEANING};
use crate::context::Context;
use crate::grounds::{Wanted, check_grounds};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "ground-missing-death",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must(), MEANING.derived()],
    thresholds: &[],
    asks: "key post with grounds and an order, not held by a body,",
    summary: "No ground of a key post covers the death of its holder.",
    mend: "Add a ground for death",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    check_grounds(
        cx,
        report,
        &Wanted {
            covers: |event| matches!(event, Event::State(PersonState::Dead) | Event::Unfit),
            states: &[PersonState::Dead],
            contact: false,
            if_so: "when the holder dies",
            ground: "ground.dead = {}",
        },
    );
}

const PAGE: &str = r#"
## Why

Nothing moves an office but a ground that the plan names. Where there are grounds and none of them is
death, a dead holder keeps the title in law: the office is stranded, not vacant, and nobody may follow.

## How to mend it

Add a ground `dead`, or `unfit`, which covers death, captivity and incapacity together.

## An example that fails

```toml
[office.mayor] # warning[ground-missing-death]
holder = "incumbent"
ground.resigned = {}
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```

## A ground about the death of somebody else

```toml
[office.mayor] # warning[ground-missing-death]
holder = "incumbent"
ground.vacated = { when = "dead(deputy)" }
order.main.candidates = ["clerk"]
[office.clerk]

[person.incumbent]
[person.deputy]
dead = 0.1
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
ground.unfit = {}
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
