//! A set of essential records that leaves out one of those that the field names.

use interrex_plan::model::Level;

use crate::citations::{ARCHIVISTS, UCF_RECORDS};
use crate::contents::{Content, DELEGATIONS, PLAN, RIGHTS, STAFFING, contains, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::either;

pub(crate) static RULE: Rule = Rule {
    code: "record-set-incomplete",
    element: Element::Records,
    level: Level::Note,
    sources: &[UCF_RECORDS.should(), ARCHIVISTS.should()],
    thresholds: &[],
    asks: "essential record",
    summary: "The essential records leave out one of those that the field names.",
    mend: "Add the records that are missing from the set",
    page: PAGE,
    check: Check::Plan(check),
};

const WANTED: [(Content, &str); 4] = [
    (PLAN, "the plan itself (`plan`)"),
    (DELEGATIONS, "the delegations (`delegations`)"),
    (STAFFING, "lists of staff (`staffing`)"),
    (
        RIGHTS,
        "records that protect rights (`rights-and-interests`)",
    ),
];

fn check(cx: &Context<'_>, report: &mut Report) {
    if records(cx).next().is_none() {
        return;
    }
    report.applies();
    // A plan without delegations has none to keep. The orders of succession have a rule of their
    // own, `order-not-a-record`.
    let is_wanted = |content: Content| content != DELEGATIONS || cx.delegations().next().is_some();
    let is_kept = |content: Content| records(cx).any(|(_, record)| contains(record, content));
    let missing = WANTED
        .into_iter()
        .filter(|(content, _)| is_wanted(content) && !is_kept(content));
    let missing: Vec<&str> = missing.map(|(_, words)| words).collect();
    if !missing.is_empty() {
        report
            .fail(cx.plan_subject(), format!("no essential record contains {}", either(missing)))
            .help("declare a record for each, or add the word to `contains` of the record that has it");
    }
}

const PAGE: &str = r#"
## Why

Lists of essential records name two classes: what is needed to operate in an emergency (the plan, orders of
succession, delegations, lists of staff), and what protects the rights of the institution and of those
whom it serves. The second is what people ask for first when it is over.

## How to mend it

Declare the records, or say what the declared ones contain.

## An example that fails

```toml
[plan] # note[record-set-incomplete]
title = "City"
horizon = "30 d"

[place.town]
[record.binder]
contains = ["plan", "staffing"]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[record.binder]
contains = ["plan", "staffing"]
copy = [{ at = "town" }]
[record.land-register]
contains = ["rights-and-interests"]
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
