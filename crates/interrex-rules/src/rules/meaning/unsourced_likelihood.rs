//! A likelihood that nobody said.

use interrex_plan::model::{Assessment, Fact, Level};
use interrex_units::Likelihood;

use crate::citations::ICD_203;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unsourced-likelihood",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[ICD_203.must()],
    thresholds: &[],
    asks: "assessed likelihood",
    summary: "A likelihood has no source and is not marked as assumed.",
    mend: "State who said how likely it is, or mark it as assumed",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let facts = cx.plan.facts.iter();
    for (id, fact) in facts.filter(|(_, fact)| !cx.is_over(fact.kind)) {
        let mut assessments = assessments(fact).peekable();
        if assessments.peek().is_none() {
            continue;
        }
        report.applies();
        let nobody = assessments.find(|one| one.source.is_none() && !one.assumed);
        if let Some(assessment) = nobody {
            let (name, written) = (&fact.name, &assessment.written);
            report
                .fail(
                    Subject::fact(id, fact),
                    format!("nobody is named who says `{name}` is {written}"),
                )
                .at(assessment.span, "no source")
                .help("add `source` and `date`, or `assumed = true`");
        }
    }
}

/// Every assessment of a fact that says something, of both cases where it depends on a condition.
fn assessments(fact: &Fact) -> impl Iterator<Item = &Assessment> {
    let otherwise = fact
        .condition
        .iter()
        .flat_map(|condition| &condition.otherwise);
    let all = fact.assessments.iter().chain(otherwise);
    all.filter(|one| one.likelihood != Likelihood::UNKNOWN)
}

const PAGE: &str = r#"
## Why

Analytic standards ask that sources be described, and that assumptions be told apart from what somebody said.
Every answer rests on the likelihoods of the plan; one that nobody stands behind makes the answer nobody's.

## How to mend it

Name the `source`, with its `date`, or mark the number `assumed = true`: every answer that rests on it then
says so.

## An example that fails

```toml
[place.capital]
lost = 0.2 # warning[unsourced-likelihood]
```

## An example that passes

```toml
[source.staff]
who = "general staff"
date = 2024-05-01

[place.capital]
lost = { likelihood = "unlikely", source = "staff" }

[place.harbor]
lost = { likelihood = 0.05, assumed = true }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
