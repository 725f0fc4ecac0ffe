//! A copy that is older than the record may be.

use interrex_plan::model::Level;

use crate::citations::{BCMSTACK, MEANING};
use crate::contents::{copies, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "copy-too-old",
    element: Element::Records,
    level: Level::Warn,
    sources: &[BCMSTACK.should(), MEANING.derived()],
    thresholds: &[],
    asks: "copy of a record with a greatest age",
    summary: "A copy is older than its record may be, and never counts.",
    mend: "Copy the record more often",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (whole, record) in records(cx) {
        let Some(most) = record.age_max else { continue };
        for (at, copy) in copies(cx, record) {
            report.applies();
            let Some(age) = copy.age.filter(|age| *age > most) else {
                continue;
            };
            let subject = whole.part("copy", at, &copy.name, copy.span);
            report
                .fail(
                    subject,
                    format!("{subject} is up to {age} old, at most {most} serve"),
                )
                .label("never counts")
                .also(record.span, "the record states the greatest age")
                .help("copy more often, or allow for a greater `age-max`");
        }
    }
}

const PAGE: &str = r#"
## Why

A copy older than `age-max` does not hold the record in any answer. It is in the plan, and it looks like
safety.

## How to mend it

Shorten the time from one copy to the next, and correct `age`.

## An example that fails

```toml
[place.town]
[place.harbor]

[record.accounts]
age-max = "24 h"

[[record.accounts.copy]]
at = "town"
age = "1 h"

[[record.accounts.copy]] # warning[copy-too-old]
at = "harbor"
age = "7 d"
```

## An example that passes

```toml
[place.town]
[place.harbor]

[record.accounts]
age-max = "24 h"
copy = [{ at = "town", age = "1 h" }, { at = "harbor", age = "24 h" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
