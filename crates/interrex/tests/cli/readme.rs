//! Every command that a README shows is run as it is written.
//!
//! What stands in blocks marked `sh` is read as a shell reads it: `name=value` sets a variable, and
//! `interrex` is the program. `cargo run --release --` stands for it too; other chores of cargo are
//! left to `cargo xtask ci`. A command succeeds, or its comment says `# exit status 1` or
//! `# exit status 3`.

use std::fs;
use std::path::Path;

use crate::run::{Temporary, root, run};
use crate::shell::{Variables, logical_lines, words};

/// Chores that are not the program's.
const NOT_RUN: &[&str] = &["cargo install --path crates/interrex", "cargo xtask "];

#[test]
fn of_the_repository() {
    let folder = Temporary::new();
    // Pages name examples from the root, and a plan of one's own from anywhere.
    let examples = root().join("examples");
    for name in ["hospital", "ukraine-2022"] {
        copy(
            &examples.join(name),
            &folder.path().join("examples").join(name),
        );
    }
    let case = "examples/cases/homeland-security-2019";
    copy(&root().join(case), &folder.path().join(case));
    let models = "corpus/aralia/models";
    copy(&root().join(models), &folder.path().join(models));
    check("README.md", folder.path(), 15);
}

#[test]
fn of_the_starter() {
    let folder = Temporary::new();
    let new = words("new .", &Variables::new());
    assert_eq!(run(&new, folder.path()).status, 0);
    check("crates/interrex/starter/README.md", folder.path(), 4);
}

#[test]
fn of_ukraine_2022() {
    check("examples/ukraine-2022/README.md", &root(), 20);
}

#[test]
fn of_us_presidency() {
    check("examples/us-presidency/README.md", &root(), 5);
}

#[test]
fn of_homeland_security_2019() {
    check("examples/homeland-security-2019/README.md", &root(), 4);
}

#[test]
fn of_county() {
    check("examples/county/README.md", &root(), 6);
}

#[test]
fn of_hospital() {
    check("examples/hospital/README.md", &root(), 6);
}

#[test]
fn of_the_cases() {
    check("examples/cases/README.md", &root(), 4);
}

#[test]
fn of_plum_book() {
    check("examples/plum-book/README.md", &root(), 5);
}

/// Runs the commands of a page; there must be at least so many.
#[track_caller]
fn check(page: &str, folder: &Path, commands_min: usize) {
    let text = fs::read_to_string(root().join(page)).expect("the page is there");
    let mut variables = Variables::new();
    let mut count = 0;
    for line in logical_lines(&shell_blocks(&text)) {
        if let Some((name, value)) = assignment(&line) {
            variables.insert(name, value);
            continue;
        }
        let Some(command) = program(&line) else {
            continue;
        };
        count += 1;
        let ran = run(&words(command, &variables), folder);
        let expect = match line.split_once("# exit status ") {
            Some((_, status)) => status.trim().parse().expect("a number"),
            None => 0,
        };
        assert_eq!(ran.status, expect, "{page}: {line}\n{}", ran.stderr);
        assert!(!ran.stdout.is_empty(), "{page}: {line}");
    }
    assert!(count >= commands_min, "{page} shows {count} commands");
}

/// What stands in the blocks marked `sh`.
fn shell_blocks(page: &str) -> String {
    let mut text = String::new();
    let mut is_shell = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_shell = line == "```sh";
        } else if is_shell {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn assignment(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once('=')?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphanumeric);
    is_name.then(|| (name.to_owned(), value.to_owned()))
}

/// The arguments of the program, if the line runs it.
fn program(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_chore = NOT_RUN.iter().any(|one| line.starts_with(one));
    if line.is_empty() || line.starts_with('#') || is_chore {
        return None;
    }
    let command = line.strip_prefix("interrex ");
    let command = command.or_else(|| line.strip_prefix("cargo run --release -- "));
    assert!(command.is_some(), "not a command of the program: {line}");
    command
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder for tests can be written");
    for entry in fs::read_dir(from).expect("an example is a folder") {
        let path = entry.expect("an entry that can be read").path();
        let name = path.file_name().expect("an entry has a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a file can be copied");
        }
    }
}
