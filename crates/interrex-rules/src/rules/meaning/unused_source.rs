//! A source that nothing cites.

use interrex_plan::model::Level;

use crate::citations::ICD_203;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unused-source",
    element: Element::Meaning,
    level: Level::Note,
    sources: &[ICD_203.derived()],
    thresholds: &[],
    asks: "source that is not said to bear on nothing",
    summary: "Nothing in the plan cites a source.",
    mend: "Cite each source where it bears, or say why it bears on nothing",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    if cx.plan.sources.is_empty() {
        return;
    }
    let mentions = cx.mentions();
    for (id, source) in cx.plan.sources.iter() {
        if source.bears_on_nothing.is_some() {
            continue;
        }
        report.applies();
        if !mentions.cites(id) {
            report
                .fail(Subject::of(id, source), format!("nothing cites the source `{}`", source.name))
                .help("cite it in what it bears on, or say why it does not: `bears-on-nothing = \"...\"`");
        }
    }
}

const PAGE: &str = r#"
## Why

A report that was read and then bears on nothing was either forgotten or set aside. Both are worth knowing.

## How to mend it

Cite it as `source` of a likelihood, a status or an element; or state `bears-on-nothing` with the reason.

## An example that fails

```toml
[source.dispatch] # note[unused-source]
who = "a diplomat"
```

## An example that passes

```toml
[source.dispatch]
who = "a diplomat"
bears-on-nothing = "on another country"

[source.staff]
who = "general staff"

[place.capital]
source = "staff"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
