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
    let before = text.get(..span.range().start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let header = header(text.get(line..).unwrap_or(""));
    let (fault, first) = if let Some(header) = header {
        let fault = Diagnostic::error(
            "declared-twice",
            format!("the table `{header}` stands twice in one file, expected once"),
        )
        .at(span, "declared again")
        .help("move the keys of both under one header, or give one of them another name");
        (
            fault,
            earlier_line(before, |line| self::header(line) == Some(header)),
        )
    } else {
        let message = format!("the key `{key}` stands twice, expected once");
        let fault = Diagnostic::error("duplicate-key", message)
            .at(span, "given again")
            .help("keep one of the two");
        let table = before.rfind("\n[").unwrap_or(0);
        let within = |line: &str| {
            line.trim_start()
                .strip_prefix(key)
                .is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let first = earlier_line(before.get(table..).unwrap_or(""), within);
        (
            fault,
            first.map(|range| range.start + table..range.end + table),
        )
    };
    match first {
        Some(range) => fault.also(Span::new(span.source, range), "here first"),
        None => fault,
    }
}

/// The header of a table that a line is.
fn header(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let end = line.find(']')?;
    line.starts_with('[').then(|| line.get(..=end)).flatten()
}

/// The first line of a text that is as wanted, without the blanks before it and its end.
fn earlier_line(text: &str, wanted: impl Fn(&str) -> bool) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if wanted(line) {
            let start = at + line.len() - line.trim_start().len();
            return Some(start..at + line.trim_end().len());
        }
        at += line.len();
    }
    None
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
