//! A line that simply ends.

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::BOLIVIA_2019;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "no-final-rule",
    element: Element::Succession,
    level: Level::Note,
    sources: &[BOLIVIA_2019.derived()],
    thresholds: &[],
    asks: "key post with an order of succession",
    summary: "A line of succession has no final rule for when everybody listed is gone.",
    mend: "Add a final rule: who chooses a holder when everybody listed is gone",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        let candidates = cx
            .orders(office)
            .flat_map(|(_, order)| cx.candidates(order));
        let mut candidates = candidates.peekable();
        if candidates.peek().is_none() {
            continue;
        }
        report.applies();
        let is_final = candidates.any(|candidate| {
            matches!(
                candidate.who,
                CandidateWho::Chosen { .. } | CandidateWho::Who(Who::Body(_))
            )
        });
        if !is_final {
            let name = &office.name;
            report
                .fail(
                    Subject::of(id, office),
                    format!("nothing says who follows in `{name}` when everybody listed is gone"),
                )
                .help(
                    "end an order with a body, or with `{ chosen-by = \"...\", name = \"...\" }`",
                );
        }
    }
}

const PAGE: &str = r#"
## Why

In Bolivia in November 2019 the president, the vice president and the presidents of both chambers resigned
within a day. The constitution named nobody after them, and the office went to the next person who
claimed it. A line of named posts can always be exhausted; a body that chooses is harder to exhaust.

## How to mend it

End the order with a body that takes over, or with a candidate that is `chosen-by` somebody.

## An example that fails

```toml
[office.president] # note[no-final-rule]
order.main.candidates = ["vice-president", "speaker"]
[office.vice-president]
[office.speaker]
```

## An example that passes

```toml
[office.president.order.main]
candidates = ["vice-president", { chosen-by = "parliament", name = "elected" }]

[office.vice-president]
[body.parliament]
members = [{ count = 20, at = "town" }]
[place.town]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
