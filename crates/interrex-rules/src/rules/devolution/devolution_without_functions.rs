//! A devolution plan that does not say what is to be done.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-without-functions",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan lists no functions.",
    mend: "List the functions that devolve, in order of priority",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.functions.is_empty() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say which functions devolve"),
                )
                .help("add `functions`, in order of priority");
        }
    }
}

const PAGE: &str = r#"
## Why

The staff who take over do not know the institution's work from inside. The plan must tell them what to do,
and what first.

## How to mend it

List `functions`, the first first.

## An example that fails

```toml
[devolution.main] # warning[devolution-without-functions]
triggers = ["order of the mayor"]
```

## An example that passes

```toml
[function.payments]

[devolution.main]
functions = ["payments"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
