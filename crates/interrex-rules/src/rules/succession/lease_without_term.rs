//! A lease that does not say how long it lasts.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "lease-without-term",
    element: Element::Succession,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "lease",
    summary: "A lease does not say how long the exercise is kept after contact is lost.",
    mend: "State term and margin of the lease",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, lease) in cx
        .plan
        .leases
        .iter()
        .filter(|(_, lease)| cx.counts(&lease.terms))
    {
        report.applies();
        let missing = match (lease.term, lease.margin) {
            (Some(_), Some(_)) => continue,
            (None, Some(_)) => "`term`",
            (Some(_), None) => "`margin`",
            (None, None) => "`term` and `margin`",
        };
        report
            .fail(Subject::of(id, lease), format!("`{}` states no {missing}", lease.name))
            .help("state how long the holder goes on after contact is lost, and what a successor waits besides");
    }
}

const PAGE: &str = r#"
## Why

The holder goes on for the term; a successor waits the term and a margin. The margin covers clocks that
differ and messages under way: without it there is a moment in which both believe that they hold. `rehearse`
needs both numbers to tell how long the office stands still.

## How to mend it

State `term` and `margin`.

## An example that fails

```toml
[office.president]
key = false

[lease.seal] # note[lease-without-term]: `seal` states no `margin`
office = "president"
keepers = ["north"]
needs = 1
term = "48 h"
[person.north]
```

## An example that passes

```toml
[office.president]
key = false

[lease.seal]
office = "president"
keepers = ["north"]
needs = 1
term = "48 h"
margin = "6 h"
[person.north]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
