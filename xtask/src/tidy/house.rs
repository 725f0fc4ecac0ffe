//! What the checks read: the files, the manifests and the parsed sources of the repository.
//!
//! Responsible for parsing each file once. A file that does not parse is a finding of its own,
//! which `first lines` reports; it is left out of the counts.

use super::manifest::Manifest;
use super::source::Source;
use crate::tree::Tree;

/// The repository, parsed.
pub(crate) struct House {
    tree: Tree,
    manifests: Vec<Manifest>,
    sources: Vec<Source>,
    broken: Vec<(String, usize, String)>,
}

impl House {
    /// Reads and parses the workspace.
    ///
    /// # Errors
    ///
    /// Names the file that could not be read, or the manifest that is no TOML.
    pub(crate) fn read() -> Result<Self, String> {
        Self::parse(Tree::read()?)
    }

    fn parse(tree: Tree) -> Result<Self, String> {
        let mut manifests = Vec::new();
        for (path, text) in tree.texts("Cargo.toml") {
            if is_member(path) {
                manifests.push(Manifest::parse(path, text)?);
            }
        }
        let (mut sources, mut broken) = (Vec::new(), Vec::new());
        for (path, text) in tree.texts(".rs") {
            match Source::parse(path, text) {
                Ok(source) => sources.push(source),
                Err((line, reason)) => broken.push((path.to_owned(), line, reason)),
            }
        }
        mark_test_modules(&mut sources);
        Ok(Self {
            tree,
            manifests,
            sources,
            broken,
        })
    }

    /// A repository of the given paths and texts.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self::parse(Tree::of(files)).expect("the fixture's manifests are TOML")
    }

    /// The files.
    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The manifests of the workspace's crates.
    pub(crate) fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// Every source file that parses.
    pub(crate) fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The sources that are not tests.
    pub(crate) fn product_sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| !source.is_test)
    }

    /// The sources that do not parse: path, line, reason.
    pub(crate) fn broken(&self) -> &[(String, usize, String)] {
        &self.broken
    }
}

/// `crates/NAME/Cargo.toml` and `xtask/Cargo.toml`.
fn is_member(path: &str) -> bool {
    let crates = path.strip_prefix("crates/");
    path == "xtask/Cargo.toml" || crates.is_some_and(|rest| rest.matches('/').count() == 1)
}

/// A file that a `#[cfg(test)] mod name;` brings in is a test, wherever it lies, and so is what
/// lies in the folder of that name.
fn mark_test_modules(sources: &mut [Source]) {
    let stems: Vec<String> = sources.iter().flat_map(Source::test_module_stems).collect();
    for source in sources {
        let path = source.path.trim_end_matches(".rs");
        source.is_test |= stems
            .iter()
            .any(|stem| path == stem || path.starts_with(&format!("{stem}/")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_declared_for_tests_is_a_test() {
        let house = House::of(&[
            (
                "crates/a/src/lib.rs",
                "#[cfg(test)]\nmod probe;\nmod kept;\n",
            ),
            ("crates/a/src/probe.rs", "fn f() {}\n"),
            ("crates/a/src/kept.rs", "#[cfg(test)]\nmod inner;\n"),
            ("crates/a/src/kept/inner.rs", "fn f() {}\n"),
            ("crates/a/tests/whole.rs", "fn f() {}\n"),
        ]);
        let product: Vec<&str> = house.product_sources().map(|s| s.path.as_str()).collect();
        assert_eq!(product, ["crates/a/src/kept.rs", "crates/a/src/lib.rs"]);
    }

    #[test]
    fn members_are_the_crates_and_the_chores() {
        assert!(is_member("crates/a/Cargo.toml"));
        assert!(is_member("xtask/Cargo.toml"));
        assert!(!is_member("Cargo.toml"));
        assert!(!is_member("crates/a/fuzz/Cargo.toml"));
    }
}
