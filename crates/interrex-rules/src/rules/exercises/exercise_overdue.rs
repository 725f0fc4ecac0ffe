//! A plan of which no exercise has lately shown that it works.

use interrex_plan::model::{Exercise, Level};

use crate::citations::CGC_1_EXERCISES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "exercise-overdue",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CGC_1_EXERCISES.must()],
    thresholds: &[Threshold::ExerciseMonthsMax],
    asks: "essential function",
    summary: "No exercise has lately shown that the functions can go on.",
    mend: "Exercise the functions every year",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ExerciseMonthsMax) else {
        return;
    };
    if cx.functions().next().is_none() {
        return;
    }
    report.applies();
    let exercises = cx
        .plan
        .exercises
        .iter()
        .map(|(_, exercise)| &exercise.value);
    let last = exercises
        .filter(|exercise| shows_functions(exercise) && exercise.on <= cx.as_of)
        .map(|exercise| exercise.on)
        .max();
    let message = match last {
        Some(on) if cx.within_months(on, months) => return,
        Some(on) => {
            let ago = words::months(months);
            format!("functions were last exercised on {on}, more than {ago} ago")
        }
        None => "no exercise on record shows that the functions can go on".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("hold one, then record it with `covers = [\"functions\"]`");
}

/// Whether an exercise is about the functions: it says so, or it is one that performs them.
fn shows_functions(exercise: &Exercise) -> bool {
    ["functional", "full-scale"].contains(&exercise.kind.as_str())
        || exercise.covers.iter().any(|topic| topic == "functions")
}

const PAGE: &str = r#"
## Why

Nine in ten managers trust their plan, and one in six has tried it. Guidance asks for an exercise every
year that shows that the functions can go on.

## How to mend it

Hold one and record it: a `functional` or `full-scale` exercise, or any that covers `functions`. One that
is planned for a later date does not count yet.

## An example that fails

```toml
[plan] # warning[exercise-overdue]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[function.payments]

[exercise.last-year]
kind = "full-scale"
on = 2023-05-20

[exercise.next]
kind = "full-scale"
on = 2024-09-01
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[function.payments]

[exercise.spring]
kind = "tabletop"
on = 2024-03-12
covers = ["functions"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
