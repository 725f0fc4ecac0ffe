//! Something that cannot be had without a measure that is not decided.

use interrex_plan::model::{Atom, Level};

use crate::citations::{MEANING, REPORT_2022};
use crate::context::Context;
use crate::counted::{CountedOn, check_counted_on};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "floated-measure-counted-on",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[REPORT_2022.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "need that names a measure",
    summary: "Something needs a measure that is not decided.",
    mend: "Decide the measure, or provide for its absence",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    check_counted_on(
        cx,
        report,
        &CountedOn {
            concerns: |atom| matches!(atom, Atom::InEffect(_)),
            help: "decide the measure, or add what serves without it (`or`)",
        },
    );
}

const PAGE: &str = r#"
## Why

A no-fly zone was said to be possible, then unlikely, then refused; and plans that needed one were spoken of
all the while. A measure counts once it is decided. What cannot be had without it is not to be had today.

## How to mend it

Have it decided, or add an alternative.

## An example that fails

```toml
[place.west]
[measure.closed-sky]
status = "floated"

[function.rebuild]
needs = "west and closed-sky" # warning[floated-measure-counted-on]
```

## An example that passes

```toml
[place.west]
[measure.closed-sky]
status = "floated"

[function.rebuild]
needs = "west or closed-sky"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
