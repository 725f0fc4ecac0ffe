//! A crate's manifest, as far as the checks read it.
//!
//! Responsible for the names of a crate's dependencies and their lines. Versions and features are
//! left to cargo.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The manifest of one crate.
pub(crate) struct Manifest {
    /// Its path from the root.
    pub(crate) path: String,
    /// The crate's name.
    pub(crate) name: String,
    /// What the crate names, in any of its sections.
    pub(crate) dependencies: Vec<Dependency>,
}

/// One entry of a section of dependencies.
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) line: usize,
    /// Whether it stands under `[dev-dependencies]`.
    pub(crate) for_tests: bool,
    /// Whether it takes its version and reason from the workspace.
    pub(crate) from_workspace: bool,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    ///
    /// Says that the text is no TOML.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, String> {
        let document = DeTable::parse(text).map_err(|error| format!("{path}: {error}"))?;
        let table = document.get_ref();
        let name = table
            .get("package")
            .and_then(|package| package.get_ref().get("name"))
            .and_then(|name| name.get_ref().as_str())
            .unwrap_or_default();
        let mut dependencies = Vec::new();
        for (section, for_tests) in [
            ("dependencies", false),
            ("build-dependencies", false),
            ("dev-dependencies", true),
        ] {
            if let Some(DeValue::Table(entries)) = table.get(section).map(Spanned::get_ref) {
                collect(entries, text, for_tests, &mut dependencies);
            }
        }
        Ok(Self {
            path: path.to_owned(),
            name: name.to_owned(),
            dependencies,
        })
    }

    /// The folder that the crate lies in, with a `/` behind it.
    pub(crate) fn folder(&self) -> &str {
        self.path.trim_end_matches("Cargo.toml")
    }
}

fn collect(entries: &DeTable<'_>, text: &str, for_tests: bool, into: &mut Vec<Dependency>) {
    for (name, value) in entries {
        let workspace = value.get_ref().get("workspace");
        into.push(Dependency {
            name: name.get_ref().to_string(),
            line: line_at(text, name.span().start),
            for_tests,
            from_workspace: workspace.and_then(|value| value.get_ref().as_bool()) == Some(true),
        });
    }
    into.sort_by_key(|dependency| dependency.line);
}

/// The line, counted from one, on which a byte of a text stands.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_have_lines_and_sections() {
        let text = "[package]\nname = \"a\"\n[dependencies]\nx.workspace = true\n\
                    y = { workspace = true, optional = true }\n[dev-dependencies]\nz = \"1\"\n";
        let manifest = Manifest::parse("crates/a/Cargo.toml", text).unwrap();
        let found: Vec<_> = manifest
            .dependencies
            .iter()
            .map(|d| (d.name.as_str(), d.line, d.for_tests, d.from_workspace))
            .collect();
        let expected = [
            ("x", 4, false, true),
            ("y", 5, false, true),
            ("z", 7, true, false),
        ];
        assert_eq!(
            (manifest.name.as_str(), found.as_slice()),
            ("a", expected.as_slice())
        );
        assert_eq!(manifest.folder(), "crates/a/");
    }

    #[test]
    fn text_that_is_no_toml_is_refused() {
        assert!(Manifest::parse("crates/a/Cargo.toml", "[package\n").is_err());
    }
}
