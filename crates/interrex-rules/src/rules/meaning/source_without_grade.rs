//! A source on which answers rest and which nobody has graded.

use interrex_plan::model::Level;

use crate::citations::{ADMIRALTY, ICD_203};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "source-without-grade",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[ICD_203.derived(), ADMIRALTY.derived()],
    thresholds: &[],
    asks: "source that an assessment cites",
    summary: "Likelihoods rest on a source that nobody has graded.",
    mend: "Grade the sources of likelihoods",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let mut cited = vec![false; cx.plan.sources.len()];
    for (_, fact) in cx.plan.facts.iter() {
        let otherwise = fact
            .condition
            .iter()
            .flat_map(|condition| &condition.otherwise);
        for source in fact
            .assessments
            .iter()
            .chain(otherwise)
            .filter_map(|one| one.source)
        {
            if let Some(slot) = cited.get_mut(source.index()) {
                *slot = true;
            }
        }
    }
    for ((id, source), _) in cx
        .plan
        .sources
        .iter()
        .zip(cited)
        .filter(|(_, cited)| *cited)
    {
        report.applies();
        if source.grade.is_none() {
            report
                .fail(Subject::of(id, source), format!("the source `{}` has no grade", source.name))
                .help("add `grade`, such as \"B2\": usually reliable, probably true; \"F6\" where neither can be judged");
        }
    }
}

const PAGE: &str = r#"
## Why

Quality and credibility of sources should be described. The Admiralty code does it with a letter for the
source and a digit for what it said, judged apart; F and 6 mean *unknown*, not *worst*.

## How to mend it

Write `grade`.

## An example that fails

```toml
[source.staff] # note[source-without-grade]
who = "general staff"

[place.capital]
lost = { likelihood = 0.2, source = "staff" }
```

## An example that passes

```toml
[source.staff]
who = "general staff"
grade = "B2"

[place.capital]
lost = { likelihood = 0.2, source = "staff" }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
