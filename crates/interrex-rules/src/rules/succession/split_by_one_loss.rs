//! An office that two people can hold after a single loss.

use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::words::any_one;
use crate::worlds::Worlds;

pub(crate) static RULE: Rule = Rule {
    code: "split-by-one-loss",
    element: Element::Succession,
    level: Level::Warn,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "office that a function needs or that holds a power",
    summary: "After a single loss two people can lawfully claim one office.",
    mend: "Close the split by a lease",
    page: PAGE,
    check: Check::Worlds(check),
};

/// How many losses are shown at their places.
const SHOWN_MAX: usize = 4;

fn check(cx: &Context<'_>, worlds: &Worlds, report: &mut Report) {
    for (id, office) in worlds.offices(cx) {
        report.applies();
        let name = &office.name;
        if worlds.office_undisturbed(id) == Some("split") {
            report
                .fail(Subject::of(id, office), format!("two people can claim `{name}` although nothing is lost"))
                .help("let one of the two orders or grounds give way, by `precedence`, `when` or a lease");
            continue;
        }
        let losses = worlds.single_splits(cx, id);
        if losses.is_empty() {
            continue;
        }
        let any = any_one(losses.iter().map(|loss| loss.name.as_str()), SHOWN_MAX);
        let mut failing = report
            .fail(
                Subject::of(id, office),
                format!("two people can claim `{name}` when {any} alone is lost"),
            )
            .help(format!("add a `[lease.ID]` on `{name}` that asks for more than half of its keepers"))
            .help("or let a body certify the loss of contact that cannot act without those who stay with the holder");
        for loss in losses.iter().take(SHOWN_MAX) {
            failing = failing.also(loss.span, "its loss alone splits the office");
        }
    }
}

const PAGE: &str = r#"
## Why

A ground for loss of contact lets those who are cut off go on. The holder, on the other side, goes on as well:
both have lawful claims, and each is right by what can be known where they are. One broken link should not
be enough for that.

## How to mend it

A lease closes it: whoever is not in contact with more than half of the keepers loses the exercise. A
certifier closes it only if it cannot act without those who stay in contact with the holder. A majority is
not enough: a holder who is cut off from it does not learn what it certified, and goes on.

## An example that fails

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.mayor] # warning[split-by-one-loss]: two people can claim `mayor` when `cable` alone is lost
holder = "incumbent"
ground.contact = { event = "out of contact" }
order.main.candidates = ["deputy"]

[office.deputy]
holder = "second"

[person.incumbent]
base = "capital"
[person.second]
base = "harbor"

[function.govern]
needs = "mayor"
```

## An example that passes

```toml
[place.capital]
[place.harbor]
[link.cable]
between = ["capital", "harbor"]

[office.mayor]
holder = "incumbent"
ground.contact = { event = "out of contact" }
order.main.candidates = ["deputy"]

[lease.seal]
office = "mayor"
keepers = ["clerk", "treasurer", "judge"]
needs = 2

[office.deputy]
holder = "second"

[person.incumbent]
base = "capital"
[person.second]
base = "harbor"
[person.clerk]
base = "capital"
[person.treasurer]
base = "harbor"
[person.judge]
base = "harbor"

[function.govern]
needs = "mayor"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
