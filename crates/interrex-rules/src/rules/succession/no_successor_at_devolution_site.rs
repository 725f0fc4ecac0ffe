//! A line of which nobody is at the devolution site.

use interrex_plan::model::{CandidateWho, Id, Level, Locus, Office, Site};

use crate::citations::FEMA_DEVOLUTION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "no-successor-at-devolution-site",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FEMA_DEVOLUTION.must()],
    thresholds: &[],
    asks: "key post with an order, in a plan with a devolution site,",
    summary: "Nobody in a line of succession is stationed at a devolution site.",
    mend: "List a successor who is stationed at the devolution site",
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
    let is_there = |office: &Office| {
        let orders = office.orders.iter().filter(|order| cx.counts(&order.terms));
        let mut candidates = orders.flat_map(|order| cx.candidates(order));
        candidates.any(|candidate| sites.iter().any(|site| is_at(cx, &candidate.who, *site)))
    };
    for (id, office) in cx
        .key_posts()
        .filter(|(_, office)| cx.orders(office).next().is_some())
    {
        report.applies();
        if !is_there(office) {
            let names = quoted(
                sites
                    .iter()
                    .map(|site| cx.plan.sites.get(*site).name.as_str()),
            );
            report
                .fail(
                    Subject::of(id, office),
                    format!(
                        "nobody in the line of `{}` is stationed at {names}",
                        office.name
                    ),
                )
                .help("list a post whose holder is based there");
        }
    }
}

/// Whether a candidate is stationed at a site; one who is to be chosen is where the plan says.
fn is_at(cx: &Context<'_>, who: &CandidateWho, site: Id<Site>) -> bool {
    match who {
        CandidateWho::Who(who) => cx.places.is_at(*who, site),
        CandidateWho::Chosen { at, .. } => at.is_some_and(|at| {
            let there = cx.places.innermost(Locus::Site(site));
            there.is_some() && cx.places.innermost(at) == there
        }),
    }
}

const PAGE: &str = r#"
## Why

Devolution is for the day on which everybody at the center is lost. If the line of succession ends at the
center, the people at the devolution site run the functions without anybody who may decide.

## How to mend it

List a post whose holder is based at the devolution site, or in its place. A body serves when one of its
members is there.

## An example that fails

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[office.mayor] # warning[no-successor-at-devolution-site]
order.main.candidates = ["clerk"]

[office.clerk]
holder = "clerk-holder"
[person.clerk-holder]
base = "town"
```

## A candidate there who does not count yet

```toml
[place.town]
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[office.mayor] # warning[no-successor-at-devolution-site]
order.main.candidates = ["clerk", { who = "warden", from = 2030-01-01 }]

[office.clerk]
holder = "clerk-holder"
[office.warden]
holder = "warden-holder"
[person.clerk-holder]
base = "town"
[person.warden-holder]
base = "hills"
```

## An example that passes

```toml
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[office.mayor]
order.main.candidates = ["director"]

[office.director]
holder = "director-holder"
[person.director-holder]
base = "hills"
```

## A body with a member there passes

```toml
[place.hills]
[site.bunker]
in = "hills"
[devolution.main]
site = "bunker"

[office.mayor]
order.main.candidates = ["council"]
[body.council]
members = [{ count = 3, at = "hills" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
