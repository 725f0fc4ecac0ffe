//! A profile that does not exist.

use interrex_diag::nearest;
use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::profile::Profile;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-profile",
    element: Element::Programme,
    level: Level::Deny,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "profile that the plan chooses",
    summary: "The plan chooses a profile that does not exist.",
    mend: "Write the names of profiles as they are",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for name in &cx.plan.header.profiles {
        report.applies();
        if Profile::by_name(name).is_some() {
            continue;
        }
        let failing = report.fail(cx.plan_subject(), format!("no profile is called `{name}`"));
        let names = || Profile::all().iter().map(|profile| profile.name);
        match nearest(name, names()) {
            Some(meant) => failing.help(format!("did you mean `{meant}`?")),
            None => failing.help(format!("the profiles are {}", quoted(names()))),
        };
    }
}

const PAGE: &str = r#"
## Why

A profile that is not known sets nothing: the plan is held against the defaults, and looks as if it were
held against a standard.

## How to mend it

Write the name as the list of profiles has it.

## An example that fails

```toml
[plan] # error[unknown-profile]
title = "Agency"
horizon = "30 d"

[rules]
profiles = ["fcd1"]
```

## An example that passes

```toml
[rules]
profiles = ["fcd-1"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
