//! Renderers: the same diagnostics for people, editors, programs and build services.
//!
//! Responsible for choosing the renderer and for text that cannot take over the terminal it is
//! shown on. It leaves where the text goes, and whether color is wanted, to the caller.

mod github;
mod human;
mod json;
mod short;

use std::fmt;
use std::str::FromStr;

use crate::{Diagnostic, Sources};

pub use json::JSON_SCHEMA;

/// How diagnostics are written.
///
/// Read and written as `human`, `short`, `json` and `github`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the source, as the Rust compiler does.
    #[default]
    Human,
    /// One line each: `path:line:column: error[code]: message`.
    Short,
    /// One JSON object a line, of the schema [`JSON_SCHEMA`].
    Json,
    /// Workflow commands, which GitHub shows at the line.
    GitHub,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Human, Self::Short, Self::Json, Self::GitHub];

    /// Returns the name that a user writes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Short => "short",
            Self::Json => "json",
            Self::GitHub => "github",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| {
                format!("`{text}` is no format, expected `human`, `short`, `json` or `github`")
            })
    }
}

/// Renders diagnostics in the order given; every line ends with a line feed.
///
/// `color` adds ANSI escapes to [`Format::Human`]; the other formats have none, and no format says
/// anything by color alone. Spans may be anything: one that does not fit its source is shown at
/// the nearest place that does.
///
/// # Panics
///
/// When a span's source comes from another set of sources.
pub fn render<'d>(
    diagnostics: impl IntoIterator<Item = &'d Diagnostic>,
    sources: &Sources,
    format: Format,
    color: bool,
) -> String {
    let one = |diagnostic: &Diagnostic| match format {
        Format::Human => human::render(diagnostic, sources, color),
        Format::Short => short::render(diagnostic, sources),
        Format::Json => json::render(diagnostic, sources),
        Format::GitHub => github::render(diagnostic, sources),
    };
    let separator = if format == Format::Human { "\n" } else { "" };
    let mut text = String::new();
    for diagnostic in diagnostics {
        if !text.is_empty() {
            text.push_str(separator);
        }
        text.push_str(&one(diagnostic));
    }
    text
}

/// Replaces what could move the cursor, change colors or reorder the line.
fn harmless(text: &str) -> String {
    let harmless = |c: char| match c {
        '\n' | '\t' => ' ',
        _ if crate::is_deceptive(c) => '\u{fffd}',
        _ => c,
    };
    text.replace("\r\n", "\n").chars().map(harmless).collect()
}
