//! A pledge whose time is over.

use interrex_plan::model::Level;

use crate::citations::{MEANING, REPORT_2022};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "pledge-expired",
    element: Element::Meaning,
    level: Level::Warn,
    sources: &[REPORT_2022.derived(), MEANING.derived()],
    thresholds: &[],
    asks: "pledge with a last day",
    summary: "A pledge has expired.",
    mend: "Have expired pledges renewed, or drop them",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (id, pledge) in cx
        .plan
        .pledges
        .iter()
        .filter(|(_, pledge)| cx.counts(&pledge.terms))
    {
        let Some(last) = pledge.expires else { continue };
        report.applies();
        if last < cx.as_of {
            report
                .fail(
                    Subject::of(id, pledge),
                    format!("the pledge `{}` expired on {last}", pledge.name),
                )
                .label("unmet in every answer")
                .help("have it renewed and state the later `expires`, or drop it");
        }
    }
}

const PAGE: &str = r#"
## Why

Offers do not stay open. An offer to evacuate a president that was refused in February need not be there in
June.

## How to mend it

Ask whether it still stands.

## An example that fails

```toml
[plan]
title = "State"
horizon = "30 d"
as-of = 2024-06-01

[partner.ally]
[pledge.evacuate] # warning[pledge-expired]: the pledge `evacuate` expired on 2024-03-31
by = "ally"
expires = 2024-03-31
```

## An example that passes

```toml
[plan]
title = "State"
horizon = "30 d"
as-of = 2024-03-31

[partner.ally]
[pledge.evacuate]
by = "ally"
expires = 2024-03-31
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
