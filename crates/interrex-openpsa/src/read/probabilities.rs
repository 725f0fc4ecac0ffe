//! Probabilities of basic events, from their expressions.

use interrex_diag::Diagnostic;

use super::Reader;
use crate::xml::ElementId;

impl Reader<'_> {
    /// The probability of each basic event.
    pub(super) fn probabilities(&mut self) -> Vec<Option<f64>> {
        let elements: Vec<ElementId> = self
            .declared
            .events
            .iter()
            .map(|event| event.element)
            .collect();
        elements
            .into_iter()
            .map(|id| self.probability(id))
            .collect()
    }

    fn probability(&mut self, id: ElementId) -> Option<f64> {
        let content = self.content(id);
        let first = content.first()?;
        let element = self.tree.get(*first);
        let value = match element.name.as_str() {
            "float" | "int" => {
                let (text, span) = self.required(*first, "value")?;
                let Ok(value) = text.trim().parse::<f64>() else {
                    let message = format!("the value `{text}` is no number");
                    let fault = Diagnostic::error("bad-value", message).at(span, "not understood");
                    self.faults.push(fault.help("write it in digits"));
                    return None;
                };
                value
            }
            "bool" => f64::from(u8::from(self.truth(*first))),
            _ => {
                self.unexpected(*first, "an expression", &["float", "int", "bool"]);
                return None;
            }
        };
        if !(0.0..=1.0).contains(&value) {
            let message = format!("the probability is {value}, expected one from 0 to 1");
            self.faults.push(
                Diagnostic::error("no-probability", message)
                    .at(element.span, "out of bounds")
                    .help("write a number from 0 to 1"),
            );
            return None;
        }
        Some(value)
    }
}
