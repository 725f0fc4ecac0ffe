//! A function whose data is older, in every copy, than it may be.

use std::collections::BTreeSet;

use interrex_plan::model::{Atom, Expr, Id, Level, Record};

use crate::citations::BCMSTACK;
use crate::contents::{copies, holds};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "copies-older-than-rpo",
    element: Element::Functions,
    level: Level::Note,
    sources: &[BCMSTACK.should()],
    thresholds: &[],
    asks: "record that a function with an RPO needs",
    summary: "No copy of a record is as fresh as the function that uses it asks for.",
    mend: "Copy records at least as often as the RPO asks for",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let (Some(rpo), Some(needs)) = (function.rpo, &function.needs) else {
            continue;
        };
        for id in records(needs) {
            report.applies();
            let record = cx.plan.records.get(id);
            let ages = || {
                let holding = copies(cx, record).filter(|(_, copy)| holds(cx, record, copy));
                holding.filter_map(|(_, copy)| copy.age)
            };
            if ages().any(|age| age <= rpo) {
                continue;
            }
            let name = &record.name;
            let message = match ages().min() {
                Some(age) => {
                    format!("the freshest copy of `{name}` is {age} old, {subject} asks for {rpo}")
                }
                None => {
                    format!("nothing says how old copies of `{name}` are, {subject} asks for {rpo}")
                }
            };
            report
                .fail(subject, message)
                .also(record.span, "the record")
                .help("state `age` of each copy, the time from one copy to the next, and copy often enough");
        }
    }
}

fn records(needs: &Expr) -> BTreeSet<Id<Record>> {
    let mut records = BTreeSet::new();
    needs.visit_atoms(&mut |atom, _, _| {
        if let Atom::Held(id) = atom {
            records.insert(id);
        }
    });
    records
}

const PAGE: &str = r#"
## Why

The recovery point objective is a promise about copies: the time from one to the next must not be longer.
A copy without an `age` promises nothing.

## How to mend it

State the `age` of each copy (how old it is at most), and copy more often where that is too long.

## An example that fails

```toml
[place.town]
[record.accounts]
copy = [{ at = "town", age = "7 d" }]

[function.payments] # note[copies-older-than-rpo]
needs = "accounts"
rpo = "24 h"
```

## A fresh copy that may not be where it is

```toml
[place.town]
[place.ally]
abroad = true

[record.accounts]
copy = [{ at = "town", age = "7 d" }, { at = "ally", age = "1 h", lawful = false }]

[function.payments] # note[copies-older-than-rpo]: the freshest copy of `accounts` is 7 d old, `payments` asks for 1 d
needs = "accounts"
rpo = "24 h"
```

## An example that passes

```toml
[place.town]
[record.accounts]
copy = [{ at = "town", age = "7 d" }, { at = "town", name = "nightly", age = "24 h" }]

[function.payments]
needs = "accounts"
rpo = "24 h"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
