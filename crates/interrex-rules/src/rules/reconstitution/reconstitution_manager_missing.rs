//! A reconstitution that nobody leads, or one alone.

use interrex_plan::model::Level;

use crate::citations::RECONSTITUTION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "reconstitution-manager-missing",
    element: Element::Reconstitution,
    level: Level::Note,
    sources: &[RECONSTITUTION.should()],
    thresholds: &[],
    asks: "reconstitution plan",
    summary: "No manager, or no team, is named for reconstitution.",
    mend: "Name manager and team of reconstitution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(reconstitution) = &cx.plan.reconstitution else {
        return;
    };
    report.applies();
    let missing = match (&reconstitution.manager, reconstitution.team.is_empty()) {
        (Some(_), false) => return,
        (Some(_), true) => "no team is named for reconstitution",
        (None, false) => "nobody is named who leads reconstitution",
        (None, true) => "nobody is named for reconstitution, neither a manager nor a team",
    };
    report
        .fail(
            Subject::entry("reconstitution", 0, "", reconstitution.span),
            missing,
        )
        .help("add `manager` and `team`; they start when the emergency does, not when it ends");
}

const PAGE: &str = r#"
## Why

Somebody must prepare the return while everybody else manages the emergency. It is a task of its own, with
people of its own.

## How to mend it

Name `manager` and `team`.

## An example that fails

```toml
[office.facilities]

[reconstitution] # note[reconstitution-manager-missing]
manager = "facilities"
```

## An example that passes

```toml
[office.facilities]
[office.records]

[reconstitution]
manager = "facilities"
team = ["records"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
