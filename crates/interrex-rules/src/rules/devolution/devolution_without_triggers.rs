//! A devolution plan that does not say what starts it.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-without-triggers",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan does not say what starts it.",
    mend: "State what starts devolution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.triggers.is_empty() {
            report
                .fail(subject, format!("{subject} does not say what starts it"))
                .help("add `triggers`: an order by whom, and loss of contact for how long");
        }
    }
}

const PAGE: &str = r#"
## Why

There are two ways to start: somebody orders it, or nobody answers any more. The second must be written down,
with a time, or the people at the site wait for an order that cannot come.

## How to mend it

List both kinds in `triggers`.

## An example that fails

```toml
[devolution.main] # warning[devolution-without-triggers]
```

## An example that passes

```toml
[devolution.main]
triggers = ["order of the mayor", "no contact with the center for 4 hours"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
