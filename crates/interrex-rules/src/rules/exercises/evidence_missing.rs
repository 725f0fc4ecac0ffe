//! An exercise or training of which no evidence is kept.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_EXERCISES, GAO_EXERCISES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "evidence-missing",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CGC_1_EXERCISES.must(), GAO_EXERCISES.must()],
    thresholds: &[],
    asks: "exercise or training that took place",
    summary: "No evidence is kept of an exercise or training.",
    mend: "Keep evidence of exercises and training, and say where",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, exercise) in cx
        .plan
        .exercises
        .iter()
        .filter(|(_, exercise)| exercise.on <= cx.as_of)
    {
        report.applies();
        if exercise.evidence.is_none() {
            speak(report, Subject::of(id, exercise));
        }
    }
    for (at, training) in cx.plan.trainings.iter().enumerate() {
        if training.on > cx.as_of {
            continue;
        }
        report.applies();
        if training.evidence.is_none() {
            speak(
                report,
                Subject::entry("training", at, &training.what, training.span),
            );
        }
    }
}

fn speak(report: &mut Report, subject: Subject<'_>) {
    report
        .fail(
            subject,
            format!("no evidence of {} {subject} is kept", subject.kind),
        )
        .help("add `evidence`: where the list of those present, the log or the report is kept");
}

const PAGE: &str = r#"
## Why

Auditors asked agencies to show the tests that they claimed, and many could not. What cannot be shown did
not take place.

## How to mend it

Write `evidence`.

## An example that fails

```toml
[exercise.spring] # warning[evidence-missing]
kind = "drill"
on = 2024-03-12
```

## An example that passes

```toml
[exercise.spring]
kind = "drill"
on = 2024-03-12
evidence = "after-action report, archive box 12"

[exercise.next]
kind = "drill"
on = 2024-10-01
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
