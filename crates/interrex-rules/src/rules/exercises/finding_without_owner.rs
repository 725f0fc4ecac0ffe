//! A finding of an exercise that nobody has to mend.

use interrex_plan::model::Level;

use crate::citations::{CORRECTIVE_ACTION, EVALUATION_CHECKLIST};
use crate::context::Context;
use crate::findings::open_findings;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "finding-without-owner",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CORRECTIVE_ACTION.must(), EVALUATION_CHECKLIST.must()],
    thresholds: &[],
    asks: "open finding of an exercise",
    summary: "A finding of an exercise has no owner or no due date.",
    mend: "Give each finding an owner and a due date",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, finding) in open_findings(cx) {
        report.applies();
        let missing = match (&finding.owner, finding.due) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "owner",
            (Some(_), None) => "due date",
            (None, None) => "owner and no due date",
        };
        report
            .fail(
                subject,
                format!("the finding `{}` has no {missing}", finding.text),
            )
            .help("add `owner` and `due`, and `closed-on` once it is mended");
    }
}

const PAGE: &str = r#"
## Why

The same findings come back after each exercise. A corrective action program gives each an owner, a date and a
closure.

## How to mend it

Write `owner` and `due`.

## An example that fails

```toml
[exercise.spring]
kind = "drill"
on = 2024-03-12
findings = [
  { text = "the gate key was missing", owner = "facilities" }, # warning[finding-without-owner]
]
```

## An example that passes

```toml
[exercise.spring]
kind = "drill"
on = 2024-03-12
findings = [
  { text = "the gate key was missing", owner = "facilities", due = 2024-08-01 },
  { text = "two numbers were wrong", closed-on = 2024-03-20 },
]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
