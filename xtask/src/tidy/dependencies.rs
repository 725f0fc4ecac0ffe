//! The dependencies of the workspace.
//!
//! Responsible for asking three things: that each one listed in the root manifest has its reason
//! on the line above, that some crate uses it, and that a crate which lists it names it in its
//! sources. Licenses, sources and versions are left to cargo-deny.

use super::manifest::Manifest;
use super::{Finding, House};

const ROOT: &str = "Cargo.toml";
const SECTION: &str = "[workspace.dependencies]";

/// An entry of the root manifest's list.
struct Entry<'a> {
    name: &'a str,
    line: usize,
    has_reason: bool,
}

/// Every dependency without a reason or without a use.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let entries = entries(house.tree().text(ROOT).unwrap_or_default());
    let mut findings = Vec::new();
    for entry in &entries {
        // The crates of the workspace share one reason, which is the table of layers.
        if !entry.has_reason && !entry.name.starts_with("interrex-") {
            let message = format!("`{}` has no reason on the line above it", entry.name);
            findings.push(Finding::new(ROOT, entry.line, message));
        }
        let used = house
            .manifests()
            .iter()
            .flat_map(|manifest| &manifest.dependencies)
            .any(|dependency| dependency.name == entry.name);
        if !used {
            let message = format!("no crate uses `{}`", entry.name);
            findings.push(Finding::new(ROOT, entry.line, message));
        }
    }
    findings.extend(
        house
            .manifests()
            .iter()
            .flat_map(|manifest| unused(house, manifest)),
    );
    findings
}

/// The entries of the list; comments and blank lines are what a parser of TOML throws away, so
/// the lines are read as they stand.
fn entries(text: &str) -> Vec<Entry<'_>> {
    let lines = text.lines().enumerate();
    let section = lines.skip_while(|(_, line)| line.trim() != SECTION).skip(1);
    let mut entries = Vec::new();
    let mut above = "";
    for (index, line) in section.take_while(|(_, line)| !line.starts_with('[')) {
        if let Some((name, _)) = line.split_once([' ', '.', '=']).filter(|_| is_entry(line)) {
            entries.push(Entry {
                name,
                line: index + 1,
                has_reason: above.starts_with("# ") && above.len() > 20,
            });
        }
        above = line;
    }
    entries
}

fn is_entry(line: &str) -> bool {
    line.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && line.contains('=')
}

/// What one crate lists and does not name, and what it takes from elsewhere than the root.
fn unused(house: &House, manifest: &Manifest) -> Vec<Finding> {
    let mut findings = Vec::new();
    for dependency in &manifest.dependencies {
        if !dependency.from_workspace {
            let message = format!("`{}` is not taken from the root manifest", dependency.name);
            findings.push(Finding::new(&manifest.path, dependency.line, message));
        }
        let name = dependency.name.replace('-', "_");
        let named = house
            .tree()
            .texts(".rs")
            .filter(|(path, _)| path.starts_with(manifest.folder()))
            .any(|(_, text)| names(text, &name));
        if !named {
            let message = format!("`{}` is listed and never named", dependency.name);
            findings.push(Finding::new(&manifest.path, dependency.line, message));
        }
    }
    findings
}

/// Whether a text contains a name as a word of its own, outside comments.
fn names(text: &str, name: &str) -> bool {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//") || line.contains("use "))
        .flat_map(|line| line.split(|letter: char| !letter.is_alphanumeric() && letter != '_'))
        .any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_files(files: &[(&str, &str)], expect: &[&str]) {
        let found: Vec<String> = check(&House::of(files)).iter().map(Finding::text).collect();
        assert_eq!(found, expect);
    }

    const LIST: &str = "[workspace.dependencies]\n# Civil dates with checked arithmetic.\n\
                        jiff = \"1\"\nlibm = \"1\"\n\n[profile.dev]\ndebug = 1\n";
    const CRATE: &str = "[package]\nname = \"a\"\n[dependencies]\njiff.workspace = true\n\
                         libm.workspace = true\n";

    #[test]
    fn each_has_a_reason() {
        let source = "use jiff::civil;\nfn f() { libm::exp(1.0); }\n";
        check_files(
            &[
                (ROOT, LIST),
                ("crates/a/Cargo.toml", CRATE),
                ("crates/a/src/lib.rs", source),
            ],
            &["Cargo.toml:4: `libm` has no reason on the line above it"],
        );
    }

    #[test]
    fn each_is_used_and_named() {
        let list =
            "[workspace.dependencies]\n# Civil dates with checked arithmetic.\njiff = \"1\"\n";
        check_files(&[(ROOT, list)], &["Cargo.toml:3: no crate uses `jiff`"]);
        let manifest = "[package]\nname = \"a\"\n[dependencies]\njiff = \"1\"\n";
        check_files(
            &[
                (ROOT, list),
                ("crates/a/Cargo.toml", manifest),
                ("crates/a/src/lib.rs", "// jiff\n"),
            ],
            &[
                "crates/a/Cargo.toml:4: `jiff` is not taken from the root manifest",
                "crates/a/Cargo.toml:4: `jiff` is listed and never named",
            ],
        );
    }
}
