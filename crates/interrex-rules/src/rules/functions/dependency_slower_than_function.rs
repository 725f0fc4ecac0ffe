//! A function that is to be back before something that it needs.

use interrex_plan::model::{Atom, Level};

use crate::citations::FAIRCHILD;
use crate::context::{Context, can_be};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "dependency-slower-than-function",
    element: Element::Functions,
    level: Level::Note,
    sources: &[FAIRCHILD.should()],
    thresholds: &[],
    asks: "function that needs another function, both with an RTO,",
    summary: "A function is to be back before another function that it needs.",
    mend: "Bring the RTO of what a function needs down to its own",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let (Some(rto), Some(needs)) = (function.rto, &function.needs) else {
            continue;
        };
        let is_late = |atom: Atom| match atom {
            Atom::Works(id) => cx
                .plan
                .functions
                .get(id)
                .rto
                .is_some_and(|other| other > rto),
            _ => false,
        };
        // What an alternative does in time may be slow besides.
        let does_without = can_be(needs, true, &is_late);
        needs.visit_atoms(&mut |atom, negated, span| {
            let Atom::Works(id) = atom else { return };
            let other = cx.plan.functions.get(id);
            let Some(other_rto) = other.rto.filter(|_| !negated) else { return };
            report.applies();
            if other_rto > rto && !does_without {
                let name = &other.name;
                report
                    .fail(subject, format!("{subject} is to be back after {rto}, and needs `{name}`, back after {other_rto}"))
                    .at(span, "comes back later")
                    .also(other.span, "whose own objective is here")
                    .help(format!("shorten `rto` of `{name}`, or find a way to do without it"));
            }
        });
    }
}

const PAGE: &str = r#"
## Why

Objectives are set function by function, and each owner believes in his own. A function cannot be back
before what it needs; planners ask their tools for this roll-up, and mostly do not get it.

## How to mend it

Shorten the objective of what is needed, lengthen the function's own, or add an alternative.

## An example that fails

```toml
[function.network]
rto = "24 h"

[function.emergency-calls]
rto = "1 h"
needs = "network" # note[dependency-slower-than-function]
```

## An example that passes

```toml
[function.network]
rto = "1 h"

[function.emergency-calls]
rto = "1 h"
needs = "network"
```

## An alternative that is back in time

```toml
[function.network]
rto = "24 h"
[function.radio]
rto = "10 min"
[function.emergency-calls]
rto = "1 h"
needs = "network or radio"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
