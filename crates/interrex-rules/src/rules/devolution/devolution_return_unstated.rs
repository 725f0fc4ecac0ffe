//! A devolution plan that does not say how control goes back.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-return-unstated",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan does not say how control goes back.",
    mend: "State how and when control goes back from the devolution site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.returns_by.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say how control goes back"),
                )
                .help("add `returns-by`: who takes it back, and what must be there before");
        }
    }
}

const PAGE: &str = r#"
## Why

The center that comes back and the site that took over must not both govern. The plan names who says that it
is over.

## How to mend it

Write `returns-by`.

## An example that fails

```toml
[devolution.main] # warning[devolution-return-unstated]
```

## An example that passes

```toml
[devolution.main]
returns-by = "signed message of the mayor, countersigned by the director"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
