//! Faults of TOML itself, in the words of this house.

use interrex_diag::{Diagnostic, SourceId, Sources, Span};

/// Turns the parser's errors into diagnostics; of several on one line the first is kept, since
/// the others mostly follow from it.
pub(super) fn describe(
    source: SourceId,
    sources: &Sources,
    errors: &[toml::de::Error],
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut lines = std::collections::BTreeSet::new();
    for error in errors {
        let range = error.span().unwrap_or(0..0);
        let span = Span::new(source, range);
        if lines.insert(sources.line_of(span)) {
            found.push(one(error.message(), span, sources));
        }
    }
    found
}

fn one(message: &str, span: Span, sources: &Sources) -> Diagnostic {
    if message == "duplicate key" {
        return duplicate(span, sources);
    }
    let fault = Diagnostic::error(
        "syntax",
        format!("the file is not valid TOML here: {message}"),
    )
    .at(span, "not understood");
    match advice(message) {
        Some(advice) => fault.help(advice),
        None => fault.help("mend this line first: what follows it may have been misread"),
    }
}

/// A key or a table that the same file holds twice.
fn duplicate(span: Span, sources: &Sources) -> Diagnostic {
    let key = sources.snippet(span);
    let text = sources.text(span.source);
    let line = text
        .get(..span.range().start)
        .map_or(0, |before| before.rfind('\n').map_or(0, |at| at + 1));
    let header = text.get(line..).unwrap_or("").trim_start().starts_with('[');
    if header {
        Diagnostic::error(
            "declared-twice",
            format!("the table of `{key}` stands twice in one file, expected once"),
        )
        .at(span, "declared again")
        .help("move the keys of both under one header, or give one of them another name")
    } else {
        Diagnostic::error(
            "duplicate-key",
            format!("the key `{key}` stands twice, expected once"),
        )
        .at(span, "given again")
        .help("keep one of the two")
    }
}

/// What to do about the parser's more common complaints.
fn advice(message: &str) -> Option<&'static str> {
    let known = [
        (
            "string values must be quoted",
            "write the value in quotes: `\"...\"`",
        ),
        (
            "unquoted",
            "names and keys hold letters, digits and hyphens; quote any other key",
        ),
        (
            "invalid basic string",
            "close the string with `\"` on the same line, or use `\"\"\"`",
        ),
        ("unclosed array", "close the array with `]`"),
        ("unclosed inline table", "close the table with `}`"),
        ("unclosed table", "close the header with `]`"),
        ("missing comma", "separate the items with a comma"),
        (
            "recurs",
            "a plan nests a few levels; no file needs more than eighty",
        ),
    ];
    known
        .iter()
        .find(|(start, _)| message.contains(start))
        .map(|(_, advice)| *advice)
}
