//! A function that cannot be kept up for long enough.

use interrex_plan::model::Level;
use interrex_units::Period;

use crate::citations::{FPC_65, USFA_SITES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "not-sustained",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[FPC_65.must(), USFA_SITES.must()],
    thresholds: &[Threshold::SustainDaysMin],
    asks: "essential function",
    summary: "A function is not shown to be kept up for as long as the profile asks.",
    mend: "Provide for as long as the profile asks, and state it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(days) = cx.threshold(Threshold::SustainDaysMin) else {
        return;
    };
    for (subject, function) in cx.functions() {
        report.applies();
        let message = match function.sustained {
            Some(sustained) if sustained >= Period::from_days(days) => continue,
            Some(sustained) => {
                format!("{subject} can be kept up for {sustained}, {days} d are asked for")
            }
            None => format!("nothing says how long {subject} can be kept up"),
        };
        report
            .fail(subject, message)
            .help("state `sustained`: how long staff, supplies, fuel and space last");
    }
}

const PAGE: &str = r#"
## Why

Twelve hours to resume and thirty days to go on are the two numbers of federal guidance. The second is
mostly a matter of shifts, fuel and beds, and shows only when somebody counts them.

## How to mend it

State `sustained`, and provide for the days that are missing.

## An example that fails

```toml
[function.emergency-calls] # warning[not-sustained]: `emergency-calls` can be kept up for 1 w, 30 d are asked for
sustained = "7 d"
```

## An example that passes

```toml
[function.emergency-calls]
sustained = "30 d"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
