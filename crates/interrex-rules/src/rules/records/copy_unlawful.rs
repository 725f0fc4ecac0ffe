//! A copy that may not be kept where it is.

use interrex_plan::model::Level;

use crate::citations::REGISTERS_2022;
use crate::contents::{copies, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "copy-unlawful",
    element: Element::Records,
    level: Level::Warn,
    sources: &[REGISTERS_2022.derived()],
    thresholds: &[],
    asks: "copy of a record of whose lawfulness the plan speaks",
    summary: "A copy may not lawfully be kept where it is, or not yet.",
    mend: "Have the law changed before the copy is needed",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (whole, record) in records(cx) {
        for (at, copy) in copies(cx, record) {
            if copy.lawful.is_none() && copy.lawful_from.is_none() {
                continue;
            }
            report.applies();
            let place = cx.places.name(copy.at);
            let subject = whole.part("copy", at, &copy.name, copy.span);
            let message = match copy.lawful_from {
                _ if copy.lawful == Some(false) => {
                    format!("{subject} may not lawfully be kept in `{place}`")
                }
                Some(from) if from > cx.as_of => {
                    format!("{subject} may lawfully be kept in `{place}` only from {from} on")
                }
                _ => continue,
            };
            report
                .fail(subject, message)
                .label("does not count until then")
                .help("start on the law first: copying takes days, permission takes months");
        }
    }
}

const PAGE: &str = r#"
## Why

The law that let Ukraine's registers leave the country was passed days before the invasion. Copying ten
petabytes took weeks and could be hurried; the permission was what took long.

## How to mend it

Have the law made now, then state `lawful-from` and `lawful-basis`.

## An example that fails

```toml
[place.ally]
abroad = true

[record.land-register]

[[record.land-register.copy]] # warning[copy-unlawful]
at = "ally"
lawful = false
```

## An example that passes

```toml
[place.ally]
abroad = true

[record.land-register]
copy = [{ at = "ally", lawful-from = 2022-02-17, lawful-basis = "act on cloud services" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
