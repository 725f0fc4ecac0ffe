//! An alternate to which nobody has lately moved.

use std::collections::BTreeSet;

use interrex_plan::model::{Exercise, Level, Locus};

use crate::citations::{CGC_1_EXERCISES, GAO_EXERCISES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::threshold::Threshold;
use crate::words;

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
    let sites = Sites::of(cx);
    if sites.alternates.is_empty() {
        return;
    }
    report.applies();
    let exercises = cx.plan.exercises.iter().map(|(_, exercise)| exercise);
    let moves = exercises.filter(|exercise| is_move(cx, exercise, &sites));
    let last = moves
        .map(|exercise| exercise.on)
        .filter(|on| *on <= cx.as_of)
        .max();
    let message = match last {
        Some(on) if cx.within_months(on, months) => return,
        Some(on) => {
            let ago = words::months(months);
            format!("people last moved to an alternate on {on}, more than {ago} ago")
        }
        None => "no exercise on record moved anybody to an alternate".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("move people there, then record the exercise with `moved-to`");
}

/// Where an institution sits, and where it can go.
struct Sites {
    primaries: BTreeSet<Locus>,
    alternates: BTreeSet<Locus>,
}

impl Sites {
    fn of(cx: &Context<'_>) -> Self {
        let mut sites = Self {
            primaries: BTreeSet::new(),
            alternates: BTreeSet::new(),
        };
        for seat in seats(cx) {
            let mut options = seat.options.iter().map(|(_, option)| option.at);
            sites.primaries.extend(options.next());
            sites.alternates.extend(options);
        }
        let devolved = cx.devolutions().filter_map(|(_, plan)| plan.site);
        sites.alternates.extend(devolved.map(Locus::Site));
        sites
    }
}

/// Whether people really went to an alternate: the exercise is no discussion, and where they went is
/// an alternate, or the place that one is in, and no first seat.
fn is_move(cx: &Context<'_>, exercise: &Exercise, sites: &Sites) -> bool {
    let is_talk = ["seminar", "workshop", "tabletop", "game"].contains(&exercise.kind.as_str());
    let fits = |to: Locus, alternate: Locus| {
        let is_place = |locus| matches!(locus, Locus::Place(_));
        to == alternate
            || ((is_place(to) || is_place(alternate))
                && cx.places.innermost(to) == cx.places.innermost(alternate))
    };
    let is_alternate = |to: &Locus| {
        !sites.primaries.contains(to) && sites.alternates.iter().any(|one| fits(*to, *one))
    };
    // Of several seats one may begin where another moves to: what is listed as an alternate is one.
    let serves = |to: &Locus| sites.alternates.contains(to) || is_alternate(to);
    !is_talk && exercise.moved_to.iter().any(serves)
}

const PAGE: &str = r#"
## Why

Guidance asks for a planned, physical move every year; auditors found that agencies mostly had not. Doors
that do not open and accounts that are locked show only on site.

## How to mend it

Record an exercise with `moved-to`: an alternate of a seat, or a devolution site. A discussion of the move
(`seminar`, `workshop`, `tabletop`, `game`) is none.

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

## An exercise at home

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

[exercise.drill]
kind = "drill"
on = 2024-03-12
moved-to = ["capital"]
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
