//! A line that simply ends.

use interrex_plan::model::{CandidateWho, Level, Order, Who};

use crate::citations::BOLIVIA_2019;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "no-final-rule",
    element: Element::Succession,
    level: Level::Note,
    sources: &[BOLIVIA_2019.derived()],
    thresholds: &[],
    asks: "key post with an order of succession",
    summary: "A line of succession has no final rule for when everybody listed is gone.",
    mend: "Add a final rule: who chooses a holder when everybody listed is gone",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        let lines = || {
            let orders = cx.orders(office).map(|(_, order)| order);
            orders.filter(|order| cx.candidates(order).next().is_some())
        };
        if lines().next().is_none() {
            continue;
        }
        report.applies();
        let open: Vec<&Order> = lines().filter(|order| !is_closed(cx, order)).collect();
        let name = &office.name;
        let message = match open.as_slice() {
            [] => continue,
            _ if lines().all(|order| is_listed(cx, order)) => {
                format!("nothing says who follows in `{name}` when everybody listed is gone")
            }
            open => {
                let orders = quoted(open.iter().map(|order| order.name.as_str()));
                let noun = if open.len() == 1 { "order" } else { "orders" };
                format!(
                    "nothing says who follows in `{name}` when everybody in {noun} {orders} is gone"
                )
            }
        };
        report
            .fail(Subject::of(id, office), message)
            .help("end an order with a body, or with `{ chosen-by = \"...\", name = \"...\" }`");
    }
}

/// Whether an order has somebody left when everybody listed in it is gone. A designation, with its
/// proof, and an order by seniority end by their nature.
fn is_closed(cx: &Context<'_>, order: &Order) -> bool {
    order.proof.is_some() || order.by_rule.is_some() || !is_listed(cx, order)
}

/// Whether an order lists people and posts alone, no body and nobody to be chosen.
fn is_listed(cx: &Context<'_>, order: &Order) -> bool {
    cx.candidates(order).all(|candidate| {
        !matches!(
            candidate.who,
            CandidateWho::Chosen { .. } | CandidateWho::Who(Who::Body(_))
        )
    })
}

const PAGE: &str = r#"
## Why

In Bolivia in November 2019 the president, the vice president and the presidents of both chambers resigned
within a day. The constitution named nobody after them, and the office went to the next person who
claimed it. A line of named posts can always be exhausted; a body that chooses is harder to exhaust.

## How to mend it

End the order with a body that takes over, or with a candidate that is `chosen-by` somebody.

## An example that fails

```toml
[office.president] # note[no-final-rule]
order.main.candidates = ["vice-president", "speaker"]
[office.vice-president]
[office.speaker]
```

## A final rule in one order only

Orders are followed by ground: the final rule of one does not help where another applies.

```toml
[office.president] # note[no-final-rule]: nothing says who follows in `president` when everybody in order `interim` is gone
ground.dead = {}
ground.incapacitated = {}

[office.president.order.permanent]
on = ["dead"]
candidates = ["vice-president", "parliament"]

[office.president.order.interim]
on = ["incapacitated"]
candidates = ["vice-president"]

[office.vice-president]
[body.parliament]
members = [{ count = 20, at = "town" }]
[place.town]
```

## An example that passes

```toml
[office.president.order.main]
candidates = ["vice-president", { chosen-by = "parliament", name = "elected" }]

[office.vice-president]
[body.parliament]
members = [{ count = 20, at = "town" }]
[place.town]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
