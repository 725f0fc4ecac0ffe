//! A level or waiver for a rule that does not exist.

use interrex_diag::{Span, nearest};
use interrex_plan::model::Level;

use crate::citations::MEANING;
use crate::context::Context;
use crate::report::Report;
use crate::rule::{Check, Element, Rule};
use crate::subject::Subject;

pub(crate) static RULE: Rule = Rule {
    code: "unknown-rule",
    element: Element::Programme,
    level: Level::Deny,
    sources: &[MEANING.derived()],
    thresholds: &[],
    asks: "level or waiver of a rule",
    summary: "A level or waiver names a rule that does not exist.",
    mend: "Write the codes of rules as they are",
    page: PAGE,
    check: Check::Plan(check),
};

fn check(cx: &Context<'_>, report: &mut Report) {
    for (at, (code, _, span)) in cx.plan.header.levels.iter().enumerate() {
        speak(
            report,
            Subject::entry("level", at, code, *span),
            code,
            *span,
        );
    }
    for (at, waiver) in cx.plan.waivers.iter().enumerate() {
        let code = &waiver.rule;
        speak(
            report,
            Subject::entry("waiver", at, code, waiver.span),
            code,
            waiver.span,
        );
    }
}

fn speak(report: &mut Report, subject: Subject<'_>, code: &str, span: Span) {
    report.applies();
    if crate::rule(code).is_some() {
        return;
    }
    let failing = report
        .fail(subject, format!("no rule is called `{code}`"))
        .at(span, "has no effect");
    match nearest(code, crate::all().map(|rule| rule.code)) {
        Some(meant) => failing.help(format!("did you mean `{meant}`?")),
        None => failing.help("the codes of all rules are listed by `interrex explain`"),
    };
}

const PAGE: &str = r#"
## Why

A misspelled code silences nothing and waives nothing. It looks as if it did.

## How to mend it

Write the code as the finding shows it.

## An example that fails

```toml
[rules]
levels = { successor-by-nane = "allow" } # error[unknown-rule]

[[waiver]] # error[unknown-rule]
rule = "singel-seat"
reason = "one building is all there is"
until = 2030-01-01
```

## An example that passes

```toml
[rules]
levels = { successor-by-name = "allow" }
```
"#;

#[cfg(test)]
crate::testing::literate!(RULE);
