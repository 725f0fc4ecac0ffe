//! A delegation to whoever already holds the power.

use interrex_plan::model::{Level, Who};

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-to-holder",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "delegation",
    summary: "A power is delegated to the person who holds it anyway.",
    mend: "Delegate to somebody other than the holder of the power",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, power, delegation) in cx.delegations() {
        report.applies();
        let person = |who: Who| cx.person(who).map_or(who, Who::Person);
        if delegation.to == power.held_by || person(delegation.to) == person(power.held_by) {
            let (to, holder) = (cx.name(delegation.to), cx.name(power.held_by));
            let message = if delegation.to == power.held_by {
                format!("{subject} is to `{to}`, who holds the power anyway")
            } else {
                format!("{subject} is to `{to}`, who is the same person as `{holder}`")
            };
            report
                .fail(subject, message)
                .help("delegate to somebody who is there when the holder is not");
        }
    }
}

const PAGE: &str = r#"
## Why

A delegation is for the case in which the holder cannot act. If the delegate is the same person, by another
post, nothing is gained: whatever takes the one takes the other.

## How to mend it

Delegate to a post that somebody else fills.

## An example that fails

```toml
[office.mayor]
holder = "incumbent"
[office.chair]
holder = "incumbent"
[person.incumbent]

[power.pay]
held-by = "mayor"

[power.pay.delegation.chair] # warning[delegation-to-holder]
to = "chair"
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
[office.clerk]
holder = "officer"
[person.incumbent]
[person.officer]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk]
to = "clerk"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
