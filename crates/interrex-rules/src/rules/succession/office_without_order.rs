//! A key post that nobody follows in.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_SUCCESSION, FCD_1_SUCCESSION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "office-without-order",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FCD_1_SUCCESSION.must(), CGC_1_SUCCESSION.must()],
    thresholds: &[],
    asks: "key post",
    summary: "A key post has no order of succession in force.",
    mend: "Write an order of succession",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        report.applies();
        if cx.orders(office).next().is_some() {
            continue;
        }
        let failing = report
            .fail(
                Subject::of(id, office),
                format!("`{}` has no order of succession", office.name),
            )
            .label("nobody follows here");
        if let Some(order) = office.orders.first() {
            failing
                .also(
                    order.span,
                    "this order does not count on the date of the check",
                )
                .help("decide the order, or correct its dates");
        } else {
            let name = &office.name;
            failing.help(format!(
                "add `[office.{name}.order.main]` with its candidates, by post"
            ));
        }
    }
}

const PAGE: &str = r#"
## Why

When the holder is lost, somebody must already know that it is their turn. Without an order in force the
post is vacant at the first loss, and every power and function that needs it stops there. An order that
is only floated, or whose dates have run out, is no order.

## How to mend it

Write an order with its candidates, best by post. If the post is not one that continuity depends on, say
`key = false`.

## An example that fails

```toml
[office.mayor] # warning[office-without-order]: `mayor` has no order of succession
key = true
```

## An example that passes

```toml
[office.mayor]
key = true
order.main.candidates = ["deputy-mayor"]

[office.deputy-mayor]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
