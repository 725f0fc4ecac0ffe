//! Alternates that lie under the same threat as the primary seat.

use interrex_plan::model::Level;

use crate::citations::USFA_SITES;
use crate::context::{Context, Region};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;

pub(crate) static RULE: Rule = Rule {
    code: "alternate-in-threat-area",
    element: Element::Sites,
    level: Level::Note,
    sources: &[USFA_SITES.should()],
    thresholds: &[],
    asks: "seat with alternates whose first option has a stated threat area",
    summary: "Every alternate of a seat lies in the threat area of its first option.",
    mend: "Add an alternate outside the threat area",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for seat in seats(cx) {
        let Some(((_, primary), alternates)) = seat.options.split_first() else {
            continue;
        };
        let area = cx.places.region_of(primary.at);
        let Some(Region::Area(name)) = area.filter(|_| !alternates.is_empty()) else {
            continue;
        };
        // All in one place is said by `seats-in-one-place`.
        if seat.only_place(cx).is_some() {
            continue;
        }
        report.applies();
        if alternates
            .iter()
            .all(|(_, option)| cx.places.region_of(option.at) == area)
        {
            let of = cx.name(seat.declared.of);
            report
                .fail(
                    seat.subject,
                    format!("every seat of `{of}` lies in the threat area `{name}`"),
                )
                .also(primary.span, "the first option")
                .help("add an alternate whose place is outside that area");
        }
    }
}

const PAGE: &str = r#"
## Why

An alternate should be outside the area of whatever takes the primary: the flood plain, the fault line, the
range of the front. The plan groups places by `threat-area`; the rule speaks where it does.

## How to mend it

Add an alternate in another area.

## An example that fails

```toml
[place.capital]
threat-area = "river"
[place.suburb]
threat-area = "river"
[office.mayor]

[seat.mayor] # note[alternate-in-threat-area]
of = "mayor"
option = [{ at = "capital" }, { at = "suburb" }]
```

## An example that passes

```toml
[place.capital]
threat-area = "river"
[place.hills]
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "hills" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
