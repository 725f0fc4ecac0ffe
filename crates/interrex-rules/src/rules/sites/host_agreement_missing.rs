//! A seat or site abroad without the host's agreement.

use interrex_plan::model::{Atom, Expr, Level, Locus};

use crate::citations::{DATA_EMBASSY, REPORT_2022};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::seats::seats;
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "host-agreement-missing",
    element: Element::Sites,
    level: Level::Warn,
    sources: &[DATA_EMBASSY.derived(), REPORT_2022.derived()],
    thresholds: &[],
    asks: "site or seat abroad",
    summary: "A site or seat abroad has no agreement with the host state.",
    mend: "Agree with the host state",
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
        if cx.places.is_abroad(Locus::Site(id)) {
            report.applies();
            if site.agreement.is_none() {
                speak(report, Subject::of(id, site), "the site");
            }
        }
    }
    for seat in seats(cx) {
        for (at, option) in &seat.options {
            // An option at a site is asked about with the site.
            if matches!(option.at, Locus::Site(_)) || !cx.places.is_abroad(option.at) {
                continue;
            }
            report.applies();
            if !option
                .needs
                .as_ref()
                .is_some_and(|needs| rests_on_agreement(cx, needs))
            {
                let subject = seat.subject.part("option", *at, &option.name, option.span);
                speak(report, subject, "the option");
            }
        }
    }
}

fn speak(report: &mut Report, subject: Subject<'_>, what: &str) {
    report
        .fail(
            subject,
            format!("{subject} is abroad and has no agreement with its host"),
        )
        .help(format!(
            "declare an `[agreement.ID]` and name it as `agreement` of {what}'s site"
        ))
        .help("a pledge with an `agreement`, among the needs of an option, serves as well");
}

/// Whether an expression names a pledge that an agreement lays down.
fn rests_on_agreement(cx: &Context<'_>, needs: &Expr) -> bool {
    let mut rests = false;
    needs.visit_atoms(&mut |atom, negated, _| {
        if let Atom::Met(id) = atom {
            rests |= !negated && cx.plan.pledges.get(id).agreement.is_some();
        }
    });
    rests
}

const PAGE: &str = r#"
## Why

Whoever governs from another state does so by that state's leave. Estonia settled by treaty what its server
room in Luxembourg is, before a byte was moved; talks among diplomats are not an agreement.

The rule speaks only about sites and seats in places marked `abroad`.

## How to mend it

Declare the agreement, and name it in the site, or in a pledge that the option needs.

## An example that fails

```toml
[place.ally]
abroad = true
[site.annex] # warning[host-agreement-missing]
in = "ally"
```

## A seat abroad that rests on a pledge without a paper

```toml
[place.capital]
[place.ally]
abroad = true
[partner.ally-state]
[pledge.host]
by = "ally-state"
[office.president]

[seat.president]
of = "president"
option = [
  { at = "capital" },
  { at = "ally", needs = "host" }, # warning[host-agreement-missing]
]
```

## An example that passes

```toml
[place.capital]
[place.ally]
abroad = true
[partner.ally-state]
[agreement.host]
partner = "ally-state"
[pledge.host]
by = "ally-state"
agreement = "host"
[office.president]

[seat.president]
of = "president"
option = [{ at = "capital" }, { at = "ally", needs = "host" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
