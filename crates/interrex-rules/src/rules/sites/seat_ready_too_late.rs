//! A seat none of whose alternates is ready when a function needs its office.

use std::collections::BTreeSet;

use interrex_plan::model::{Atom, Expr, Id, Level, Locus, Office, SeatOption, Who};
use interrex_units::Period;

use crate::citations::{FEMA_SITES, FEMA_TERMS};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::{OpenSeat, seats};

pub(crate) static RULE: Rule = Rule {
    code: "seat-ready-too-late",
    element: Element::Sites,
    level: Level::Note,
    sources: &[FEMA_TERMS.should(), FEMA_SITES.should()],
    thresholds: &[],
    asks: "seat with alternates of an office that a function with an RTO needs",
    summary: "Every alternate of a seat is ready only after a function should work again.",
    mend: "Make an alternate seat ready sooner, or find one that is",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let (Some(rto), Some(needs)) = (function.rto, &function.needs) else {
            continue;
        };
        let offices = offices(cx, needs);
        let of_them = |seat: &OpenSeat<'_>| match seat.declared.of {
            Who::Office(id) => offices.contains(&id),
            _ => false,
        };
        for seat in seats(cx).filter(of_them) {
            let alternates = seat.options.iter().skip(1);
            let times = alternates.map(|(_, option)| ready_in(cx, option));
            // Where a time is not stated, `ready-time-missing` speaks.
            let Some(soonest) = times
                .collect::<Option<Vec<_>>>()
                .and_then(|all| all.into_iter().min())
            else {
                continue;
            };
            report.applies();
            if soonest > rto {
                let of = cx.name(seat.declared.of);
                report
                    .fail(
                        subject,
                        format!("{subject} is to be back after {rto}, every alternate seat of `{of}` takes {soonest} or longer"),
                    )
                    .also(seat.declared.span, "the seat")
                    .help("keep an alternate warmer, or add one that is ready sooner");
            }
        }
    }
}

/// The offices that an expression needs: by themselves, or as holders of a power.
fn offices(cx: &Context<'_>, needs: &Expr) -> BTreeSet<Id<Office>> {
    let mut offices = BTreeSet::new();
    needs.visit_atoms(&mut |atom, _, _| match atom {
        Atom::Exercised(id) | Atom::ExercisedBy(id, _) => {
            offices.insert(id);
        }
        Atom::Power(id) | Atom::PowerIn(id, _) => {
            if let Who::Office(id) = cx.plan.powers.get(id).held_by {
                offices.insert(id);
            }
        }
        _ => {}
    });
    offices
}

/// How long an option takes to be worked from: getting there, or making the site ready, whichever
/// takes longer.
fn ready_in(cx: &Context<'_>, option: &SeatOption) -> Option<Period> {
    let of_site = match option.at {
        Locus::Site(id) => {
            let site = cx.plan.sites.get(id);
            let is_hot = site.class.as_deref() == Some("hot");
            site.ready_in.or(is_hot.then_some(Period::ZERO))
        }
        Locus::Place(_) => None,
    };
    option.lead_time.into_iter().chain(of_site).max()
}

const PAGE: &str = r#"
## Why

A function that waits for somebody's signature is down until that person has a desk again. If every other
desk takes longer to be ready than the function may be down, the alternates are there for the day after.

`rto` (recovery time objective) is when the function should work again.

## How to mend it

Keep an alternate warmer, or add one that is ready sooner.

## An example that fails

```toml
[place.capital]
[place.harbor]
[site.depot]
in = "harbor"
class = "cold"
ready-in = "3 d"

[office.mayor]
[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "depot" }]

[function.govern] # note[seat-ready-too-late]: `govern` is to be back after 12 h, every alternate seat of `mayor` takes 3 d or longer
rto = "12 h"
needs = "office.mayor"
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[place.hills]
[site.depot]
in = "harbor"
class = "cold"
ready-in = "3 d"

[office.mayor]
[seat.mayor]
of = "mayor"
option = [{ at = "capital" }, { at = "depot" }, { at = "hills", lead-time = "2 h" }]

[function.govern]
rto = "12 h"
needs = "office.mayor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
