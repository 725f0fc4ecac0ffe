//! A function that works only when there was warning.

use interrex_plan::model::Level;

use crate::citations::FPC_65;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "relies-on-warning",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[FPC_65.must()],
    thresholds: &[],
    asks: "essential function",
    summary: "A function is not shown to work without warning.",
    mend: "Make every step work without warning, and state it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        let message = match function.without_warning {
            Some(true) => continue,
            Some(false) => format!("{subject} relies on warning"),
            None => format!("nothing says whether {subject} works without warning"),
        };
        report
            .fail(subject, message)
            .help("go through its steps as if nobody had been warned, then state `without-warning = true`");
    }
}

const PAGE: &str = r"
## Why

Plans must work with and without warning. A step such as *call in the second shift the evening before*
works in an exercise and never in an attack.

## How to mend it

Change the step, then state `without-warning = true`.

## An example that fails

```toml
[function.emergency-calls] # warning[relies-on-warning]
without-warning = false
```

## An example that passes

```toml
[function.emergency-calls]
without-warning = true
```
";

#[cfg(test)]
crate::testing::literate!(RULE);
