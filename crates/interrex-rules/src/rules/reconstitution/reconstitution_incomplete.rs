//! A reconstitution that leaves out one of its parts.

use interrex_plan::model::Level;

use crate::citations::RECONSTITUTION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "reconstitution-incomplete",
    element: Element::Reconstitution,
    level: Level::Note,
    sources: &[RECONSTITUTION.should()],
    thresholds: &[],
    asks: "reconstitution plan",
    summary: "A reconstitution plan leaves out phases, building check, notices or review.",
    mend: "Complete the reconstitution plan",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(reconstitution) = &cx.plan.reconstitution else {
        return;
    };
    report.applies();
    let parts = [
        ("phases", !reconstitution.phases.is_empty()),
        ("building-check", reconstitution.building_check.is_some()),
        ("notices", reconstitution.notices.is_some()),
        ("review", reconstitution.review.is_some()),
    ];
    let missing: Vec<&str> = parts
        .iter()
        .filter(|(_, is_there)| !is_there)
        .map(|(name, _)| *name)
        .collect();
    if !missing.is_empty() {
        let subject = Subject::entry("reconstitution", 0, "", reconstitution.span);
        report
            .fail(subject, format!("the reconstitution plan leaves out {}", quoted(missing)))
            .help("say what happens in which order, who finds the building safe, who is told, and how it is reviewed");
    }
}

const PAGE: &str = r#"
## Why

The course on reconstitution names five things: a phased plan, a check that the building is safe, notices to
staff and partners, and a review afterwards, besides a manager and team. Each has been forgotten somewhere.

## How to mend it

Write `phases`, `building-check`, `notices` and `review`.

## An example that fails

```toml
[reconstitution] # note[reconstitution-incomplete]: the reconstitution plan leaves out `notices` and `review`
phases = ["records", "public counters", "everything else"]
building-check = "by the fire department"
```

## An example that passes

```toml
[reconstitution]
phases = ["records", "public counters", "everything else"]
building-check = "by the fire department"
notices = "staff by call list, public by radio"
review = "within 30 days, by the continuity officer"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
