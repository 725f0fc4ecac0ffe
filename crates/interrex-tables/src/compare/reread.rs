//! Whether the changed plan still makes sense.
//!
//! Responsible for asking the reader of plans, and for saying of each fault which row brought it: the
//! one in whose text it stands, or the one whose removal left somebody speaking of nothing.

use std::ops::Range;

use interrex_diag::{Diagnostic, Severity, Sources, Span};

use crate::changes::{Accept, Changes, What};
use crate::edit::headers;
use crate::spec::SPECS;
use crate::texts::Texts;
use crate::tree::Form;

/// A row of the changed plan, and a stretch of text that says it.
struct Stretch {
    table: &'static str,
    id: String,
    file: usize,
    range: Range<usize>,
}

/// Reads the changed plan and refuses the rows that brought faults into it.
pub(super) fn reread(files: Option<&[(String, String)]>, accept: Accept, changes: &mut Changes) {
    let Some(files) = files else {
        return;
    };
    let reading = interrex_plan::read(files);
    let errors = reading
        .diagnostics
        .iter()
        .filter(|one| one.severity == Severity::Error);
    let errors: Vec<&Diagnostic> = errors.collect();
    if errors.is_empty() {
        return;
    }
    let parsed = Texts::parse(files);
    let stretches = parsed.as_ref().map(stretches).unwrap_or_default();
    let ids: Vec<_> = reading.sources.ids().collect();
    let missing = if accept.refusals {
        Vec::new()
    } else {
        missing(changes)
    };
    let is_own = |error: &&Diagnostic| !missing.iter().any(|name| error.message.contains(name));
    for error in errors.into_iter().filter(is_own) {
        let place = error
            .primary()
            .and_then(|span| Some((ids.iter().position(|id| *id == span.source)?, span)));
        blame(error, place, &stretches, &reading.sources, changes);
    }
}

/// The names, between quotes, of things that are missing only because their rows were refused: what
/// follows from that is not said.
fn missing(changes: &Changes) -> Vec<String> {
    let refused = changes
        .rows
        .iter()
        .filter(|row| matches!(row.what, What::Refused(_)) && row.at.is_none());
    let names = refused.filter_map(|row| row.id.split_once('.'));
    let names = names.filter(|(_, name)| !name.is_empty() && !name.contains('.'));
    names.map(|(_, name)| format!("`{name}`")).collect()
}

/// Every row of a plan with its stretches of text.
fn stretches(texts: &Texts) -> Vec<Stretch> {
    let mut all = Vec::new();
    for spec in SPECS {
        for found in texts.rows(spec).list {
            let Some((node, file)) = texts.node(&found.at).zip(texts.files.get(found.at.file))
            else {
                continue;
            };
            let mut ranges = Vec::new();
            match node.form() {
                Some(Form::Header | Form::Implied) => headers(&file.text, node, &mut ranges),
                _ => ranges.push(crate::edit::lines_of(&file.text, &node.span)),
            }
            all.extend(ranges.into_iter().map(|range| Stretch {
                table: spec.name,
                id: found.id.clone(),
                file: found.at.file,
                range,
            }));
        }
    }
    all
}

/// Refuses the row that brought a fault; where there is none, nothing can be taken in.
fn blame(
    error: &Diagnostic,
    place: Option<(usize, Span)>,
    stretches: &[Stretch],
    sources: &Sources,
    changes: &mut Changes,
) {
    let said = said(error);
    let mut around: Vec<&Stretch> = place.map_or_else(Vec::new, |(file, span)| {
        let at = span.range().start;
        let around = stretches
            .iter()
            .filter(|one| one.file == file && one.range.contains(&at));
        around.collect()
    });
    around.sort_by_key(|one| one.range.len());
    for stretch in around {
        let row = changes.rows.iter_mut().find(|row| {
            row.becomes == stretch.id
                && row.table == stretch.table
                && matches!(
                    row.what,
                    What::Created(_) | What::Changed(_) | What::Refused(_)
                )
        });
        if let Some(row) = row {
            row.refuse(said);
            return;
        }
    }
    let line =
        place.map(|(_, span)| format!("{}:{}", sources.path(span.source), sources.line_of(span)));
    let line = line.unwrap_or_else(|| "the plan".to_owned());
    let brought = changes.rows.iter_mut().find(|row| {
        matches!(row.what, What::Created(_)) && error.message.contains(&format!("`{}`", row.id))
    });
    if let Some(row) = brought {
        row.refuse(format!("cannot be put in beside {line}: {said}"));
        return;
    }
    let removed = changes.rows.iter_mut().find(|row| {
        let name = row.id.rsplit('.').next().unwrap_or_default();
        row.what == What::Deleted
            && !name.is_empty()
            && error.message.contains(&format!("`{name}`"))
    });
    match removed {
        Some(row) => row.refuse(format!(
            "cannot be taken out while {line} speaks of it; take that out first"
        )),
        None => changes.faults.push(format!("{line}: {said}")),
    }
}

/// A fault with what may have been meant, in one sentence.
fn said(error: &Diagnostic) -> String {
    let helps = error.helps.iter().map(|help| format!("; {help}"));
    format!("{}{}", error.message, helps.collect::<String>())
}
