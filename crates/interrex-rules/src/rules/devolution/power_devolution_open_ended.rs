//! A power that devolves to regions without limits or end.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, DEVOLUTION_PLAN, TEXAS_DPS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "power-devolution-open-ended",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[
        DEVOLUTION_PLAN.must(),
        TEXAS_DPS.must(),
        CGC_1_PROCEDURES.must(),
    ],
    thresholds: &[],
    asks: "power that devolves to regions",
    summary: "A power devolves to regions without stated limits, or without an end.",
    mend: "State limits and end of each devolution of a power",
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
        let devolution = power.devolution.as_ref().filter(|to| cx.counts(&to.terms));
        let Some(devolution) = devolution else {
            continue;
        };
        report.applies();
        let missing = match (&devolution.limits, &devolution.ends_when) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "limits",
            (Some(_), None) => "end",
            (None, None) => "limits and no stated end",
        };
        report
            .fail(
                Subject::of(id, power),
                format!("`{}` devolves with no stated {missing}", power.name),
            )
            .at(devolution.span, "its devolution")
            .help("add `limits` and `ends-when` to the devolution");
    }
}

const PAGE: &str = r#"
## Why

Regions that fight on without a center need powers, and need to know which; and the day on which the center
answers again they need to know that it is over. In 2022 regional administrations became military ones by
one decree, with its scope and its end in martial law.

## How to mend it

Write `limits` and `ends-when`.

## An example that fails

```toml
[place.west]
[office.president]
[office.governor]

[power.command]
held-by = "president"
reach = ["west"]

[power.command.devolution] # warning[power-devolution-open-ended]
to = { west = "governor" }
limits = "defense of the region"
```

## An example that passes

```toml
[place.west]
[office.president]
[office.governor]

[power.command]
held-by = "president"
reach = ["west"]

[power.command.devolution]
to = { west = "governor" }
limits = "defense of the region"
ends-when = "contact with the president is restored"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
