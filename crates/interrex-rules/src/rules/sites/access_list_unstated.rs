//! A host agreement that is silent on who decides about access.

use interrex_plan::model::Level;

use crate::citations::DATA_EMBASSY;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::agreements_abroad;
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "access-list-unstated",
    element: Element::Sites,
    level: Level::Note,
    sources: &[DATA_EMBASSY.derived()],
    thresholds: &[],
    asks: "agreement about something abroad",
    summary: "An agreement about something abroad does not say who decides about access.",
    mend: "Keep the list of those with access in the sending state's hands",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for id in agreements_abroad(cx) {
        report.applies();
        let agreement = cx.plan.agreements.get(id);
        if agreement.access_list != Some(true) {
            let name = &agreement.name;
            report
                .fail(
                    Subject::of(id, agreement),
                    format!(
                        "agreement `{name}` does not leave the list of those with access to you"
                    ),
                )
                .help("settle it with the host, then state `access-list = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

Only people whom Estonia clears enter its server room in Luxembourg. Where the host decides who enters, the
host holds the registers.

## How to mend it

Settle it in the agreement, then state `access-list = true`.

## An example that fails

```toml
[place.ally]
abroad = true
[site.annex]
in = "ally"
agreement = "annex"

[agreement.annex] # note[access-list-unstated]
immunity = true
```

## An example that passes

```toml
[place.ally]
abroad = true
[site.annex]
in = "ally"
agreement = "annex"

[agreement.annex]
access-list = true
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
