//! A fact of which nothing says how likely it is.

use interrex_plan::model::{FactKind, Level};
use interrex_units::Likelihood;

use crate::citations::{ICD_203, MEANING};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-likelihood",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[ICD_203.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "loss, threat or choice that the plan declares",
    summary: "Nothing says how likely a loss, a threat or a choice is.",
    mend: "Have unknown likelihoods assessed, if only as a range",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, fact) in cx.plan.facts.iter() {
        // What the institution itself can do is a matter of deciding, not of likelihood.
        let is_own = matches!(
            fact.kind,
            FactKind::Taken(_) | FactKind::Decided(_) | FactKind::Made(_)
        );
        if is_own || cx.is_over(fact.kind) {
            continue;
        }
        report.applies();
        if fact
            .assessments
            .iter()
            .all(|one| one.likelihood == Likelihood::UNKNOWN)
        {
            report
                .fail(
                    Subject::fact(id, fact),
                    format!("nothing says how likely `{}` is", fact.name),
                )
                .label("anything from 0 to 1")
                .help("add a number, a range such as `[0.01, 0.2]`, or a word, with its source");
        }
    }
}

const PAGE: &str = r#"
## Why

*Unknown* is anything from never to certain, and so is every probability that depends on it. A wide range
from somebody who can know already narrows the answer.

## How to mend it

Add an assessment.

## An example that fails

```toml
[place.capital]
lost = "unknown" # note[unknown-likelihood]
```

## An example that passes

```toml
[place.capital]
lost = [0.01, 0.2]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
