//! Orders of succession that no lawyer has read since they last changed.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_SUCCESSION, FEMA_TEMPLATE};
use crate::context::Context;
use crate::report::Report;
use crate::reviews::{Asked, check_reviews};
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "legal-review-missing",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_SUCCESSION.must(), FEMA_TEMPLATE.must()],
    thresholds: &[],
    asks: "key post with an order of succession",
    summary: "Orders of succession have had no legal review since they last changed.",
    mend: "Have the orders of succession reviewed by counsel, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let posts = cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).next().is_some());
    let changed = cx.changed_on();
    check_reviews(
        cx,
        report,
        posts.map(|(id, office)| Subject::of(id, office)),
        &Asked {
            kinds: &["legal"],
            what: "legal review",
            is_current: &|on| changed.is_none_or(|changed| changed <= on),
            too_old: &|_| "before the plan last changed".to_owned(),
        },
    );
}

const PAGE: &str = r#"
## Why

An order of succession is law or it is nothing. An agency that followed the list for the wrong cause put
the wrong official in office, and every act after that was open to attack. The sources ask for a review
by counsel, on record, and again whenever the orders change.

## How to mend it

Record a review of kind `legal`, of the plan or of single offices, dated on or after the last change
(`changed-on` of the plan).

## An example that fails

```toml
[plan] # warning[legal-review-missing]
title = "City"
horizon = "30 d"
as-of = 2024-06-01
changed-on = 2024-03-01

[[review]]
of = "plan"
kind = "legal"
on = 2023-11-15

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01
changed-on = 2024-03-01

[[review]]
of = "office.mayor"
kind = "legal"
on = 2024-03-15

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
