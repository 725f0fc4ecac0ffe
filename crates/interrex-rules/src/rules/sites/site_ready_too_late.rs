//! A site that is ready only after the function that needs it is due.

use interrex_plan::model::{Atom, Level, Thing};

use crate::citations::{FEMA_SITES, FEMA_TERMS};
use crate::context::{Context, can_be};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "site-ready-too-late",
    element: Element::Sites,
    level: Level::Note,
    sources: &[FEMA_TERMS.should(), FEMA_SITES.should()],
    thresholds: &[],
    asks: "function with an RTO that needs a site with a ready time",
    summary: "A site is ready only after a function that needs it should work again.",
    mend: "Make the site ready sooner, or find one that is",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let (Some(rto), Some(needs)) = (function.rto, &function.needs) else {
            continue;
        };
        let is_late = |atom: Atom| match atom {
            Atom::Stands(Thing::Site(id)) => {
                let ready_in = cx.plan.sites.get(id).ready_in;
                ready_in.is_some_and(|ready_in| ready_in > rto)
            }
            _ => false,
        };
        // Where another site is ready in time, this one may come later.
        let does_without = can_be(needs, true, &is_late);
        needs.visit_atoms(&mut |atom, negated, span| {
            let Atom::Stands(Thing::Site(id)) = atom else {
                return;
            };
            let site = cx.plan.sites.get(id);
            let Some(ready_in) = site.ready_in.filter(|_| !negated) else {
                return;
            };
            report.applies();
            if ready_in > rto && !does_without {
                let name = &site.name;
                report
                    .fail(
                        subject,
                        format!("`{name}` is ready after {ready_in}, {subject} is due after {rto}"),
                    )
                    .at(span, "not ready in time")
                    .also(site.span, "the site")
                    .help(
                        "keep the site warmer, or name one that is ready sooner as an alternative",
                    );
            }
        });
    }
}

const PAGE: &str = r#"
## Why

Hot, warm and cold are promises about time: at once, in hours, after a long set-up. A cold site cannot serve
a function that is due in an hour.

## How to mend it

Prepare the site, or choose another.

## An example that fails

```toml
[place.harbor]
[site.depot]
in = "harbor"
class = "cold"
ready-in = "3 d"

[function.emergency-calls]
rto = "4 h"
needs = "depot" # note[site-ready-too-late]
```

## An example that passes

```toml
[place.harbor]
[site.depot]
in = "harbor"
class = "warm"
ready-in = "3 h"

[function.emergency-calls]
rto = "4 h"
needs = "depot"
```

## An alternative that is ready in time

```toml
[place.town]
[place.harbor]
[site.hall]
in = "town"
ready-in = "0 h"
[site.depot]
in = "harbor"
ready-in = "3 d"

[function.emergency-calls]
rto = "4 h"
needs = "hall or depot"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
