//! The guides show what the program prints: every line of a block of output that follows a block of
//! commands is a line of what the last of those commands prints.

use std::fs;

use crate::run::{root, run};
use crate::shell::{Variables, words};

#[test]
fn proving_a_plan() {
    check("docs/guide/prove.md", 10);
}

/// Runs the commands of a page and looks for the output shown below them.
#[track_caller]
fn check(page: &str, commands: usize) {
    let text = fs::read_to_string(root().join(page)).expect("the page is there");
    let mut count = 0;
    let mut printed = String::new();
    let mut block = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), block) {
            (Some(_), Some(_)) => block = None,
            (Some(kind), None) => block = Some(kind),
            (None, Some("sh")) => {
                let command = line.strip_prefix("interrex ").expect("the program is run");
                let ran = run(&words(command, &Variables::new()), &root());
                assert_eq!(ran.status, 0, "{page}: {line}\n{}", ran.stderr);
                printed = ran.stdout;
                count += 1;
            }
            (None, Some("text")) => {
                assert!(
                    printed.lines().any(|one| one == line),
                    "{page} shows `{line}`, which is not printed"
                );
            }
            _ => {}
        }
    }
    assert_eq!(count, commands, "commands on {page}");
}
