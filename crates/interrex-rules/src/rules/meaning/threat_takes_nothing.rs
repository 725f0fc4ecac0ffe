//! A threat that takes nothing.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "threat-takes-nothing",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "threat",
    summary: "A threat takes nothing, and nothing depends on it.",
    mend: "State what each threat takes",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.threats.is_empty() {
        return;
    }
    let mentions = cx.mentions();
    for (id, threat) in cx.plan.threats.iter() {
        report.applies();
        let bears = mentions.uses(id) || threat.occurs.is_some_and(|fact| mentions.uses(fact));
        if threat.takes.is_empty() && !bears {
            report
                .fail(
                    Subject::of(id, threat),
                    format!("the threat `{}` takes nothing", threat.name),
                )
                .label("bears on no answer")
                .help("add `takes`: the places, sites, links, people and copies that it takes");
        }
    }
}

const PAGE: &str = r#"
## Why

A threat that takes nothing changes no answer, however likely it is. It is in the plan, and it looks as if it
had been thought through.

## How to mend it

List what it takes, each with a likelihood of its own where that is not certain.

## An example that fails

```toml
[place.capital]

[threat.flood] # warning[threat-takes-nothing]
occurs = 0.1
```

## An example that passes

```toml
[place.capital]

[threat.flood]
occurs = 0.1
takes = ["capital"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
