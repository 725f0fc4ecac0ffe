//! Two live delegations of one power for one region to different holders.

use interrex_plan::model::{Delegation, Level, Region};

use crate::citations::DOE_DELEGATION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "delegations-overlap",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[DOE_DELEGATION.must()],
    thresholds: &[],
    asks: "power with two or more delegations",
    summary: "Two delegations of one power hold at once for different delegates.",
    mend: "End the earlier delegation, or bound both so that they do not overlap",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, power) in cx
        .plan
        .powers
        .iter()
        .filter(|(_, power)| cx.counts(&power.terms))
    {
        let all = power.delegations.iter().enumerate();
        let live: Vec<_> = all
            .filter(|(_, delegation)| cx.counts(&delegation.terms))
            .collect();
        if live.len() < 2 {
            continue;
        }
        report.applies();
        for (place, (at, later)) in live.iter().enumerate() {
            let mut before = live.iter().take(place);
            let Some((_, earlier)) = before.find(|(_, earlier)| overlap(earlier, later)) else {
                continue;
            };
            let whole = Subject::of(id, power);
            let subject = whole.part("delegation", *at, &later.name, later.span);
            let said = if replaces(later, earlier) || replaces(earlier, later) {
                "one replaces the other, and both are in force"
            } else {
                "neither says that it replaces the other"
            };
            report
                .fail(
                    subject,
                    format!("{subject} and `{}` hold at once: {said}", earlier.name),
                )
                .also(earlier.span, "the other delegation")
                .help("end one with `until`, bound them by `scope`, or give each a `condition`");
        }
    }
}

/// Whether two delegations can hold at once for different delegates. Where both have conditions,
/// these may exclude each other.
fn overlap(one: &Delegation, other: &Delegation) -> bool {
    one.to != other.to
        && (one.condition.is_none() || other.condition.is_none())
        && scopes_meet(&one.scope, &other.scope)
}

fn scopes_meet(one: &[Region], other: &[Region]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|region| other.contains(region))
}

fn replaces(one: &Delegation, other: &Delegation) -> bool {
    one.replaces.contains(&other.name)
}

const PAGE: &str = r#"
## Why

Two delegates of one power will one day decide the same matter differently, each within their paper. The
procedure asks that a delegation name the earlier ones that it amends or cancels, and that those end.

## How to mend it

End the earlier one with `until` and name it in `replaces` of the later; or give each a `scope` or a
`condition` of its own.

## An example that fails

```toml
[office.mayor]
[office.clerk]
[office.treasurer]

[power.pay]
held-by = "mayor"
delegation.clerk = { to = "clerk" }

[power.pay.delegation.treasurer] # warning[delegations-overlap]
to = "treasurer"
```

## An example that passes

```toml
[office.mayor]
[office.clerk]
[office.treasurer]

[power.pay]
held-by = "mayor"
delegation.clerk = { to = "clerk", until = 2023-12-31 }

[power.pay.delegation.treasurer]
to = "treasurer"
from = 2024-01-01
replaces = ["clerk"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
