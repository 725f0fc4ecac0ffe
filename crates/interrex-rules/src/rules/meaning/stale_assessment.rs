//! A likelihood that was said too long ago.

use interrex_plan::model::Level;

use crate::citations::{ICD_203, ISO_22301, REPORT_2022};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;
use crate::words;

pub(crate) static RULE: Rule = Rule {
    code: "stale-assessment",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[
        ISO_22301.derived(),
        ICD_203.derived(),
        REPORT_2022.derived(),
    ],
    thresholds: &[Threshold::AssessmentMonthsMax],
    asks: "dated assessment of a likelihood",
    summary: "The latest assessment of a likelihood is old.",
    mend: "Have old likelihoods assessed again",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(months) = cx.threshold(Threshold::AssessmentMonthsMax) else {
        return;
    };
    let facts = cx.plan.facts.iter();
    for (id, fact) in facts.filter(|(_, fact)| !cx.is_over(fact.kind)) {
        let known = fact
            .assessments
            .iter()
            .filter_map(|one| Some((one.date?, one)));
        let latest = known
            .filter(|(date, _)| *date <= cx.as_of)
            .max_by_key(|(date, _)| *date);
        let Some((date, assessment)) = latest else {
            continue;
        };
        report.applies();
        if !cx.within_months(date, months) {
            report
                .fail(
                    Subject::fact(id, fact),
                    format!(
                        "`{}` was last assessed on {date}, more than {} ago",
                        fact.name,
                        words::months(months)
                    ),
                )
                .at(assessment.span, "the latest assessment")
                .help(
                    "ask again, and add the answer with its date; the old one stays for the record",
                );
        }
    }
}

const PAGE: &str = r#"
## Why

In the first days of March 2022 the west of Ukraine was held to be safe; within a week nobody would say so.
An assessment is of its day. How long it is good for depends on the threat: set `assessment-months-max`.

## How to mend it

Add the latest assessment beside the old one. Answers take each source's latest.

## An example that fails

```toml
[plan]
title = "State"
horizon = "30 d"
as-of = 2024-06-01

[source.staff]
who = "general staff"

[place.capital]
lost = { likelihood = 0.1, source = "staff", date = 2022-03-01 } # note[stale-assessment]
```

## An example that passes

```toml
[plan]
title = "State"
horizon = "30 d"
as-of = 2024-06-01

[source.staff]
who = "general staff"

[place.capital]
lost = [
  { likelihood = 0.1, source = "staff", date = 2022-03-01 },
  { likelihood = 0.3, source = "staff", date = 2024-05-20 },
]
```

## A threat that is over

```toml
[source.watch]
[place.town]
[threat.flood]
until = 2022-12-31
occurs = { likelihood = 0.1, source = "watch", date = 2021-03-01 }
takes = ["town"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
