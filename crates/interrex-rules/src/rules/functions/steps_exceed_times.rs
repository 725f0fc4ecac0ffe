//! A function whose steps take longer than it has.

use interrex_plan::model::{Function, Level};
use interrex_units::Period;

use crate::citations::RUN_TIME;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "steps-exceed-times",
    element: Element::Functions,
    level: Level::Note,
    sources: &[RUN_TIME.should()],
    thresholds: &[],
    asks: "essential function with steps and an RTO or MTPD",
    summary: "The steps that resume a function take longer than it may be down.",
    mend: "Shorten the steps, or do them at the same time",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let has_times = function.rto.is_some() || function.mtpd.is_some();
        if function.steps.is_empty() || !has_times {
            continue;
        }
        report.applies();
        let (name, longest) = longest(function);
        let total = total(function);
        let message = if function.rto.is_some_and(|rto| longest > rto) {
            format!(
                "step `{name}` of {subject} alone takes {longest}, longer than its recovery time (`rto`)"
            )
        } else if function.mtpd.is_some_and(|mtpd| total > mtpd) {
            format!(
                "the steps of {subject} take {total} one after the other, longer than it may be down (`mtpd`)"
            )
        } else {
            continue;
        };
        report
            .fail(subject, message)
            .help("prepare steps beforehand, or have them done in parallel");
    }
}

/// The step that takes longest: the run time at best, when all are done at once.
fn longest(function: &Function) -> (&str, Period) {
    let steps = function
        .steps
        .iter()
        .map(|(name, takes)| (name.as_str(), *takes));
    steps
        .max_by_key(|(_, takes)| *takes)
        .unwrap_or(("", Period::ZERO))
}

/// All steps one after the other: the run time at worst.
fn total(function: &Function) -> Period {
    let seconds = function.steps.iter().map(|(_, takes)| takes.seconds());
    Period::from_seconds(seconds.fold(0, u64::saturating_add))
}

const PAGE: &str = r#"
## Why

At best the steps of a plan run side by side and take as long as the longest; at worst one after the other.
The first must fit the objective, the second the tolerable period.

## How to mend it

Prepare steps beforehand, or split them among more people.

## An example that fails

```toml
[function.payments] # note[steps-exceed-times]
rto = "4 h"
mtpd = "24 h"
steps = { "restore accounts" = "6 h", "call staff" = "1 h" }
```

## Steps that must run side by side

```toml
[function.payments] # note[steps-exceed-times]: the steps of `payments` take 5 h one after the other, longer than it may be down (`mtpd`)
rto = "4 h"
mtpd = "4 h"
steps = { "restore accounts" = "4 h", "call staff" = "1 h" }
```

## An example that passes

```toml
[function.payments]
rto = "4 h"
mtpd = "24 h"
steps = { "restore accounts" = "4 h", "call staff" = "1 h" }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
