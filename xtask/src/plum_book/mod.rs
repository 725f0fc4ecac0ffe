//! The plan that is made from the Plum Book of 2016.
//!
//! Responsible for the two steps from the published table to `examples/plum-book`: the reduction to
//! the columns that a plan needs, which the repository keeps under `corpus/plum-book`, and the plan
//! itself. What is read from a title, and what is not, is in `titles`, `line` and `boards`; the
//! README of the example says it in words.

mod boards;
mod line;
mod places;
mod plan;
mod roster;
mod table;
mod titles;
mod wording;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::process;
use roster::Roster;

/// Where the reduced tables are, from the root of the repository.
const CORPUS: &str = "corpus/plum-book";

/// Where the plan is, from the root of the repository.
const EXAMPLE: &str = "examples/plum-book";

const USAGE: &str = "usage: cargo xtask generate plum-book [CSV | FOLDER] [OUT]\n       \
                     cargo xtask generate plum-book --reduce CSV FOLDER";

/// Texts by their path below the folder that they belong to.
type Texts = BTreeMap<String, String>;

/// Writes the plan from the table of the book or from its reduction; with `--reduce`, writes the
/// reduction. Without arguments, from the corpus to the examples.
///
/// # Errors
///
/// Says which file could not be read or written, or which row is not understood.
pub(crate) fn run(arguments: &[String]) -> Result<ExitCode, String> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = process::root();
    match words.as_slice() {
        ["--reduce", csv, folder] => {
            write(Path::new(folder), &Roster::read(Path::new(csv))?.reduced()?)
        }
        [] => write(
            &root.join(EXAMPLE),
            &plan::texts(&Roster::read(&root.join(CORPUS))?),
        ),
        [input, out] => write(
            Path::new(out),
            &plan::texts(&Roster::read(Path::new(input))?),
        ),
        _ => Err(USAGE.to_owned()),
    }
}

fn write(folder: &Path, texts: &Texts) -> Result<ExitCode, String> {
    for (name, text) in texts {
        let path = folder.join(name);
        let above = path.parent().expect("a file lies in a folder");
        fs::create_dir_all(above)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The plan in the repository is the one that the corpus gives; whoever changes a rule of
    /// derivation sees here what it changes there.
    #[test]
    fn the_example_is_what_the_corpus_gives() {
        let root = process::root();
        let roster = Roster::read(&root.join(CORPUS)).expect("the corpus reads");
        assert_eq!(roster.posts.len(), 8358);
        assert_eq!(roster.units.len(), 1298);
        for (name, text) in plan::texts(&roster) {
            let path = root.join(EXAMPLE).join(&name);
            let kept = fs::read_to_string(&path).expect("the example has the file");
            assert!(
                kept == text,
                "{name} is out of date: run `cargo xtask generate plum-book`"
            );
        }
    }

    #[test]
    fn the_reduction_of_a_reduction_is_itself() {
        let root = process::root().join(CORPUS);
        let roster = Roster::read(&root).expect("the corpus reads");
        for (name, text) in roster.reduced().expect("the tables are written") {
            let kept = fs::read_to_string(root.join(&name)).expect("the corpus has the table");
            assert!(kept == text, "{name}");
        }
    }
}
