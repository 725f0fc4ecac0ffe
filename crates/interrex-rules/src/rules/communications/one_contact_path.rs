//! Somebody who can be reached in one way only.

use std::collections::BTreeSet;

use interrex_plan::model::Level;

use crate::citations::{CRITICAL_COMMS, HSGP};
use crate::contacts::contacts;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::count;

pub(crate) static RULE: Rule = Rule {
    code: "one-contact-path",
    element: Element::Communications,
    level: Level::Note,
    sources: &[HSGP.should(), CRITICAL_COMMS.should()],
    thresholds: &[Threshold::ContactPathsMin],
    asks: "contact",
    summary: "Somebody can be reached in too few unlike ways.",
    mend: "Add unlike ways to reach people",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(least) = cx.threshold(Threshold::ContactPathsMin) else {
        return;
    };
    for (subject, contact) in contacts(cx) {
        report.applies();
        let ways: BTreeSet<&str> = contact.paths.iter().map(|path| path.by.as_str()).collect();
        if ways.len() < least as usize {
            let (name, ways) = (cx.name(contact.who), count(ways.len(), "way", "ways"));
            report
                .fail(
                    subject,
                    format!(
                        "`{name}` is reached in {ways}, at least {least} unlike ones are asked for"
                    ),
                )
                .help("add a `paths` entry of another kind: `radio`, `satellite`, `courier`");
        }
    }
}

const PAGE: &str = r#"
## Why

Two telephones are one way. What takes the network takes both; a second way must be of another kind.

## How to mend it

Add ways that do not fail together.

## An example that fails

```toml
[office.mayor]

[[contact]] # note[one-contact-path]
who = "mayor"
paths = [{ by = "phone" }, { by = "phone" }]
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
