//! An office or body that can sit in one place only.

use interrex_plan::model::Level;

use crate::citations::{FPC_65, REPORT_2022};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;

pub(crate) static RULE: Rule = Rule {
    code: "single-seat",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[FPC_65.derived(), REPORT_2022.derived()],
    thresholds: &[],
    asks: "seat with an option in force",
    summary: "A seat has one option only.",
    mend: "Add an alternate to each seat",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for seat in seats(cx) {
        report.applies();
        if let [(_, only)] = seat.options.as_slice() {
            let (of, at) = (cx.name(seat.declared.of), cx.places.name(only.at));
            let failing = report
                .fail(seat.subject, format!("`{of}` can sit in `{at}` only"))
                .also(only.span, "the one option")
                .help(
                    "add an option elsewhere: in the country, or abroad with its host's agreement",
                );
            if seat.declared.options.len() > 1 {
                failing.because(
                    "other options are not decided, or not in force on the date of the check",
                );
            }
        }
    }
}

const PAGE: &str = r#"
## Why

The first thing that was weighed in public in March 2022 was where a government could go. A seat with one
option ends with that option, whoever is alive and well; one that is only floated is no option.

## How to mend it

Add options, in order of preference, each with what it needs, who must agree and how long it takes.

## An example that fails

```toml
[place.capital]
[place.harbor]
[office.president]

[seat.president] # warning[single-seat]: `president` can sit in `capital` only
of = "president"
option = [
  { at = "capital" },
  { at = "harbor", status = "floated" },
]
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[office.president]

[seat.president]
of = "president"
option = [{ at = "capital" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
