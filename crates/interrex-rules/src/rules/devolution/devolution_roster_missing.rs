//! A devolution site without people.

use interrex_plan::model::Level;

use crate::citations::DEVOLUTION_PLAN;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "devolution-roster-missing",
    element: Element::Devolution,
    level: Level::Warn,
    sources: &[DEVOLUTION_PLAN.must()],
    thresholds: &[],
    asks: "devolution plan",
    summary: "A devolution plan lists no staff, or nobody who is at its site.",
    mend: "List staff who are stationed at the devolution site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, devolution) in cx.devolutions() {
        report.applies();
        let message = match devolution.site {
            _ if devolution.roster.is_empty() => format!("{subject} lists no staff"),
            Some(site)
                if !devolution
                    .roster
                    .iter()
                    .any(|who| cx.places.is_at(*who, site)) =>
            {
                let site = &cx.plan.sites.get(site).name;
                format!("nobody on the roster of {subject} is based at `{site}`")
            }
            _ => continue,
        };
        report
            .fail(subject, message)
            .help("list in `roster` people or posts who are there already");
    }
}

const PAGE: &str = r#"
## Why

Devolution differs from relocation in one thing: nobody travels. The staff who take over are at the site
before anything happens.

## How to mend it

List them in `roster`, with a `base` at the site or in its place.

## An example that fails

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[person.officer]
base = "town"

[devolution.main] # warning[devolution-roster-missing]
site = "bunker"
roster = ["officer"]
```

## An example that passes

```toml
[place.hills]
[site.bunker]
in = "hills"
[person.warden]
base = "hills"

[devolution.main]
site = "bunker"
roster = ["warden"]
```

## A body with a member at the site passes

```toml
[place.hills]
[site.bunker]
in = "hills"

[body.council]
members = [{ count = 3, at = "hills" }]

[devolution.main]
site = "bunker"
roster = ["council"]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
