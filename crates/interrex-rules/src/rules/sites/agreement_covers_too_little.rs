//! An agreement about a site that leaves out what people need there.

use interrex_plan::model::Level;

use crate::citations::FEMA_SITES;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::listed;

pub(crate) static RULE: Rule = Rule {
    code: "agreement-covers-too-little",
    element: Element::Sites,
    level: Level::Note,
    sources: &[FEMA_SITES.should()],
    thresholds: &[],
    asks: "agreement under which a site is used",
    summary: "An agreement about a site leaves out something that people need there.",
    mend: "Settle what the agreement leaves out",
    page: PAGE,
    check: Check::Plan(check),
};

const WANTED: [&str; 6] = [
    "space",
    "lodging",
    "transport",
    "communications",
    "security",
    "life support",
];

fn check(cx: &Context<'_>, report: &mut Report) {
    let sites = cx
        .plan
        .sites
        .iter()
        .filter(|(_, site)| cx.counts(&site.terms));
    let mut used: Vec<_> = sites.filter_map(|(_, site)| site.agreement).collect();
    used.sort_unstable();
    used.dedup();
    for id in used {
        report.applies();
        let agreement = cx.plan.agreements.get(id);
        let covers = |what: &str| {
            agreement
                .covers
                .iter()
                .any(|text| text.replace('-', " ") == what)
        };
        let missing: Vec<&str> = WANTED.into_iter().filter(|what| !covers(what)).collect();
        if !missing.is_empty() {
            let (name, missing) = (&agreement.name, listed(missing));
            report
                .fail(
                    Subject::of(id, agreement),
                    format!("agreement `{name}` does not cover {missing}"),
                )
                .help("add to `covers` what is settled, and settle the rest");
        }
    }
}

const PAGE: &str = r#"
## Why

Rooms are the easy part. People who move must sleep, eat, be driven and guarded, and be able to call; each is
asked about in the field's checklists because each has been forgotten.

## How to mend it

Settle each, and list it in `covers`: `space`, `lodging`, `transport`, `communications`, `security`, `life
support`.

## An example that fails

```toml
[place.harbor]
[site.school]
in = "harbor"
agreement = "school"

[agreement.school] # note[agreement-covers-too-little]: agreement `school` does not cover lodging and transport
covers = ["space", "communications", "security", "life support"]
```

## An example that passes

```toml
[place.harbor]
[site.school]
in = "harbor"
agreement = "school"

[agreement.school]
covers = ["space", "lodging", "transport", "communications", "security", "life support"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
