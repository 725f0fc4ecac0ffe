//! Offices and bodies that depend on each other for who holds them.

use interrex_plan::model::Level;

use crate::circles::{Circle, check_circles};
use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "succession-circle",
    element: Element::Succession,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "order of succession of a key post",
    summary: "Offices depend on each other in a circle for who holds them.",
    mend: "See that a circle of succession is meant",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.key_orders().next().is_none() {
        return;
    }
    report.applies();
    check_circles(
        cx,
        report,
        &cx.circles().offices,
        &Circle {
            message: "depend on each other for who holds them",
            help: "see that it is meant: two posts that follow each other are one deep, not two",
            because: "there the succession is worked out in rounds, each reading the round before",
        },
    );
}

const PAGE: &str = r#"
## Why

The speaker follows the president, and the president names who follows the speaker; a cabinet certifies that
the head is unable, and sits in the line. Such circles are lawful and common. They are worked out in rounds,
and a planner should know where they are: two posts that follow each other look like a longer line than they
are.

## How to mend it

Nothing, if it is meant. Else let one of them depend on somebody outside the circle.

## An example that fails

```toml
[office.mayor] # note[succession-circle]: `mayor` and `clerk` depend on each other for who holds them
order.main.candidates = ["clerk"]

[office.clerk]
order.main.candidates = ["mayor"]
```

## An example that passes

```toml
[office.mayor]
order.main.candidates = ["clerk"]

[office.clerk]
order.main.candidates = ["deputy-clerk"]

[office.deputy-clerk]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
