//! The reference of the plan language as Markdown, from the same tables that reading goes by.

use std::fmt::Write as _;

use crate::expr::predicates::{PREDICATES, Predicate};

use super::{CONSTRUCTS, Construct};

/// Writes the reference of the plan language: one section for every construct with its keys and
/// its example, then expressions with every predicate, actors, and the names of facts. Deterministic; ends with a line end.
pub fn reference_markdown() -> String {
    let mut page = String::from(include_str!("prose/introduction.md"));
    for construct in CONSTRUCTS {
        section(construct, &mut page);
    }
    page.push('\n');
    page.push_str(include_str!("prose/expressions.md"));
    for Predicate {
        words,
        takes,
        holds,
        ..
    } in &PREDICATES
    {
        _ = writeln!(page, "| `{words}` | {takes} | {holds} |");
    }
    page.push_str(include_str!("prose/actors.md"));
    page
}

/// Writing to a string does not fail.
fn section(construct: &Construct, page: &mut String) {
    _ = write!(page, "\n## `{}`\n\n{}\n", construct.header, construct.doc);
    if !construct.keys.is_empty() {
        page.push_str("\n| key | holds | says |\n| --- | --- | --- |\n");
    }
    for key in construct.keys {
        let required = if key.required { " (required)" } else { "" };
        let form = key.form.words().replace('|', "\\|");
        _ = writeln!(page, "| `{}`{required} | {form} | {} |", key.name, key.doc);
    }
    if construct.has_terms {
        page.push_str("\nThe keys of [terms](#terms) are allowed besides.\n");
    }
    if !construct.example.is_empty() {
        _ = write!(page, "\n```toml\n{}```\n", construct.example);
    }
}
