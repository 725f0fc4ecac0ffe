//! Devolution that does not say how changes to records come home.

use interrex_plan::model::Level;

use crate::citations::FEMA_DEVOLUTION;
use crate::contents::records;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "changes-not-carried-back",
    element: Element::Records,
    level: Level::Warn,
    sources: &[FEMA_DEVOLUTION.must()],
    thresholds: &[],
    asks: "devolution plan, in a plan with essential records,",
    summary: "Nothing says how changes to records made after devolution come home.",
    mend: "Say how changes to records are carried back after devolution",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if records(cx).next().is_none() {
        return;
    }
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.records_return.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say how changes to records come home"),
                )
                .help("add `records-return`");
        }
    }
}

const PAGE: &str = r#"
## Why

While functions run elsewhere, records change there. If the old copies at home are taken up again as they
are, every payment and every entry in between is undone.

## How to mend it

Write `records-return`.

## An example that fails

```toml
[place.hills]
[site.bunker]
in = "hills"
[record.accounts]
copy = [{ at = "bunker" }]

[devolution.main] # warning[changes-not-carried-back]
site = "bunker"
```

## An example that passes

```toml
[place.hills]
[site.bunker]
in = "hills"
[record.accounts]
copy = [{ at = "bunker" }]

[devolution.main]
site = "bunker"
records-return = "nightly journal by courier, replayed before the center resumes"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
