//! A copy abroad, and no law that lets it be there.

use interrex_plan::model::Level;

use crate::citations::{DATA_EMBASSY_LAW, REGISTERS_2022};
use crate::contents::{copies, records};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "copy-abroad-without-law",
    element: Element::Records,
    level: Level::Note,
    sources: &[REGISTERS_2022.derived(), DATA_EMBASSY_LAW.derived()],
    thresholds: &[],
    asks: "copy of a record abroad that is not marked unlawful",
    summary: "No law is cited that lets a copy be kept abroad.",
    mend: "Cite the law that lets each record leave the country",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (whole, record) in records(cx) {
        for (at, copy) in copies(cx, record) {
            if !cx.places.is_abroad(copy.at) || copy.lawful == Some(false) {
                continue;
            }
            report.applies();
            if copy.lawful_basis.is_none() {
                let place = cx.places.name(copy.at);
                let subject = whole.part("copy", at, &copy.name, copy.span);
                report
                    .fail(
                        subject,
                        format!("no law is cited that lets {subject} be kept in `{place}`, abroad"),
                    )
                    .help("add `lawful-basis`, and `lawful-from` where it begins later");
            }
        }
    }
}

const PAGE: &str = r#"
## Why

Whether a register may leave the country is a question of its own, apart from whether a copy exists. The
rule speaks only about copies in places marked `abroad`.

## How to mend it

Write `lawful-basis`, or `lawful = false` until there is one.

## An example that fails

```toml
[place.ally]
abroad = true

[record.land-register]

[[record.land-register.copy]] # note[copy-abroad-without-law]
at = "ally"
```

## An example that passes

```toml
[place.ally]
abroad = true

[record.land-register]
copy = [{ at = "ally", lawful-basis = "data embassy agreement of 2017" }]
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
