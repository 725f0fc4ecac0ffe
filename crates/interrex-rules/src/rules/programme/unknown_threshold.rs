//! A threshold that does not exist.

use interrex_diag::nearest;
use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-threshold",
    element: Element::Programme,
    level: Level::Deny,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "threshold that the plan sets",
    summary: "The plan sets a threshold that no rule knows.",
    mend: "Write the names of thresholds as they are",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, (name, _, span)) in cx.plan.header.thresholds.iter().enumerate() {
        report.applies();
        if Threshold::by_name(name).is_some() {
            continue;
        }
        let subject = Subject::entry("threshold", at, name, *span);
        let failing = report
            .fail(subject, format!("no threshold is called `{name}`"))
            .label("sets nothing");
        match nearest(name, Threshold::all().map(Threshold::name)) {
            Some(meant) => failing.help(format!("did you mean `{meant}`?")),
            None => failing.help("the thresholds are listed with the rules"),
        };
    }
}

const PAGE: &str = r"
## Why

A misspelled threshold leaves the default in force.

## How to mend it

Write the name as the list of thresholds has it.

## An example that fails

```toml
[rules]
thresholds = { sucessors-min = 5 } # error[unknown-threshold]
```

## An example that passes

```toml
[rules]
thresholds = { successors-min = 5 }
```
";

#[cfg(test)]
crate::testing::literate!(RULE);
