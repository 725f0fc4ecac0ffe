//! A delegation to somebody by name and not by post.

use interrex_plan::model::{Level, Who};

use crate::citations::{FWS_DELEGATION, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-to-a-name",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[TEXAS_DPS.must(), FWS_DELEGATION.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "A power is delegated to a person by name and not to a post.",
    mend: "Delegate to the post",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, delegation) in cx.delegations() {
        report.applies();
        if let Who::Person(id) = delegation.to {
            let name = &cx.plan.people.get(id).name;
            report
                .fail(subject, format!("{subject} is to `{name}` by name"))
                .help("delegate to the office that the person holds");
        }
    }
}

const PAGE: &str = r#"
## Why

A delegation to a post passes to whoever fills the post next, and by that post's own succession. One to a
name dies with the name, and the plan does not notice.

## How to mend it

Name the office.

## An example that fails

```toml
[office.mayor]
[person.officer]

[power.pay]
held-by = "mayor"

[power.pay.delegation.officer] # warning[delegation-to-a-name]
to = "officer"
```

## An example that passes

```toml
[office.mayor]
[office.treasurer]
holder = "officer"
[person.officer]

[power.pay]
held-by = "mayor"

[power.pay.delegation.treasurer]
to = "treasurer"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
