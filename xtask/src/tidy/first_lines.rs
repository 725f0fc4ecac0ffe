//! What a source file says of itself.
//!
//! Responsible for asking that each file opens with a `//!` paragraph: of at least a phrase, or, in
//! a test, of any length. What the paragraph says is left to its readers.

use super::{Finding, House};

/// Shorter than this, a paragraph says no more than the file's name.
const LETTERS_MIN: usize = 20;

/// Every file that does not parse, and every file that does not open with a paragraph.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let broken = house
        .broken()
        .iter()
        .map(|(path, line, reason)| Finding::new(path, *line, format!("is no Rust: {reason}")));
    let silent = house
        .tree()
        .texts(".rs")
        .filter(|(path, text)| {
            let letters_min = if path.contains("/tests/") {
                1
            } else {
                LETTERS_MIN
            };
            paragraph(text).len() < letters_min
        })
        .map(|(path, _)| {
            let message = "opens without a `//!` paragraph that says what the file is responsible \
                           for and what it leaves to others";
            Finding::new(path, 1, message)
        });
    broken.chain(silent).collect()
}

/// The text of the first `//!` paragraph, if the file opens with one.
fn paragraph(text: &str) -> String {
    text.lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(str::trim)
        .collect::<Vec<&str>>()
        .join(" ")
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_text(text: &str, expect: usize) {
        let findings = check(&House::of(&[("crates/a/src/lib.rs", text)]));
        assert_eq!(findings.len(), expect, "{text}: {findings:?}");
    }

    #[test]
    fn a_paragraph_comes_first() {
        check_text(
            "//! Responsible for one thing; leaves the other thing to others.\n",
            0,
        );
        check_text(
            "//! Responsible for one thing,\n//! and not for the other.\n",
            0,
        );
        check_text("fn f() {}\n", 1);
        check_text("//! Things.\n", 1);
        check_text(
            "\n//! Responsible for one thing; leaves the other to others.\n",
            1,
        );
        check_text("", 1);
    }

    #[test]
    fn a_test_may_be_brief() {
        let house = House::of(&[
            ("crates/a/tests/brief.rs", "//! How it looks.\n"),
            ("crates/a/tests/silent.rs", "fn f() {}\n"),
        ]);
        let found: Vec<String> = check(&house).into_iter().map(|f| f.path).collect();
        assert_eq!(found, ["crates/a/tests/silent.rs"]);
    }

    #[test]
    fn what_does_not_parse_is_found() {
        check_text(
            "//! Responsible for one thing; leaves the other to others.\nfn (",
            1,
        );
    }
}
