//! The cases from history: a register of each with throwaway keys, and a page of each for the book.
//!
//! Responsible for reading what is written about a case: plans, acts, questions and the page beside them. What
//! that makes is left to `register` and `page`. No case is known here by name.

mod page;
mod register;

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::script::{self, Script};

use super::pages::Files;
use crate::tree::Tree;

/// Where the cases lie.
const CASES: &str = "examples/cases/";

/// A case as it is written.
struct Case {
    /// The name of its folder.
    name: String,
    /// What is said about it, in Markdown.
    readme: String,
    /// Its plans by digest: the name of the file, and the text.
    texts: BTreeMap<String, (String, String)>,
    /// The same, read.
    plans: BTreeMap<String, Plan>,
    script: Script,
    /// What is asked, with the answers expected.
    questions: String,
}

/// Whether a path lies in the register of a case.
pub(super) fn is_of_register(path: &str) -> bool {
    let below = path.strip_prefix(CASES);
    let rest = below.and_then(|below| below.split_once('/'));
    rest.is_some_and(|(_, rest)| rest.starts_with("register/"))
}

/// The register of every case.
///
/// # Errors
///
/// Says which case cannot be read, and why.
pub(super) fn registers(tree: &Tree) -> Result<Files, String> {
    let mut files = Files::new();
    for case in all(tree)? {
        let of_case = register::files(&case).map_err(|error| format!("{}: {error}", case.name))?;
        let folder = format!("{CASES}{}/register/", case.name);
        files.extend(
            of_case
                .into_iter()
                .map(|(path, bytes)| (format!("{folder}{path}"), bytes)),
        );
    }
    Ok(files)
}

/// The page of every case, and their index.
///
/// # Errors
///
/// Says which case cannot be read or answered, and why.
pub(super) fn pages(tree: &Tree) -> Result<Files, String> {
    let index = format!("{CASES}README.md");
    let index = tree.text(&index).ok_or(format!("there is no {index}"))?;
    let mut files = Files::from([("docs/cases/index.md".to_owned(), page::index(index).into())]);
    for case in all(tree)? {
        let page = page::of(&case).map_err(|error| format!("{}: {error}", case.name))?;
        files.insert(format!("docs/cases/{}.md", case.name), page.into());
    }
    Ok(files)
}

fn all(tree: &Tree) -> Result<Vec<Case>, String> {
    let lists = tree.texts("/acts.toml");
    let names = lists.filter_map(|(path, _)| {
        let below = path.strip_prefix(CASES)?;
        below.strip_suffix("/acts.toml")
    });
    let each = names.map(|name| Case::read(tree, name).map_err(|error| format!("{name}: {error}")));
    each.collect()
}

impl Case {
    fn read(tree: &Tree, name: &str) -> Result<Self, String> {
        let folder = format!("{CASES}{name}/");
        let text = |file: &str| {
            let text = tree.text(&format!("{folder}{file}"));
            text.map(str::to_owned)
                .ok_or_else(|| format!("there is no {file}"))
        };
        let (mut texts, mut plans, mut digests) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (path, plan) in tree.texts(".toml") {
            let Some(file) = path.strip_prefix(&folder).filter(|file| is_plan(file)) else {
                continue;
            };
            let files = [(file.to_owned(), plan.to_owned())];
            let reading = interrex_plan::read(&files);
            if reading.has_errors() {
                return Err(format!("{file} has errors; `interrex check` lists them"));
            }
            let digest = interrex_plan::digest(&files);
            plans.insert(digest.clone(), reading.plan);
            texts.insert(digest.clone(), (file.to_owned(), plan.to_owned()));
            digests.insert(file.to_owned(), digest);
        }
        Ok(Self {
            name: name.to_owned(),
            readme: text("README.md")?,
            script: script::read(&text("acts.toml")?, &digests)?,
            questions: text("questions.toml")?,
            texts,
            plans,
        })
    }
}

fn is_plan(file: &str) -> bool {
    file.starts_with("plan") && !file.contains('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_lies_in_the_folder_of_its_case() {
        assert!(is_of_register("examples/cases/a/register/log/checkpoint"));
        assert!(!is_of_register("examples/cases/a/plan.toml"));
        assert!(!is_of_register("examples/a/register/trust.toml"));
    }
}
