//! A list of essential functions that is too long to be true.

use interrex_plan::model::Level;

use crate::citations::GAO_FUNCTIONS;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "too-many-functions",
    element: Element::Functions,
    level: Level::Note,
    sources: &[GAO_FUNCTIONS.should()],
    thresholds: &[Threshold::FunctionsMax],
    asks: "essential function",
    summary: "The list of essential functions is too long to be plausible.",
    mend: "Keep only functions that must go on",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(most) = cx.threshold(Threshold::FunctionsMax) else {
        return;
    };
    let count = cx.functions().count();
    if count == 0 {
        return;
    }
    report.applies();
    if count > most as usize {
        report
            .fail(
                cx.plan_subject(),
                format!(
                    "the plan calls {count} functions essential, more than {most} are hardly all so"
                ),
            )
            .help("keep what must go on or resume quickly, and drop what can wait")
            .help("a body with more can set the threshold `functions-max`");
    }
}

const PAGE: &str = r#"
## Why

Auditors found plans with three essential functions and plans with 399; speech-writing was listed, and nine
of ten programs of high impact were not. A program cannot tell what is missing. It can tell that a list is
too long to have been weighed. The number is a guess of ours: set `functions-max` to your own.

## How to mend it

Drop what can wait.

## An example that fails

```toml
[plan] # note[too-many-functions]
title = "City"
horizon = "30 d"

[rules]
thresholds = { functions-max = 2 }

[function.payments]
[function.emergency-calls]
[function.speech-writing]
```

## An example that passes

```toml
[function.payments]
[function.emergency-calls]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
