//! A case of one's own: its questions asked as a list, what answers, and acts of the past brought into a register.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::register::Drill;
use crate::run::{Ran, Temporary, root, run};

fn ran(folder: &Path, line: &str) -> Ran {
    let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    run(&words, folder)
}

/// A case with one question that is answered otherwise, and one about what the plan does not have.
fn case() -> Temporary {
    let folder = Temporary::new();
    let from = root().join("examples/cases/haiti-2021");
    for file in ["plan.toml", "acts.toml"] {
        fs::copy(from.join(file), folder.path().join(file)).expect("a copy");
    }
    let questions = "[[question]]\nask = \"prime-minister\"\nas-of = 2021-07-04\nstanding = \"held\"\n\n\
                     [[question]]\nask = \"prime-minister\"\nas-of = 2021-07-10\nstanding = \"held\"\n\
                     because = \"As it seemed\"\n\n\
                     [[question]]\nask = \"presidnt\"\nas-of = 2021-07-10\n";
    fs::write(folder.path().join("questions.toml"), questions).expect("questions");
    folder
}

#[test]
fn where_answers_are_others_than_expected() {
    let folder = case();
    let human = ran(folder.path(), "ask .");
    assert_eq!((human.status, human.stderr.as_str()), (1, ""));
    let expect = "./questions.toml:6: prime-minister as of 2021-07-10\n  standing: expected `held`, found `disputed`\n  \
                  expected because: As it seemed\n\n./questions.toml:12: presidnt as of 2021-07-10\n  the plan in force \
                  has no office and no power `presidnt`; did you mean `president`?";
    assert!(human.stdout.starts_with(expect), "{}", human.stdout);
    assert!(
        human
            .stdout
            .ends_with("\n\n3 questions, 2 answered otherwise\n"),
        "{}",
        human.stdout
    );
    let first = |format: &str| {
        let ran = ran(folder.path(), &format!("ask . --format {format}"));
        ran.stdout.lines().next().unwrap_or_default().to_owned()
    };
    let what = "prime-minister as of 2021-07-10: standing: expected `held`, found `disputed`";
    assert_eq!(first("short"), format!("./questions.toml:6: {what}"));
    assert_eq!(
        first("github"),
        format!("::error file=./questions.toml,line=6::{what}")
    );
    let json = ran(folder.path(), "ask . --format json");
    let lines = json.stdout.lines();
    let lines: Vec<Value> = lines
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    let get = |at: usize, field: &str| lines.get(at).and_then(|line| line.get(field)).cloned();
    assert_eq!(lines.len(), 4);
    assert_eq!(get(0, "departures"), Some(serde_json::json!([])));
    assert_eq!(get(1, "line"), Some(6.into()));
    assert_eq!(get(2, "answer"), Some(Value::Null));
    assert_eq!(get(3, "departed"), Some(2.into()));
}

/// Every shipped case, by its acts and by its register.
#[test]
fn every_case_and_its_register_answer_as_expected() {
    let cases = fs::read_dir(root().join("examples/cases")).expect("the cases");
    for case in cases.map(|entry| entry.expect("an entry").path()) {
        if !case.join("questions.toml").is_file() {
            continue;
        }
        let case = case.display();
        for line in [
            format!("ask {case} --quiet"),
            format!("ask {case} --register {case}/register"),
        ] {
            let ran = ran(&root(), &line);
            assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{}", ran.stdout);
        }
    }
}

#[test]
fn of_a_case_with_a_register_it_is_said_which_answers() {
    let who = |folder: &str| {
        let line = format!("who president --register {folder} --as-of 2021-07-10 --format json");
        let answer: Value = serde_json::from_str(&ran(&root(), &line).stdout).expect("an answer");
        let warnings = answer.get("warnings").cloned().unwrap_or_default();
        let says = warnings
            .to_string()
            .contains("this is the answer of acts.toml");
        (answer.get("from").cloned().unwrap_or_default(), says)
    };
    let shipped = "examples/cases/haiti-2021";
    assert_eq!(who(shipped), ("acts".into(), true));
    assert_eq!(
        who(&format!("{shipped}/register")),
        ("register".into(), false)
    );
    let alone = case();
    let copy = alone.path().display().to_string();
    assert_eq!(who(&copy), ("acts".into(), false));
}

#[test]
fn an_answer_in_one_line() {
    for format in ["short", "github"] {
        let line = format!(
            "who president --register examples/cases/haiti-2021 --as-of 2021-07-10 --format {format}"
        );
        let ran = ran(&root(), &line);
        assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
        assert!(ran.stdout.starts_with("president "), "{}", ran.stdout);
    }
}

