//! A record that nobody keeps.

use interrex_plan::model::Level;

use crate::citations::CFR_VITAL_RECORDS;
use crate::contents::records;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "custodian-missing",
    element: Element::Records,
    level: Level::Warn,
    sources: &[CFR_VITAL_RECORDS.must()],
    thresholds: &[],
    asks: "essential record",
    summary: "An essential record has no named custodian.",
    mend: "Name a custodian for each essential record",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, record) in records(cx) {
        report.applies();
        if record.custodian.is_none() {
            report
                .fail(subject, format!("{subject} has no custodian"))
                .help("add `custodian`, best an office");
        }
    }
}

const PAGE: &str = r#"
## Why

Somebody must know that the record exists, that its copies are current, and how to open them. The
regulation asks that custodians are named and their staff informed.

## How to mend it

Name an office as `custodian`.

## An example that fails

```toml
[place.town]
[record.accounts] # warning[custodian-missing]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[office.archivist]
[record.accounts]
custodian = "archivist"
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
