//! A function that is said to need nothing.

use interrex_plan::model::Level;

use crate::citations::{ISO_22301, MEANING};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "function-without-needs",
    element: Element::Functions,
    level: Level::Warn,
    sources: &[ISO_22301.must(), MEANING.derived()],
    thresholds: &[],
    asks: "essential function",
    summary: "A function states nothing that it needs, so that nothing can end it.",
    mend: "State what each function needs",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, function) in cx.functions() {
        report.applies();
        if function.needs.is_none() {
            report
                .fail(subject, format!("{subject} states nothing that it needs"))
                .label("in every answer it always works")
                .help("add `needs`: people, offices, powers, sites, links, records, partners");
        }
    }
}

const PAGE: &str = r#"
## Why

The standard asks for the dependencies of each activity, inside the house and outside. Here they are also
what every answer rests on: a function that needs nothing never fails, whatever is lost.

## How to mend it

Write `needs` as an expression, with `or` and `at least` where there is a choice.

## An example that fails

```toml
[function.payments] # warning[function-without-needs]
title = "Pay pensions"
```

## An example that passes

```toml
[place.town]
[function.payments]
title = "Pay pensions"
needs = "town"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
