//! A likelihood that is assumed for the sake of argument.

use interrex_plan::model::{Assessment, Fact, Level, Named};
use interrex_units::Likelihood;

use crate::citations::ICD_203;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::worlds::Worlds;

pub(crate) static RULE: Rule = Rule {
    code: "assumed-likelihood",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[ICD_203.derived()],
    thresholds: &[],
    asks: "assessed likelihood that a function rests on",
    summary: "Functions rest on likelihoods that are assumed.",
    mend: "Have assumed likelihoods assessed by somebody",
    page: PAGE,
    check: Check::Worlds(check),
};

/// How many likelihoods are shown at their places.
const SHOWN_MAX: usize = 4;

fn check(cx: &Context<'_>, worlds: &Worlds, report: &mut Report) {
    let is_said = |one: &Assessment| one.likelihood != Likelihood::UNKNOWN;
    let bearing = worlds.bearing_facts();
    let facts = cx
        .plan
        .facts
        .iter()
        .filter(|(id, _)| bearing.contains(id))
        .map(|(_, fact)| fact);
    let known: Vec<_> = facts
        .filter(|fact| fact.assessments.iter().any(is_said))
        .collect();
    if known.is_empty() {
        return;
    }
    report.applies();
    let is_assumed = |fact: &&&Named<Fact>| fact.assessments.iter().all(|one| one.assumed);
    let assumed: Vec<_> = known.iter().filter(is_assumed).collect();
    if assumed.is_empty() {
        return;
    }
    let (all, count) = (known.len(), assumed.len());
    let mut failing = report
        .fail(
            cx.plan_subject(),
            format!("{count} of {all} likelihoods that functions rest on are assumed"),
        )
        .help("ask somebody who can know, and add their assessments with their sources");
    for fact in assumed.iter().take(SHOWN_MAX) {
        if let Some(first) = fact.assessments.first() {
            failing = failing.also(first.span, format!("`{}` is assumed", fact.name));
        }
    }
    if count > SHOWN_MAX {
        failing.because(format!("and {} more", count - SHOWN_MAX));
    }
}

const PAGE: &str = r#"
## Why

A number that was assumed to make the model run looks in the answer like one that somebody assessed. It is
legal and sometimes needed; every answer that rests on one says so. The list of them is what to ask about
next, and `interrex prove` tells which of them matter.

## How to mend it

Add an assessment by a source beside it.

## An example that fails

```toml
[plan] # note[assumed-likelihood]: 1 of 2 likelihoods that functions rest on are assumed
title = "State"
horizon = "30 d"

[source.staff]
who = "general staff"
date = 2024-05-01

[place.capital]
lost = { likelihood = 0.2, assumed = true }
[place.harbor]
lost = { likelihood = 0.1, source = "staff" }

[function.payments]
needs = "capital or harbor"
```

## An example that passes

```toml
[source.staff]
who = "general staff"
date = 2024-05-01

[place.capital]
lost = { likelihood = 0.2, source = "staff" }
[place.harbor]
lost = { likelihood = 0.1, assumed = true }

[function.payments]
needs = "capital"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
