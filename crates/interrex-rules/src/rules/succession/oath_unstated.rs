//! An order that gives a title and does not say when the oath is taken.

use interrex_plan::model::{Gives, Level, Order, Step};

use crate::citations::SOUTH_DAKOTA;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "oath-unstated",
    element: Element::Succession,
    level: Level::Note,
    sources: &[SOUTH_DAKOTA.derived()],
    thresholds: &[Threshold::OathRequired],
    asks: "order that gives the title of a key post, in a plan or profile that knows oaths,",
    summary: "An order that gives a title does not say when the oath is taken.",
    mend: "Add the step at which the oath is taken",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let is_required = cx
        .threshold(Threshold::OathRequired)
        .is_some_and(|required| required > 0);
    if !is_required && !cx.key_orders().any(|(_, _, order)| has_oath(order)) {
        return;
    }
    for (subject, _, order) in cx.key_orders() {
        if order.gives == Some(Gives::Exercise) {
            continue;
        }
        report.applies();
        if !has_oath(order) {
            report
                .fail(
                    subject,
                    format!("{subject} does not say when the oath is taken"),
                )
                .help("add `\"sworn\"` to its `steps`, with who administers the oath")
                .help("an oath taken at designation is a step `sworn at designation`");
        }
    }
}

fn has_oath(order: &Order) -> bool {
    let own = order
        .candidates
        .iter()
        .flat_map(|candidate| &candidate.steps);
    order.steps.iter().chain(own).any(is_oath)
}

fn is_oath(step: &Step) -> bool {
    let name = step.name.to_lowercase();
    ["sworn", "swear", "oath", "affirm"]
        .iter()
        .any(|word| name.contains(word))
}

const PAGE: &str = r#"
## Why

In Haiti in 2021 one claimant had been named and not sworn, and that step was the difference. South
Dakota has interim successors take the oath at designation, so that nothing is left to do on the day.
Either is good; the plan must say which.

The rule speaks where some order of the plan has an oath among its steps and another has none, and of
every order where `oath-required` is 1.

## How to mend it

Add a step whose name says that the oath is taken.

## An example that fails

```toml
[office.president.order.main]
steps = ["sworn"]
candidates = ["speaker"]

[office.speaker.order.main] # note[oath-unstated]
candidates = ["deputy-speaker"]

[office.deputy-speaker]
```

## An example that passes

```toml
[office.mayor.order.main]
candidates = ["clerk"]

[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
