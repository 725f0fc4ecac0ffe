//! A plan with orders of succession and nobody to decide a dispute about them.

use interrex_plan::model::Level;

use crate::citations::SOUTH_DAKOTA;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "adjudicator-missing",
    element: Element::Succession,
    level: Level::Note,
    sources: &[SOUTH_DAKOTA.should()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "Nobody is named who decides a disputed succession.",
    mend: "Name who decides a disputed succession",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.key_orders().next().is_none() {
        return;
    }
    report.applies();
    if cx.plan.header.adjudicator.is_none() {
        report
            .fail(
                cx.plan_subject(),
                "nobody is named who decides a disputed succession",
            )
            .help("add `adjudicator` to `[plan]`: a court, a body or an office");
    }
}

const PAGE: &str = r#"
## Why

Two readings of one rule make two holders. South Dakota's act names who decides. A plan does well to name
somebody who is not in the line, and who can act when the line is in dispute.

## How to mend it

Write `adjudicator` in `[plan]`.

## An example that fails

```toml
[plan] # note[adjudicator-missing]
title = "City"
horizon = "30 d"

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
adjudicator = "court"

[body.court]

[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
