//! Any text is read as an expression, as actors and as the name of a fact, without a panic, and
//! every place that is named lies within the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

const PLAN: &str = r#"
[plan]
title = "A plan"
horizon = "30 d"
[place.a]
lost = 0.1
[place.b]
[person.p]
dead = 0.1
[office.o]
holder = "p"
[body.q]
members = ["p"]
decisions = { k = 1 }
"#;

fuzz_target!(|text: &str| {
    // Debug formatting escapes nearly as TOML does; what it escapes otherwise is a fault of TOML,
    // which must be reported as quietly.
    let literal = format!("{text:?}").replace("\\'", "'");
    let plan = format!(
        "{PLAN}[function.f]\nneeds = {literal}\n[decision.d]\nby = {literal}\n\
         [measure.m]\neffects = [{{ fact = {literal}, likelihood = 0.1 }}]\n"
    );
    let reading = interrex_plan::read(&[("plan.toml", &plan)]);
    for diagnostic in &reading.diagnostics {
        for label in &diagnostic.labels {
            assert!(label.span.start <= label.span.end, "{diagnostic:?}");
            assert!(label.span.range().end <= plan.len(), "{diagnostic:?}");
        }
    }
});
