//! A function that is to be back later than the profile allows.

use interrex_plan::model::Level;

use crate::citations::{FPC_65, USFA_SITES};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::hours;

pub(crate) static RULE: Rule = Rule {
    code: "rto-too-long",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[FPC_65.must(), USFA_SITES.must()],
    thresholds: &[Threshold::RtoHoursMax],
    asks: "essential function with an RTO",
    summary: "A function is to be back later than the profile allows.",
    mend: "Shorten the RTO",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(most) = cx.threshold(Threshold::RtoHoursMax).map(hours) else {
        return;
    };
    for (subject, function) in cx.functions() {
        let Some(rto) = function.rto else { continue };
        report.applies();
        if rto > most {
            report
                .fail(subject, format!("{subject} is to be back after {rto}, at most {most} are allowed"))
                .help("prepare for an earlier recovery, or take the function off the essential list")
                .help("a body that no such rule binds can choose another profile, or set `rto-hours-max`");
        }
    }
}

const PAGE: &str = r#"
## Why

Federal guidance since 1999 asks that essential functions run again within twelve hours of activation.
What may wait longer is important, and not *essential* in that sense. ISO 22301 leaves the number to the
impact analysis: its profile switches the rule off.

## How to mend it

Shorten the objective, or choose the profile that binds you.

## An example that fails

```toml
[function.payments] # warning[rto-too-long]: `payments` is to be back after 1 d, at most 12 h are allowed
rto = "24 h"
```

## An example that passes

```toml
[rules]
profiles = ["iso-22301"]

[function.payments]
rto = "24 h"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
