//! A key post of which nothing says when succession to it begins.

use interrex_plan::model::Level;

use crate::citations::{CGC_1_PROCEDURES, MEANING};
use crate::context::Context;
use crate::grounds::grounds;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "ground-missing",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[CGC_1_PROCEDURES.must(), MEANING.derived()],
    thresholds: &[],
    asks: "key post with an order of succession",
    summary: "Nothing says what starts the succession to a key post.",
    mend: "State the grounds on which the holder loses the office or its exercise",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        let Some((_, order)) = cx.orders(office).next() else {
            continue;
        };
        report.applies();
        // A lease is a ground of its own: the exercise moves on when it lapses.
        if grounds(cx, office).next().is_none() && !cx.posts.is_leased(id) {
            let name = &office.name;
            report
                .fail(
                    Subject::of(id, office),
                    format!("nothing says when somebody else takes over `{name}`"),
                )
                .label("no ground is stated")
                .also(order.span, "so this order never comes into force while there is a holder")
                .help(format!(
                    "add grounds such as `ground.dead = {{}}` and `ground.incapacitated = {{}}` to `[office.{name}]`"
                ));
        }
    }
}

const PAGE: &str = r#"
## Why

A list of successors answers *who*; the ground answers *when*. Only a ground that the plan names moves an
office: while none is named, the holder keeps it in death, captivity and illness, and the office stands
still.

## How to mend it

Name the grounds that your law knows: `dead`, `resigned`, `incapacitated`, `captive`, `absent`, `out of
contact`, or an expression of your own; with who certifies each, where somebody must.

## An example that fails

```toml
[office.mayor] # warning[ground-missing]
holder = "incumbent"
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```

## An example that passes

```toml
[office.mayor]
holder = "incumbent"
ground.dead = {}
order.main.candidates = ["clerk"]
[office.clerk]
[person.incumbent]
```

## A lease is a ground

```toml
[office.president]
order.main.candidates = ["speaker"]
[office.speaker]

[lease.seal]
office = "president"
keepers = ["north"]
needs = 1
[person.north]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
