//! A record that nobody has really restored from a copy.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_EXERCISES, GAO_EXERCISES};
use crate::contents::records;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "restore-untested",
    element: Element::Records,
    level: Level::Note,
    sources: &[CGC_1_EXERCISES.derived(), GAO_EXERCISES.derived()],
    thresholds: &[Threshold::RestoreMonthsMax],
    asks: "essential record",
    summary: "Nobody has lately restored a record from a copy to see whether it works.",
    mend: "Restore each record from a copy, and record when",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::RestoreMonthsMax) else {
        return;
    };
    for (subject, record) in records(cx) {
        report.applies();
        let message = match record.restored_on {
            Some(on) if cx.within_months(on, months) => continue,
            Some(on) if on > cx.as_of => {
                format!("{subject} is only to be restored from a copy on {on}")
            }
            Some(on) => format!("{subject} was last restored from a copy on {on}"),
            None => format!("{subject} was never restored from a copy, as far as is recorded"),
        };
        report
            .fail(subject, message)
            .help("restore it for a test, then state `restored-on`");
    }
}

const PAGE: &str = r#"
## Why

Auditors who asked for evidence of tests often found none. A backup that nobody has restored is a hope; the
exercise shows the missing key, the old format, the week that it takes.

## How to mend it

Restore it, and state `restored-on`.

## An example that fails

```toml
[place.town]
[record.accounts] # note[restore-untested]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[record.accounts]
restored-on = 2024-02-10
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
