//! Somebody whom succession counts on and whom nobody can reach by the plan.

use std::collections::BTreeSet;

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::{BOLD_CONTACTS, HSGP};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "contact-missing",
    element: Element::Communications,
    level: Level::Note,
    sources: &[HSGP.should(), BOLD_CONTACTS.should()],
    thresholds: &[],
    asks: "key post or successor",
    summary: "The plan does not say how somebody in a line of succession is reached.",
    mend: "Add contact entries for key posts and their successors",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let wanted = wanted(cx);
    if wanted.is_empty() {
        return;
    }
    if cx.plan.contacts.is_empty() {
        report.applies();
        report
            .fail(
                cx.plan_subject(),
                "the plan does not say how anybody is reached",
            )
            .help("add a `[[contact]]` for each key post and successor");
        return;
    }
    let person = |who: Who| cx.person(who).map_or(who, Who::Person);
    let known: BTreeSet<Who> = cx
        .plan
        .contacts
        .iter()
        .map(|contact| person(contact.who))
        .collect();
    for who in wanted {
        report.applies();
        if !known.contains(&person(who)) {
            let name = cx.name(who);
            report
                .fail(
                    cx.subject(who),
                    format!("the plan does not say how `{name}` is reached"),
                )
                .help(format!(
                    "add a `[[contact]]` with `who = \"{name}\"` and its `paths`"
                ));
        }
    }
}

/// Key posts and the candidates for them, other than bodies.
fn wanted(cx: &Context<'_>) -> BTreeSet<Who> {
    let mut wanted = BTreeSet::new();
    for (id, office) in cx.key_posts() {
        if !matches!(office.holder, Some(Who::Body(_))) {
            wanted.insert(Who::Office(id));
        }
        for candidate in cx
            .orders(office)
            .flat_map(|(_, order)| cx.candidates(order))
        {
            match candidate.who {
                CandidateWho::Who(who @ (Who::Person(_) | Who::Office(_))) => wanted.insert(who),
                _ => false,
            };
        }
    }
    wanted
}

const PAGE: &str = r#"
## Why

An order of succession moves nothing until somebody picks up a telephone. The entry belongs in the plan, with
every way there is.

## How to mend it

Add a contact for the post or for the person who holds it; either serves.

## An example that fails

```toml
[office.mayor]
order.main.candidates = ["clerk"]

[office.clerk] # note[contact-missing]: the plan does not say how `clerk` is reached

[[contact]]
who = "mayor"
paths = [{ by = "phone" }]
```

## An example that passes

```toml
[office.mayor]
order.main.candidates = ["clerk"]

[office.clerk]
holder = "officer"
[person.officer]

[[contact]]
who = "mayor"
paths = [{ by = "phone" }]
[[contact]]
who = "officer"
paths = [{ by = "phone" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
