//! A function without the least resources that it takes.

use interrex_plan::model::Level;

use crate::citations::AUDIT_GUIDE;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "resources-missing",
    element: Element::Functions,
    level: Level::Note,
    sources: &[AUDIT_GUIDE.should()],
    thresholds: &[],
    asks: "essential function",
    summary: "The least resources with which a function can be done are not listed.",
    mend: "List the least resources of each function",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        if function.resources.is_none() {
            report
                .fail(subject, format!("the least resources of {subject} are not listed"))
                .help("add `resources`: how many people with which skills, rooms, equipment, supplies");
        }
    }
}

const PAGE: &str = r#"
## Why

Auditors find again and again that the *normal* resources are listed, not the least. An alternate site
holds a fraction of the staff: whoever plans it needs the smaller number.

## How to mend it

Write `resources`.

## An example that fails

```toml
[function.emergency-calls] # note[resources-missing]
```

## An example that passes

```toml
[function.emergency-calls]
resources = "four operators in three shifts, two consoles, one radio"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
