//! Files that do not belong in a repository of source.
//!
//! Responsible for size and for what tools leave behind. Plans and third-party models may be
//! large; they lie in folders of their own.

use super::{Finding, House};

const BYTES_MAX: usize = 512 * 1024;

/// Where large files are at home.
const LARGE_AT_HOME: &[&str] = &["corpus/", "examples/"];

/// Endings of what compilers, editors and merges leave behind.
const LEFT_BEHIND: &[&str] = &[
    ".a",
    ".bak",
    ".exe",
    ".o",
    ".orig",
    ".profraw",
    ".pyc",
    ".rej",
    ".rlib",
    ".rmeta",
    ".so",
    ".swp",
    "~",
    ".DS_Store",
];

/// Every file that is too large or left behind by a tool.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, byte_count) in house.tree().sizes() {
        let at_home = LARGE_AT_HOME.iter().any(|folder| path.starts_with(folder));
        if byte_count > BYTES_MAX && !at_home {
            let message = format!("has {} KiB; at most 512 belong here", byte_count / 1024);
            findings.push(Finding::new(path, 0, message));
        }
        if LEFT_BEHIND.iter().any(|ending| path.ends_with(ending)) {
            findings.push(Finding::new(path, 0, "is left behind by a tool"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_files_have_their_folders() {
        let (fits, large) = ("x".repeat(BYTES_MAX), "x".repeat(BYTES_MAX + 1));
        let house = House::of(&[
            ("docs/fits.svg", &fits),
            ("docs/large.svg", &large),
            ("examples/large.toml", &large),
            ("src/lib.rs.orig", ""),
        ]);
        let found: Vec<String> = check(&house).iter().map(Finding::text).collect();
        assert_eq!(
            found,
            [
                "docs/large.svg: has 512 KiB; at most 512 belong here",
                "src/lib.rs.orig: is left behind by a tool",
            ]
        );
    }
}
