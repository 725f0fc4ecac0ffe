//! A reconstitution without helpers from outside.

use interrex_plan::model::Level;

use crate::citations::OUTSIDE_HELPERS;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::either;

pub(crate) static RULE: Rule = Rule {
    code: "outside-helpers-missing",
    element: Element::Reconstitution,
    level: Level::Note,
    sources: &[OUTSIDE_HELPERS.should()],
    thresholds: &[],
    asks: "reconstitution plan",
    summary: "Nobody outside is named who helps with facilities, personnel or records.",
    mend: "Name outside helpers for facilities, personnel and records",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(reconstitution) = &cx.plan.reconstitution else {
        return;
    };
    report.applies();
    let is_named = |what: &str| {
        reconstitution
            .helpers
            .iter()
            .any(|(for_what, _)| for_what == what)
    };
    let missing = ["facilities", "personnel", "records"]
        .into_iter()
        .filter(|what| !is_named(what));
    let missing: Vec<&str> = missing.collect();
    if !missing.is_empty() {
        let subject = Subject::entry("reconstitution", 0, "", reconstitution.span);
        report
            .fail(
                subject,
                format!("nobody outside is named who helps with {}", either(missing)),
            )
            .help(
                "add `helpers = { facilities = \"...\", personnel = \"...\", records = \"...\" }`",
            );
    }
}

const PAGE: &str = r#"
## Why

After a great loss an institution cannot house, staff and restore itself alone. In the United States three
agencies are named for it: one for buildings, one for people, one for records.

## How to mend it

Name who helps with each.

## An example that fails

```toml
[reconstitution] # note[outside-helpers-missing]
helpers = { facilities = "the province's building office" }
```

## An example that passes

```toml
[reconstitution]
helpers = { facilities = "the province's building office", personnel = "the civil service board", records = "the national archive" }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
