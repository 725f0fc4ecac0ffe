//! A likelihood that is assumed for the sake of argument.

use interrex_plan::model::Level;

use crate::citations::ICD_203;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "assumed-likelihood",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[ICD_203.derived()],
    thresholds: &[],
    asks: "assessed likelihood",
    summary: "A likelihood rests on assumption alone.",
    mend: "Have assumed likelihoods assessed by somebody",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, fact) in cx.plan.facts.iter().filter(|(_, fact)| !fact.assessments.is_empty()) {
        report.applies();
        let Some(first) = fact.assessments.first() else { continue };
        if fact.assessments.iter().all(|assessment| assessment.assumed) {
            let (name, written) = (&fact.name, &first.written);
            report
                .fail(Subject::of(id, fact), format!("that `{name}` is {written} is assumed by the plan"))
                .at(first.span, "assumed")
                .help("ask somebody who can know, and add their assessment with its source");
        }
    }
}

const PAGE: &str = r#"
## Why

A number that was assumed to make the model run looks in the answer like one that somebody assessed. It is
legal and sometimes needed; the list of them is what to ask about next.

## How to mend it

Add an assessment by a source beside it.

## An example that fails

```toml
[place.capital]
lost = { likelihood = 0.2, assumed = true } # note[assumed-likelihood]
```

## An example that passes

```toml
[source.staff]
who = "general staff"
date = 2024-05-01

[place.capital]
lost = { likelihood = 0.2, source = "staff" }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
