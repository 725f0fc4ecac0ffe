//! One person in two places of one order.

use std::collections::BTreeMap;

use interrex_diag::Span;
use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::CGC_1_SUCCESSION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "person-listed-twice",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_SUCCESSION.derived()],
    thresholds: &[],
    asks: "order of a key post with two or more candidates",
    summary: "One person stands in two places of one order of succession.",
    mend: "List different people, or fill the posts with different people",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        if cx.candidates(order).nth(1).is_none() {
            continue;
        }
        report.applies();
        let mut known: BTreeMap<Who, (&str, Span)> = BTreeMap::new();
        for candidate in cx.candidates(order) {
            let CandidateWho::Who(who) = candidate.who else {
                continue;
            };
            let person = cx.person(who).map_or(who, Who::Person);
            let Some((name, first)) = known.insert(person, (&candidate.name, candidate.span))
            else {
                continue;
            };
            let (second, held) = (&candidate.name, cx.name(person));
            report
                .fail(
                    subject,
                    format!("`{name}` and `{second}` in {subject} are one person, `{held}`"),
                )
                .at(candidate.span, "counted once")
                .also(first, "already listed here")
                .help("fill one of the posts with somebody else, or list another post");
        }
    }
}

const PAGE: &str = r#"
## Why

A line of four posts that three people fill is three long. In small bodies one person often holds two
posts, and the line looks deeper than it is: whatever takes that person takes both places.

## How to mend it

List posts that different people fill.

## An example that fails

```toml
[office.mayor.order.main]
candidates = [
  "clerk",
  "treasurer", # warning[person-listed-twice]
]

[office.clerk]
holder = "officer"
[office.treasurer]
holder = "officer"

[person.officer]
```

## An example that passes

```toml
[office.mayor.order.main]
candidates = ["clerk", "treasurer"]

[office.clerk]
holder = "officer"
[office.treasurer]

[person.officer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
