//! Alert and notification that nobody has tested lately.

use interrex_plan::model::Level;
use interrex_units::Date;

use crate::citations::{HSGP, USFA_TESTS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::threshold::Threshold;
use crate::words;

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
    if cx.plan.contacts.is_empty() {
        return;
    }
    report.applies();
    let message = match last_test(cx) {
        Some(on) if cx.within_months(on, months) => return,
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

/// The latest test of alerting that took place.
fn last_test(cx: &Context<'_>) -> Option<Date> {
    let paths = cx.plan.contacts.iter().flat_map(|contact| &contact.paths);
    let tested = paths.filter_map(|path| path.tested_on);
    let exercises = cx.plan.exercises.iter().map(|(_, exercise)| exercise);
    let alerting = exercises
        .filter(|exercise| exercise.covers.iter().any(|topic| topic == "notification"))
        .map(|exercise| exercise.on);
    tested.chain(alerting).filter(|on| *on <= cx.as_of).max()
}

const PAGE: &str = r#"
## Why

Guidance asks for a test of alert and notification every quarter. It costs an hour, and shows each time how
many numbers are wrong.

## How to mend it

Test, and record an exercise that covers `notification`, or `tested-on` of the paths that were tried.

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
