//! Successors who are all lost with one region.

use interrex_plan::model::{CandidateWho, Id, Level, Order, Place, Who};

use crate::citations::{CGC_1_SUCCESSION, FCD_1_SUCCESSION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::all;

pub(crate) static RULE: Rule = Rule {
    code: "successors-in-one-region",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[FCD_1_SUCCESSION.must(), CGC_1_SUCCESSION.must()],
    thresholds: &[],
    asks: "key post whose successors have a known base",
    summary: "All successors of a key post are based in one region.",
    mend: "List a successor who is based in another region",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, office) in cx.key_posts() {
        let Some(places) = cx
            .orders(office)
            .map(|(_, order)| located(cx, order))
            .try_fold(Vec::new(), |mut all, some| {
                all.extend(some?);
                Some(all)
            })
        else {
            continue;
        };
        let mut regions = places.iter().map(|place| cx.places.region(*place));
        let Some(first) = regions.next().filter(|_| places.len() > 1) else {
            continue;
        };
        report.applies();
        if regions.all(|region| region == first) {
            let (all, name) = (all(places.len()), &office.name);
            let region = cx.places.region_name(first);
            report
                .fail(
                    Subject::of(id, office),
                    format!("{all} successors of `{name}` are based in `{region}`"),
                )
                .label("one event there takes the whole line")
                .help("list a successor who is based elsewhere, or send one of them there")
                .help("if that cannot be done, waive this finding and say why");
        }
    }
}

/// The places where the candidates of an order are based, as far as the plan says; nothing when
/// somebody in it is bound to no one region: a body with members in several or in none that is
/// known, or a person to be chosen.
pub(super) fn located(cx: &Context<'_>, order: &Order) -> Option<Vec<Id<Place>>> {
    let mut places = Vec::new();
    for candidate in cx.candidates(order) {
        match &candidate.who {
            CandidateWho::Who(who @ Who::Body(_)) => places.push(only_region(cx, *who)?),
            CandidateWho::Who(who) => places.extend(cx.places.place_of(*who)),
            CandidateWho::Chosen { at, .. } => places.push(cx.places.innermost((*at)?)?),
        }
    }
    Some(places)
}

/// A place of a body whose members are all in one region.
fn only_region(cx: &Context<'_>, body: Who) -> Option<Id<Place>> {
    let places = cx.places.places_of(body);
    let first = *places.first()?;
    let region = cx.places.region(first);
    let is_one = places
        .iter()
        .all(|place| cx.places.region(*place) == region);
    is_one.then_some(first)
}

const PAGE: &str = r#"
## Why

A line whose members work in one region is lost with that region, however long it is. The sources ask for
dispersion *where feasible*: where it is not, say so in a waiver, so that the next reader knows that it
was weighed. Successors whose base the plan does not state are left out of account.

## How to mend it

List a post in another region, or send a member of the line there beforehand: a base with a `from` date
says so.

## An example that fails

```toml
[place.country]
[place.capital]
in = "country"

[office.mayor] # warning[successors-in-one-region]
order.main.candidates = ["deputy", "clerk"]

[office.deputy]
holder = "deputy-holder"
[office.clerk]
holder = "clerk-holder"

[person.deputy-holder]
base = "capital"
[person.clerk-holder]
base = "capital"
```

## A body that sits in the same region

```toml
[place.country]
[place.capital]
in = "country"
[place.harbor]
in = "country"

[office.mayor] # warning[successors-in-one-region]: both successors of `mayor` are based in `capital`
order.main.candidates = ["deputy", "council"]

[office.deputy]
holder = "deputy-holder"
[person.deputy-holder]
base = "capital"
[body.council]
members = [{ count = 9, at = "capital" }]
```

## An example that passes

```toml
[place.country]
[place.capital]
in = "country"
[place.harbor]
in = "country"

[office.mayor]
order.main.candidates = ["deputy", "clerk"]

[office.deputy]
holder = "deputy-holder"
[office.clerk]
holder = "clerk-holder"

[person.deputy-holder]
base = "capital"
[person.clerk-holder]
base = "harbor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
