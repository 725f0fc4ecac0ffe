//! A function that uses data and does not say how much of it may be lost.

use interrex_plan::model::{Atom, Level};

use crate::citations::BCMSTACK;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::words::quoted;

pub(crate) static RULE: Rule = Rule {
    code: "rpo-missing",
    element: Element::Functions,
    level: Level::Note,
    sources: &[BCMSTACK.should()],
    thresholds: &[],
    asks: "essential function that needs a record",
    summary: "Nothing says how old the data may be with which a function resumes.",
    mend: "State the RPO of functions, or the greatest age of records",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        let mut records = Vec::new();
        if let Some(needs) = &function.needs {
            needs.visit_atoms(&mut |atom, _, _| {
                if let Atom::Held(id) = atom {
                    records.push(cx.plan.records.get(id));
                }
            });
        }
        if records.is_empty() {
            continue;
        }
        report.applies();
        records.retain(|record| record.age_max.is_none());
        if function.rpo.is_none() && !records.is_empty() {
            let names = quoted(records.iter().map(|record| record.name.as_str()));
            report
                .fail(
                    subject,
                    format!("nothing says how old {names} may be for {subject}"),
                )
                .help("state `rpo` of the function, or `age-max` of the record");
        }
    }
}

const PAGE: &str = r#"
## Why

A function that resumes with last month's data may do harm. The recovery point says how much may be lost,
measured back in time; without it any copy is good enough.

## How to mend it

State `rpo`, or `age-max` of each record that the function needs.

## An example that fails

```toml
[place.town]
[record.accounts]
copy = [{ at = "town" }]

[function.payments] # note[rpo-missing]
needs = "accounts"
```

## An example that passes

```toml
[place.town]
[record.accounts]
copy = [{ at = "town" }]

[function.payments]
needs = "accounts"
rpo = "24 h"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
