//! A finding of an exercise that was to be mended by now.

use interrex_plan::model::Level;

use crate::citations::{CORRECTIVE_ACTION, EVALUATION_CHECKLIST};
use crate::context::Context;
use crate::findings::open_findings;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "finding-overdue",
    element: Element::Exercises,
    level: Level::Warn,
    sources: &[CORRECTIVE_ACTION.must(), EVALUATION_CHECKLIST.must()],
    thresholds: &[],
    asks: "open finding of an exercise with a due date",
    summary: "A finding of an exercise was to be mended by now and is open.",
    mend: "Mend findings by their due dates",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, finding) in open_findings(cx) {
        let Some(due) = finding.due else { continue };
        report.applies();
        if due < cx.as_of {
            let owner = finding
                .owner
                .as_ref()
                .map(|owner| format!(" by {owner}"))
                .unwrap_or_default();
            report
                .fail(
                    subject,
                    format!(
                        "the finding `{}` was to be mended{owner} by {due}",
                        finding.text
                    ),
                )
                .help("mend it and state `closed-on`, or set a later date and say why");
        }
    }
}

const PAGE: &str = r#"
## Why

An open finding is a known way to fail.

## How to mend it

Close it with `closed-on`.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[exercise.spring]
kind = "drill"
on = 2024-03-12
findings = [
  { text = "the gate key was missing", owner = "facilities", due = 2024-05-01 }, # warning[finding-overdue]
]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[exercise.spring]
kind = "drill"
on = 2024-03-12
findings = [
  { text = "the gate key was missing", owner = "facilities", due = 2024-05-01, closed-on = 2024-04-30 },
]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
