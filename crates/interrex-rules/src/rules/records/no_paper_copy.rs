//! A record that is needed at once and cannot be read without power.

use interrex_plan::model::Level;

use crate::citations::ARCHIVISTS;
use crate::contents::{DELEGATIONS, OPERATING, ORDERS, PLAN, STAFFING, contains, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "no-paper-copy",
    element: Element::Records,
    level: Level::Note,
    sources: &[ARCHIVISTS.should()],
    thresholds: &[],
    asks: "record that is needed to operate in an emergency",
    summary: "A record that is needed at once is not kept on paper.",
    mend: "Print the records that are needed at once",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let wanted = [ORDERS, PLAN, DELEGATIONS, STAFFING, OPERATING];
    let needed =
        records(cx).filter(|(_, record)| wanted.iter().any(|content| contains(record, content)));
    for (subject, record) in needed {
        report.applies();
        if record.on_paper != Some(true) {
            report
                .fail(
                    subject,
                    format!("{subject} is needed at once and is not kept on paper"),
                )
                .help("print it, keep it with the copies, and state `on-paper = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

Archivists advise paper for what is needed in the first hour: it needs no power, no network and no
password. In more than one exercise the plan itself was on the server that was down.

## How to mend it

Print it, and state `on-paper = true`.

## An example that fails

```toml
[place.town]
[record.binder] # note[no-paper-copy]
contains = ["plan"]
copy = [{ at = "town" }]
```

## An example that passes

```toml
[place.town]
[record.binder]
contains = ["plan"]
on-paper = true
copy = [{ at = "town" }]
[record.land-register]
contains = ["rights-and-interests"]
copy = [{ at = "town" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
