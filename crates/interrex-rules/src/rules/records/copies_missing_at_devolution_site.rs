//! A record that is not at the site to which functions devolve.

use interrex_plan::model::{Level, Locus};

use crate::citations::FEMA_DEVOLUTION;
use crate::contents::{places, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "copies-missing-at-devolution-site",
    element: Element::Records,
    level: Level::Warn,
    sources: &[FEMA_DEVOLUTION.must()],
    thresholds: &[],
    asks: "essential record, in a plan with a devolution site,",
    summary: "An essential record has no copy at a devolution site.",
    mend: "Keep a copy of each essential record at the devolution site",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let sites: Vec<_> = cx
        .devolutions()
        .filter_map(|(_, devolution)| devolution.site)
        .collect();
    if sites.is_empty() {
        return;
    }
    for (subject, record) in records(cx) {
        report.applies();
        let kept = places(cx, record);
        let missing = sites.iter().find(|site| {
            cx.places
                .innermost(Locus::Site(**site))
                .is_none_or(|place| !kept.contains(&place))
        });
        if let Some(site) = missing {
            let site = cx.plan.sites.get(*site);
            report
                .fail(
                    subject,
                    format!(
                        "{subject} has no copy that counts at the devolution site `{}`",
                        site.name
                    ),
                )
                .also(site.span, "the site")
                .help("add a copy there, and say how changes are carried back");
        }
    }
}

const PAGE: &str = r#"
## Why

The people at the devolution site take over when nobody at the center answers. What they cannot open there,
they do without.

## How to mend it

Add a copy at the site, or in its place.

## An example that fails

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[record.accounts] # warning[copies-missing-at-devolution-site]
copy = [{ at = "town" }]
```

## A copy there that is too old

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[record.accounts] # warning[copies-missing-at-devolution-site]
age-max = "24 h"
copy = [{ at = "town", age = "1 h" }, { at = "bunker", age = "30 d" }]
```

## An example that passes

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[record.accounts]
copy = [{ at = "town" }, { at = "bunker" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
