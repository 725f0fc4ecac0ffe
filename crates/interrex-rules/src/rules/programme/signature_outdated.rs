//! A plan that was changed after it was signed.

use interrex_plan::model::Level;

use crate::citations::{DEVOLUTION_TEMPLATE, EVALUATION_CHECKLIST};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "signature-outdated",
    element: Element::Programme,
    level: Level::Warn,
    sources: &[DEVOLUTION_TEMPLATE.must(), EVALUATION_CHECKLIST.must()],
    thresholds: &[],
    asks: "plan with dates of signature and last change",
    summary: "The plan was changed after it was signed.",
    mend: "Have the changed plan signed again",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let header = &cx.plan.header;
    let (Some(signed), Some(changed)) = (header.signed_on, cx.changed_on()) else {
        return;
    };
    report.applies();
    if signed < changed {
        report
            .fail(
                cx.plan_subject(),
                format!("the plan was signed on {signed} and changed on {changed}"),
            )
            .help("have it signed again, then state the later `signed-on`");
    }
}

const PAGE: &str = r#"
## Why

What was signed is not what is written. Whoever is asked to obey the later text can point to the earlier.

## How to mend it

Have it signed again.

## An example that fails

```toml
[plan] # warning[signature-outdated]
title = "City"
horizon = "30 d"
signed-by = "mayor"
signed-on = 2023-02-01
changed-on = 2024-03-01

[office.mayor]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
signed-by = "mayor"
signed-on = 2024-03-01
changed-on = 2024-03-01

[office.mayor]
```

## A change that is still to come

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01
signed-by = "mayor"
signed-on = 2024-01-15
changed-on = 2024-09-01

[office.mayor]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
