//! A devolution plan that does not say how control passes to the site.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-handover-unstated",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan does not say how control passes to the site.",
    mend: "State how and when control passes to the devolution site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.passes_by.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say how control passes to the site"),
                )
                .help("add `passes-by`: who declares it, to whom, and from which moment");
        }
    }
}

const PAGE: &str = r#"
## Why

Between the last order from the center and the first from the site there must be a moment that everybody
agrees on. Without it both command, or neither.

## How to mend it

Write `passes-by`.

## An example that fails

```toml
[devolution.main] # warning[devolution-handover-unstated]
```

## An example that passes

```toml
[devolution.main]
passes-by = "signed message of the director, effective on sending"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
