//! Source files that no crate compiles.
//!
//! Responsible for asking that each file is the root of a crate, a test or an example, or is
//! declared as a module by another file: the compiler says nothing of a file that it never reads.

use std::collections::BTreeSet;

use super::source::Source;
use super::{Finding, House};

/// Folders whose files are compiled without being declared.
const ROOT_FOLDERS: &[&str] = &["tests", "benches", "examples", "fuzz_targets", "bin"];

/// Every source file that nothing brings in.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let declared: BTreeSet<String> = house
        .sources()
        .iter()
        .flat_map(Source::module_stems)
        .collect();
    house
        .sources()
        .iter()
        .filter(|source| !is_root(&source.path) && !declared.contains(stem(&source.path)))
        .map(|source| Finding::new(&source.path, 0, "is declared by no `mod`"))
        .collect()
}

/// The path of the module that a file holds.
fn stem(path: &str) -> &str {
    let own = path.trim_end_matches(".rs");
    own.strip_suffix("/mod").unwrap_or(own)
}

fn is_root(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or_default();
    let folder = parts.next().unwrap_or_default();
    ["lib.rs", "main.rs", "build.rs"].contains(&file)
        || ROOT_FOLDERS.contains(&folder) && file != "mod.rs"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_nothing_declares_are_found() {
        let house = House::of(&[
            (
                "crates/a/src/lib.rs",
                "mod b;\nmod c;\n#[cfg(test)]\nmod d;\n",
            ),
            ("crates/a/src/b.rs", "mod e;\n"),
            ("crates/a/src/b/e.rs", ""),
            ("crates/a/src/b/lost.rs", ""),
            ("crates/a/src/c/mod.rs", "mod f;\n"),
            ("crates/a/src/c/f.rs", ""),
            ("crates/a/src/d.rs", ""),
            ("crates/a/src/lost.rs", ""),
            ("crates/a/tests/whole.rs", "mod shared;\n"),
            ("crates/a/tests/shared/mod.rs", ""),
            ("crates/a/tests/other/mod.rs", ""),
        ]);
        let found: Vec<String> = check(&house).into_iter().map(|f| f.path).collect();
        assert_eq!(
            found,
            [
                "crates/a/src/b/lost.rs",
                "crates/a/src/lost.rs",
                "crates/a/tests/other/mod.rs",
            ]
        );
    }
}
