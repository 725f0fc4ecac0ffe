//! Orders of succession that nobody has looked at for too long.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, VERMONT_LOCAL};
use crate::context::Context;
use crate::report::Report;
use crate::reviews::{Asked, check_reviews};
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "succession-review-overdue",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[VERMONT_LOCAL.must(), CGC_1_PROCEDURES.must()],
    thresholds: &[Threshold::ReviewMonthsMax],
    asks: "key post with an order of succession",
    summary: "Orders of succession have not been reviewed for longer than the profile allows.",
    mend: "Review the orders of succession, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::ReviewMonthsMax) else {
        return;
    };
    let posts = cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).next().is_some());
    check_reviews(
        cx,
        report,
        posts.map(|(id, office)| Subject::of(id, office)),
        &Asked {
            kinds: &["succession", "plan"],
            what: "review of the orders of succession",
            is_current: &|on| cx.within_months(on, months),
            too_old: &|_| format!("more than {} ago", words::months(months)),
        },
    );
}

const PAGE: &str = r#"
## Why

Posts are abolished, merged and renamed; a line that was right a year ago may pass over half its members
today. Vermont asks for a review every year, the federal guidance for revision and redistribution
whenever something changes.

## How to mend it

Record a review of kind `succession` (or `plan`), of the plan or of the office.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[[review]]
of = "office.mayor"
kind = "succession"
on = 2023-05-01

[office.mayor] # warning[succession-review-overdue]
order.main.candidates = ["clerk"]
[office.clerk]
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

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
