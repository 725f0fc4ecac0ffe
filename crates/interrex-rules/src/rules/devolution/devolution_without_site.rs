//! A devolution plan that goes nowhere.

use interrex_plan::model::Level;

use crate::citations::{DEVOLUTION_PLAN, FEMA_DEVOLUTION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-without-site",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must(), FEMA_DEVOLUTION.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan does not say to which site the functions pass.",
    mend: "Name the site to which functions devolve",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        if devolution.site.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say to which site the functions pass"),
                )
                .help("add `site`: where the staff of the roster already work");
        }
    }
}

const PAGE: &str = r#"
## Why

Staff, copies of the records and somebody who may decide must be at the devolution site beforehand. While
the plan names no site, none of the three can be checked, and nobody knows where to report.

## How to mend it

Declare the site, and name it in `site`.

## An example that fails

```toml
[person.warden]
[devolution.main] # warning[devolution-without-site]
roster = ["warden"]
```

## An example that passes

```toml
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
