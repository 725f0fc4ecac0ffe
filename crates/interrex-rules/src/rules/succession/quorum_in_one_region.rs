//! A body that is without quorum when one region is lost.

use std::collections::BTreeMap;

use interrex_plan::model::{Body, Level, Member, Who};

use crate::bodies::{member_count, members};
use crate::citations::{CGC_1_SUCCESSION, MEANING};
use crate::context::{Context, Region};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "quorum-in-one-region",
    element: Element::Succession,
    level: Level::Note,
    sources: &[CGC_1_SUCCESSION.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "body whose members are in known places, in a plan with several regions,",
    summary: "A body cannot reach its quorum when one region is lost.",
    mend: "Base members in other regions, or name a body that stands in",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let first = cx.plan.places.ids().next().map(|id| cx.places.region(id));
    if cx
        .plan
        .places
        .ids()
        .all(|id| Some(cx.places.region(id)) == first)
    {
        return;
    }
    for (id, body) in cx
        .plan
        .bodies
        .iter()
        .filter(|(_, body)| cx.counts(&body.terms))
    {
        let (members, needed) = (member_count(cx, body), body.needed(0, false));
        if members_by_region(cx, body).is_empty() || needed > members {
            continue;
        }
        report.applies();
        let Some((region, lost)) = fatal(cx, body) else {
            continue;
        };
        let stand_in = body.stand_in.map(|id| cx.plan.bodies.get(id));
        if stand_in.is_some_and(|body| is_left(cx, body, region)) {
            continue;
        }
        let (name, place) = (&body.name, cx.places.region_name(region));
        let are = if lost == 1 { "is" } else { "are" };
        report
            .fail(
                Subject::of(id, body),
                format!("`{name}` has no quorum without `{place}`: {lost} of {members} {are} there, {needed} are needed"),
            )
            .help("base members elsewhere, let it meet with fewer, or name a `stand-in` that meets elsewhere");
    }
}

/// The region whose loss leaves a body without its quorum, and how many members are there; of several
/// the one with the most.
fn fatal<'p>(cx: &Context<'p>, body: &'p Body) -> Option<(Region<'p>, u32)> {
    let (members, needed) = (member_count(cx, body), body.needed(0, false));
    let regions = members_by_region(cx, body).into_iter();
    let fatal = regions.filter(|(_, lost)| members.saturating_sub(*lost) < needed);
    fatal.max_by_key(|(_, lost)| *lost)
}

/// Whether a body is there and has its quorum without the members in a region.
fn is_left<'p>(cx: &Context<'p>, body: &'p Body, region: Region<'p>) -> bool {
    let lost = members_by_region(cx, body)
        .get(&region)
        .copied()
        .unwrap_or(0);
    cx.counts(&body.terms) && member_count(cx, body).saturating_sub(lost) >= body.needed(0, false)
}

/// How many members are in each region, as far as the plan says.
fn members_by_region<'p>(cx: &Context<'p>, body: &'p Body) -> BTreeMap<Region<'p>, u32> {
    let mut regions = BTreeMap::new();
    for (member, count) in members(cx, body) {
        let place = match member {
            Member::Person(id, _) => cx.places.place_of(Who::Person(*id)),
            Member::Office(id, _) => cx.places.place_of(Who::Office(*id)),
            Member::Class { at, .. } => cx.places.innermost(*at),
        };
        if let Some(place) = place {
            let total: &mut u32 = regions.entry(cx.places.region(place)).or_default();
            *total = total.saturating_add(count);
        }
    }
    regions
}

const PAGE: &str = r#"
## Why

A parliament that sits in the capital is lost with it, and with it every step that only it can take. The
rule asks whether the body still has its quorum when the members of any one region are gone.

## How to mend it

Base members elsewhere beforehand, or name a smaller body as `stand-in`, as Germany's Basic Law does with
the Joint Committee.

## An example that fails

```toml
[place.country]
[place.capital]
in = "country"
[place.harbor]
in = "country"

[body.council] # note[quorum-in-one-region]
members = [{ count = 7, at = "capital" }, { count = 2, at = "harbor" }]
quorum = 5
```

## A stand-in in the same region

```toml
[place.country]
[place.capital]
in = "country"
[place.harbor]
in = "country"

[body.council] # note[quorum-in-one-region]
members = [{ count = 7, at = "capital" }, { count = 2, at = "harbor" }]
quorum = 5
stand-in = "committee"

[body.committee] # note[quorum-in-one-region]
members = [{ count = 3, at = "capital" }]
quorum = 2
```

## An example that passes

```toml
[place.country]
[place.capital]
in = "country"
[place.harbor]
in = "country"

[body.council]
members = [{ count = 4, at = "capital" }, { count = 5, at = "harbor" }]
quorum = 4
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
