//! A contact entry that its owner has not confirmed lately.

use interrex_plan::model::Level;

use crate::citations::{BOLD_CONTACTS, TEAMSTUDIO};
use crate::contacts::contacts;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "contact-unconfirmed",
    element: Element::Communications,
    level: Level::Note,
    sources: &[BOLD_CONTACTS.should(), TEAMSTUDIO.should()],
    thresholds: &[Threshold::ContactConfirmedDaysMax],
    asks: "contact",
    summary: "A contact entry has not been confirmed lately by its owner.",
    mend: "Have contact entries confirmed by their owners",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(days) = cx.threshold(Threshold::ContactConfirmedDaysMax) else {
        return;
    };
    for (subject, contact) in contacts(cx) {
        report.applies();
        let name = cx.name(contact.who);
        let message = match contact.confirmed_on {
            Some(on) if cx.within_days(on, days) => continue,
            Some(on) if on > cx.as_of => {
                format!("the entry of `{name}` is only to be confirmed on {on}")
            }
            Some(on) => format!(
                "the entry of `{name}` was last confirmed on {on}, more than {days} days ago"
            ),
            None => format!("the entry of `{name}` was never confirmed"),
        };
        report
            .fail(subject, message)
            .help("ask its owner, then state `confirmed-on`");
    }
}

const PAGE: &str = r#"
## Why

Stale numbers are the first complaint of those who use such plans. Planners are advised to confirm entries
twice a year; users of continuity software ask to be prompted monthly. `contact-confirmed-days-max` sets it.

## How to mend it

Ask the owner of the entry, and state `confirmed-on`.

## An example that fails

```toml
[office.mayor]

[[contact]] # note[contact-unconfirmed]
who = "mayor"
confirmed-on = 2023-10-01
paths = [{ by = "phone" }]
```

## A confirmation that is still to come

```toml
[office.mayor]

[[contact]] # note[contact-unconfirmed]: the entry of `mayor` is only to be confirmed on 2024-07-01
who = "mayor"
confirmed-on = 2024-07-01
paths = [{ by = "phone" }]
```

## An example that passes

```toml
[office.mayor]

[[contact]]
who = "mayor"
confirmed-on = 2024-04-01
paths = [{ by = "phone" }]
```

## An office that was dissolved

```toml
[office.old-mayor]
until = 2020-12-31

[[contact]]
who = "old-mayor"
confirmed-on = 2020-04-01
paths = [{ by = "phone" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
