//! The combinations of one proposition one after another, however many there are.
//!
//! Responsible for their form on a line of its own, for people, for shells and as JSON
//! (`"schema":"interrex.set/1"`), and for the last word on what was left out. Finding them is left
//! to `interrex-fault`.

use std::fmt::Write as _;

use interrex_circuit::Node;
use interrex_fault::{CutSetOptions, LimitReached, Listing, Streamed};
use interrex_units::format_probability;
use serde::Serialize;

use crate::inquiry::Inquiry;

/// The order in which combinations come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Those of few facts first.
    Size,
    /// The likeliest first.
    Likelihood,
}

/// Which combinations are wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Their order.
    pub by: By,
    /// At most so many; all, when absent.
    pub list_max: Option<usize>,
    /// Only those of at most this many facts.
    pub order_max: Option<usize>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// Combinations were given out.
    Told(Streamed),
    /// A limit was reached before the first was known.
    Undecided(LimitReached),
}

/// The forms of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `lost(hall) and dead(ash)  [1e-3]`.
    Human,
    /// Likelihood and facts between tabs.
    Short,
    /// One object.
    Json,
}

#[derive(Serialize)]
struct SetLine<'a> {
    schema: &'static str,
    proposition: &'a str,
    facts: &'a [&'a str],
    probability: f64,
}

#[derive(Serialize)]
struct LastLine<'a> {
    schema: &'static str,
    proposition: &'a str,
    listed: String,
    count: String,
    complete: bool,
    left_out: f64,
}

const SCHEMA: &str = "interrex.set/1";

/// One combination on one line, written over what `line` holds.
pub fn write_set(line: &mut String, form: Form, proposition: &str, facts: &[&str], p: f64) {
    line.clear();
    match form {
        Form::Human => {
            for (index, fact) in facts.iter().enumerate() {
                line.push_str(if index == 0 { "" } else { " and " });
                line.push_str(fact);
            }
            if facts.is_empty() {
                line.push_str("(no loss at all)");
            }
            let _ = write!(line, "  [{}]", format_probability(p));
        }
        Form::Short => {
            let _ = write!(line, "{p:e}");
            for fact in facts {
                line.push('\t');
                line.push_str(fact);
            }
        }
        Form::Json => {
            let set = SetLine {
                schema: SCHEMA,
                proposition,
                facts,
                probability: p,
            };
            line.push_str(&serde_json::to_string(&set).unwrap_or_default());
        }
    }
    line.push('\n');
}

/// The last word as an object.
pub fn last_object(proposition: &str, told: &Streamed) -> String {
    let last = LastLine {
        schema: SCHEMA,
        proposition,
        listed: told.listed.to_string(),
        count: told.count.to_string(),
        complete: told.complete,
        left_out: told.left_out,
    };
    serde_json::to_string(&last).unwrap_or_default()
}

/// The last word for people.
pub fn last_words(proposition: &str, told: &Streamed) -> String {
    let Streamed { listed, count, .. } = told;
    let is_all = listed.to_string() == count.to_string();
    let mut text = format!("{proposition}: ");
    let _ = match (is_all, told.complete) {
        (true, true) => write!(text, "{count} combinations, all there are"),
        (true, false) => write!(text, "{count} combinations, all of this size"),
        (false, _) => write!(text, "{listed} of {count} combinations"),
    };
    if told.left_out > 0.0 {
        let _ = write!(
            text,
            "; that it comes about through none of these is at most {} likely",
            format_probability(told.left_out)
        );
    }
    text
}

impl Inquiry<'_> {
    /// Gives out the combinations of a node, with the names of their facts.
    pub(crate) fn stream(
        &mut self,
        node: Node,
        wanted: &Wanted,
        each: &mut dyn FnMut(&[&str], f64) -> bool,
    ) -> Ended {
        let options = CutSetOptions {
            order_max: wanted.order_max,
            listed_max: wanted.list_max.unwrap_or(usize::MAX),
            by: match wanted.by {
                By::Size => Listing::Size,
                By::Likelihood => Listing::Likelihood,
            },
            ..CutSetOptions::default()
        };
        let words = self.words;
        let mut names = Vec::new();
        let told = self
            .session
            .stream_cut_sets(node, &options, &mut |set, probability| {
                names.clear();
                names.extend(set.iter().map(|var| words.name(*var)));
                each(&names, probability)
            });
        match told {
            Ok(told) => Ended::Told(told),
            Err(reached) => Ended::Undecided(reached),
        }
    }
}
