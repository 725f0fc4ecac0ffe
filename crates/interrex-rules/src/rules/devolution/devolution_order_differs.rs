//! A devolution plan that ranks functions otherwise than the functions themselves.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-order-differs",
    element: Element::Devolution,
    level: Level::Note,
    sources: &[DEVOLUTION_PLAN.derived()],
    thresholds: &[],
    asks: "devolution plan with two or more functions that have priorities",
    summary: "A devolution plan lists functions in another order than their priorities.",
    mend: "Bring the order of the devolution plan and the priorities together",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        let names = devolution.functions.iter();
        let ranked: Vec<_> = names
            .filter_map(|name| Some((name, priority(cx, name)?)))
            .collect();
        if ranked.len() < 2 {
            continue;
        }
        report.applies();
        let wrong = ranked.windows(2).find_map(|pair| match pair {
            [(first, before), (second, after)] if after < before => Some((first, second)),
            _ => None,
        });
        if let Some((first, second)) = wrong {
            report
                .fail(
                    subject,
                    format!(
                        "{subject} puts `{first}` before `{second}`, which has the higher priority"
                    ),
                )
                .help("change the order of `functions`, or `priority` of the functions");
        }
    }
}

fn priority(cx: &Context<'_>, name: &str) -> Option<u32> {
    let id = cx.plan.functions.by_name(name)?;
    cx.plan.functions.get(id).priority
}

const PAGE: &str = r#"
## Why

The devolution plan is read by people who have nothing else. If its order is not that of the priorities,
one of the two is wrong, and they will follow the paper in hand.

## How to mend it

Decide which is right, and change the other.

## An example that fails

```toml
[function.emergency-calls]
priority = 1
[function.payments]
priority = 2

[devolution.main] # note[devolution-order-differs]
functions = ["payments", "emergency-calls"]
```

## An example that passes

```toml
[function.emergency-calls]
priority = 1
[function.payments]
priority = 2

[devolution.main]
functions = ["emergency-calls", "payments"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
