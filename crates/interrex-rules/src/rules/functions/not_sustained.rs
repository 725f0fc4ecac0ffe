//! A function that cannot be kept up for long enough.

use interrex_plan::model::{Atom, Function, Level, Thing};
use interrex_units::Period;

use crate::citations::{FPC_65, USFA_SITES};
use crate::context::{Context, can_be};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::threshold::Threshold;

pub(crate) static RULE: Rule = Rule {
    code: "not-sustained",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[FPC_65.must(), USFA_SITES.must()],
    thresholds: &[Threshold::SustainDaysMin],
    asks: "essential function",
    summary: "A function is not shown to be kept up for as long as the profile asks.",
    mend: "Provide for as long as the profile asks, and state it",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    let Some(days) = cx.threshold(Threshold::SustainDaysMin) else {
        return;
    };
    for (subject, function) in cx.functions() {
        report.applies();
        let most = Period::from_days(days);
        if function
            .sustained
            .is_some_and(|sustained| sustained >= most)
        {
            check_sites(cx, report, subject, function, most);
            continue;
        }
        let message = match function.sustained {
            Some(sustained) => {
                format!("{subject} can be kept up for {sustained}, {days} d are asked for")
            }
            None => format!("nothing says how long {subject} can be kept up"),
        };
        report
            .fail(subject, message)
            .help("state `sustained`: how long staff, supplies, fuel and space last");
    }
}

/// Reports the sites that a function cannot do without and that do not last as long.
fn check_sites(
    cx: &Context<'_>,
    report: &mut Report,
    subject: Subject<'_>,
    function: &Function,
    most: Period,
) {
    let short = |atom: Atom| match atom {
        Atom::Stands(Thing::Site(id)) => {
            let site = cx.plan.sites.get(id);
            Some((site, site.sustained.filter(|lasts| *lasts < most)?))
        }
        _ => None,
    };
    let Some(needs) = &function.needs else { return };
    if can_be(needs, true, &|atom| short(atom).is_some()) {
        return;
    }
    needs.visit_atoms(&mut |atom, negated, span| {
        let Some((site, lasts)) = short(atom).filter(|_| !negated) else {
            return;
        };
        let name = &site.name;
        report
            .fail(
                subject,
                format!("{subject} needs `{name}`, which lasts for {lasts}, {most} are asked for"),
            )
            .at(span, "does not last as long as the function should")
            .also(site.span, "the site")
            .help("supply the site for longer, or name another that takes over (`or`)");
    });
}

const PAGE: &str = r#"
## Why

Twelve hours to resume and thirty days to go on are the two numbers of federal guidance. The second is
mostly a matter of shifts, fuel and beds, and shows only when somebody counts them.

## How to mend it

State `sustained`, and provide for the days that are missing.

## An example that fails

```toml
[function.emergency-calls] # warning[not-sustained]: `emergency-calls` can be kept up for 7 d, 30 d are asked for
sustained = "7 d"
```

## A site that does not last as long

```toml
[place.town]
[site.bunker]
in = "town"
sustained = "3 d"

[function.emergency-calls]
sustained = "30 d"
needs = "bunker" # warning[not-sustained]: `emergency-calls` needs `bunker`, which lasts for 3 d, 30 d are asked for
```

## An example that passes

```toml
[function.emergency-calls]
sustained = "30 d"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
