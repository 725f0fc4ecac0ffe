//! Communications that nobody, or one alone, runs.

use std::collections::BTreeSet;

use interrex_plan::model::{Level, Who};

use crate::citations::SECURITY_POLICY;
use crate::context::{Context, who};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::{at_least, count};

pub(crate) static RULE: Rule = Rule {
    code: "communications-staff-missing",
    element: Element::Communications,
    level: Level::Note,
    sources: &[SECURITY_POLICY.should()],
    thresholds: &[Threshold::CommunicationsStaffMin],
    asks: "contact or link",
    summary: "Too few people or posts are named who run communications.",
    mend: "Name who runs communications, and who stands in",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(least) = cx.threshold(Threshold::CommunicationsStaffMin) else {
        return;
    };
    if cx.plan.contacts.is_empty() && cx.plan.links.is_empty() {
        return;
    }
    report.applies();
    let staff: BTreeSet<Who> = cx
        .plan
        .header
        .communications_staff
        .iter()
        .map(|actor| cx.person(who(*actor)).map_or(who(*actor), Who::Person))
        .collect();
    if staff.len() < least as usize {
        let named = count(staff.len(), "person or post is", "people or posts are");
        report
            .fail(
                cx.plan_subject(),
                format!(
                    "{named} named to run communications, {} asked for",
                    at_least(least)
                ),
            )
            .help("add `communications-staff` to `[plan]`: who runs them, and who stands in");
    }
}

const PAGE: &str = r#"
## Why

Radios and call lists need somebody who knows them. One operator is one illness away from none.

## How to mend it

List at least two in `communications-staff`. Two posts of one person count once.

## An example that fails

```toml
[plan] # note[communications-staff-missing]
title = "City"
horizon = "30 d"
communications-staff = ["operator"]

[office.operator]
[place.town]
[place.harbor]
[link.radio]
between = ["town", "harbor"]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
communications-staff = ["operator", "deputy-operator"]

[office.operator]
[office.deputy-operator]
[place.town]
[place.harbor]
[link.radio]
between = ["town", "harbor"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
