//! A seat whose options are all in one place.

use interrex_plan::model::Level;

use crate::citations::{FPC_65, USFA_SITES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::words::all;

pub(crate) static RULE: Rule = Rule {
    code: "seats-in-one-place",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[USFA_SITES.derived(), FPC_65.derived()],
    thresholds: &[],
    asks: "seat with two or more options",
    summary: "All options of a seat are in one place.",
    mend: "Add an option in another place",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for seat in seats(cx).filter(|seat| seat.options.len() > 1) {
        report.applies();
        if let Some(place) = seat.only_place(cx) {
            let (of, all) = (cx.name(seat.declared.of), all(seat.options.len()));
            let place = &cx.plan.places.get(place).name;
            report
                .fail(
                    seat.subject,
                    format!("{all} options for the seat of `{of}` are in `{place}`"),
                )
                .label("one loss takes them all")
                .help("add an option in another place");
        }
    }
}

const PAGE: &str = r#"
## Why

A bunker under the capital is lost with the capital. Options in one place differ in comfort, not in what
takes them.

## How to mend it

Add an option in another place.

## An example that fails

```toml
[place.capital]
[site.palace]
in = "capital"
[site.bunker]
in = "capital"
[office.president]

[seat.president] # warning[seats-in-one-place]
of = "president"
option = [{ at = "palace" }, { at = "bunker" }]
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[site.palace]
in = "capital"
[office.president]

[seat.president]
of = "president"
option = [{ at = "palace" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
