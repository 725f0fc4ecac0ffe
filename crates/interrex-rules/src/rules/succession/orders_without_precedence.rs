//! Two orders that come into force together, and nothing says which is followed.

use interrex_plan::model::{Level, Office, Order};

use crate::citations::{GAO_DHS_2020, MEANING};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "orders-without-precedence",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[GAO_DHS_2020.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "key post with two or more orders of succession",
    summary: "Two orders of one office are in force on the same ground, without precedence.",
    mend: "State which of two orders goes first",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).nth(1).is_some())
    {
        report.applies();
        for (at, order) in cx.orders(office) {
            let mut earlier = cx.orders(office).take_while(|(other, _)| *other < at);
            let Some((_, other)) = earlier.find(|(_, other)| collide(other, order)) else {
                continue;
            };
            let subject = Subject::of(id, office).part("order", at, &order.name, order.span);
            let both = (&other.name, on_what(office, other, order));
            report
                .fail(subject, format!("{subject} and order `{}` are both in force {}", both.0, both.1))
                .also(other.span, "the other order")
                .help("give one of them the smaller `precedence`, or a `when` that excludes the other")
                .because("until then whoever follows is disputed: each order is a reading of its own");
        }
    }
}

/// Whether two orders can be in force at once with nothing to choose between them. Where both have
/// conditions of their own, these may exclude each other.
fn collide(one: &Order, other: &Order) -> bool {
    let same_case = one.on.iter().any(|ground| other.on.contains(ground))
        || (one.on_vacancy && other.on_vacancy);
    same_case && one.precedence == other.precedence && (one.when.is_none() || other.when.is_none())
}

fn on_what(office: &Office, one: &Order, other: &Order) -> String {
    let shared = one.on.iter().find(|ground| other.on.contains(ground));
    match shared.and_then(|ground| office.grounds.get(*ground as usize)) {
        Some(ground) => format!("on ground `{}`", ground.name),
        None => "at a vacancy".to_owned(),
    }
}

const PAGE: &str = r#"
## Why

Statute, decree and designation often name different people for the same case. If nothing says which goes
first, each has a claim, and whoever recognizes one of them is right by his reading.

## How to mend it

State `precedence` (the smallest goes first), name different grounds in `on`, or write a `when`.

## An example that fails

```toml
[office.mayor.order.statute]
candidates = ["clerk"]

[office.mayor.order.decree] # warning[orders-without-precedence]
candidates = ["treasurer"]

[office.clerk]
[office.treasurer]
```

## An example that passes

```toml
[office.mayor.order.statute]
candidates = ["clerk"]
precedence = 1

[office.mayor.order.decree]
candidates = ["treasurer"]
precedence = 2

[office.clerk]
[office.treasurer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
