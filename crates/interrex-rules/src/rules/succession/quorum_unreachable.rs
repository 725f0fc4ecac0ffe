//! A body that cannot decide even when everybody is there.

use interrex_plan::model::Level;

use crate::bodies::member_count;
use crate::citations::{HAITI_2021, MEANING};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::count;

pub(crate) static RULE: Rule = Rule {
    code: "quorum-unreachable",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[HAITI_2021.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "body with members",
    summary: "A body has too few members for its own quorum or threshold.",
    mend: "Fill the seats, or correct quorum and thresholds",
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
        let members = member_count(cx, body);
        if members == 0 {
            continue;
        }
        report.applies();
        for (at, kind) in body.decisions.iter().enumerate() {
            let needed = body.needed(at, false);
            if needed > members {
                let (name, kind_name) = (&body.name, &kind.name);
                let has = count(members as usize, "member", "members");
                report
                    .fail(
                        Subject::of(id, body),
                        format!(
                            "`{name}` needs {needed} for `{kind_name}` decisions and has {has}"
                        ),
                    )
                    .help("list the members who are missing, or correct `quorum` and `decisions`");
                break;
            }
        }
    }
}

const PAGE: &str = r#"
## Why

A senate of thirty with ten in office could pass nothing that its rules require two thirds for. A body
that cannot decide today is a step that no succession passes.

## How to mend it

List every member (by number, if they are many), or correct the numbers.

## An example that fails

```toml
[place.town]

[body.senate] # warning[quorum-unreachable]: `senate` needs 16 for `ordinary` decisions and has 10 members
members = [{ count = 10, at = "town" }]
seats = 30
quorum = "majority"
```

## Members whose posts were abolished

```toml
[office.chair]
[office.east]
until = 2020-12-31
[office.west]
until = 2022-12-31

[body.board] # warning[quorum-unreachable]: `board` needs 2 for `ordinary` decisions and has 1 member
members = ["chair", "east", "west"]
quorum = 2
```

## An example that passes

```toml
[place.town]

[body.senate]
members = [{ count = 20, at = "town" }]
seats = 30
quorum = "majority"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
