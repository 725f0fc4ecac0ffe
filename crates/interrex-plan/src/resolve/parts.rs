//! Names of parts of an element that it does not have.

use interrex_diag::{Diagnostic, Span, nearest};

use crate::read::Reader;

impl Reader<'_> {
    /// Reports a part that an element does not have: what is wrong, what was written, what there
    /// is, where it was written, and where the element is declared. What there is is only looked
    /// at while guesses may be made.
    pub(crate) fn unknown_part(
        &mut self,
        code: &'static str,
        message: String,
        written: &str,
        known: impl FnOnce(&Self) -> Vec<String>,
        (span, whole): (Span, Option<Span>),
    ) {
        let mut fault = Diagnostic::error(code, message).at(span, "not among them");
        if let Some(whole) = whole {
            fault = fault.also(whole, "declared here");
        }
        if !self.names.may_guess() {
            return self.report(fault.help("write one that is declared"));
        }
        let known = known(self);
        let names = || known.iter().map(String::as_str);
        self.report(match nearest(written, names()) {
            Some(guess) => fault.help(format!("did you mean `{guess}`?")),
            None if known.is_empty() => fault.help("it has none"),
            None => fault.help(format!("write {}", crate::words::quoted(names()))),
        });
    }
}
