//! A plan that nobody has reviewed for too long.

use interrex_plan::model::Level;

use crate::citations::{DEVOLUTION_TEMPLATE, EVALUATION_CHECKLIST};
use crate::context::Context;
use crate::report::Report;
use crate::reviews::{Asked, check_reviews};
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "plan-review-overdue",
    element: Element::Programme,
    level: Level::Warn,
    sources: &[DEVOLUTION_TEMPLATE.must(), EVALUATION_CHECKLIST.must()],
    thresholds: &[Threshold::ReviewMonthsMax],
    asks: "plan",
    summary: "The plan has not been reviewed for longer than the profile allows.",
    mend: "Review the plan every year, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ReviewMonthsMax) else {
        return;
    };
    check_reviews(
        cx,
        report,
        std::iter::once(cx.plan_subject()),
        &Asked {
            kinds: &["plan"],
            what: "review of the plan",
            is_current: &|on| cx.within_months(on, months),
            too_old: &|_| format!("more than {} ago", words::months(months)),
        },
    );
}

const PAGE: &str = r#"
## Why

A plan on a shelf is wrong after a year, and nobody knows where.

## How to mend it

Review it, and record a review of kind `plan`.

## An example that fails

```toml
[plan] # warning[plan-review-overdue]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "plan"
kind = "plan"
on = 2023-05-31
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "plan"
kind = "plan"
on = 2023-06-01
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
