//! One fault, one diagnostic: what follows from a fault of TOML is not reported besides it.

use std::collections::BTreeSet;

use interrex_diag::{Diagnostic, Severity, Sources, Span};

/// Drops what most likely follows from faults of syntax, whose places are `broken`: a text that
/// could not be parsed may have held the name that is missed, or the key that is required.
pub(super) fn consequences(
    found: Vec<Diagnostic>,
    broken: &[Span],
    sources: &Sources,
) -> Vec<Diagnostic> {
    if broken.is_empty() {
        return found;
    }
    let lines: BTreeSet<_> = broken
        .iter()
        .map(|span| (span.source, sources.line_of(*span)))
        .collect();
    let follows = |fault: &Diagnostic| {
        if matches!(fault.code, "syntax" | "duplicate-key" | "declared-twice") {
            return false;
        }
        let missing = fault.code.starts_with("unknown-") || fault.code.starts_with("missing-");
        let near = fault
            .primary()
            .is_some_and(|span| lines.contains(&(span.source, sources.line_of(span))));
        fault.severity != Severity::Error || missing || near
    };
    found.into_iter().filter(|fault| !follows(fault)).collect()
}
