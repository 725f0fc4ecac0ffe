//! Sessions: files that hold commands and all that the program printed.
//!
//! A line `$ interrex ...` is a command, run in the root of the repository. What follows it is written
//! by the test: `= 0` is the exit status, `|` begins a line of standard output, `!` one of standard
//! error. Lines with `#` are remarks. In commands and output `$tmp` is a folder that only this
//! session sees, and in sessions that write a new plan `$today` is the day on which they run. `| head -n 3` and `| tail -n 3` after a command keep that part of its output.
//!
//! A case is added by writing its `$` line; `INTERREX_BLESS=1 cargo test -p interrex --test cli`
//! writes what the program prints now, for every session. No crate for snapshots is worth its weight
//! here: what they add to `interrex_testkit::snapshot` is a review of each change on a terminal, and
//! `git diff` shows the same.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use interrex_testkit::snapshot;
use interrex_units::Date;

use crate::run::{Ran, Temporary, root, run};
use crate::shell::{Variables, words};

/// A part of a command's output.
enum Part {
    Whole,
    Head(usize),
    Tail(usize),
}

#[test]
fn the_command_line() {
    check("command-line");
}

#[test]
fn ukraine_2022() {
    check("ukraine-2022");
}

#[test]
fn us_presidency() {
    check("us-presidency");
}

#[test]
fn homeland_security_2019() {
    check("homeland-security-2019");
}

#[test]
fn cases() {
    check("cases");
}

#[test]
fn county() {
    check("county");
}

#[test]
fn hospital() {
    check("hospital");
}

#[test]
fn plum_book() {
    check("plum-book");
}

#[test]
fn no_session_is_left_out() {
    let mut folders: Vec<String> = entries(&sessions())
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    folders.retain(|name| name != "command-line");
    let mut examples: Vec<String> = entries(&root().join("examples"))
        .iter()
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    // Mappings are no plans; tests of `import` use them.
    examples.retain(|name| name != "mappings");
    examples.sort();
    assert_eq!(folders, examples, "every example has its sessions");
    assert_eq!(examples.len(), 7, "and a test above");
}

/// Replays every session of a folder and compares what is printed.
fn check(folder: &str) {
    let mut differences = String::new();
    for path in entries(&sessions().join(folder)) {
        let text = fs::read_to_string(&path).expect("a session is a text");
        let actual = replay(&text);
        if let Err(difference) = snapshot::compare(&path, &actual) {
            let _ = writeln!(differences, "{difference}\n");
        }
    }
    assert!(differences.is_empty(), "\n{differences}");
}

fn sessions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sessions")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder that can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry that can be read").path())
        .collect();
    paths.sort();
    paths
}

/// The session as it goes today: its remarks and commands, with what the program prints.
fn replay(text: &str) -> String {
    let folder = Temporary::new();
    prepare(folder.path());
    let shown = folder.path().to_str().expect("a name in plain letters");
    let variables = Variables::from([("tmp".to_owned(), shown.to_owned())]);
    let mut session = String::new();
    for line in text.lines() {
        if line.starts_with('#') {
            let _ = writeln!(session, "{line}");
        }
        let Some(command) = line.strip_prefix("$ interrex") else {
            assert!(!line.starts_with('$'), "only the program is run: {line}");
            continue;
        };
        let (command, part) = part_of(command);
        let ran = run(&words(command, &variables), &root());
        let _ = writeln!(session, "{line}");
        write(&mut session, &ran, &part, shown);
    }
    session.truncate(session.trim_end().len());
    session.push('\n');
    if text.contains("$ interrex new ") {
        session = session.replace(&today(), "$today");
    }
    session
}

/// Today's date, in UTC.
#[expect(
    clippy::disallowed_types,
    reason = "a new plan is dated by the clock, which the session must not show"
)]
fn today() -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let days = now.expect("the clock is past 1970").as_secs() / 86_400;
    let first = Date::new(1970, 1, 1).expect("a day of the calendar");
    let days = i32::try_from(days).expect("a day of this age");
    first
        .plus_days(days)
        .expect("a day of this age")
        .to_string()
}

/// Plans that cannot be read, and one with a fault.
fn prepare(folder: &Path) {
    let files: &[(&str, &[u8])] = &[
        ("latin-1/plan.toml", b"[plan]\ntitle = \"Caf\xe9\"\n"),
        (
            "faulty/plan.toml",
            b"[plan]\ntitle = \"Faulty\"\n\n[office.mayor]\nholdr = \"p-1\"\n",
        ),
        ("hidden/.plan.toml", b"[plan]\ntitle = \"Hidden\"\n"),
        ("a-file", b""),
    ];
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it lies in the folder"))
            .and_then(|()| fs::write(path, bytes))
            .expect("the folder for tests can be written");
    }
}

fn part_of(command: &str) -> (&str, Part) {
    let Some((command, filter)) = command.split_once(" | ") else {
        return (command, Part::Whole);
    };
    let number = |text: &str| text.parse().expect("a number of lines");
    let part = match filter.split_once(" -n ") {
        Some(("head", count)) => Part::Head(number(count)),
        Some(("tail", count)) => Part::Tail(number(count)),
        _ => panic!("only `head -n` and `tail -n` are known: {filter}"),
    };
    (command, part)
}

fn write(session: &mut String, ran: &Ran, part: &Part, folder: &str) {
    let _ = writeln!(session, "= {}", ran.status);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    let kept = match part {
        Part::Whole => &lines[..],
        Part::Head(count) => lines.get(..*count).unwrap_or(&lines),
        Part::Tail(count) => lines
            .get(lines.len().saturating_sub(*count)..)
            .unwrap_or_default(),
    };
    let mut stream = |mark: &str, lines: &[&str]| {
        for line in lines {
            let line = line.replace(folder, "$tmp").replace('\u{1b}', "<ESC>");
            let _ = writeln!(session, "{}", format!("{mark} {line}").trim_end());
        }
    };
    stream("|", kept);
    stream("!", &ran.stderr.lines().collect::<Vec<&str>>());
    for text in [&ran.stdout, &ran.stderr] {
        assert!(
            text.is_empty() || text.ends_with('\n'),
            "ends within a line"
        );
    }
    session.push('\n');
}
