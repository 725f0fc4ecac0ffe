//! A devolution site that is lost together with a seat.

use std::collections::BTreeSet;

use interrex_plan::model::{Level, Locus, Who};

use crate::citations::{FEMA_DEVOLUTION, FPC_65};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::{OpenSeat, seats};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "devolution-in-one-region",
    element: Element::Devolution,
    level: Level::Note,
    sources: &[FEMA_DEVOLUTION.derived(), FPC_65.derived()],
    thresholds: &[],
    asks: "devolution plan with a site, in a plan that says where key posts sit,",
    summary: "A devolution site is in the region where a key post sits.",
    mend: "Choose a devolution site that is not lost together with the seat",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let key: BTreeSet<Who> = cx.key_posts().map(|(id, _)| Who::Office(id)).collect();
    let first = |seat: OpenSeat<'_>| {
        let (_, option) = seat.options.first()?;
        Some((seat.declared.of, cx.places.region_of(option.at)?))
    };
    let primaries: Vec<_> = seats(cx)
        .filter(|seat| key.contains(&seat.declared.of))
        .filter_map(first)
        .collect();
    if primaries.is_empty() {
        return;
    }
    for (subject, devolution) in cx.devolutions() {
        let Some(site) = devolution.site else {
            continue;
        };
        report.applies();
        let region = cx.places.region_of(Locus::Site(site));
        let there = primaries.iter().filter(|(_, first)| Some(*first) == region);
        let there: Vec<&str> = there.map(|(of, _)| cx.name(*of)).collect();
        if let Some(region) = region.filter(|_| !there.is_empty()) {
            let (site, area) = (cx.plan.sites.get(site), cx.places.region_name(region));
            let verb = if there.len() == 1 { "sits" } else { "sit" };
            report
                .fail(
                    subject,
                    format!(
                        "{subject} passes functions to `{}` in `{area}`, where {} {verb}",
                        site.name,
                        quoted(there)
                    ),
                )
                .also(site.span, "one event there takes both")
                .help("choose a site in another region, with staff who are there already");
        }
    }
}

const PAGE: &str = r#"
## Why

Devolution is for the day on which the center is lost with everybody in it. A site in the same region is
lost on the same day: other people in the same flood.

## How to mend it

Choose a site elsewhere. Where there is none, a waiver says so to the next reader.

## An example that fails

```toml
[place.capital]
threat-area = "river"
[place.suburb]
threat-area = "river"
[site.bunker]
in = "suburb"

[office.mayor]
key = true
[seat.mayor]
of = "mayor"
option = [{ at = "capital" }]

[devolution.main] # note[devolution-in-one-region]: `main` passes functions to `bunker` in `river`, where `mayor` sits
site = "bunker"
```

## An example that passes

```toml
[place.capital]
threat-area = "river"
[place.hills]
[site.bunker]
in = "hills"

[office.mayor]
key = true
[seat.mayor]
of = "mayor"
option = [{ at = "capital" }]

[devolution.main]
site = "bunker"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
