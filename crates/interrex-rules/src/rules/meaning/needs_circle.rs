//! Things that need each other.

use interrex_plan::model::Level;

use crate::circles::{Circle, check_circles};
use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "needs-circle",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "site, link, record, pledge, measure or function with needs",
    summary: "Things need each other in a circle.",
    mend: "See that a circle of needs is meant, and that it can be started again",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.needs().next().is_none() {
        return;
    }
    report.applies();
    check_circles(
        cx,
        report,
        &cx.circles().needs,
        &Circle {
            message: "need each other in a circle",
            help: "see that one of them can be started again without the others",
            because: "a circle that nothing took stands; once one part is lost, all of it is",
        },
    );
}

const PAGE: &str = r#"
## Why

Water needs power and power needs water; that is how works are built, and the plan may say so. The meaning
takes such a circle to stand until something outside takes a part of it. What it does not tell is how to
start it again: each part waits for the others.

## How to mend it

If the circle is real, see that one part can be started alone. If it is not, correct the needs.

## An example that fails

```toml
[place.town]

[site.pump] # note[needs-circle]: `pump` and `plant` need each other in a circle
in = "town"
needs = "plant"

[site.plant]
in = "town"
needs = "pump"
```

## An example that passes

```toml
[place.town]

[site.pump]
in = "town"
needs = "plant"

[site.plant]
in = "town"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
