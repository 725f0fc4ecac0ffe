//! Functions whose impact analysis nobody has looked at for too long.

use interrex_plan::model::Level;

use crate::citations::ISO_22301;
use crate::context::Context;
use crate::report::Report;
use crate::reviews::{Asked, check_reviews};
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "impact-review-overdue",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[ISO_22301.must()],
    thresholds: &[Threshold::ReviewMonthsMax],
    asks: "essential function",
    summary: "Impact analysis and risk have not been reviewed lately, or not since the plan changed.",
    mend: "Review impact and risk, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ReviewMonthsMax) else {
        return;
    };
    let changed = cx.changed_on();
    let is_current =
        |on| cx.within_months(on, months) && changed.is_none_or(|changed| changed <= on);
    let too_old = |on| {
        if cx.within_months(on, months) {
            "before the plan last changed".to_owned()
        } else {
            format!("more than {} ago", words::months(months))
        }
    };
    let kinds: [(&'static [&'static str], &'static str); 2] = [
        (&["bia"], "review of impact"),
        (&["risk"], "review of risk"),
    ];
    for (kinds, what) in kinds {
        check_reviews(
            cx,
            report,
            cx.functions().map(|(subject, _)| subject),
            &Asked {
                kinds,
                what,
                is_current: &is_current,
                too_old: &too_old,
            },
        );
    }
}

const PAGE: &str = r#"
## Why

The standard asks for the analysis at planned intervals and after significant change. Objectives and
dependencies that nobody has looked at since the last reorganization are guesses.

## How to mend it

Record both: a review of kind `bia` (business impact analysis: what a stop would do, and when) and one of
kind `risk` (what can happen), of the plan or of single functions.

## An example that fails

```toml
[plan] # warning[impact-review-overdue]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "plan"
kind = "risk"
on = 2024-02-01

[[review]]
of = "plan"
kind = "bia"
on = 2023-02-01

[function.payments]
```

## Risk without impact

```toml
[plan] # warning[impact-review-overdue]: no review of impact is on record
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "plan"
kind = "risk"
on = 2024-02-01

[function.payments]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "plan"
kind = "bia"
on = 2024-02-01

[[review]]
of = "plan"
kind = "risk"
on = 2024-02-01

[function.payments]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
