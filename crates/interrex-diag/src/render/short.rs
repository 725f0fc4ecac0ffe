//! One line for each diagnostic, in the form that editors jump by.
//!
//! Responsible for `path:line:column: error[code]: message`. It leaves out labels, helps and notes.

use super::harmless;
use crate::{Diagnostic, Sources};

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Diagnostic {
        severity,
        code,
        message,
        ..
    } = diagnostic;
    let place = diagnostic.place().map_or_else(String::new, |span| {
        let (line, column) = sources.line_column(span);
        format!("{}:{line}:{column}: ", harmless(sources.path(span.source)))
    });
    format!("{place}{severity}[{code}]: {}\n", harmless(message))
}
