//! Alignments and their phases: the model in one configuration, for a part of the time.
//!
//! Responsible for which phases there are, and for putting the model into one: house events in its
//! positions, and the mission time times its fraction.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::scopes::Scopes;
use super::trees::{INSTRUCTIONS, Instruction};
use crate::xml::ElementId;

/// By how much the fractions of an alignment may miss one.
const SUM_TOLERANCE: f64 = 1e-4;

/// One phase of an alignment.
#[derive(Debug)]
pub(super) struct Phase {
    /// The alignment and the phase, with a dot between them.
    name: String,
    fraction: f64,
    /// House events, by position among those declared.
    houses: Vec<(usize, bool)>,
}

impl Reader<'_> {
    /// The phases of all alignments, in the order of the text.
    pub(super) fn phases(&mut self) -> Vec<Phase> {
        let mut phases = Vec::new();
        for alignment in std::mem::take(&mut self.declared.alignments) {
            self.takes(alignment, &["name"]);
            self.note(alignment, Scopes::MODEL);
            let Some((name, span)) = self.defined_name(alignment) else {
                continue;
            };
            self.named_once("alignment", &name, span);
            let mut sum = 0.0;
            for part in self.content(alignment) {
                if self.tree.get(part).name != "define-phase" {
                    self.unexpected(part, "define-alignment", &["define-phase"]);
                    continue;
                }
                let phase = self.phase(part, &name);
                sum += phase.as_ref().map_or(0.0, |phase| phase.fraction);
                phases.extend(phase);
            }
            if (sum - 1.0).abs() > SUM_TOLERANCE {
                self.faults.push(bad_sum(&name, span, sum));
            }
        }
        phases
    }

    fn phase(&mut self, id: ElementId, alignment: &str) -> Option<Phase> {
        self.takes(id, &["name", "time-fraction"]);
        self.note(id, Scopes::MODEL);
        let (name, span) = self.defined_name(id)?;
        let name = format!("{alignment}.{name}");
        self.named_once("phase", &name, span);
        let fraction = self.fraction(id)?;
        let mut houses = Vec::new();
        for part in self.content(id) {
            match self.tree.get(part).name.as_str() {
                "set-house-event" => {
                    if let Some(Instruction::Set(house, state)) = self.set_house(part) {
                        houses.push((house.0, state));
                    }
                }
                name if INSTRUCTIONS.contains(&name) => {
                    let element = self.tree.get(part);
                    let message = format!("`{name}` in a phase is not supported");
                    let fault =
                        Diagnostic::error("not-supported", message).at(element.span, "refused");
                    self.faults
                        .push(fault.help("set each house event of the phase by itself"));
                }
                _ => self.unexpected(part, "define-phase", &["set-house-event"]),
            }
        }
        Some(Phase {
            name,
            fraction,
            houses,
        })
    }

    /// Alignments have names without a dot, phases names with one.
    fn named_once(&mut self, kind: &str, name: &str, span: Span) {
        if let Some(first) = self.declared.phase_names.insert(name.to_owned(), span) {
            let message = format!("the {kind} `{name}` is defined twice, expected once");
            let fault = Diagnostic::error("defined-twice", message).at(span, "defined again");
            let fault = fault.also(first, "first defined here");
            self.faults.push(fault.help("rename one of the two"));
        }
    }

    fn fraction(&mut self, id: ElementId) -> Option<f64> {
        let (text, span) = self.required(id, "time-fraction")?;
        let fraction = text
            .parse()
            .ok()
            .filter(|value| *value > 0.0 && *value <= 1.0);
        if fraction.is_none() {
            let message =
                format!("the time fraction is `{text}`, expected a number above 0, up to 1");
            let fault = Diagnostic::error("bad-value", message).at(span, "no fraction");
            self.faults
                .push(fault.help("the fractions of one alignment sum to 1"));
        }
        fraction
    }

    /// Puts the model into a phase; returns the names of all.
    pub(super) fn enter_phase(&mut self, wanted: Option<&str>) -> Vec<String> {
        let phases = self.phases();
        if let Some(wanted) = wanted {
            match phases.iter().find(|phase| phase.name == wanted) {
                Some(phase) => {
                    self.mission_time *= phase.fraction;
                    for (house, state) in &phase.houses {
                        if let Some(house) = self.declared.houses.get_mut(*house) {
                            house.state = *state;
                        }
                    }
                }
                None => self.faults.push(no_phase(wanted, &phases)),
            }
        }
        phases.into_iter().map(|phase| phase.name).collect()
    }
}

fn bad_sum(name: &str, span: Span, sum: f64) -> Diagnostic {
    let message = format!("the time fractions of the alignment `{name}` sum to {sum}, expected 1");
    Diagnostic::error("bad-bound", message)
        .at(span, "this alignment")
        .help("add a phase for the rest of the time")
}

fn no_phase(wanted: &str, phases: &[Phase]) -> Diagnostic {
    let message = format!("the model has no phase `{wanted}`");
    let names = phases.iter().map(|phase| phase.name.as_str());
    let fault = Diagnostic::error("undefined", message);
    match interrex_diag::nearest(wanted, names.clone()) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(super::fields::one_of(
            "there is",
            &names.collect::<Vec<_>>(),
        )),
    }
}
