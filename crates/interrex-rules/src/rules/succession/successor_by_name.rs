//! A successor who is listed by name and not by post.

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::{CGC_1_SUCCESSION, FEMA_TEMPLATE, VERMONT_LOCAL};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "successor-by-name",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[
        CGC_1_SUCCESSION.must(),
        FEMA_TEMPLATE.must(),
        VERMONT_LOCAL.should(),
    ],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "An order of succession lists people by name and not by post.",
    mend: "List successors by post",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        // A designation with its proof, and an order by seniority, name people by their nature.
        if order.proof.is_some() || order.by_rule.is_some() {
            continue;
        }
        report.applies();
        let by_name = cx
            .candidates(order)
            .filter(|candidate| matches!(candidate.who, CandidateWho::Who(Who::Person(_))));
        let by_name: Vec<_> = by_name.collect();
        if let Some(first) = by_name.first() {
            let names = quoted(by_name.iter().map(|candidate| candidate.name.as_str()));
            report
                .fail(subject, format!("{subject} lists {names} by name"))
                .at(first.span, "a person, not a post")
                .help("declare the post that they hold as an office, and list the office");
        }
    }
}

const PAGE: &str = r#"
## Why

People change posts faster than plans are revised. A line of posts stays right when somebody is promoted,
retires or dies; a line of names is wrong on that day, and nobody notices until it is needed. Vermont's
act for local officers asks for titles only where that is feasible.

A person designated by the holder, with a record as `proof`, is named by the nature of the thing and is
not reported; nor is an order by seniority.

## How to mend it

Declare the post as an office with its `holder`, and list the office.

## An example that fails

```toml
[office.mayor]

[office.mayor.order.main]
candidates = [
  "aide", # warning[successor-by-name]
]

[person.aide]
```

## An example that passes

```toml
[office.mayor]
order.main.candidates = ["chief-of-staff"]

[office.chief-of-staff]
holder = "aide"

[person.aide]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
