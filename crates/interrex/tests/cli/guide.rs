//! The guides show what the program prints: every line of a block of output that follows a block of
//! commands is a line of what the last of those commands prints.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use interrex_signature::SecretKey;

use crate::run::{Temporary, root, run};
use crate::shell::{Variables, words};

#[test]
fn proving_a_plan() {
    check("docs/guide/prove.md", 10);
}

/// The plan, the acts, the questions and the keys that the page shows, and the commands that follow them.
#[test]
fn a_case_of_your_own() {
    let folder = Temporary::new();
    let page =
        fs::read_to_string(root().join("docs/guide/register.md")).expect("the page is there");
    let (_, case) = page.split_once("**A case of your own**").expect("a case");
    let mut files = ["plan.toml", "acts.toml", "questions.toml", "keys.toml"].iter();
    let mut commands = Vec::new();
    for block in case.split("```").skip(1).step_by(2) {
        let (kind, text) = block.split_once('\n').expect("lines");
        if kind == "toml" {
            let file = files.next().expect("the name of each file");
            fs::write(folder.path().join(file), text).expect("a file");
        } else {
            commands.extend(
                text.lines()
                    .filter_map(|line| line.strip_prefix("interrex ")),
            );
        }
    }
    for (seed, name) in (1u8..).zip(["registrar", "mayor", "deputy"]) {
        let key = SecretKey::from_seed([seed; 32], name);
        let path = folder.path().join(name);
        fs::write(&path, key.to_openssh().as_bytes()).expect("a key");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).expect("a private key");
        fs::write(path.with_extension("pub"), key.public().line()).expect("a key");
    }
    assert_eq!((files.count(), commands.len()), (0, 4), "{case}");
    for command in ["ask ."].into_iter().chain(commands) {
        let mut arguments = words(command, &Variables::new());
        if command.contains(" append ") {
            arguments.push("--yes".to_owned());
        }
        let ran = run(&arguments, folder.path());
        assert_eq!(ran.status, 0, "{command}\n{}{}", ran.stdout, ran.stderr);
    }
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
