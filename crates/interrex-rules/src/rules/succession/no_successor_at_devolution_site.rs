//! A line of which nobody is at the devolution site.

use interrex_plan::model::{CandidateWho, Level, Office};

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
        orders
            .flat_map(|order| &order.candidates)
            .any(|candidate| match candidate.who {
                CandidateWho::Who(who) => sites.iter().any(|site| cx.places.is_at(who, *site)),
                CandidateWho::Chosen { .. } => false,
            })
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

const PAGE: &str = r#"
## Why

Devolution is for the day on which everybody at the center is lost. If the line of succession ends at the
center, the people at the devolution site run the functions without anybody who may decide.

## How to mend it

List a post whose holder is based at the devolution site, or in its place.

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
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
