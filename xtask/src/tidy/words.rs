//! Words that speak of how the repository was made.
//!
//! Responsible for keeping out what only its authors at their desks could understand: numbers of
//! issues, paths of a machine, notes to oneself. A reader of the source needs the reason, which
//! can always be written out. Plans and third-party texts speak for themselves and are not read.

use super::{Finding, House};

/// Texts that are not searched: plans, third-party inputs, what cargo writes, and this table.
const NOT_READ: &[&str] = &[
    "corpus/",
    "examples/",
    "Cargo.lock",
    "LICENSE-",
    "xtask/src/tidy/words.rs",
];

/// Texts of any kind, wherever they stand in a file.
const ANYWHERE: &[(&str, &str)] = &[
    ("/work/", "a path of one machine"),
    ("/root/", "a path of one machine"),
    ("/home/", "a path of one machine"),
    ("/Users/", "a path of one machine"),
    ("/tmp/", "a path of one machine"),
    (
        "TODO",
        "a note to oneself: do it, or say what does not work",
    ),
    (
        "FIXME",
        "a note to oneself: do it, or say what does not work",
    ),
    ("XXX", "a note to oneself: do it, or say what does not work"),
    ("<<<<<<<", "a merge that was not finished"),
    ("index.crates.io", "the host of a registry"),
    ("static.crates.io", "the host of a registry"),
];

/// Turns of phrase that prose about the code does not need.
const IN_PROSE: &[&str] = &[
    "this session",
    "next session",
    "last session",
    "previous session",
    "earlier session",
    "another session",
    "as discussed",
    "as requested",
];

/// Files that are read.
const ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".sh", ".yml", ".yaml", ".ci/run"];

/// Every such word.
pub(super) fn check(house: &House) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ending in ENDINGS {
        for (path, text) in house.tree().texts(ending) {
            if !NOT_READ.iter().any(|place| path.starts_with(place)) {
                read(path, text, &mut findings);
            }
        }
    }
    findings
}

fn read(path: &str, text: &str, findings: &mut Vec<Finding>) {
    for (index, line) in text.lines().enumerate() {
        let mut report = |word: &str, reason: &str| {
            findings.push(Finding::new(path, index + 1, format!("`{word}`: {reason}")));
        };
        for (word, reason) in ANYWHERE {
            if line.contains(word) {
                report(word, reason);
            }
        }
        let prose = prose(path, line);
        if let Some(number) = issue_number(&prose) {
            report(&number, "the number of an issue: write the reason out");
        }
        let lower = prose.to_lowercase();
        for phrase in IN_PROSE.iter().filter(|phrase| lower.contains(**phrase)) {
            report(phrase, "say what the reader needs, not when it was written");
        }
    }
}

/// The part of a line that is prose about the code: a comment, or a line of a page about the
/// repository, without what stands between backticks.
fn prose(path: &str, line: &str) -> String {
    let (mark, whole) = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("rs") => ("//", false),
        Some("md") => (
            "",
            !path.contains('/') || path.starts_with("docs/internals/"),
        ),
        _ => ("# ", false),
    };
    let text = match line.split_once(mark) {
        _ if whole => line,
        Some((_, comment)) if !mark.is_empty() => comment,
        _ => "",
    };
    text.split('`').step_by(2).collect()
}

/// `#12` as a word of its own.
fn issue_number(prose: &str) -> Option<String> {
    prose
        .split(|letter: char| letter.is_whitespace() || "(),.;:".contains(letter))
        .find(|word| {
            word.strip_prefix('#').is_some_and(|number| {
                !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit())
            })
        })
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_text(path: &str, text: &str, expect: &[&str]) {
        let findings = check(&House::of(&[(path, text)]));
        let found: Vec<&str> = findings
            .iter()
            .filter_map(|finding| finding.message.split('`').nth(1))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn paths_and_notes_are_found_anywhere() {
        check_text("a.rs", "let x = \"/work/main\";", &["/work/"]);
        check_text("a.toml", "x = \"/root/y\"", &["/root/"]);
        check_text("docs/a.md", "TODO: this", &["TODO"]);
        check_text("examples/a/plan.toml", "note = \"TODO\"", &[]);
    }

    #[test]
    fn issue_numbers_are_found_in_prose() {
        check_text("a.rs", "f(); // see (#12)", &["#12"]);
        check_text("a.rs", "let color = \"#123456\"; // red", &[]);
        check_text("ARCHITECTURE.md", "as #7 asks", &["#7"]);
        check_text("a.toml", "# see #7.", &["#7"]);
        check_text("crates/a/tests/pages/b.md", "| office #7 | `x` |", &[]);
    }

    #[test]
    fn some_phrases_are_found_in_prose_alone() {
        check_text("a.rs", "// left for the next session", &["next session"]);
        check_text("a.rs", "let this_session = open(); // a session", &[]);
        check_text(
            "docs/guide/a.md",
            "decided in this session of parliament",
            &[],
        );
        check_text("CONTRIBUTING.md", "As discussed, it is", &["as discussed"]);
    }
}
