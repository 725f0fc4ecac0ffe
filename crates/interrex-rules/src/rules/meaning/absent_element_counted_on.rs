//! Something that cannot be had without an element that does not count on the date.

use interrex_plan::model::{Atom, Level};

use crate::citations::MEANING;
use crate::context::Context;
use crate::counted::{CountedOn, check_counted_on};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "absent-element-counted-on",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "need that names a place, site, link, record, office, power or decision",
    summary: "Something needs an element that does not count on the date of the check.",
    mend: "Decide what is only floated, or correct its dates",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    check_counted_on(
        cx,
        report,
        &CountedOn {
            concerns: |atom| !matches!(atom, Atom::InEffect(_) | Atom::Met(_)),
            help: "decide it, correct its dates, or add what serves without it (`or`)",
        },
    );
}

const PAGE: &str = r#"
## Why

A link that is planned for next year, or a site that belongs to a measure, is not there today. What cannot
do without it does not work today either, and every other finding about it is beside the point.

## How to mend it

Decide it, correct its dates, or add an alternative.

## An example that fails

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2024-06-01

[place.town]
[site.new-hall]
in = "town"
from = 2025-01-01

[function.counters]
needs = "new-hall" # warning[absent-element-counted-on]
```

## An example that passes

```toml
[plan]
title = "City"
horizon = "30 d"
as-of = 2025-06-01

[place.town]
[site.new-hall]
in = "town"
from = 2025-01-01

[function.counters]
needs = "new-hall"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
