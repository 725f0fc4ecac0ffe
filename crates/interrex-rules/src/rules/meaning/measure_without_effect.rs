//! A measure that changes nothing.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "measure-without-effect",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "measure",
    summary: "A measure changes nothing in the plan.",
    mend: "State what each measure changes",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.measures.is_empty() {
        return;
    }
    let mentions = cx.mentions();
    for (id, measure) in cx.plan.measures.iter() {
        report.applies();
        if measure.effects.is_empty() && !mentions.uses(id) {
            report
                .fail(
                    Subject::of(id, measure),
                    format!("the measure `{}` changes nothing", measure.name),
                )
                .help("add `effects`, or let what it brings say `by-measure`");
        }
    }
}

const PAGE: &str = r#"
## Why

Measures are ranked by how much they change. One without effects ranks last, whatever it would really do.

## How to mend it

State `effects` (likelihoods that change, people who are based elsewhere), or mark what it adds to the plan
with `by-measure`.

## An example that fails

```toml
[measure.second-cable] # note[measure-without-effect]
cost = 12
```

## An example that passes

```toml
[place.capital]
[place.harbor]

[measure.second-cable]
cost = 12

[link.second-cable]
between = ["capital", "harbor"]
by-measure = "second-cable"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
