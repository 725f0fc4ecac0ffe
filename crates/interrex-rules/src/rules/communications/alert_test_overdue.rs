//! Alert and notification that nobody has tested lately.

use interrex_plan::model::{Contact, Level};
use interrex_units::Date;

use crate::citations::{HSGP, USFA_TESTS};
use crate::contacts::contacts;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words::{self, some_of};

pub(crate) static RULE: Rule = Rule {
    code: "alert-test-overdue",
    element: Element::Communications,
    level: Level::Warn,
    sources: &[USFA_TESTS.must(), HSGP.must()],
    thresholds: &[Threshold::AlertTestMonthsMax],
    asks: "contact",
    summary: "Alert and notification have not been tested lately.",
    mend: "Test alert and notification every quarter, and record it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::AlertTestMonthsMax) else {
        return;
    };
    if contacts(cx).next().is_none() {
        return;
    }
    report.applies();
    let is_recent = |on: &Date| cx.within_months(*on, months);
    if exercises(cx).any(|on| is_recent(&on)) {
        return;
    }
    let missed: Vec<&str> = contacts(cx)
        .filter(|(_, contact)| !tests(contact).any(|on| is_recent(&on)))
        .map(|(_, contact)| cx.name(contact.who))
        .collect();
    let message = match last_test(cx) {
        _ if missed.is_empty() => return,
        _ if missed.len() < contacts(cx).count() => {
            let names = some_of(&missed, NAMED_MAX);
            format!(
                "no test of alerting in the last {} reached {names}",
                words::months(months)
            )
        }
        Some(on) => {
            let ago = words::months(months);
            format!("alerting was last tested on {on}, more than {ago} ago")
        }
        None => "no test of alerting is on record".to_owned(),
    };
    report
        .fail(cx.plan_subject(), message)
        .help("call everybody once, then record an exercise that covers `notification`, or `tested-on` of the paths");
}

/// How many of those whom no test reached are named.
const NAMED_MAX: usize = 6;

/// When exercises covered alerting.
fn exercises(cx: &Context<'_>) -> impl Iterator<Item = Date> {
    let exercises = cx.plan.exercises.iter().map(|(_, exercise)| exercise);
    exercises
        .filter(|exercise| exercise.covers.iter().any(|topic| topic == "notification"))
        .map(|exercise| exercise.on)
}

/// When somebody was alerted by one of their paths, for a test.
fn tests(contact: &Contact) -> impl Iterator<Item = Date> {
    contact.paths.iter().filter_map(|path| path.tested_on)
}

/// The latest test of alerting that took place.
fn last_test(cx: &Context<'_>) -> Option<Date> {
    let tested = contacts(cx).flat_map(|(_, contact)| tests(contact));
    tested
        .chain(exercises(cx))
        .filter(|on| *on <= cx.as_of)
        .max()
}

const PAGE: &str = r#"
## Why

Guidance asks for a test of alert and notification every quarter. It costs an hour, and shows each time how
many numbers are wrong.

## How to mend it

Test, and record an exercise that covers `notification`, or `tested-on` of the paths that were tried, for
everybody on the list.

## An example that fails

```toml
[plan] # warning[alert-test-overdue]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[office.mayor]

[[contact]]
who = "mayor"
paths = [{ by = "phone", tested-on = 2024-01-15 }]
```

## One of two was called

```toml
[plan] # warning[alert-test-overdue]: no test of alerting in the last 3 months reached `clerk`
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[office.mayor]
[office.clerk]

[[contact]]
who = "mayor"
paths = [{ by = "phone", tested-on = 2024-05-15 }]

[[contact]]
who = "clerk"
paths = [{ by = "phone", tested-on = 2023-05-15 }]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[office.mayor]

[[contact]]
who = "mayor"
paths = [{ by = "phone" }]

[exercise.spring-call]
kind = "drill"
on = 2024-04-02
covers = ["notification"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
