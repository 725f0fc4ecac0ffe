//! A training log that does not say who was trained, or is empty.

use interrex_plan::model::{Level, Training};

use crate::citations::{CGC_1_EXERCISES, GAO_EXERCISES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "training-log-incomplete",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CGC_1_EXERCISES.must(), GAO_EXERCISES.derived()],
    thresholds: &[],
    asks: "training or essential function",
    summary: "The training log is empty, or does not say who was trained by whom.",
    mend: "Record what was trained, when, who took part and who taught",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let took_place = |training: &&Training| training.on <= cx.as_of;
    if !cx.plan.trainings.iter().any(|one| took_place(&one)) && cx.functions().next().is_some() {
        report.applies();
        report
            .fail(cx.plan_subject(), "no training is on record")
            .help("add a `[[training]]` for each: `what`, `on`, `who`, `by`");
    }
    for (at, training) in cx.plan.trainings.iter().enumerate() {
        report.applies();
        let missing = match (training.who.is_empty(), training.by.is_some()) {
            (false, true) => continue,
            (true, true) => "who took part",
            (false, false) => "who taught",
            (true, false) => "who took part and who taught",
        };
        let subject = Subject::entry("training", at, &training.what, training.span);
        report
            .fail(
                subject,
                format!(
                    "the training {subject} of {} does not say {missing}",
                    training.on
                ),
            )
            .help("add `who` and `by`");
    }
}

const PAGE: &str = r#"
## Why

The log must say what was trained, when, who took part and who taught. Without names nobody can tell whether
those who are on duty today were there.

## How to mend it

Write `who` and `by` in each entry.

## An example that fails

```toml
[[training]] # warning[training-log-incomplete]
what = "radio"
on = 2024-03-05
by = "the fire department"
```

## A training of the future

```toml
[plan] # warning[training-log-incomplete]: no training is on record
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[function.payments]
[office.clerk]

[[training]]
what = "payments"
on = 2024-09-01
who = ["clerk"]
by = "the treasurer"
```

## An example that passes

```toml
[person.operator]

[[training]]
what = "radio"
on = 2024-03-05
who = ["operator"]
by = "the fire department"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
