//! A recovery that is planned to come too late.

use interrex_plan::model::Level;

use crate::citations::{BCMSTACK, BIA_MANUAL, ISO_22301};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::hours;

pub(crate) static RULE: Rule = Rule {
    code: "rto-exceeds-mtpd",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[ISO_22301.must(), BIA_MANUAL.must(), BCMSTACK.should()],
    thresholds: &[Threshold::RtoMarginHoursMin],
    asks: "essential function with RTO and MTPD",
    summary: "A function is planned to work again only after the time that can be tolerated.",
    mend: "Shorten the RTO below the MTPD",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(margin) = cx.threshold(Threshold::RtoMarginHoursMin).map(hours) else {
        return;
    };
    for (subject, function) in cx.functions() {
        let (Some(rto), Some(mtpd)) = (function.rto, function.mtpd) else {
            continue;
        };
        report.applies();
        if rto > mtpd {
            report
                .fail(
                    subject,
                    format!(
                        "{subject} is to be back after {rto}, and may be down for {mtpd} at most"
                    ),
                )
                .help("prepare for an earlier recovery, or show that a longer stop can be borne");
        } else if rto.checked_add(margin).is_none_or(|end| end > mtpd) {
            report
                .fail(
                    subject,
                    format!("{subject} is to be back after {rto}, less than {margin} before the {mtpd} that it may be down"),
                )
                .help("leave a margin between `rto` and `mtpd`");
        }
    }
}

const PAGE: &str = r#"
## Why

An objective later than the tolerable period plans for failure. Several authors ask for a margin besides:
decisions, travel and backlog take time that the objective leaves out. `rto-margin-hours-min` sets it.

## How to mend it

Shorten the objective by preparing more, or correct the tolerable period.

## An example that fails

```toml
[function.payments] # warning[rto-exceeds-mtpd]: `payments` is to be back after 2 d, and may be down for 1 d at most
rto = "48 h"
mtpd = "24 h"
```

## A margin that is not kept

```toml
[rules]
profiles = ["iso-22301"]

[function.payments] # warning[rto-exceeds-mtpd]
rto = "24 h"
mtpd = "24 h"
```

## An example that passes

```toml
[function.payments]
rto = "12 h"
mtpd = "24 h"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
