//! Snapshots: text kept in a file beside the test.
//!
//! Responsible for comparing what a test produced with what the file holds, and for rewriting the
//! file when asked to. It leaves making the text the same on every machine to the test.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// The environment variable that makes tests rewrite their snapshots.
pub const BLESS: &str = "INTERREX_BLESS";

/// Compares text to a snapshot and fails the test when they differ.
///
/// # Panics
///
/// With the message of [`compare`], when that fails.
#[track_caller]
pub fn check(path: impl AsRef<Path>, actual: &str) {
    if let Err(difference) = compare(path, actual) {
        panic!("{difference}");
    }
}

/// Compares text to a snapshot; with `INTERREX_BLESS` set, writes the snapshot instead.
///
/// # Errors
///
/// A message with the first line that differs and how to accept the text: when the snapshot
/// differs, is missing, or cannot be read or written.
pub fn compare(path: impl AsRef<Path>, actual: &str) -> Result<(), String> {
    let path = path.as_ref();
    if is_blessing() {
        bless(path, actual)
    } else {
        compare_file(path, actual)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test is told by its caller to rewrite its files"
)]
fn is_blessing() -> bool {
    std::env::var(BLESS).is_ok_and(|value| !value.is_empty() && value != "0")
}

fn bless(path: &Path, actual: &str) -> Result<(), String> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent)
        .and_then(|()| fs::write(path, actual))
        .map_err(|error| format!("cannot write the snapshot {}: {error}", path.display()))
}

fn compare_file(path: &Path, actual: &str) -> Result<(), String> {
    let difference = match fs::read_to_string(path) {
        Ok(expected) if expected == actual => return Ok(()),
        Ok(expected) => first_difference(&expected, actual),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            format!("does not exist; the text would be\n{actual}")
        }
        Err(error) => {
            return Err(format!(
                "cannot read the snapshot {}: {error}",
                path.display()
            ));
        }
    };
    let hint = format!("if the text is right, run the test with {BLESS}=1 to keep it");
    Err(format!(
        "the snapshot {} {difference}\n{hint}",
        path.display()
    ))
}

/// Says where two different texts part.
fn first_difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (expected.split('\n').collect(), actual.split('\n').collect());
    let at = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let show = |lines: &[&str]| match lines.get(at) {
        Some(line) => format!("{line:?}"),
        None => "the end of the text".to_owned(),
    };
    format!(
        "differs at line {}\n  expected: {}\n  actual:   {}",
        at + 1,
        show(&old),
        show(&new)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_is_shown() {
        let cases = [
            (
                "a\nb\n",
                "a\nc\n",
                "differs at line 2\n  expected: \"b\"\n  actual:   \"c\"",
            ),
            (
                "a\n",
                "a\nb\n",
                "differs at line 2\n  expected: \"\"\n  actual:   \"b\"",
            ),
            (
                "a\nb",
                "a",
                "differs at line 2\n  expected: \"b\"\n  actual:   the end of the text",
            ),
            (
                "a",
                "a\r",
                "differs at line 1\n  expected: \"a\"\n  actual:   \"a\\r\"",
            ),
        ];
        for (expected, actual, message) in cases {
            assert_eq!(first_difference(expected, actual), message);
        }
    }

    #[test]
    fn a_blessed_text_is_kept_and_then_compared() {
        let name = format!("interrex-snapshot-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        let path = folder.join("deep").join("text.txt");
        bless(&path, "one\ntwo\n").expect("the folder for tests can be written");
        assert_eq!(compare_file(&path, "one\ntwo\n"), Ok(()));
        let message = compare_file(&path, "one\nthree\n").expect_err("the text differs");
        assert!(message.contains("differs at line 2"), "{message}");
        assert!(message.contains("INTERREX_BLESS=1"), "{message}");
        fs::remove_dir_all(&folder).expect("what was written can be removed");
        let message = compare_file(&path, "one\n").expect_err("the file is gone");
        assert!(
            message.contains("does not exist; the text would be\none\n"),
            "{message}"
        );
    }
}
