//! What is tried on each input: by the fuzzer, which makes inputs up, and by a test of the command
//! line, which replays those that it kept.
//!
//! Each of these panics where the program is wrong, and says nothing where it is right.

mod log;
mod register;
mod sealed;
mod signature;

use std::sync::atomic::{AtomicU32, Ordering};

use interrex_diag::{Format, render};
use interrex_openpsa::{Chance, Compiled, Event, Settings, Top};
use interrex_prove::{Ask, Proof, human};
use interrex_standing::Question;
use interrex_units::Date;

pub use log::read_log;
pub use register::read_act;
pub use sealed::read_sealed;
pub use signature::read_signature;

/// Any text is read without a panic, and whatever is said about it can be shown.
pub fn read_plan(text: &str) {
    // A form feed parts two files, so that merging is reached too.
    let files: Vec<(String, &str)> = text
        .split('\u{c}')
        .enumerate()
        .map(|(at, part)| (format!("{at}.toml"), part))
        .collect();
    let reading = interrex_plan::read(&files);
    let _ = render(&reading.diagnostics, &reading.sources, Format::Human, false);
    let _ = interrex_plan::graph::circles(&reading.plan);
}

/// A plan in which an expression can name something of most kinds.
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

/// Any text is read as an expression, as actors and as the name of a fact, without a panic, and
/// every place that is named lies within the text.
pub fn read_expression(text: &str) {
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
}

/// So many propositions of a plan are answered whole.
const ANSWERS_MAX: usize = 12;
/// How often a search asks before it is told to stop.
const ASKED_MAX: u32 = 200;

/// Whatever reads without an error is held against the rules and answered without a panic, within
/// small limits, and a probability is one.
pub fn answer_plan(text: &str) {
    let reading = interrex_plan::read(&[("plan.toml", text)]);
    if reading.has_errors() {
        return;
    }
    let usual = Date::new(2022, 3, 7).expect("a date");
    let as_of = reading.plan.header.as_of.unwrap_or(usual);
    let _ = interrex_rules::check(&reading.plan, as_of);
    let asked = AtomicU32::new(0);
    let stop = || asked.fetch_add(1, Ordering::Relaxed) >= ASKED_MAX;
    let ask = Ask {
        nodes_max: 2_000,
        ..Ask::about(Question::as_of(as_of)).stopping(&stop)
    };
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    let mut analyses = proof.analyses();
    for proposition in proof.propositions().iter().take(ANSWERS_MAX) {
        let answer = analyses.answer(proposition);
        let chance = answer.probability;
        assert!(
            0.0 <= chance.low && chance.low <= chance.high && chance.high <= 1.0,
            "{chance:?}"
        );
        let _ = human::to_text(&answer);
    }
}

/// Any text is read as a model without a panic, whatever is said about it can be shown and lies
/// within its text, and what compiles is written and read again as the same functions.
pub fn read_open_psa(text: &str) {
    // A form feed parts the model from the files that it can include, `1.xml` and so on.
    let parts: Vec<&str> = text.split('\u{c}').collect();
    let mut files = |name: &str| {
        let number = name
            .strip_suffix(".xml")
            .and_then(|name| name.parse::<usize>().ok());
        let part = number
            .filter(|number| *number > 0)
            .and_then(|number| parts.get(number));
        part.map(|part| (*part).to_owned())
            .ok_or_else(|| "there is no such file".to_owned())
    };
    let model = [("model.xml", parts.first().copied().unwrap_or_default())];
    let reading = interrex_openpsa::read(&model, &Settings::default(), &mut files);
    let _ = render(&reading.diagnostics, &reading.sources, Format::Human, false);
    for diagnostic in &reading.diagnostics {
        for label in &diagnostic.labels {
            let length = reading.sources.text(label.span.source).len();
            assert!(label.span.start <= label.span.end, "{diagnostic:?}");
            assert!(label.span.range().end <= length.max(1), "{diagnostic:?}");
        }
    }
    if let Some(model) = &reading.model {
        write_again(&interrex_openpsa::compile(model));
    }
}

/// How many assignments are compared.
const WORLDS: u64 = 16;

fn write_again(compiled: &Compiled) {
    let events = compiled.variables.iter().map(|variable| Event {
        name: variable.name.clone(),
        chance: Chance::Alone(variable.likelihood),
    });
    let events: Vec<Event> = events.collect();
    let tops = compiled.propositions.iter().map(|one| Top {
        name: one.name.clone(),
        node: one.node,
    });
    let tops: Vec<Top> = tops.collect();
    let text = interrex_openpsa::write(&compiled.circuit, &events, &tops);
    let mut files = |_: &str| Err(String::new());
    let reading = interrex_openpsa::read(&[("again.xml", &text)], &Settings::default(), &mut files);
    let model = reading
        .model
        .unwrap_or_else(|| panic!("{:?} in {text}", reading.diagnostics));
    let again = interrex_openpsa::compile(&model);
    assert_eq!(again.propositions.len(), tops.len(), "{text}");
    let name = |at: usize| {
        let variable = again.variables.get(at);
        variable.map(|one| one.label.as_ref().unwrap_or(&one.name).clone())
    };
    let shown = |name: &str| name.replace(char::is_control, " ").trim().to_owned();
    for world in 0..WORLDS {
        // The value of an event depends on its name alone, which is its label where it was written.
        let value = |name: &str| {
            let mixed = name.bytes().fold(world, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            mixed >> 32 & 1 == 1
        };
        for (top, other) in tops.iter().zip(&again.propositions) {
            let expect = compiled.circuit.eval(top.node, |var| {
                let variable = compiled.variables.get(var.index());
                variable.is_some_and(|one| value(&shown(&one.name)))
            });
            let found = again.circuit.eval(other.node, |var| {
                name(var.index()).is_some_and(|name| value(&name))
            });
            assert_eq!(found, expect, "{} in {text}", top.name);
        }
    }
}
