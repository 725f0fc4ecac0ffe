//! A host agreement that is silent on immunity.

use interrex_plan::model::Level;

use crate::citations::{DATA_EMBASSY, DATA_EMBASSY_LAW};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::agreements_abroad;
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "immunity-unstated",
    element: Element::Sites,
    level: Level::Note,
    sources: &[DATA_EMBASSY.derived(), DATA_EMBASSY_LAW.derived()],
    thresholds: &[],
    asks: "agreement about something abroad",
    summary: "An agreement about something abroad does not state immunity.",
    mend: "State immunity of premises and data in the agreement",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for id in agreements_abroad(cx) {
        report.applies();
        let agreement = cx.plan.agreements.get(id);
        if agreement.immunity != Some(true) {
            let name = &agreement.name;
            report
                .fail(
                    Subject::of(id, agreement),
                    format!("agreement `{name}` does not state immunity of premises and data"),
                )
                .help("settle it with the host, then state `immunity = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

Servers are not an embassy by themselves. Without immunity a court of the host state can have premises
searched and data seized.

## How to mend it

Settle it in the agreement, then state `immunity = true`.

## An example that fails

```toml
[place.ally]
abroad = true
[site.annex]
in = "ally"
agreement = "annex"

[agreement.annex] # note[immunity-unstated]
```

## The agreement of a pledge to host

```toml
[place.capital]
[place.ally]
abroad = true

[partner.ally-state]
[agreement.host] # note[immunity-unstated]
partner = "ally-state"
[pledge.host]
by = "ally-state"
agreement = "host"

[office.president]
[seat.president]
of = "president"
option = [{ at = "capital" }, { at = "ally", needs = "host" }]
```

## An example that passes

```toml
[place.ally]
abroad = true
[site.annex]
in = "ally"
agreement = "annex"

[agreement.annex]
immunity = true
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
