//! Functions of which nobody has said which come first.

use interrex_plan::model::Level;

use crate::citations::{DEVOLUTION_PLAN, ISO_22301};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "functions-unranked",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[ISO_22301.must(), DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "essential function among several",
    summary: "A function has no priority among the others.",
    mend: "Rank the functions",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.functions().nth(1).is_none() {
        return;
    }
    for (subject, function) in cx.functions() {
        report.applies();
        if function.priority.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} has no priority among the functions"),
                )
                .help("add `priority`, 1 for what comes first");
        }
    }
}

const PAGE: &str = r"
## Why

When staff and power last for one function of two, somebody chooses, at night, alone. The choice belongs
in the plan.

## How to mend it

Write `priority` in every function. Two may share one.

## An example that fails

```toml
[function.emergency-calls]
priority = 1

[function.payments] # warning[functions-unranked]
```

## An example that passes

```toml
[function.emergency-calls]
priority = 1

[function.payments]
priority = 2
```
";

#[cfg(test)]
crate::testing::literate!(RULE);
