//! A function that devolves without what it takes.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-function-without-resources",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "function that a devolution plan lists",
    summary: "A function devolves, and nothing says which resources or tasks it takes.",
    mend: "List tasks and resources of each function that devolves",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        for name in &devolution.functions {
            let Some(id) = cx.plan.functions.by_name(name) else {
                continue;
            };
            let function = cx.plan.functions.get(id);
            report.applies();
            let missing = match (function.resources.is_some(), function.steps.is_empty()) {
                (true, false) => continue,
                (true, true) => "tasks (`steps`)",
                (false, false) => "resources (`resources`)",
                (false, true) => "tasks (`steps`) and no resources (`resources`)",
            };
            report
                .fail(
                    subject,
                    format!("`{name}` devolves by {subject} and has no {missing}"),
                )
                .also(function.span, "the function")
                .help("state them with the function, for people who have never done it");
        }
    }
}

const PAGE: &str = r#"
## Why

Each function that devolves needs its tasks and resources written down: the people at the other site have
neither the staff nor the habits of this one.

## How to mend it

Write `steps` and `resources` of the function.

## An example that fails

```toml
[function.payments]
resources = "two clerks, one terminal"

[devolution.main] # warning[devolution-function-without-resources]
functions = ["payments"]
```

## An example that passes

```toml
[function.payments]
resources = "two clerks, one terminal"
steps = { "open the ledger" = "1 h" }

[devolution.main]
functions = ["payments"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
