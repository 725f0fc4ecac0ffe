//! A delegate who is not recorded to be trained and licensed.

use interrex_plan::model::Level;

use crate::citations::TEXAS_DPS;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegate-untrained",
    element: Element::Delegations,
    level: Level::Note,
    sources: &[TEXAS_DPS.should()],
    thresholds: &[],
    asks: "delegation",
    summary: "A delegate is not recorded to be trained and licensed for the power.",
    mend: "Train delegates, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if delegation.trained != Some(true) {
            let to = cx.name(delegation.to);
            report
                .fail(subject, format!("`{to}` is not recorded to be trained for {subject}"))
                .help("state `trained = true` once the delegate is trained and holds the licenses needed");
        }
    }
}

const PAGE: &str = r#"
## Why

A delegate who has never used the system that signs, or lacks the license that it asks for, holds the power
on paper only.

## How to mend it

State `trained = true` once training and licenses are there.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # note[delegate-untrained]
to = "clerk"
```

## An example that passes

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk]
to = "clerk"
trained = true
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
