//! Lists of minimal cut sets: each makes the top true, and none of its parts does.

use std::collections::BTreeSet;

use crate::Refusal;
use crate::read::Certificate;

pub(crate) fn check(certificate: &Certificate) -> Result<(), Refusal> {
    let circuit = &certificate.circuit;
    let mut known = BTreeSet::new();
    let mut happens = vec![false; circuit.probabilities.len()];
    for (line, events) in &certificate.sets {
        let refuse = |reason: &str| {
            Err(Refusal {
                line: *line,
                reason: reason.to_owned(),
            })
        };
        if circuit.has_negation() {
            return refuse("cut sets are checked in circuits without negation alone");
        }
        if !known.insert(events) {
            return refuse("the set stands twice");
        }
        set_all(&mut happens, events, true);
        if !circuit.is_true(&happens) {
            return refuse("the set does not make the top true");
        }
        for event in events {
            set_all(&mut happens, std::slice::from_ref(event), false);
            if circuit.is_true(&happens) {
                return refuse(&format!("the set is not minimal: e{event} is not needed"));
            }
            set_all(&mut happens, std::slice::from_ref(event), true);
        }
        set_all(&mut happens, events, false);
    }
    Ok(())
}

fn set_all(happens: &mut [bool], events: &[usize], value: bool) {
    for event in events {
        if let Some(happens) = happens.get_mut(*event) {
            *happens = value;
        }
    }
}
