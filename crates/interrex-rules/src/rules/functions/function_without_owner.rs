//! A function that nobody answers for.

use interrex_plan::model::Level;

use crate::citations::ISO_22301;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "function-without-owner",
    element: Element::Functions,
    level: Level::Note,
    sources: &[ISO_22301.derived()],
    thresholds: &[],
    asks: "essential function",
    summary: "Nobody is named who answers for a function.",
    mend: "Name who answers for each function",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        if function.owner.is_none() {
            report
                .fail(
                    subject,
                    format!("nobody is named who answers for {subject}"),
                )
                .help("add `owner`, best an office");
        }
    }
}

const PAGE: &str = r#"
## Why

Objectives, needs and steps are only as good as the person who keeps them so. A function that nobody
answers for is reviewed by nobody.

## How to mend it

Write `owner`.

## An example that fails

```toml
[function.payments] # note[function-without-owner]
```

## An example that passes

```toml
[office.treasurer]

[function.payments]
owner = "treasurer"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
