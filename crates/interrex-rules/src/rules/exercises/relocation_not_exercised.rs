//! An alternate to which nobody has lately moved.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_EXERCISES, GAO_EXERCISES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "relocation-not-exercised",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CGC_1_EXERCISES.must(), GAO_EXERCISES.derived()],
    thresholds: &[Threshold::ExerciseMonthsMax],
    asks: "alternate seat or devolution site",
    summary: "Nobody has lately moved to an alternate, as an exercise.",
    mend: "Move to an alternate every year, as an exercise",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ExerciseMonthsMax) else {
        return;
    };
    let has_alternate = seats(cx).any(|seat| seat.options.len() > 1)
        || cx
            .devolutions()
            .any(|(_, devolution)| devolution.site.is_some());
    if !has_alternate {
        return;
    }
    report.applies();
    let exercises = cx.plan.exercises.iter().map(|(_, exercise)| exercise);
    let moves = exercises.filter(|exercise| !exercise.moved_to.is_empty());
    let last = moves
        .map(|exercise| exercise.on)
        .filter(|on| *on <= cx.as_of)
        .max();
    let message = match last {
        Some(on) if cx.within_months(on, months) => return,
        Some(on) => {
            format!("people last moved to an alternate on {on}, more than {months} months ago")
        }
        None => "no exercise on record moved anybody to an alternate".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("move people there, then record the exercise with `moved-to`");
}

const PAGE: &str = r#"
## Why

Guidance asks for a planned, physical move every year; auditors found that agencies mostly had not. Doors
that do not open and accounts that are locked show only on site.

## How to mend it

Record an exercise with `moved-to`. A discussion of the move is none.

## An example that fails

```toml
[plan] # warning[relocation-not-exercised]
title = "City"
horizon = "30 d"

[place.capital]
[place.harbor]
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]

[exercise.talk]
kind = "tabletop"
on = 2024-03-12
covers = ["relocation"]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[place.capital]
[place.harbor]
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "harbor" }]

[exercise.move]
kind = "functional"
on = 2024-03-12
moved-to = ["harbor"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
