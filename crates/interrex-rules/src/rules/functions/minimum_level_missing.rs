//! A function without a lowest acceptable level.

use interrex_plan::model::Level;

use crate::citations::BCMSTACK;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "minimum-level-missing",
    element: Element::Functions,
    level: Level::Note,
    sources: &[BCMSTACK.should()],
    thresholds: &[],
    asks: "essential function",
    summary: "A function states no lowest acceptable level.",
    mend: "State the lowest acceptable level of each function, or that it is all or nothing",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        if function.minimum.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} states no lowest acceptable level"),
                )
                .help("add `minimum`, in words, or `minimum = \"all or nothing\"`");
        }
    }
}

const PAGE: &str = r#"
## Why

In a disruption most functions run below their usual level. What still counts as running must be known
before: it decides how much staff, space and data the alternate site must have.

## How to mend it

Write `minimum` (also called MBCO), or say `all or nothing`.

## An example that fails

```toml
[function.emergency-calls] # note[minimum-level-missing]
```

## An example that passes

```toml
[function.emergency-calls]
minimum = "two lines answered around the clock"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
