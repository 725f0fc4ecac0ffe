//! An agreement that binds nobody today.

use interrex_plan::model::{Agreement, Level};

use crate::citations::{DATA_EMBASSY, FEMA_SITES};
use crate::context::Context;
use crate::counted::undecided;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "agreement-not-in-force",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[FEMA_SITES.should(), DATA_EMBASSY.derived()],
    thresholds: &[],
    asks: "agreement",
    summary: "An agreement is not signed, not decided or has expired.",
    mend: "Sign or renew the agreement",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, agreement) in cx.plan.agreements.iter() {
        report.applies();
        if let Some(fault) = fault(cx, agreement) {
            report
                .fail(
                    Subject::of(id, agreement),
                    format!("agreement `{}` {fault}", agreement.name),
                )
                .help(
                    "state `signed-on` once it is signed, and a later `expires` once it is renewed",
                );
        }
    }
}

fn fault(cx: &Context<'_>, agreement: &Agreement) -> Option<String> {
    let status = agreement.terms.status_on(cx.as_of);
    let ends = [agreement.expires, agreement.terms.until];
    let expires = ends.into_iter().flatten().min();
    match (agreement.signed_on, expires) {
        _ if !status.counts() => Some(undecided(status)),
        (None, _) => Some("is not recorded as signed".to_owned()),
        (Some(on), _) if on > cx.as_of => Some(format!("is only to be signed on {on}")),
        (_, Some(last)) if last < cx.as_of => Some(format!("expired on {last}")),
        _ => None,
    }
}

const PAGE: &str = r#"
## Why

Plans outlive the papers that they rest on. An agreement that expired last year is found out on the day on
which the gate stays shut.

## How to mend it

Sign it, or renew it, and state the dates.

## An example that fails

```toml
[agreement.school] # warning[agreement-not-in-force]: agreement `school` expired on 2024-03-31
with = "the school board"
signed-on = 2022-04-01
expires = 2024-03-31
```

## An example that passes

```toml
[agreement.school]
with = "the school board"
signed-on = 2022-04-01
expires = 2027-03-31
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
