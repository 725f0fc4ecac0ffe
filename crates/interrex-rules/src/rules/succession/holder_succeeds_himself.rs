//! A holder who is listed as his own successor.

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "holder-succeeds-himself",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "The holder of an office is listed among its own successors.",
    mend: "List somebody other than the holder",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, office, order) in cx.key_orders() {
        report.applies();
        let Some(holder) = office.holder else {
            continue;
        };
        let holder = cx.person(holder).map_or(holder, Who::Person);
        for candidate in cx.candidates(order) {
            let CandidateWho::Who(who) = candidate.who else {
                continue;
            };
            if cx.person(who).map_or(who, Who::Person) == holder {
                let name = &candidate.name;
                report
                    .fail(
                        subject,
                        format!("`{name}` in {subject} is whoever holds `{}`", office.name),
                    )
                    .at(
                        candidate.span,
                        "cannot follow themselves, and is passed over",
                    )
                    .help("list somebody else in this place");
            }
        }
    }
}

const PAGE: &str = r#"
## Why

Somebody who loses an office on a ground cannot enter it again by the order that follows. Such a place in
the line is empty, and the line is shorter than it looks. It happens when the holder of one post also
fills another that is listed.

## How to mend it

List somebody else, or fill the second post with another person. Where the law lets a holder carry on as a
caretaker, somebody has to charge them with it: write a candidate that is chosen
(`{ chosen-by = "...", name = "caretaker" }`) in an order that gives the exercise.

## An example that fails

```toml
[office.mayor]
holder = "incumbent"

[office.mayor.order.main]
candidates = [
  "chair", # warning[holder-succeeds-himself]
  "clerk",
]

[office.chair]
holder = "incumbent"
[office.clerk]

[person.incumbent]
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
order.main.candidates = ["clerk"]

[office.clerk]
holder = "officer"

[person.incumbent]
[person.officer]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
