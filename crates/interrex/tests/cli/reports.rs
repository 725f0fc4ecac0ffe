//! What `interrex report` writes: changes against an earlier version, sealed files, and what it says where it cannot.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::run::{Ran, Temporary, run};

/// A plan whose one function needs a place that is lost in one case in ten.
const PLAN: &str = "\
[plan]
title = \"A small plan\"
horizon = \"30 d\"
as-of = 2024-01-01

[place.town]
title = \"The town\"
lost = 0.1

[function.pay]
title = \"To pay wages\"
needs = \"town\"
";

/// The same where the town is safer, and wages can be paid from elsewhere too.
const LATER: &str = "\
[plan]
title = \"A small plan\"
horizon = \"30 d\"
as-of = 2024-01-01

[place.town]
title = \"The town\"
lost = 0.05

[place.village]
lost = 0.2

[function.pay]
title = \"To pay wages\"
needs = \"town or village\"
";

fn interrex(folder: &Path, line: &str) -> Ran {
    let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    run(&words, folder)
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("it can be created");
    fs::write(path, text).expect("it can be written");
}

/// The page, without its tags.
fn page(folder: &Path) -> String {
    let html = fs::read_to_string(folder.join("plan.html")).expect("a report was written");
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                text.push(' ');
            }
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs git in a folder, away from the settings of whoever runs the tests; nothing where there is no git.
fn git(folder: &Path, arguments: &[&str]) -> Option<()> {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args(["-c", "user.name=p-1", "-c", "user.email=p-1@example.org"]);
    command.env("GIT_CONFIG_GLOBAL", "/dev/null");
    let output = command.args(arguments).output().ok()?;
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    Some(())
}

/// What is said of the change from one plan to the other. By hand: the function failed with the town, 0.1, and fails
/// then with the town and the village, 0.05 × 0.2 = 0.01.
#[track_caller]
fn assert_changes(text: &str) {
    for expect in [
        "One element is added. None is removed. 2 are changed. One answer has moved;",
        "Function fails: To pay wages 10% 1% less likely",
        "The town place.town lost 0.1 0.05",
        "Village place.village – – added",
        "To pay wages function.pay needs \"town\" \"town or village\"",
    ] {
        let expect = expect.replace('"', "&quot;");
        assert!(text.contains(&expect), "{expect}\n{text}");
    }
}

#[test]
fn changes_against_another_file_and_against_a_revision() {
    let folder = Temporary::new();
    let plan = folder.path().join("plan");
    write(&plan, "before/plan.toml", PLAN);
    write(&plan, "now/plan.toml", LATER);
    let ran = interrex(&plan, "report now --since before -o plan.html");
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
    assert_changes(&page(&plan));
    if git(&plan, &["init", "--quiet"]).is_none() {
        return;
    }
    // What is in the folder of the plan and is no plan, or is hidden, is left out of a revision too.
    write(&plan, "kept/plan.toml", PLAN);
    write(&plan, "kept/.hidden/plan.toml", LATER);
    write(&plan, "kept/notes.txt", "not a plan");
    git(&plan, &["add", "kept"]).expect("git is there");
    git(&plan, &["commit", "--quiet", "-m", "as it was"]).expect("git is there");
    write(&plan, "kept/plan.toml", LATER);
    for line in [
        "report kept --since HEAD -o plan.html",
        "report kept/plan.toml --since HEAD -o plan.html",
    ] {
        let ran = interrex(&plan, line);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        let text = page(&plan);
        assert_changes(&text);
        assert!(text.contains("Compared with HEAD"), "{text}");
    }
    for (line, expect) in [
        (
            "report kept --since HEAD~9 -o plan.html",
            "`HEAD~9` is no file or folder and no revision of git that is known here",
        ),
        (
            "report kept --since=--all -o plan.html",
            "`--all` is no file or folder and no revision of git",
        ),
        (
            "report now --since HEAD -o plan.html",
            "at `HEAD` there is no plan at `now`",
        ),
    ] {
        let ran = interrex(&plan, line);
        assert_eq!(ran.status, 2, "{line}");
        assert!(ran.stderr.contains(expect), "{}", ran.stderr);
    }
}

#[test]
fn where_there_is_no_repository_a_revision_is_refused() {
    let folder = Temporary::new();
    write(folder.path(), "plan.toml", PLAN);
    let ran = interrex(folder.path(), "report plan.toml --since HEAD -o plan.html");
    assert_eq!(ran.status, 2);
    let says = ran.stderr.contains("is in no repository of git")
        || ran
            .stderr
            .contains("the program `git`, which could not be started");
    assert!(says, "{}", ran.stderr);
}

