//! What the program does besides printing: files that it writes, pipes that break, a second run.

use std::fs;
use std::process::Stdio;

use crate::run::{Temporary, command, root, run};
use crate::shell::{Variables, words};

/// Runs a command line in the root of the repository and asks for success; returns what is printed.
#[track_caller]
fn ask(line: &str) -> String {
    let ran = run(&words(line, &Variables::new()), &root());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{line}");
    ran.stdout
}

/// The starter must be an example of a plan in order: nothing is found, and it can be proved.
#[test]
fn a_new_plan_checks_clean_and_proves() {
    let folder = Temporary::new();
    let ask = |line: &str| {
        let ran = run(&words(line, &Variables::new()), folder.path());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{line}");
        ran.stdout
    };
    ask("new plan");
    let found = ask("check plan --deny-warnings");
    assert!(found.contains("\n0 errors, 0 warnings, "), "{found}");
    let answers = ask("prove plan --format json");
    assert!(answers.lines().count() > 10, "{answers}");
    assert!(answers.contains(r#""proposition":"function."#), "{answers}");
    let summary = ask("prove plan");
    assert!(summary.contains("\nWORST FIRST\n"), "{summary}");
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let folder = Temporary::new();
    let path = folder.path().join("plan.toml");
    fs::write(&path, "mine").expect("the folder for tests can be written");
    let ran = run(&words("new .", &Variables::new()), folder.path());
    assert_eq!(ran.status, 2, "{}", ran.stdout);
    assert_eq!(fs::read_to_string(path).expect("it is there"), "mine");
}

/// A reader who has seen enough, such as `head`, is no failure and no reason to complain.
#[test]
fn a_broken_pipe_ends_quietly() {
    for line in [
        "check examples/ukraine-2022 --format json",
        "prove examples/hospital --format json",
        "explain",
    ] {
        let mut child = command(&root())
            .args(words(line, &Variables::new()))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program was built");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        let said = String::from_utf8(output.stderr).expect("the program prints text");
        assert_eq!(
            (output.status.code(), said.as_str()),
            (Some(0), ""),
            "{line}"
        );
    }
}

#[test]
fn the_same_question_has_the_same_bytes_for_answer() {
    for line in [
        "check examples/county --format json",
        "prove examples/county --format json",
        "prove examples/homeland-security-2019",
    ] {
        assert_eq!(ask(line), ask(line), "{line}");
    }
}

/// One page for the program and one for each verb, which lists the verb's options.
#[test]
fn the_manual_has_a_page_for_each_verb() {
    let folder = Temporary::new();
    let ran = run(&words("man pages", &Variables::new()), folder.path());
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let page = |name: &str| {
        let path = folder.path().join("pages").join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        text.replace('\\', "")
    };
    for verb in ["new", "check", "prove", "explain", "completions", "man"] {
        assert!(page("interrex.1").contains(&format!("interrex-{verb}(1)")));
        assert!(page(&format!("interrex-{verb}.1")).contains("--format"));
    }
    for option in [
        "--only",
        "--given",
        "--as-of",
        "--with",
        "--without",
        "--for",
    ] {
        assert!(page("interrex-prove.1").contains(option), "{option}");
    }
}

#[test]
fn every_shell_is_offered_every_verb() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = ask(&format!("completions {shell}"));
        for word in ["check", "prove", "explain", "new", "as-of", "deny-warnings"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

/// A rule that was not asked is never left out in silence, whatever the format.
#[test]
fn rules_that_were_not_asked_are_told_in_every_format() {
    let line = |rest: &str| ask(&format!("check examples/county --worlds {rest}"));
    let sentence = "5 rules that ask what holds in some world were not asked: the meaning of the plan was not \
                    asked; `interrex check examples/county --worlds always` asks them\n";
    for (format, before) in [
        ("human", "note: "),
        ("short", "examples/county: note: "),
        ("github", "::notice::"),
    ] {
        let told = line(&format!("never --format {format}"));
        assert!(told.ends_with(&format!("\n{before}{sentence}")), "{told}");
        let asked = line(&format!("always --format {format}"));
        assert!(!asked.contains("not asked"), "{asked}");
        assert_eq!(asked, line(&format!("auto --format {format}")));
    }
    let json = line("never --format json");
    assert!(
        json.contains(r#"{"schema":"interrex.unasked/1","rules":["#),
        "{json}"
    );
    let score = line("never --score");
    let reason = ", 5 not asked (the meaning of the plan was not asked)\n";
    assert!(score.contains(reason), "{score}");
}
