//! A key post with a line that is too short.

use std::collections::BTreeSet;

use interrex_plan::model::{CandidateWho, Level, Office, Who};

use crate::citations::{
    ARKANSAS, CGC_1_SUCCESSION, FCD_1_SUCCESSION, NEW_JERSEY, OKLAHOMA, VERMONT_LOCAL,
    VERMONT_STATE,
};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;
use crate::words::{at_least, count};

use super::successor_ineligible::missing_qualities;

pub(crate) static RULE: Rule = Rule {
    code: "too-few-successors",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[
        FCD_1_SUCCESSION.must(),
        CGC_1_SUCCESSION.must(),
        OKLAHOMA.must(),
        NEW_JERSEY.must(),
        ARKANSAS.must(),
        VERMONT_STATE.must(),
        VERMONT_LOCAL.must(),
    ],
    thresholds: &[Threshold::SuccessorsMin],
    asks: "key post with an order of succession",
    summary: "A key post has fewer successors than the profile asks for.",
    mend: "Add successors",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(least) = cx.threshold(Threshold::SuccessorsMin) else {
        return;
    };
    for (id, office) in cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).next().is_some())
    {
        report.applies();
        let successors = successors(cx, office);
        if successors < least as usize {
            let listed = count(successors, "successor", "successors");
            report
                .fail(
                    Subject::of(id, office),
                    format!(
                        "`{}` has {listed}, {} asked for",
                        office.name,
                        at_least(least)
                    ),
                )
                .help(format!(
                    "add candidates to the orders of `{}`, by post",
                    office.name
                ));
        }
    }
}

/// Counts distinct successors over all orders of an office: a person once, whatever their posts. The
/// holder, and whoever lacks a quality that the order requires, can never follow and are not counted.
pub(super) fn successors(cx: &Context<'_>, office: &Office) -> usize {
    let person = |who: Who| cx.person(who).map_or(who, Who::Person);
    let holder = office.holder.map(person);
    let mut known = BTreeSet::new();
    let mut chosen = 0;
    for order in office.orders.iter().filter(|order| cx.counts(&order.terms)) {
        let eligible = cx
            .candidates(order)
            .filter(|candidate| missing_qualities(cx, order, candidate).is_empty());
        for candidate in eligible {
            match &candidate.who {
                CandidateWho::Who(who) if holder == Some(person(*who)) => {}
                CandidateWho::Who(who) => {
                    known.insert(person(*who));
                }
                CandidateWho::Chosen { .. } => chosen += 1,
            }
        }
    }
    known.len() + chosen
}

const PAGE: &str = r#"
## Why

A line of one is lost with one person. How long it must be is a matter on which sources disagree: federal
directives ask for three, the interim succession acts of Oklahoma, New Jersey and Arkansas for three to
seven with deputies, Vermont for five for state officers and three for local ones. Choose the profile
that binds you. Successors are counted besides the holder, over all orders of the office, and a person
with two posts counts once.

## How to mend it

Add candidates. Posts that are filled by different people, in different places, are worth more than names.

## An example that fails

```toml
[office.mayor] # warning[too-few-successors]: `mayor` has 1 successor, at least 3 are asked for
order.main.candidates = ["deputy-mayor"]

[office.deputy-mayor]
```

## Posts that were abolished

A post that is gone fills no place in the line, though the list still names it.

```toml
[office.mayor] # warning[too-few-successors]: `mayor` has 1 successor, at least 3 are asked for
order.main.candidates = ["deputy-mayor", "harbor-master", "clerk-of-works"]

[office.deputy-mayor]
[office.harbor-master]
until = 2019-12-31
[office.clerk-of-works]
until = 2021-06-30
```

## The holder, and somebody who is not eligible

```toml
[office.mayor] # warning[too-few-successors]: `mayor` has 1 successor, at least 3 are asked for
holder = "incumbent"

[office.mayor.order.main]
requires = ["citizen"]
candidates = ["deputy-mayor", "chair", "treasurer"]

[office.deputy-mayor]
[office.chair]
holder = "incumbent"
[office.treasurer]
holder = "guest"

[person.incumbent]
qualities = ["citizen"]
[person.guest]
lacks = ["citizen"]
```

## An example that passes

```toml
[office.mayor]
order.main.candidates = ["deputy-mayor", "clerk", "treasurer"]

[office.deputy-mayor]
[office.clerk]
[office.treasurer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
