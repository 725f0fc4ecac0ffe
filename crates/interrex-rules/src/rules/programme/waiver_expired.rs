//! A waiver whose time is over.

use interrex_plan::model::Level;

use crate::citations::FCD_1_SUCCESSION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "waiver-expired",
    element: Element::Programme,
    level: Level::Warn,
    sources: &[FCD_1_SUCCESSION.derived()],
    thresholds: &[],
    asks: "waiver",
    summary: "A waiver has expired and waives nothing any more.",
    mend: "Renew expired waivers or drop them",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, waiver) in cx.plan.waivers.iter().enumerate() {
        report.applies();
        if waiver.until < cx.as_of {
            let (rule, until) = (&waiver.rule, waiver.until);
            report
                .fail(
                    Subject::entry("waiver", at, rule, waiver.span),
                    format!("the waiver of `{rule}` expired on {until}"),
                )
                .help("mend what it waived and drop it, or have it granted again with a later `until`");
        }
    }
}

const PAGE: &str = r#"
## Why

A waiver is for a time, so that somebody looks again. What it waived is reported again from the day after.

## How to mend it

Mend what was waived and drop the waiver, or have it granted again.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[waiver]] # warning[waiver-expired]
rule = "successors-in-one-region"
reason = "all departments are in one town"
until = 2024-05-31
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[waiver]]
rule = "successors-in-one-region"
reason = "all departments are in one town"
until = 2024-06-01
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
