//! A body of which nothing says how many must take part.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "quorum-missing",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "body with two or more members",
    summary: "Nothing says how many members of a body must take part.",
    mend: "State the quorum",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, body) in cx
        .plan
        .bodies
        .iter()
        .filter(|(_, body)| cx.counts(&body.terms))
    {
        let members = body.member_count();
        if members < 2 {
            continue;
        }
        report.applies();
        let ordinary = body.decisions.first().and_then(|kind| kind.threshold);
        if body.quorum.is_none() && ordinary.is_none() {
            let name = &body.name;
            report
                .fail(
                    Subject::of(id, body),
                    format!(
                        "nothing says how many of the {members} members of `{name}` must take part"
                    ),
                )
                .label("one of them alone can act for it")
                .help("add `quorum`: a number, `\"majority\"`, `\"2/3\"` or `\"all\"`");
        }
    }
}

const PAGE: &str = r#"
## Why

Without a quorum any one member can act for the whole body, on either side of a broken link. The answers
are too kind, and two rump sessions can both be the body.

## How to mend it

State `quorum`, or a threshold for ordinary decisions.

## An example that fails

```toml
[place.town]

[body.council] # warning[quorum-missing]
members = [{ count = 9, at = "town" }]
```

## An example that passes

```toml
[place.town]

[body.council]
members = [{ count = 9, at = "town" }]
quorum = "majority"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
