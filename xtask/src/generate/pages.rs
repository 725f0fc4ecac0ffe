//! The generators, and the comparison of what they produce with what is on disk.
//!
//! Responsible for the list and for the folders that generators own. A generator is a function
//! from the repository to files: it reads no clock and no environment, so the same source gives the
//! same bytes on every machine.

use std::collections::BTreeMap;
use std::fs;

use super::{cases, command_line, contents};
use crate::process;
use crate::tree::Tree;

/// Paths from the root, with their bytes.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// One kind of generated file.
struct Generator {
    /// What the files are, for messages.
    name: &'static str,
    /// Whether this generator writes every file at such a path.
    owns: fn(&str) -> bool,
    files: fn(&Tree) -> Result<Files, String>,
}

const GENERATORS: &[Generator] = &[
    Generator {
        name: "plan language",
        owns: |_| false,
        files: |_| Ok(plan_language()),
    },
    Generator {
        name: "command line",
        owns: |_| false,
        files: |_| command_line(),
    },
    Generator {
        name: "faults",
        owns: |_| false,
        files: |_| Ok(faults()),
    },
    Generator {
        name: "rules of the field",
        owns: |path| path.starts_with("docs/reference/rules/"),
        files: |tree| Ok(rules(tree)),
    },
    Generator {
        name: "registers of the cases",
        owns: cases::is_of_register,
        files: cases::registers,
    },
    Generator {
        name: "pages of the cases",
        owns: |path| path.starts_with("docs/cases/"),
        files: cases::pages,
    },
];

fn plan_language() -> Files {
    let text = interrex_plan::schema::reference_markdown();
    Files::from([(
        "docs/reference/plan-language.md".to_owned(),
        text.into_bytes(),
    )])
}

fn command_line() -> Result<Files, String> {
    let text = command_line::page()?;
    Ok(Files::from([(
        "docs/reference/command-line.md".to_owned(),
        text.into_bytes(),
    )]))
}

fn faults() -> Files {
    let plans = interrex_plan::faults::faults_markdown();
    let models = interrex_openpsa::faults::faults_markdown();
    Files::from([
        ("docs/reference/faults.md".to_owned(), plans.into_bytes()),
        (
            "docs/reference/open-psa-faults.md".to_owned(),
            models.into_bytes(),
        ),
    ])
}

/// The page of each rule, their index, and their lines in the contents of the book.
fn rules(tree: &Tree) -> Files {
    let pages = interrex_rules::pages();
    let paths: Vec<String> = pages.iter().map(|page| page.path.clone()).collect();
    let mut files: Files = pages
        .into_iter()
        .map(|page| {
            let path = format!("docs/reference/rules/{}", page.path);
            (path, page.text.into_bytes())
        })
        .collect();
    let summary = "docs/SUMMARY.md";
    let contents = tree.text(summary).unwrap_or_default();
    let contents = contents::with_rules(contents, &paths);
    files.insert(summary.to_owned(), contents.into_bytes());
    files
}

/// Writes what is not on disk yet and removes what is left over.
///
/// # Errors
///
/// Names the file that could not be written or removed, or the generator that failed.
pub(super) fn write() -> Result<(), String> {
    let tree = Tree::read()?;
    for generator in GENERATORS {
        let files = (generator.files)(&tree)?;
        let stale = compare(generator, &files, &tree);
        for path in &stale {
            apply(path, files.get(path))?;
        }
        println!(
            "{}: {} files, {} written",
            generator.name,
            files.len(),
            stale.len()
        );
    }
    Ok(())
}

fn apply(path: &str, bytes: Option<&Vec<u8>>) -> Result<(), String> {
    let place = process::root().join(path);
    let folder = place.parent().expect("a path from the root has a folder");
    let result = match bytes {
        Some(bytes) => fs::create_dir_all(folder).and_then(|()| fs::write(&place, bytes)),
        None => fs::remove_file(&place),
    };
    result.map_err(|error| format!("cannot write {path}: {error}"))
}

/// The generated files that are missing, out of date, or left over.
///
/// # Errors
///
/// Says that a file could not be read, or which generator failed.
pub(super) fn stale() -> Result<Vec<String>, String> {
    let tree = Tree::read()?;
    let mut stale = Vec::new();
    for generator in GENERATORS {
        let files = (generator.files)(&tree)?;
        stale.extend(compare(generator, &files, &tree));
    }
    Ok(stale)
}

fn compare(generator: &Generator, files: &Files, tree: &Tree) -> Vec<String> {
    let changed = files
        .iter()
        .filter(|(path, bytes)| tree.bytes(path) != Some(bytes.as_slice()))
        .map(|(path, _)| path.clone());
    let left_over = tree
        .sizes()
        .map(|(path, _)| path)
        .filter(|path| (generator.owns)(path))
        .filter(|path| !files.contains_key(*path))
        .map(str::to_owned);
    changed.chain(left_over).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_changed_and_left_over_files_are_stale() {
        let generator = Generator {
            name: "pages",
            owns: |path| path.starts_with("docs/reference/rules/"),
            files: |_| Ok(Files::new()),
        };
        let files: Files = ["missing", "changed", "same"]
            .map(|name| (format!("docs/reference/rules/{name}.md"), name.into()))
            .into();
        let tree = Tree::of(&[
            ("docs/reference/rules/changed.md", "other"),
            ("docs/reference/rules/gone.md", "gone"),
            ("docs/reference/rules/same.md", "same"),
            ("docs/reference/other.md", "other"),
        ]);
        assert_eq!(
            compare(&generator, &files, &tree),
            ["changed", "missing", "gone"].map(|name| format!("docs/reference/rules/{name}.md"))
        );
    }
}
