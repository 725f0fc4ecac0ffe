//! A line that lists posts which are not there.

use interrex_plan::model::{CandidateWho, Level};

use crate::citations::{CGC_1_PROCEDURES, VERMONT_LOCAL};
use crate::context::Context;
use crate::counted::why_not;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "successor-abolished",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must(), VERMONT_LOCAL.must()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "An order of succession lists a post or body that is not there on the date.",
    mend: "Revise orders that list posts which are gone, or not there yet",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        report.applies();
        let candidates = order.candidates.iter().filter(|one| cx.counts(&one.terms));
        for candidate in candidates {
            let CandidateWho::Who(who) = candidate.who else {
                continue;
            };
            let Some(terms) = cx.terms_of(who).filter(|terms| !cx.counts(terms)) else {
                continue;
            };
            let why = why_not(cx, terms)
                .unwrap_or_else(|| "belongs to a measure that is not certain".to_owned());
            let failing = report
                .fail(subject, format!("`{}` in {subject} {why}", candidate.name))
                .at(candidate.span, "passed over: nobody can hold it")
                .help("list the post that has its task today, or take it off the list");
            if let Some(span) = cx.subject(who).span {
                failing.also(span, "declared here");
            }
        }
    }
}

const PAGE: &str = r#"
## Why

Posts are abolished, merged and renamed; the order goes on naming them. Nobody strikes them off, the list
looks as long as ever, and on the day that it is needed one after the other is passed over. The sources ask
that orders are revised whenever something changes.

The same goes for a post that begins later, or that is only floated.

## How to mend it

List the post that has the task today. A candidate can have dates of its own (`from`, `until`), where the
list itself changes on a day that is known.

## An example that fails

```toml
[office.mayor]

[office.mayor.order.main]
candidates = [
  "deputy-mayor",
  "harbor-master", # warning[successor-abolished]: `harbor-master` in order `main` of `mayor` ended on 2019-12-31
]

[office.deputy-mayor]
[office.harbor-master]
until = 2019-12-31
```

## An example that passes

```toml
[office.mayor]

[office.mayor.order.main]
candidates = [
  "deputy-mayor",
  { who = "harbor-master", until = 2019-12-31 },
  "port-director",
]

[office.deputy-mayor]
[office.harbor-master]
until = 2019-12-31
[office.port-director]
from = 2020-01-01
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
