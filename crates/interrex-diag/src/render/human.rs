//! Diagnostics with the lines of the source, as the Rust compiler writes them.
//!
//! Responsible for handing `annotate-snippets` only what it can show: the lines between the first
//! and the last label of each source, spans brought to whole characters, messages without escapes.
//! It leaves the layout to that crate.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::harmless;
use crate::{Diagnostic, Label, Severity, SourceId, Sources, Span};

pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let paths: Vec<(SourceId, String)> = sources_of(diagnostic)
        .into_iter()
        .map(|id| (id, harmless(sources.path(id))))
        .collect();
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(harmless(&diagnostic.message))
        .id(diagnostic.code);
    let snippets = paths
        .iter()
        .map(|(id, path)| snippet(diagnostic, sources, *id, path));
    let mut text = renderer.render(&[Group::with_title(title).elements(snippets)]);
    let helps = diagnostic.helps.iter().map(|help| (Level::HELP, help));
    let notes = diagnostic.notes.iter().map(|note| (Level::NOTE, note));
    // Rendered apart, so that they stand at the left edge whether or not a snippet came before.
    for (level, advice) in notes.chain(helps) {
        let title = level.primary_title(harmless(advice));
        text.push('\n');
        text.push_str(&renderer.render(&[Group::with_title(title)]));
    }
    text.push('\n');
    text
}

/// Lists the sources of all labels, that of the primary place first.
fn sources_of(diagnostic: &Diagnostic) -> Vec<SourceId> {
    let mut ids: Vec<SourceId> = Vec::new();
    let spans = diagnostic
        .place()
        .into_iter()
        .chain(diagnostic.labels.iter().map(|l| l.span));
    for Span { source, .. } in spans {
        if !ids.contains(&source) {
            ids.push(source);
        }
    }
    ids
}

/// Makes the snippet of one source: its labels over the lines that they touch.
fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
    id: SourceId,
    path: &'a str,
) -> Snippet<'a, Annotation<'a>> {
    let labels = || {
        diagnostic
            .labels
            .iter()
            .filter(|label| label.span.source == id)
    };
    let settled = || labels().map(|label| sources.settle(label.span));
    let start = settled().map(|range| range.start).min().unwrap_or(0);
    let end = settled().map(|range| range.end).max().unwrap_or(start);
    // A plan may have a hundred thousand lines; the renderer would index all of them each time.
    let window = sources.whole_lines(id, &(start..end));
    let first_line = sources.line_of(Span::new(id, window.start..window.start));
    Snippet::source(sources.text(id).get(window.clone()).unwrap_or(""))
        .path(path)
        .line_start(usize::try_from(first_line).unwrap_or(usize::MAX))
        .annotations(labels().map(|label| annotation(label, sources, window.start)))
}

fn annotation<'a>(label: &Label, sources: &Sources, window_start: usize) -> Annotation<'a> {
    let range = sources.settle(label.span);
    let kind = if label.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let text = (!label.text.is_empty()).then(|| harmless(&label.text));
    kind.span(range.start - window_start..range.end - window_start)
        .label(text)
}
