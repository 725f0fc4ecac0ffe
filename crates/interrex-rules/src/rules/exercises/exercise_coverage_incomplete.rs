//! Exercises that leave out a part of the plan.

use interrex_plan::model::Level;

use crate::citations::CGC_1_EXERCISES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::{self, either};

pub(crate) static RULE: Rule = Rule {
    code: "exercise-coverage-incomplete",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CGC_1_EXERCISES.must()],
    thresholds: &[Threshold::ExerciseMonthsMax],
    asks: "part of the plan that exercises must cover",
    summary: "Recent exercises leave out a part that the plan has.",
    mend: "Cover every part of the plan by exercises",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ExerciseMonthsMax) else {
        return;
    };
    let exercises = cx.plan.exercises.iter().map(|(_, exercise)| exercise);
    let recent: Vec<&str> = exercises
        .filter(|exercise| cx.within_months(exercise.on, months))
        .flat_map(|exercise| exercise.covers.iter().map(String::as_str))
        .collect();
    let mut missing = Vec::new();
    for (topic, _) in topics(cx).into_iter().filter(|(_, has)| *has) {
        report.applies();
        if !recent.contains(&topic) {
            missing.push(topic);
        }
    }
    if !missing.is_empty() {
        let topics: Vec<String> = missing.iter().map(|topic| format!("`{topic}`")).collect();
        let topics = either(topics.iter().map(String::as_str));
        report
            .fail(
                cx.plan_subject(),
                format!(
                    "no exercise of the last {} covers {topics}",
                    words::months(months)
                ),
            )
            .help("hold exercises about them, then list them in `covers`");
    }
}

/// What exercises must cover, and whether the plan has it.
fn topics(cx: &Context<'_>) -> [(&'static str, bool); 5] {
    let plan = cx.plan;
    let devolves = plan
        .powers
        .iter()
        .any(|(_, power)| power.devolution.is_some());
    [
        ("records", !plan.records.is_empty()),
        (
            "communications",
            !plan.contacts.is_empty() || !plan.links.is_empty(),
        ),
        (
            "dependencies",
            cx.functions().any(|(_, function)| function.needs.is_some()),
        ),
        ("devolution", devolves || !plan.devolutions.is_empty()),
        ("reconstitution", plan.reconstitution.is_some()),
    ]
}

const PAGE: &str = r#"
## Why

Backup records, communications, dependencies, devolution and reconstitution must each be exercised. What is
never tried is what fails: the rule asks only about parts that the plan has.

## How to mend it

Hold exercises about what is missing, and list it in `covers`.

## An example that fails

```toml
[plan] # warning[exercise-coverage-incomplete]: no exercise of the last 12 months covers `dependencies`
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[place.town]
[record.accounts]
copy = [{ at = "town" }]
[function.payments]
needs = "accounts"

[exercise.spring]
kind = "drill"
on = 2024-03-12
covers = ["records"]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[place.town]
[record.accounts]
copy = [{ at = "town" }]
[function.payments]
needs = "accounts"

[exercise.spring]
kind = "functional"
on = 2024-03-12
covers = ["records", "dependencies"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
