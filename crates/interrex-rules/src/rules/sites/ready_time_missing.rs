//! An alternate site of which nothing says when it is ready.

use std::collections::BTreeMap;

use interrex_plan::model::{Id, Level, Locus, Site};
use interrex_units::Period;

use crate::citations::{FEMA_SITES, FEMA_TERMS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "ready-time-missing",
    element: Element::Sites,
    level: Level::Note,
    sources: &[FEMA_TERMS.should(), FEMA_SITES.should()],
    thresholds: &[],
    asks: "alternate site",
    summary: "Nothing says how long an alternate site takes to be ready.",
    mend: "State how long each alternate site takes to be ready",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, lead_time) in alternates(cx) {
        let site = cx.plan.sites.get(id);
        report.applies();
        let is_hot = site.class.as_deref() == Some("hot");
        if site.ready_in.is_none() && lead_time.is_none() && !is_hot {
            let name = &site.name;
            report
                .fail(
                    Subject::of(id, site),
                    format!("nothing says how long `{name}` takes to be ready"),
                )
                .help("state `ready-in`, or `class = \"hot\"` where it is ready at once");
        }
    }
}

/// Sites that are a later option of some seat or that devolution goes to, with the lead time that
/// the option states.
fn alternates(cx: &Context<'_>) -> BTreeMap<Id<Site>, Option<Period>> {
    let mut alternates = BTreeMap::new();
    for seat in seats(cx) {
        for (_, option) in seat.options.iter().skip(1) {
            if let Locus::Site(id) = option.at {
                let known: &mut Option<Period> = alternates.entry(id).or_default();
                *known = known.or(option.lead_time);
            }
        }
    }
    for (_, devolution) in cx.devolutions() {
        if let Some(id) = devolution.site {
            alternates.entry(id).or_default();
        }
    }
    alternates
}

const PAGE: &str = r#"
## Why

Whether an alternate serves depends on how soon it can be worked from. Without a time, no objective can be
held against it.

## How to mend it

State `ready-in` of the site, or `lead-time` of the option.

## An example that fails

```toml
[place.capital]
[place.harbor]
[site.depot] # note[ready-time-missing]
in = "harbor"
class = "warm"
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "depot" }]
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[site.depot]
in = "harbor"
class = "warm"
ready-in = "6 h"
[office.mayor]

[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "depot" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
