//! An order that hands over the exercise and does not say how it goes back.

use interrex_plan::model::{Effect, Gives, Level, Office, Order};

use crate::citations::{OKLAHOMA, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "return-unstated",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), OKLAHOMA.must()],
    thresholds: &[],
    asks: "order of succession that gives the exercise of a key post for a time",
    summary: "An order that gives the exercise for a time does not say how it goes back.",
    mend: "State when authority goes back to the holder",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, office, order) in cx.key_orders() {
        if !is_for_a_time(office, order) {
            continue;
        }
        report.applies();
        let says = order.ends_when.is_some() || order.limit.is_some();
        if !says && !grounds_end(office, order) {
            report
                .fail(
                    subject,
                    format!("{subject} does not say when authority goes back"),
                )
                .help("add `ends-when` to the order, or to every ground that it follows");
        }
    }
}

/// Whether the order leaves the title with the holder in some case.
fn is_for_a_time(office: &Office, order: &Order) -> bool {
    match order.gives {
        Some(Gives::Exercise) => true,
        Some(Gives::Title) => false,
        None => suspending(office, order).next().is_some(),
    }
}

fn grounds_end(office: &Office, order: &Order) -> bool {
    suspending(office, order).next().is_some() && suspending(office, order).all(|says| says)
}

/// Whether each suspending ground of the order says how or when it ends.
fn suspending(office: &Office, order: &Order) -> impl Iterator<Item = bool> {
    let grounds = order
        .on
        .iter()
        .filter_map(|at| office.grounds.get(*at as usize));
    let suspending = grounds.filter(|ground| ground.effect == Effect::Suspends);
    suspending.map(|ground| ground.ends_when.is_some() || ground.limit.is_some())
}

const PAGE: &str = r#"
## Why

Who acts for somebody absent must stop when he is back, and the moment must be a written one. An acting
president once went on for two weeks beside a returned and unseen one, and nobody could say who governed.

## How to mend it

Write `ends-when`, in the order or in each suspending ground; a `limit` says it in time.

## An example that fails

```toml
[office.mayor]
ground.incapacitated = {}

[office.mayor.order.main] # warning[return-unstated]
candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[office.mayor]
ground.dead = {}
ground.incapacitated = { ends-when = "the council finds that the mayor is able" }

[office.mayor.order.main]
candidates = ["clerk"]
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
