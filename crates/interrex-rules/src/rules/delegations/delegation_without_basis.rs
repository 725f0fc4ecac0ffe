//! A delegation that cites no law.

use interrex_plan::model::Level;

use crate::citations::{DOE_DELEGATION, FWS_DELEGATION};
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};

pub(crate) static RULE: Rule = Rule {
    code: "delegation-without-basis",
    element: Element::Delegations,
    level: Level::Warn,
    sources: &[DOE_DELEGATION.must(), FWS_DELEGATION.must()],
    thresholds: &[],
    asks: "delegation",
    summary: "Neither a delegation nor its power cites the law that it rests on.",
    mend: "Cite the legal source of the power",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (subject, power, delegation) in cx.delegations() {
        report.applies();
        if delegation.terms.basis.is_none() && power.terms.basis.is_none() {
            report
                .fail(subject, format!("{subject} cites no legal source"))
                .also(power.span, "nor does the power")
                .help(
                    "state `basis`, of the delegation or of the power: the law, article, statute",
                );
        }
    }
}

const PAGE: &str = r#"
## Why

Nobody can give what they do not have. A delegation must say from which law the power comes, so that whoever
is shown it can check that it may be delegated at all.

## How to mend it

State `basis`. One on the power serves all its delegations.

## An example that fails

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"

[power.pay.delegation.clerk] # warning[delegation-without-basis]
to = "clerk"
```

## An example that passes

```toml
[office.mayor]
[office.clerk]

[power.pay]
held-by = "mayor"
basis = "city charter, section 12"

[power.pay.delegation.clerk]
to = "clerk"
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
