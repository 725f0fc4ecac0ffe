//! An order that does not say how successors learn that it is their turn.

use interrex_plan::model::Level;

use crate::citations::CGC_1_PROCEDURES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "successors-not-notified",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "An order of succession does not say how successors are notified.",
    mend: "Say how successors are notified",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        report.applies();
        if order.notified_by.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say how successors are notified"),
                )
                .help("add `notified-by`, with a way that works when the usual one is lost");
        }
    }
}

const PAGE: &str = r#"
## Why

A successor who does not know that it is their turn does not act, and one who believes it wrongly makes a
second claimant. The procedure must say who tells them, and how, when telephones and mail are the first
things lost.

## How to mend it

Write `notified-by` in the order.

## An example that fails

```toml
[office.mayor.order.main] # warning[successors-not-notified]
candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[office.mayor.order.main]
candidates = ["clerk"]
notified-by = "the duty officer, by radio, with a call back"
[office.clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
