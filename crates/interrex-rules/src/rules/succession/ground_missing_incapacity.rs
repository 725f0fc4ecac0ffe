//! A key post that nobody takes over when its holder cannot act for health.

use interrex_plan::model::{Event, Level, PersonState};

use crate::citations::{CGC_1_PROCEDURES, NIGERIA_2010};
use crate::context::Context;
use crate::grounds::{Wanted, check_grounds};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "ground-missing-incapacity",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must(), NIGERIA_2010.derived()],
    thresholds: &[],
    asks: "key post with grounds and an order, not held by a body,",
    summary: "No ground of a key post covers the incapacity of its holder.",
    mend: "Add a ground for incapacity",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let covers = |event: &Event| {
        matches!(
            event,
            Event::State(PersonState::Incapacitated) | Event::Unfit
        )
    };
    check_grounds(
        cx,
        report,
        &Wanted {
            covers,
            states: &[PersonState::Incapacitated],
            contact: false,
            if_so: "when the holder cannot act for health",
            ground: "ground.incapacitated = { certified-by = \"...\" }",
        },
    );
}

const PAGE: &str = r#"
## Why

Illness is slower and more disputed than death. For 78 days a president lay ill abroad and had not written
that he was unable; nobody else could lawfully act, and the way out that was found is argued about to
this day. A plan should say who finds that the holder is unable, and by what majority.

## How to mend it

Add a ground `incapacitated` (or `unfit`) with whoever certifies it. It suspends the exercise and leaves
the title, unless the plan says `effect = "ends"`.

## An example that fails

```toml
[office.mayor] # warning[ground-missing-incapacity]
holder = "incumbent"
ground.dead = {}
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
ground.dead = {}
ground.incapacitated = { certified-by = "clerk" }
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
