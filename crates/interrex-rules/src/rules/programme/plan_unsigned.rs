//! A plan that the head of the institution has not signed.

use interrex_plan::model::Level;

use crate::citations::{DEVOLUTION_TEMPLATE, EVALUATION_CHECKLIST};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "plan-unsigned",
    element: Element::Programme,
    level: Level::Warn,
    sources: &[DEVOLUTION_TEMPLATE.must(), EVALUATION_CHECKLIST.must()],
    thresholds: &[],
    asks: "plan",
    summary: "The plan is not recorded as signed.",
    mend: "Have the plan signed by the head of the institution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    report.applies();
    let header = &cx.plan.header;
    let message = match (&header.signed_by, header.signed_on) {
        (Some(_), Some(on)) if on <= cx.as_of => return,
        (Some(_), Some(on)) => format!("the plan is only to be signed on {on}"),
        (Some(_), None) => "no date says when the plan was signed".to_owned(),
        (None, _) => "nobody is recorded to have signed the plan".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("state `signed-by` and `signed-on` in `[plan]`");
}

const PAGE: &str = r#"
## Why

A plan asks people to obey others than they are used to. It binds them when the head of the institution has
signed it.

## How to mend it

Have it signed, then state `signed-by` and `signed-on`.

## An example that fails

```toml
[plan] # warning[plan-unsigned]
title = "City"
horizon = "30 d"
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01
signed-by = "mayor"
signed-on = 2024-02-01

[office.mayor]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
