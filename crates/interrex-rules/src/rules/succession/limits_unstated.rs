//! An order that does not say what a successor may not do.

use interrex_plan::model::Level;

use crate::citations::CGC_1_PROCEDURES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "limits-unstated",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "An order of succession does not say how far a successor's authority goes.",
    mend: "State the limits of a successor's authority, or that there are none",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        report.applies();
        if order.limits.is_none() && order.without_powers.is_empty() {
            report
                .fail(
                    subject,
                    format!("{subject} states no limits of a successor's authority"),
                )
                .help("add `limits`, in time, place and matter, or `limits = \"none\"`")
                .help("powers that a successor does not have can be listed as `without-powers`");
        }
    }
}

const PAGE: &str = r#"
## Why

Ukraine's constitution withholds a dozen powers from a parliament's speaker who acts as president; an
acting prime minister in Britain could chair the cabinet and was said not to dismiss ministers. Whoever
acts, and whoever obeys, must be able to read what is withheld. *None* is an answer; silence is not.

## How to mend it

Write `limits` in words, or list `without-powers`, which `prove` and `who` take into account.

## An example that fails

```toml
[office.mayor.order.main] # warning[limits-unstated]
candidates = ["clerk"]
[office.clerk]
```

## An example that passes

```toml
[office.mayor.order.main]
candidates = ["clerk"]
limits = "none"

[office.mayor.order.interim]
candidates = ["clerk"]
without-powers = ["dissolve"]
precedence = 2

[office.clerk]
[power.dissolve]
held-by = "mayor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
