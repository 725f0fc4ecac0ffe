//! The rules of the field: what standards, statutes, audits and experience ask of a continuity
//! plan.
//!
//! Responsible for deciding each rule on a plan, for levels, thresholds, profiles and waivers, and
//! for the score. One rule is one file under `rules/`, with its sources, its page and its check; a
//! table lists them all. It leaves faults of reading to `interrex-plan`, and who holds what in which
//! world to `interrex-standing`.

mod actors;
mod bodies;
mod checklist;
mod circles;
mod citations;
mod contacts;
mod contents;
mod context;
mod counted;
mod findings;
mod gather;
mod glossary;
mod grounds;
mod mentions;
mod page;
mod profile;
mod report;
mod reviews;
mod rule;
mod rules;
mod run;
mod score;
mod seats;
mod settings;
mod subject;
#[cfg(test)]
mod testing;
mod threshold;
mod waive;
mod words;
mod worlds;

pub use page::{Page, explain, pages};
pub use profile::Profile;
pub use rule::{Citation, Element, Force, Rule, Work};
pub use run::{AskWorlds, Findings, Unasked, Waived, check, check_as_written, check_with};
pub use score::{Outcome, RuleScore, Score, Tally};
pub use threshold::Threshold;

/// Every rule, by element and code.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    rules::ELEMENTS.iter().copied().flatten().copied()
}

/// The rule of this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.code == code)
}
