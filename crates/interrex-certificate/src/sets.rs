//! Lists of minimal cut sets: each makes the top true, and none of its parts does.

use std::collections::BTreeSet;

use crate::Refusal;
use crate::circuit::Circuit;
use crate::family::Families;
use crate::read::{Certificate, Diagram};

/// Of a circuit with negations, every part of a set is tried up to this size.
const SIZE_MAX: usize = 12;

/// Checks all sets, against the family of all minimal cut sets where there is one.
pub(crate) fn check(
    certificate: &Certificate,
    all: Option<(&Families<'_>, Diagram)>,
) -> Result<(), Refusal> {
    let circuit = &certificate.circuit;
    let rises = !circuit.has_negation();
    let mut known = BTreeSet::new();
    for (line, events) in &certificate.sets {
        let is_again = !known.insert(events);
        let reason = match all {
            _ if is_again => Some("the set stands twice".to_owned()),
            Some((families, family)) if families.has(family, events) => None,
            Some(_) => Some("it is none of the minimal cut sets".to_owned()),
            None if rises => without_each(circuit, events),
            None => every_part(circuit, events),
        };
        if let Some(reason) = reason {
            return Err(Refusal {
                line: *line,
                reason,
            });
        }
    }
    Ok(())
}

/// Why a set is not minimal in a circuit without negation, where it is enough to leave out one event
/// at a time.
fn without_each(circuit: &Circuit, events: &[usize]) -> Option<String> {
    if !is_true(circuit, events.iter()) {
        return Some("the set does not make the top true".to_owned());
    }
    let spare = events
        .iter()
        .find(|spare| is_true(circuit, events.iter().filter(|event| event != spare)));
    spare.map(|event| format!("the set is not minimal: e{event} is not needed"))
}

/// Why a set is not minimal in any other circuit.
fn every_part(circuit: &Circuit, events: &[usize]) -> Option<String> {
    if events.len() > SIZE_MAX {
        return Some(format!(
            "with negations, sets of more than {SIZE_MAX} events are not checked"
        ));
    }
    let whole = (1_u32 << events.len()) - 1;
    let part = |number: u32| {
        let events = events.iter().enumerate();
        events.filter_map(move |(place, event)| (number >> place & 1 == 1).then_some(event))
    };
    if !is_true(circuit, part(whole)) {
        return Some("the set does not make the top true".to_owned());
    }
    let has_smaller = (0..whole).any(|number| is_true(circuit, part(number)));
    has_smaller.then(|| "the set is not minimal: a part of it is enough".to_owned())
}

fn is_true<'e>(circuit: &Circuit, events: impl Iterator<Item = &'e usize>) -> bool {
    let mut happens = vec![false; circuit.probabilities.len()];
    for event in events {
        if let Some(happens) = happens.get_mut(*event) {
            *happens = true;
        }
    }
    circuit.is_true(&happens)
}
