//! Somebody who is lost to all with the public networks.

use interrex_plan::model::Level;

use crate::citations::{CRITICAL_COMMS, HSGP};
use crate::contacts::contacts;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "no-private-path",
    element: Element::Communications,
    level: Level::Note,
    sources: &[HSGP.should(), CRITICAL_COMMS.should()],
    thresholds: &[],
    asks: "contact with some way to reach it",
    summary: "Every way to reach somebody relies on public networks.",
    mend: "Add a way that does not rely on public networks",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, contact) in contacts(cx).filter(|(_, contact)| !contact.paths.is_empty()) {
        report.applies();
        if contact.paths.iter().all(|path| path.public_network) {
            let name = cx.name(contact.who);
            report
                .fail(
                    subject,
                    format!("every way to reach `{name}` relies on public networks"),
                )
                .help("add radio, satellite or a courier, with `public-network = false`");
        }
    }
}

const PAGE: &str = r#"
## Why

Public networks are overloaded or cut in exactly the events that a plan is for. One way should be radio that
needs none of them.

## How to mend it

Add such a way, and mark it `public-network = false`. A way that is not marked is taken to rely on them.

## An example that fails

```toml
[office.mayor]

[[contact]] # note[no-private-path]
who = "mayor"
paths = [{ by = "phone" }, { by = "email" }]
```

## An example that passes

```toml
[office.mayor]

[[contact]]
who = "mayor"
paths = [{ by = "phone" }, { by = "radio", public-network = false }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
