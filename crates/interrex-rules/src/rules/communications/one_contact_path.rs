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
        let ways: BTreeSet<String> = contact.paths.iter().map(|path| way(&path.by)).collect();
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

/// The kind of a way, so that two names of one kind count once: what is not known is its own kind.
fn way(by: &str) -> String {
    let by = by.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| by.contains(word));
    let kind = if is(&["satellite"]) {
        "satellite"
    } else if is(&["radio"]) {
        "radio"
    } else if is(&["phone", "mobile", "cell", "landline", "sms", "pager"]) {
        "telephone"
    } else if is(&["email", "e-mail", "internet", "chat"]) {
        "internet"
    } else {
        return by;
    };
    kind.to_owned()
}

const PAGE: &str = r#"
## Why

Two telephones are one way. What takes the network takes both; a second way must be of another kind.

## How to mend it

Add ways that do not fail together. Telephones of all sorts count as one way, pagers among them, and so do email
and chat; satellite, radio and a courier are others.

## An example that fails

```toml
[office.mayor]

[[contact]] # note[one-contact-path]
who = "mayor"
paths = [{ by = "phone" }, { by = "phone" }]
```

## Two names of one way

```toml
[office.mayor]

[[contact]] # note[one-contact-path]: `mayor` is reached in 1 way, at least 2 unlike ones are asked for
who = "mayor"
paths = [{ by = "office telephone" }, { by = "mobile" }]
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
