//! A contact list that exists on a screen only.

use interrex_plan::model::Level;

use crate::citations::SECURITY_POLICY;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "contact-list-not-printed",
    element: Element::Communications,
    level: Level::Note,
    sources: &[SECURITY_POLICY.should()],
    thresholds: &[],
    asks: "contact",
    summary: "The contact list is not printed, or not as it stands.",
    mend: "Print the contact list, and record when",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.contacts.is_empty() {
        return;
    }
    report.applies();
    let confirmed = cx
        .plan
        .contacts
        .iter()
        .filter_map(|contact| contact.confirmed_on);
    let last = confirmed.filter(|on| *on <= cx.as_of).max();
    let message = match cx.plan.header.contacts_printed {
        Some(on) if on > cx.as_of => format!("the contact list is only to be printed on {on}"),
        Some(on) => match last.filter(|last| on < *last) {
            Some(last) => format!("the contact list was printed on {on}, entries are as of {last}"),
            None => return,
        },
        None => "the contact list is not recorded as printed".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("print it, then state `contacts-printed` in `[plan]`");
}

const PAGE: &str = r#"
## Why

The list is needed when the network is down, and the list is on the network. It should be on paper, with
those who call.

## How to mend it

Print it after each round of confirmations, and state `contacts-printed`.

## An example that fails

```toml
[plan] # note[contact-list-not-printed]
title = "City"
horizon = "30 d"

[office.mayor]

[[contact]]
who = "mayor"
paths = [{ by = "phone" }]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01
contacts-printed = 2024-05-02

[office.mayor]

[[contact]]
who = "mayor"
confirmed-on = 2024-05-01
paths = [{ by = "phone" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
