//! A designation whose proof is kept in one place only.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, MEANING};
use crate::contents::places;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "proof-in-one-place",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "order of a key post that rests on a proof",
    summary: "The proof that an order of succession rests on is kept in one place only.",
    mend: "Keep the proof of a designation in more than one place",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        let Some(proof) = order.proof else { continue };
        report.applies();
        let record = cx.plan.records.get(proof);
        let places = places(cx, record);
        if places.len() < 2 {
            let kept = if places.is_empty() {
                "has no copy that counts"
            } else {
                "is in one place only"
            };
            report
                .fail(
                    subject,
                    format!("the proof of {subject}, `{}`, {kept}", record.name),
                )
                .also(record.span, "lost with it, the order cannot be shown")
                .help("add a copy in another place, with somebody who would need it");
        }
    }
}

const PAGE: &str = r#"
## Why

An order that rests on a proof (a sealed letter, a decree) comes into force only where the proof is held.
A single copy in the safe of the office that is lost makes the order void on the day it was written for.

## How to mend it

Add copies in other places.

## An example that fails

```toml
[place.town]
[person.aide]

[office.mayor.order.designated] # warning[proof-in-one-place]
candidates = ["aide"]
proof = "letter"

[record.letter]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[place.harbor]
[person.aide]

[office.mayor.order.designated]
candidates = ["aide"]
proof = "letter"

[record.letter]
copy = [{ at = "town" }, { at = "harbor" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
