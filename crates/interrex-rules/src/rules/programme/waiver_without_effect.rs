//! A waiver that waives nothing.

use interrex_plan::model::Level;

use crate::citations::FCD_1_SUCCESSION;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;
use crate::waive::Used;

pub(crate) static RULE: Rule = Rule {
    code: "waiver-without-effect",
    element: Element::Programme,
    level: Level::Note,
    sources: &[FCD_1_SUCCESSION.derived()],
    thresholds: &[],
    asks: "waiver in force of a known rule",
    summary: "A waiver waives nothing: its rule finds nothing there.",
    mend: "Drop waivers that are no longer needed",
    page: PAGE,
    check: Check::Waivers(check),
};

fn check(cx: &Context<'_>, used: &Used, report: &mut Report) {
    for (at, waiver) in cx.plan.waivers.iter().enumerate() {
        // Expired waivers and unknown rules are reported as such; this rule cannot judge itself.
        let is_known = crate::rule(&waiver.rule).is_some() && waiver.rule != RULE.code;
        if waiver.until < cx.as_of || !is_known {
            continue;
        }
        report.applies();
        if !used.contains(at) {
            let rule = &waiver.rule;
            report
                .fail(
                    Subject::entry("waiver", at, rule, waiver.span),
                    format!("the waiver of `{rule}` has no effect: the rule finds nothing there"),
                )
                .help("drop it, or correct `on`");
        }
    }
}

const PAGE: &str = r#"
## Why

A waiver that is left behind when its cause is gone will one day hide a real finding.

## How to mend it

Drop it. If it should waive something, correct `on`: it names the element that the finding is about, such
as `office.mayor`, or a part of it, such as `office.mayor.order.main`.

## An example that fails

```toml
[office.mayor]
order.main.candidates = ["clerk"]
[office.clerk]

[[waiver]] # note[waiver-without-effect]
rule = "office-without-order"
on = "office.mayor"
reason = "the statute is being drafted"
until = 2030-01-01
```

## An example that passes

```toml
[office.mayor]
key = true

[[waiver]]
rule = "office-without-order"
on = "office.mayor"
reason = "the statute is being drafted"
until = 2030-01-01
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
