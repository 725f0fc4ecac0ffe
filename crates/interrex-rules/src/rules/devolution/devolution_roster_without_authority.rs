//! A devolution roster of which nobody may decide anything.

use std::collections::BTreeSet;

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::{DEVOLUTION_PLAN, FEMA_DEVOLUTION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-roster-without-authority",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must(), FEMA_DEVOLUTION.must()],
    thresholds: &[],
    asks: "devolution plan with a roster, in a plan with powers,",
    summary: "Nobody on a devolution roster would hold a power.",
    mend: "Delegate or devolve the powers to somebody on the roster",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.powers.is_empty() {
        return;
    }
    let authorized = authorized(cx);
    for (subject, devolution) in cx.devolutions().filter(|(_, plan)| !plan.roster.is_empty()) {
        report.applies();
        let person = |who: Who| cx.person(who).map_or(who, Who::Person);
        if !devolution
            .roster
            .iter()
            .any(|who| authorized.contains(&person(*who)))
        {
            report
                .fail(subject, format!("nobody on the roster of {subject} would hold a power"))
                .help("delegate powers to a post on the roster, devolve them to it, or list it in a line of succession");
        }
    }
}

/// Everybody who holds a power, may come to hold one by succession, or has one delegated or
/// devolved to them.
fn authorized(cx: &Context<'_>) -> BTreeSet<Who> {
    let mut authorized = BTreeSet::new();
    for (_, power) in cx
        .plan
        .powers
        .iter()
        .filter(|(_, power)| cx.counts(&power.terms))
    {
        authorized.insert(power.held_by);
        let devolution = power.devolution.iter().filter(|to| cx.counts(&to.terms));
        authorized.extend(devolution.flat_map(|to| &to.to).map(|(_, who, _)| *who));
    }
    authorized.extend(cx.delegations().map(|(_, _, delegation)| delegation.to));
    for (_, office) in cx.key_posts() {
        for candidate in cx
            .orders(office)
            .flat_map(|(_, order)| cx.candidates(order))
        {
            if let CandidateWho::Who(who) = candidate.who {
                authorized.insert(who);
            }
        }
    }
    authorized
        .into_iter()
        .map(|who| cx.person(who).map_or(who, Who::Person))
        .collect()
}

const PAGE: &str = r#"
## Why

Staff who run a function and may not sign anything stop at the first signature. The roster must hold the
authority, not only the skill.

## How to mend it

Delegate, devolve, or list somebody on the roster as a successor.

## An example that fails

```toml
[office.mayor]
[person.warden]
[power.pay]
held-by = "mayor"

[devolution.main] # warning[devolution-roster-without-authority]
roster = ["warden"]
```

## An example that passes

```toml
[office.mayor]
[office.warden]
holder = "officer"
[person.officer]
[power.pay]
held-by = "mayor"
delegation.warden = { to = "warden" }

[devolution.main]
roster = ["officer"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
