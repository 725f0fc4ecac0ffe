//! Borrowed space without a paper.

use interrex_plan::model::Level;

use crate::citations::FEMA_SITES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "borrowed-without-agreement",
    element: Element::Sites,
    level: Level::Note,
    sources: &[FEMA_SITES.should()],
    thresholds: &[],
    asks: "borrowed site",
    summary: "A borrowed site has no agreement with its owner.",
    mend: "Agree in writing with the owner of each borrowed site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, site) in cx
        .plan
        .sites
        .iter()
        .filter(|(_, site)| cx.counts(&site.terms))
    {
        if site.borrowed != Some(true) {
            continue;
        }
        report.applies();
        if site.agreement.is_none() {
            let name = &site.name;
            report
                .fail(Subject::of(id, site), format!("`{name}` is borrowed without an agreement"))
                .help("declare an `[agreement.ID]` with its owner, and name it as `agreement` of the site");
        }
    }
}

const PAGE: &str = r#"
## Why

In the event the owner needs the space too, and so do others who were promised it. A signed agreement
settles who goes first, and what comes with the rooms.

## How to mend it

Sign an agreement and name it.

## An example that fails

```toml
[place.harbor]
[site.school] # note[borrowed-without-agreement]
in = "harbor"
borrowed = true
```

## An example that passes

```toml
[place.harbor]
[site.school]
in = "harbor"
borrowed = true
agreement = "school"

[agreement.school]
with = "the school board"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
