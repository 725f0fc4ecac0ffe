//! What is said about a plan: a code, a message, places, advice.
//!
//! Responsible for building a diagnostic and for an order that does not depend on who found what
//! first. It leaves how one looks to the renderers.

use std::borrow::Borrow;
use std::fmt;

use crate::{SourceId, Span};

/// How much a diagnostic matters.
///
/// Ordered from the gravest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The plan cannot be used as it stands.
    Error,
    /// The plan can be used, and is probably not what was meant.
    Warning,
    /// Something worth knowing.
    Note,
}

impl Severity {
    /// Returns the word that is printed: `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A place with what is to be said there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said there; may be empty.
    pub text: String,
    /// Whether the fault is here, and not only something that bears on it.
    pub primary: bool,
}

/// One fault, or one answer, with its places and advice.
///
/// # Examples
///
/// ```
/// use interrex_diag::{Diagnostic, Severity, Sources, Span};
///
/// let id = Sources::new().add("plan.toml", "seat = \"kyiv\"\nseat = \"lviv\"\n");
/// let twice = Diagnostic::error("duplicate-key", "`seat` is given twice")
///     .at(Span::new(id, 14..18), "given again")
///     .also(Span::new(id, 0..4), "given here first")
///     .help("keep one of them");
/// assert_eq!(twice.severity, Severity::Error);
/// assert_eq!(twice.primary(), Some(Span::new(id, 14..18)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a diagnostic that nobody reports is lost"]
pub struct Diagnostic {
    /// The kebab-case name of the bad thing, such as `succession-cycle`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, to what, and what was expected, in one sentence without a full stop.
    pub message: String,
    /// Places, in the order of adding.
    pub labels: Vec<Label>,
    /// Advice: what to write or do, one sentence each.
    pub helps: Vec<String>,
    /// Reasons and background, one each.
    pub notes: Vec<String>,
}

impl Diagnostic {
    /// Starts an error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::with_severity(Severity::Error, code, message)
    }

    /// Starts a warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::with_severity(Severity::Warning, code, message)
    }

    /// Starts a note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::with_severity(Severity::Note, code, message)
    }

    /// Starts a diagnostic whose severity is decided elsewhere.
    pub fn with_severity(
        severity: Severity,
        code: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let (labels, helps, notes) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            code,
            severity,
            message: message.into(),
            labels,
            helps,
            notes,
        }
    }

    /// Says where the fault is, and what is to be said there.
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
            primary: true,
        });
        self
    }

    /// Adds a place that bears on the fault.
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label {
            span,
            text: text.into(),
            primary: false,
        });
        self
    }

    /// Adds advice.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }

    /// Adds a reason or some background.
    pub fn because(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Returns the first primary place; `None` for what concerns no place.
    pub fn primary(&self) -> Option<Span> {
        self.labels
            .iter()
            .find(|label| label.primary)
            .map(|label| label.span)
    }

    /// The place to list it under: the primary one, else the first of all.
    pub(crate) fn place(&self) -> Option<Span> {
        self.primary()
            .or_else(|| self.labels.first().map(|label| label.span))
    }

    fn rank(&self) -> Rank {
        let place = self.place();
        let start = place.map(|span| (span.source, span.start));
        (start, self.code, place.map(|span| span.end), self.severity)
    }
}

/// What diagnostics are sorted by before their messages: where they start, their code, where they end,
/// how much they matter.
type Rank = (Option<(SourceId, u32)>, &'static str, Option<u32>, Severity);

/// Sorts by source, position and code; what has no place comes first.
///
/// What still is equal is told apart by the end of its place, severity and message, so that the
/// result does not depend on the order of finding.
pub fn sort<D: Borrow<Diagnostic>>(diagnostics: &mut [D]) {
    diagnostics.sort_by_cached_key(|one| one.borrow().rank());
    for tied in diagnostics.chunk_by_mut(|one, next| one.borrow().rank() == next.borrow().rank()) {
        tied.sort_by(|one, other| one.borrow().message.cmp(&other.borrow().message));
    }
}

/// Says whether any of them is an error.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SourceId;

    fn at(source: u32, start: usize, code: &'static str) -> Diagnostic {
        let span = Span::new(SourceId(source), start..start + 2);
        Diagnostic::warning(code, "message").at(span, "")
    }

    #[test]
    fn order_does_not_depend_on_the_order_of_finding() {
        let sorted = [
            Diagnostic::error("z", "no place"),
            at(0, 3, "z"),
            at(0, 7, "a"),
            at(0, 7, "b"),
            at(1, 0, "a"),
            Diagnostic::error("a", "message").at(Span::new(SourceId(1), 0..3), ""),
            Diagnostic::error("b", "one").at(Span::new(SourceId(1), 0..3), ""),
            Diagnostic::error("b", "other").at(Span::new(SourceId(1), 0..3), ""),
        ];
        for turn in 0..sorted.len() {
            let mut found = sorted.to_vec();
            found.rotate_left(turn);
            sort(&mut found);
            assert_eq!(found, sorted, "rotated by {turn}");
            found.reverse();
            sort(&mut found);
            assert_eq!(found, sorted, "reversed");
        }
    }

    #[test]
    fn the_primary_place_decides_even_when_added_last() {
        let (near, far) = (Span::new(SourceId(0), 1..2), Span::new(SourceId(0), 8..9));
        let diagnostic = Diagnostic::error("a", "m").also(near, "").at(far, "");
        assert_eq!(diagnostic.primary(), Some(far));
        assert_eq!(
            Diagnostic::error("a", "m").also(near, "").place(),
            Some(near)
        );
    }

    #[test]
    fn only_errors_are_errors() {
        assert!(!has_errors(&[at(0, 0, "a"), Diagnostic::note("b", "m")]));
        assert!(has_errors(&[at(0, 0, "a"), Diagnostic::error("b", "m")]));
    }
}
