//! A record of which nothing says what it takes to read it.

use interrex_plan::model::Level;

use crate::citations::{CFR_VITAL_RECORDS, FAA_RECORDS};
use crate::contents::{copies, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "reading-needs-unstated",
    element: Element::Records,
    level: Level::Warn,
    sources: &[CFR_VITAL_RECORDS.must(), FAA_RECORDS.must()],
    thresholds: &[],
    asks: "essential record with copies",
    summary: "Nothing says what it takes to read a record.",
    mend: "State what it takes to read each record, or keep it on paper",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, record) in records(cx) {
        if copies(cx, record).next().is_none() {
            continue;
        }
        report.applies();
        let is_stated = copies(cx, record).any(|(_, copy)| copy.needs.is_some());
        if !is_stated && record.on_paper != Some(true) {
            report
                .fail(
                    subject,
                    format!("nothing says what it takes to read {subject}"),
                )
                .help("add `needs` to its copies: the system, power, keys; or `on-paper = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

Copies are to be usable at once, with the equipment to read them. A tape without a drive, or a file whose
key was in the lost building, is no copy.

## How to mend it

Write `needs` of the copies, or say that the record is kept on paper too.

## An example that fails

```toml
[place.town]
[record.accounts] # warning[reading-needs-unstated]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[site.data-center]
in = "town"
[record.accounts]
copy = [{ at = "town", needs = "data-center" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
