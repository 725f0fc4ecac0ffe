//! Something that cannot be had without a pledge that nobody has made for certain.

use interrex_plan::model::{Atom, Level};

use crate::citations::{MEANING, REPORT_2022};
use crate::context::Context;
use crate::counted::{CountedOn, check_counted_on};
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "undecided-pledge-counted-on",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[REPORT_2022.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "need that names a pledge",
    summary: "Something needs a pledge that is not decided, or has expired.",
    mend: "Get the pledge decided, or provide for its absence",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    check_counted_on(
        cx,
        report,
        &CountedOn {
            concerns: |atom| matches!(atom, Atom::Met(_)),
            help: "get it decided, or add what serves without it (`or`)",
        },
    );
}

const PAGE: &str = r#"
## Why

Offers, talks and intentions were reported side by side in March 2022, and nothing was decided. A pledge
counts when it is decided or in force, and when enough of its partners have decided.

## How to mend it

Get it decided, or add an alternative.

## An example that fails

```toml
[partner.ally]
[pledge.host]
by = "ally"
status = "offered"

[function.exile]
needs = "host" # warning[undecided-pledge-counted-on]: `exile` needs pledge `host`, which is only offered
```

## Too few partners have decided

```toml
[partner.north]
[partner.south]
[pledge.pay]
by = ["north", "south"]
enough = 2
partner.south.status = "under discussion"

[function.salaries]
needs = "pay" # warning[undecided-pledge-counted-on]
```

## An example that passes

```toml
[partner.ally]
[pledge.host]
by = "ally"
status = "decided"

[function.exile]
needs = "host"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