/// Acts that name what the plan does not have are shown with that.
#[test]
fn names_that_the_plan_does_not_have_are_told() {
    let folder = case();
    let acts = folder.path().join("acts.toml");
    let text = fs::read_to_string(&acts).expect("acts");
    let nonsense = "\n[[act]]\nkind = \"claim\"\nof = \"nonsense\"\nby = [\"somebody\"]\nsigned = 2021-08-01\n";
    fs::write(&acts, format!("{text}{nonsense}")).expect("acts");
    let said = "the plan has no office and no power `nonsense`";
    let shown = ran(folder.path(), "register show .");
    assert!(shown.stdout.contains(said), "{}", shown.stdout);
    let asked = ran(folder.path(), "ask .");
    assert!(asked.stderr.contains(said), "{}", asked.stderr);
}

/// A register of history: acts are learned when their list says, and what was known then can be asked for.
#[test]
fn acts_of_the_past_are_learned_when_the_list_says() {
    let drill = Drill::new("history");
    let act = |learned: &str, more: &str| {
        format!(
            "[[act]]\nkind = \"report\"\nfact = \"dead(chief-incumbent)\"\nby = [\"clerk-incumbent\"]\n\
             signed = 2024-01-02\n{learned}{more}"
        )
    };
    let append = |text: &str| drill.append(text, &["clerk-incumbent=clerk"]);
    let refused = |text: &str, reason: &str| refused_by(&append(text), reason);
    refused(
        &act("learned = 2024-01-03\n", ""),
        "is before the last act, which was learned at ",
    );
    refused(&act("learned = 2999-01-01\n", ""), "is still to come");
    refused(&act("", "site = \"lviv\"\n"), "is learned at lviv");
    append(&act("", "site = \"register\"\n")).good();

    // A register of which every act states when it was learned.
    let init = "register init old --origin register.example/old --root registrar=registrar.pub";
    assert_eq!(ran(&drill.0, init).status, 0);
    let keys = "--key registrar=registrar --key chief-incumbent=chief --key clerk-incumbent=clerk";
    let to_old = |name: &str, text: &str| {
        fs::write(drill.path(name), text).expect("acts");
        ran(
            &drill.0,
            &format!("register append old {name} --yes {keys}"),
        )
    };
    let mut founding = String::new();
    for (who, key) in [("chief-incumbent", "chief"), ("clerk-incumbent", "clerk")] {
        let enrols = format!(
            "[[act]]\nkind = \"enrol\"\nwho = \"{who}\"\nkey = \"@{key}.pub\"\nby = [\"registrar\"]\n\
             signed = 2024-01-01\nlearned = 2024-01-01\n\n"
        );
        founding.push_str(&enrols);
    }
    founding.push_str(
        "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"chief-incumbent\"]\nsigned = 2024-01-01\n\
         learned = 2024-01-01\n",
    );
    to_old("founding.toml", &founding).good();
    let appended = to_old("report.toml", &act("learned = 2024-01-09\n", "")).good();
    let says = "learned at 2024-01-09T00:00:00Z, as the list says";
    assert!(appended.stdout.contains(says), "{}", appended.stdout);
    refused_by(
        &to_old(
            "late.toml",
            &act("learned = 2024-01-01\n", "note = \"Late\"\n"),
        ),
        "is before it was signed",
    );
    let standing = |known_at: &str| {
        let line = format!(
            "who chief --register old --as-of 2024-01-05 --known-at {known_at} --format json"
        );
        let ran = ran(&drill.0, &line);
        serde_json::from_str::<Value>(&ran.stdout)
            .map(|answer| answer["standing"].as_str().unwrap_or_default().to_owned())
            .unwrap_or(ran.stderr)
    };
    assert_eq!(standing("2024-01-05"), "held");
    assert_eq!(standing("2024-01-10"), "held-but-unable");
    let unheard = "nothing was known to the register at 2023-12-31T23:59:59Z: it learned of its first act at \
                   2024-01-01T00:00:00Z";
    assert!(standing("2023-12-31").contains(unheard));
    let missing =
        "[[act]]\nkind = \"adopt\"\nadopted = \"plan-9.toml\"\nby = [\"chief-incumbent\"]\n";
    refused_by(
        &to_old("missing.toml", missing),
        "the plan `plan-9.toml` is not beside the acts",
    );
}

#[track_caller]
fn refused_by(ran: &Ran, reason: &str) {
    assert_ne!(ran.status, 0, "{}", ran.stdout);
    assert!(ran.stderr.contains(reason), "{}", ran.stderr);
}
