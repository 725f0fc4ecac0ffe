//! What is said about a model that cannot be read as it stands: the words, in one place.

use interrex_diag::{Diagnostic, Span};

/// Things that need each other in a circle.
pub(super) fn circle(kind: &str, steps: &[(&str, Span)]) -> Diagnostic {
    let names: Vec<String> = steps.iter().map(|(name, _)| format!("`{name}`")).collect();
    let message = match names.as_slice() {
        [one] => format!("the {kind} {one} refers to itself"),
        _ => format!(
            "{} refer to each other in a circle: {}",
            plural(kind),
            path(&names)
        ),
    };
    let mut fault = Diagnostic::error("circle", message);
    for (at, (_, span)) in steps.iter().enumerate() {
        fault = match at {
            0 => fault.at(*span, "the circle closes here"),
            1..4 => fault.also(*span, "through this"),
            _ => break,
        };
    }
    fault.help("remove one of the references: what a thing is cannot depend on itself")
}

fn plural(kind: &str) -> String {
    let ending = if kind.ends_with("ch") { "es" } else { "s" };
    format!("{kind}{ending}")
}

/// The names of a circle, shortened in the middle.
fn path(names: &[String]) -> String {
    const SHOWN_MAX: usize = 8;
    if names.len() <= SHOWN_MAX {
        return names.join(" → ");
    }
    let head = names.get(..SHOWN_MAX - 1).unwrap_or(names);
    let last = names.last().map_or("", String::as_str);
    let hidden = names.len() - SHOWN_MAX;
    format!("{} → ({hidden} more) → {last}", head.join(" → "))
}
