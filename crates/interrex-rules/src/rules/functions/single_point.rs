//! One thing whose loss alone ends a function.

use interrex_plan::model::Level;

use crate::citations::{FCD_2023, MEANING, REMOVE_ONE};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::any_one;
use crate::worlds::Worlds;

pub(crate) static RULE: Rule = Rule {
    code: "single-point",
    element: Element::Functions,
    level: Level::Note,
    sources: &[FCD_2023.should(), REMOVE_ONE.should(), MEANING.derived()],
    thresholds: &[],
    asks: "essential function that works while nothing is lost",
    summary: "The loss of one place, site, link, person or copy ends a function.",
    mend: "Give each function a second way to do without what it hangs on",
    page: PAGE,
    check: Check::Worlds(check),
};

/// How many single points are shown at their places.
const SHOWN_MAX: usize = 4;

fn check(cx: &Context<'_>, worlds: &Worlds, report: &mut Report) {
    for (id, function) in worlds
        .functions(cx)
        .filter(|(_, function)| function.needs.is_some())
    {
        if worlds.fails_undisturbed(id) {
            continue;
        }
        report.applies();
        let points = worlds.single_points(cx, id);
        if points.is_empty() {
            continue;
        }
        let (name, any) = (
            &function.name,
            any_one(points.iter().map(|point| point.name.as_str()), SHOWN_MAX),
        );
        let mut failing = report
            .fail(Subject::of(id, function), format!("losing {any} alone ends `{name}`"))
            .help("add an alternative to what it needs: `or`, `at least`, another copy, link, seat or successor");
        for point in points.iter().take(SHOWN_MAX) {
            failing = failing.also(point.span, "its loss alone ends the function");
        }
    }
}

const PAGE: &str = r#"
## Why

No single person, system, data set or site should carry a function alone. Advice to planners is to remove
one thing at a time and see what stops; here that is done for every place, site, link, person and copy,
also for those of which the plan does not say that they can be lost. Causes that take several things at
once, and losses in groups, are what `interrex prove` lists.

## How to mend it

Give the function a second way. What cannot be doubled deserves a waiver that says why.

## An example that fails

```toml
[place.town]
[site.hall]
in = "town"
[site.annex]
in = "town"

[function.payments] # note[single-point]: losing `town` alone ends `payments`
needs = "hall or annex"
```

## A person without a successor

```toml
[place.town]
[office.mayor]
holder = "incumbent"
[person.incumbent]
base = "town"

[function.govern] # note[single-point]
needs = "mayor"
```

## An example that passes

```toml
[place.town]
[place.harbor]
[site.hall]
in = "town"
[site.annex]
in = "harbor"

[function.payments]
needs = "hall or annex"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
