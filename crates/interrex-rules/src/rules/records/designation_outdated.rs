//! A custodian whose designation nobody has confirmed lately.

use interrex_plan::model::Level;

use crate::citations::CFR_VITAL_RECORDS;
use crate::contents::records;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "designation-outdated",
    element: Element::Records,
    level: Level::Warn,
    sources: &[CFR_VITAL_RECORDS.must()],
    thresholds: &[Threshold::DesignationMonthsMax],
    asks: "essential record with a custodian",
    summary: "The designation of a custodian is not recorded as current.",
    mend: "Confirm the custodians, and record when",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::DesignationMonthsMax) else {
        return;
    };
    for (subject, record) in records(cx) {
        let Some(custodian) = record.custodian else {
            continue;
        };
        report.applies();
        let name = cx.name(custodian);
        let message = match record.designated_on {
            Some(on) if cx.within_months(on, months) => continue,
            Some(on) if on > cx.as_of => {
                format!("`{name}` is only to be confirmed as custodian of {subject} on {on}")
            }
            Some(on) => {
                format!("`{name}` was last confirmed as custodian of {subject} on {on}")
            }
            None => format!("no date says when `{name}` was confirmed as custodian of {subject}"),
        };
        report.fail(subject, message).help(format!(
            "confirm it at least every {}, and state `designated-on`",
            words::months(months)
        ));
    }
}

const PAGE: &str = r#"
## Why

The regulation asks for designations that are current and complete. A custodian who moved on two years ago
keeps nothing.

## How to mend it

Confirm the designation, and state `designated-on`.

## An example that fails

```toml
[place.town]
[office.archivist]
[record.accounts] # warning[designation-outdated]
custodian = "archivist"
designated-on = 2023-04-01
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[office.archivist]
[record.accounts]
custodian = "archivist"
designated-on = 2024-04-01
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
