//! An order that does not say what becomes of the successor's post.

use interrex_plan::model::{CandidateWho, Level, Who};

use crate::citations::US_SUCCESSION_ACT;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "forfeit-unstated",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[US_SUCCESSION_ACT.must()],
    thresholds: &[],
    asks: "order of a key post with a post as candidate",
    summary: "An order does not say whether taking over forfeits the successor's own post.",
    mend: "Say what becomes of the post through which somebody succeeds",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, _, order) in cx.key_orders() {
        let is_post = cx
            .candidates(order)
            .any(|one| matches!(one.who, CandidateWho::Who(Who::Office(_))));
        if !is_post {
            continue;
        }
        report.applies();
        if order.forfeits.is_none() && order.leaves_post.is_none() {
            report
                .fail(
                    subject,
                    format!("{subject} does not say whether successors give up their posts"),
                )
                .help(
                    "add `forfeits = false`, `forfeits = true`, or the offices that are forfeited",
                )
                .help("where the post is filled by its own order, add `leaves-post = true`");
        }
    }
}

const PAGE: &str = r#"
## Why

In the United States a Speaker must resign as Speaker, and as a member, to act as president; for an illness
of a week that is a price that may make the Speaker decline. Elsewhere a deputy keeps both posts, and one
person then counts for two. The plan must say which.

## How to mend it

Write `forfeits` (nothing, the post, or named offices) or `leaves-post`.

## An example that fails

```toml
[office.president.order.main] # warning[forfeit-unstated]
candidates = ["speaker"]
[office.speaker]
```

## An example that passes

```toml
[office.president.order.main]
candidates = ["speaker"]
forfeits = true
[office.speaker]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