#[test]
fn an_earlier_version_with_errors_is_shown_and_refused() {
    let folder = Temporary::new();
    write(folder.path(), "now.toml", PLAN);
    write(
        folder.path(),
        "before.toml",
        &PLAN.replace("needs = \"town\"", "needs = \"city\""),
    );
    let ran = interrex(
        folder.path(),
        "report now.toml --since before.toml -o plan.html",
    );
    assert_eq!(ran.status, 1);
    assert!(
        ran.stdout.contains("`city`") && ran.stdout.contains("before.toml"),
        "{}",
        ran.stdout
    );
    assert!(
        ran.stderr.contains("the earlier version has errors"),
        "{}",
        ran.stderr
    );
}

/// A folder whose threats are sealed to the reader in `reader.txt`.
fn with_sealed_threats(folder: &Path) {
    let drawn = interrex(folder, "register identity -o reader.txt");
    let reader = drawn.stdout.trim().to_owned();
    write(
        folder,
        "plan/plan.toml",
        &PLAN.replace("lost = 0.1", "lost = 0.0"),
    );
    write(
        folder,
        "threats.toml",
        "[threat.flood]\ntitle = \"The flood\"\noccurs = 0.5\ntakes = [\"town\"]\n",
    );
    let ran = interrex(
        folder,
        &format!("register seal threats.toml --to {reader} -o plan/threats.toml.age"),
    );
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let digest = ran
        .stdout
        .trim()
        .split(": ")
        .nth(1)
        .expect("a digest")
        .to_owned();
    let cited = format!(
        "\n[sealed.threats]\ndigest = \"{digest}\"\nreaders = [\"the council\"]\ncovers = \"threats\"\n"
    );
    write(
        folder,
        "plan/plan.toml",
        &format!("{}{cited}", PLAN.replace("lost = 0.1", "lost = 0.0")),
    );
}

#[test]
fn what_is_sealed_is_left_out_and_said_to_be() {
    let folder = Temporary::new();
    with_sealed_threats(folder.path());
    let ran = interrex(folder.path(), "report plan -o plan.html");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(
        ran.stderr
            .contains("`plan/threats.toml.age` is sealed and was left out"),
        "{}",
        ran.stderr
    );
    let text = page(folder.path());
    assert!(
        text.contains("one sealed file was left out: this report does not know what is in it"),
        "{text}"
    );
    assert!(
        text.contains("Readers the council State left out"),
        "{text}"
    );
    assert!(!text.contains("flood"), "{text}");
}

#[test]
fn an_identity_opens_what_is_sealed_for_every_verb() {
    let folder = Temporary::new();
    with_sealed_threats(folder.path());
    let ran = interrex(
        folder.path(),
        "report plan --identity reader.txt -o plan.html",
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let text = page(folder.path());
    assert!(
        text.contains("one sealed file was opened: this report is for its readers alone"),
        "{text}"
    );
    assert!(text.contains("The flood comes about"), "{text}");
    let ran = interrex(
        folder.path(),
        "prove plan --identity reader.txt --only function.pay.fails --format json",
    );
    assert!(ran.stdout.contains("\"low\":0.5"), "{}", ran.stdout);
    let closed = interrex(
        folder.path(),
        "prove plan --only function.pay.fails --format json",
    );
    assert!(closed.stdout.contains("\"high\":0.0"), "{}", closed.stdout);
    assert!(closed.stderr.contains("was left out"), "{}", closed.stderr);
    let opened = interrex(
        folder.path(),
        "check plan --identity reader.txt --format short",
    );
    assert!(
        opened.stdout.contains("threats.toml.age:"),
        "{}",
        opened.stdout
    );
}

#[test]
fn another_file_than_the_one_cited_is_told_of() {
    let folder = Temporary::new();
    with_sealed_threats(folder.path());
    let path = folder.path().join("plan/plan.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    let at = text.find("sha256:").expect("a digest is cited") + "sha256:".len();
    let (before, after) = text.split_at(at);
    let other = if after.starts_with('0') { "1" } else { "0" };
    fs::write(&path, format!("{before}{other}{}", &after[1..])).expect("it can be written");
    let ran = interrex(folder.path(), "check plan");
    assert!(
        ran.stderr
            .contains("is not the file that `[sealed.threats]` cites"),
        "{}",
        ran.stderr
    );
}

#[test]
fn names_that_only_a_sealed_file_declares_are_explained() {
    let folder = Temporary::new();
    with_sealed_threats(folder.path());
    let path = folder.path().join("plan/plan.toml");
    let text = fs::read_to_string(&path).expect("it is there");
    fs::write(
        &path,
        text.replace("needs = \"town\"", "needs = \"town and not flood\""),
    )
    .expect("it can be written");
    let ran = interrex(folder.path(), "check plan");
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr
            .contains("names that only a sealed file declares are unknown without it"),
        "{}",
        ran.stderr
    );
    let ran = interrex(folder.path(), "check plan --identity reader.txt");
    assert_eq!(ran.status, 0, "{}", ran.stdout);
    let ran = interrex(folder.path(), "check plan --identity nothing.txt");
    assert_eq!(ran.status, 2, "{}", ran.stdout);
}
