//! An essential function of which nobody has said how long it may be down.

use interrex_plan::model::Level;

use crate::citations::{BCMSTACK, BIA_MANUAL, ISO_22301};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "function-without-times",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[ISO_22301.must(), BIA_MANUAL.must(), BCMSTACK.must()],
    thresholds: &[],
    asks: "essential function",
    summary: "An essential function has no recovery time objective or no tolerable period.",
    mend: "State RTO and MTPD of each essential function",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        let missing = match (function.rto, function.mtpd) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "recovery time objective (`rto`)",
            (Some(_), None) => "maximum tolerable period of disruption (`mtpd`)",
            (None, None) => "recovery time objective (`rto`) and no tolerable period (`mtpd`)",
        };
        report
            .fail(subject, format!("{subject} has no {missing}"))
            .help("state `rto`, by when it should work again, and `mtpd`, when it is too late");
    }
}

const PAGE: &str = r#"
## Why

How long something may be down decides what must be ready beforehand. Without both numbers nothing can be
held against them: not the sites, not the copies, not the lead times of succession.

## How to mend it

State `rto` and `mtpd`, from the impact analysis.

## An example that fails

```toml
[function.emergency-calls] # warning[function-without-times]
rto = "10 min"
```

## An example that passes

```toml
[function.emergency-calls]
rto = "10 min"
mtpd = "1 h"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
