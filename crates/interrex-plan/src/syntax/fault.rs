//! Faults of TOML itself, in the words of this house.

use std::ops::Range;

use interrex_diag::{Diagnostic, SourceId, Sources, Span};

/// How many duplicates are shown with their first place, which is looked for from the start.
const SEARCHES_MAX: usize = 50;

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
            // The first place of a key is looked for from the start of the file.
            let look = found.len() < SEARCHES_MAX;
            found.push(one(error.message(), span, sources, look));
        }
    }
    found
}

fn one(message: &str, span: Span, sources: &Sources, look: bool) -> Diagnostic {
    if message == "duplicate key" {
        return duplicate(span, sources, look);
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
fn duplicate(span: Span, sources: &Sources, look: bool) -> Diagnostic {
    let key = sources.snippet(span);
    let text = sources.text(span.source);
    let before = text.get(..span.range().start).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let searched = if look { before } else { "" };
    let (fault, first) = match header(text.get(line..).unwrap_or("")) {
        Some(header) => {
            let first = earlier_line(searched, |line| self::header(line) == Some(header));
            (table_twice(header, span), first)
        }
        None => (key_twice(key, span), earlier_key(searched, key)),
    };
    match first {
        Some(range) => fault.also(Span::new(span.source, range), "here first"),
        None => fault,
    }
}

fn table_twice(header: &str, span: Span) -> Diagnostic {
    let message = format!("the table `{header}` stands twice in one file, expected once");
    Diagnostic::error("declared-twice", message)
        .at(span, "declared again")
        .help("move the keys of both under one header, or give one of them another name")
}

fn key_twice(key: &str, span: Span) -> Diagnostic {
    let message = format!("the key `{key}` stands twice, expected once");
    Diagnostic::error("duplicate-key", message)
        .at(span, "given again")
        .help("keep one of the two")
}

/// Where a key stands first in the table that a text ends in.
fn earlier_key(text: &str, key: &str) -> Option<Range<usize>> {
    let table = text.rfind("\n[").unwrap_or(0);
    let is_key = |line: &str| {
        let rest = line.trim_start().strip_prefix(key);
        rest.is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let first = earlier_line(text.get(table..)?, is_key)?;
    Some(first.start + table..first.end + table)
}

/// The header of a table that a line is.
fn header(line: &str) -> Option<&str> {
    let line = line.lines().next()?.trim_start();
    let end = line.find(']')?;
    line.starts_with('[').then(|| line.get(..=end)).flatten()
}

/// The first line of a text that is as wanted, without the blanks before it and its end.
fn earlier_line(text: &str, wanted: impl Fn(&str) -> bool) -> Option<Range<usize>> {
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
