//! One JSON object a line, for programs.
//!
//! Responsible for the wire form `interrex.diagnostic/1`. Within a version fields are only added.
//! It leaves the diagnostic itself free to change: the wire has types of its own.

use serde::Serialize;

use crate::{Diagnostic, Label, Sources};

/// The name and version of the wire form, the value of `schema` in every object.
pub const JSON_SCHEMA: &str = "interrex.diagnostic/1";

#[derive(Serialize)]
struct WireDiagnostic<'a> {
    schema: &'static str,
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    labels: Vec<WireLabel<'a>>,
    helps: &'a [String],
    notes: &'a [String],
}

/// Lines and columns count from 1, columns in characters; the end is after the last character.
#[derive(Serialize)]
struct WireLabel<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    primary: bool,
}

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let wire = WireDiagnostic {
        schema: JSON_SCHEMA,
        severity: diagnostic.severity.as_str(),
        code: diagnostic.code,
        message: &diagnostic.message,
        labels: diagnostic
            .labels
            .iter()
            .map(|label| wire_label(label, sources))
            .collect(),
        helps: &diagnostic.helps,
        notes: &diagnostic.notes,
    };
    let mut line = serde_json::to_string(&wire).expect("strings and numbers are always JSON");
    line.push('\n');
    line
}

fn wire_label<'a>(label: &'a Label, sources: &'a Sources) -> WireLabel<'a> {
    let (line, column) = sources.line_column(label.span);
    let (end_line, end_column) = sources.end_line_column(label.span);
    let path = sources.path(label.span.source);
    WireLabel {
        path,
        line,
        column,
        end_line,
        end_column,
        text: &label.text,
        primary: label.primary,
    }
}
