//! The reference of the plan language as Markdown, from the same tables that reading goes by.

use std::fmt::Write as _;

use super::{CONSTRUCTS, Construct};

/// Writes the reference of the plan language: one section for every construct with its keys and
/// its example. Deterministic; ends with a line end.
pub fn reference_markdown() -> String {
    let mut page = String::from(
        "# The plan language\n\nA plan is one TOML file, or a folder of them read as one document. \
         Keys and names are kebab-case. This page lists every table and key.\n",
    );
    for construct in CONSTRUCTS {
        section(construct, &mut page);
    }
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
