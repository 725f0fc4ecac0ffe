//! From tables to the model.
//!
//! Responsible for reading a whole plan in two passes: everything is declared, then filled; what
//! needs the filled plan (expressions, names of facts, orders by seniority) follows. It never stops
//! at the first fault. Checks of the finished plan belong to `crate::check`.

mod actors;
mod bodies;
mod candidates;
mod declare;
mod doing;
mod fields;
mod grounds;
mod header;
mod later;
mod likelihood;
mod offices;
mod orders;
mod partners;
mod people;
mod powers;
mod practice;
mod reader;
mod room;
mod seats;
mod seniority;
mod slots;
mod suppress;
mod terms;
mod things;
mod upkeep;
mod values;

pub(crate) use reader::Reader;

use interrex_diag::{Diagnostic, Sources, sort};

use crate::model::Plan;
use crate::{check, syntax};

/// A plan as read, with everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The plan. Where [`Reading::has_errors`] it is what could be made of the text: every
    /// identifier in it is valid, but what it says should not be relied on.
    pub plan: Plan,
    /// The texts, to render the diagnostics and to show lines of the plan.
    pub sources: Sources,
    /// Everything found, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
}

impl Reading {
    /// Whether any of the diagnostics is an error.
    pub fn has_errors(&self) -> bool {
        interrex_diag::has_errors(&self.diagnostics)
    }
}

/// Reads a plan from the paths and texts of its files, which are read as one document in the
/// order given (callers sort them by path).
///
/// Reading never stops at the first fault and never panics, whatever the text. Takes time and
/// memory in proportion to the text.
///
/// # Examples
///
/// ```
/// let text = r#"
/// [plan]
/// title = "A small plan"
/// horizon = "30 d"
///
/// [office.president]
/// holder = "incumbant"
///
/// [person.incumbent]
/// "#;
/// let reading = interrex_plan::read(&[("plan.toml", text)]);
/// assert_eq!(reading.plan.offices.len(), 1);
/// let [fault] = reading.diagnostics.as_slice() else { panic!("one fault") };
/// assert_eq!(fault.message, "nothing here is named `incumbant`, expected a person or a body");
/// assert_eq!(fault.helps, ["did you mean `incumbent`?"]);
/// ```
pub fn read<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Reading {
    let mut sources = Sources::new();
    let mut texts = Vec::with_capacity(files.len());
    for (path, text) in files {
        texts.push((sources.add(path.as_ref(), text.as_ref()), text.as_ref()));
    }
    let mut faults = Vec::new();
    let document = syntax::parse(&texts, &sources, &mut faults);
    let broken: Vec<_> = faults
        .iter()
        .filter(|fault| fault.code == "syntax")
        .filter_map(Diagnostic::primary)
        .collect();
    let mut reader = Reader::new(&sources, faults);
    reader.document(&document);
    let (mut plan, found) = reader.finish();
    let mut diagnostics = suppress::consequences(found, &broken, &sources);
    if broken.is_empty() {
        check::finished(&mut plan, &mut diagnostics);
    }
    sort(&mut diagnostics);
    Reading {
        plan,
        sources,
        diagnostics,
    }
}
