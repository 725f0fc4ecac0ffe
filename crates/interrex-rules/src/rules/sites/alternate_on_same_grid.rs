//! Alternates that hang on the primary site's power grid.

use interrex_plan::model::{Level, Locus};

use crate::citations::USFA_SITES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;

pub(crate) static RULE: Rule = Rule {
    code: "alternate-on-same-grid",
    element: Element::Sites,
    level: Level::Note,
    sources: &[USFA_SITES.should()],
    thresholds: &[],
    asks: "seat with alternates whose first option has a stated power grid",
    summary: "Every alternate of a seat is fed by the power grid of its first option.",
    mend: "Add an alternate on another power grid",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let grid = |locus: Locus| match locus {
        Locus::Site(id) => cx.plan.sites.get(id).grid.as_deref(),
        Locus::Place(_) => None,
    };
    for seat in seats(cx) {
        let Some(((_, primary), alternates)) = seat.options.split_first() else {
            continue;
        };
        let Some(name) = grid(primary.at).filter(|_| !alternates.is_empty()) else {
            continue;
        };
        report.applies();
        if alternates
            .iter()
            .all(|(_, option)| grid(option.at) == Some(name))
        {
            let of = cx.name(seat.declared.of);
            report
                .fail(
                    seat.subject,
                    format!("every seat of `{of}` is fed by the power grid `{name}`"),
                )
                .also(primary.span, "the first option")
                .help("add an alternate on another grid, or one with supply of its own");
        }
    }
}

const PAGE: &str = r#"
## Why

Two buildings in two cities can go dark together. An alternate should hang on another grid. The plan names
the `grid` of a site; the rule speaks where it does.

## How to mend it

Add an alternate that is fed otherwise.

## An example that fails

```toml
[place.capital]
[place.harbor]
[site.hall]
in = "capital"
grid = "north"
[site.depot]
in = "harbor"
grid = "north"
[office.mayor]

[seat.mayor] # note[alternate-on-same-grid]
of = "mayor"
option = [{ at = "hall" }, { at = "depot" }]
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[site.hall]
in = "capital"
grid = "north"
[site.depot]
in = "harbor"
grid = "own generators"
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "hall" }, { at = "depot" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
