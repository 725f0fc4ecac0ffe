//! Orders of succession that are not filed with the registrar.

use interrex_plan::model::Level;

use crate::citations::{NEW_JERSEY, OKLAHOMA};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "orders-not-filed",
    element: Element::Succession,
    level: Level::Allow,
    sources: &[NEW_JERSEY.must(), OKLAHOMA.must()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "The orders of succession are not filed with the registrar as they stand.",
    mend: "File the orders of succession, and record with whom and when",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.key_orders().next().is_none() {
        return;
    }
    report.applies();
    let header = &cx.plan.header;
    let message = match (&header.filed_with, header.filed_on) {
        (None, _) => "the orders of succession are not filed with anybody".to_owned(),
        (Some(with), Some(on)) if on <= cx.as_of => match cx.changed_on() {
            Some(changed) if on < changed => {
                format!("the orders filed with {with} on {on} were changed on {changed}")
            }
            _ => return,
        },
        (Some(with), _) => format!("no date says that the orders were filed with {with}"),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("file the orders as they stand, then state `filed-with` and `filed-on` in `[plan]`");
}

const PAGE: &str = r#"
## Why

Interim succession acts have designations filed with a registrar, so that a successor's claim can be
checked by somebody other than the successor. New Jersey's Secretary of State tells the Governor who has
not filed.

The rule is off unless a profile of such an act, or the plan, switches it on.

## How to mend it

File the orders, and state `filed-with` and `filed-on` in `[plan]`. A filing older than `changed-on` shows
another order than the plan.

## An example that fails

```toml
[plan] # warning[orders-not-filed]
title = "State"
horizon = "30 d"
as-of = 2024-06-01
changed-on = 2024-02-01
filed-with = "the Secretary of State"
filed-on = 2023-11-01

[rules]
profiles = ["nj"]

[office.commissioner]
order.main.candidates = ["deputy"]
[office.deputy]
```

## An example that passes

```toml
[plan]
title = "State"
horizon = "30 d"
as-of = 2024-06-01
changed-on = 2024-02-01
filed-with = "the Secretary of State"
filed-on = 2024-02-01

[rules]
profiles = ["nj"]

[office.commissioner]
order.main.candidates = ["deputy"]
[office.deputy]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
