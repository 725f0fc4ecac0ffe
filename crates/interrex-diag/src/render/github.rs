//! Workflow commands, which GitHub Actions shows at the line of a change.
//!
//! Responsible for the escaping that the runner undoes (`actions/toolkit`, `command.ts`): percent
//! signs and line ends in the message, and also colons and commas in properties. It leaves the
//! lines of the source out, since the service shows them.

use crate::{Diagnostic, Severity, Sources};

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = diagnostic.place().map_or_else(String::new, |span| {
        let (line, column) = sources.line_column(span);
        let path = property(sources.path(span.source));
        format!("file={path},line={line},col={column},")
    });
    let title = property(diagnostic.code);
    format!(
        "::{command} {place}title={title}::{}\n",
        data(&body(diagnostic))
    )
}

/// Joins what has no place of its own in a command: the label's text, helps and notes.
fn body(diagnostic: &Diagnostic) -> String {
    let label = diagnostic
        .labels
        .iter()
        .find(|label| label.primary && !label.text.is_empty());
    let message = match label {
        Some(label) => format!("{}: {}", diagnostic.message, label.text),
        None => diagnostic.message.clone(),
    };
    let helps = diagnostic
        .helps
        .iter()
        .map(|help| format!("\nhelp: {help}"));
    let notes = diagnostic
        .notes
        .iter()
        .map(|note| format!("\nnote: {note}"));
    std::iter::once(message).chain(helps).chain(notes).collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
