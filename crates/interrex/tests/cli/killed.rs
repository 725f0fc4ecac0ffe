//! The program is killed in the middle of appends, and a disk fills up: what was acknowledged is there.
//!
//! An append is acknowledged by the line that says what became of the act. A few kills are tried; with
//! `INTERREX_KILLS` as many as it says.

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use oorandom::Rand64;

use crate::register::Drill;
use crate::run::command;

/// Acts in one list.
const ACTS: usize = 6;

/// A register is taken back to its founding after so many rounds: all of it is read each time.
const ROUNDS: u32 = 25;

#[expect(clippy::disallowed_methods, reason = "a person asks for more")]
fn kills() -> u32 {
    let kills = std::env::var("INTERREX_KILLS").ok();
    kills.map_or(24, |kills| kills.parse().expect("a number of kills"))
}

/// A list of claims, each with a note of its own.
fn claims(notes: &[String]) -> String {
    let claim = |note: &String| {
        format!(
            "[[act]]\nkind = \"claim\"\nof = \"chief\"\nby = [\"clerk-incumbent\"]\nnote = \"{note}\"\n\n"
        )
    };
    notes.iter().map(claim).collect()
}

/// How many acts an output acknowledges.
fn acknowledged(output: &str) -> usize {
    let is_one = |line: &&str| line.starts_with("act ") && line.ends_with(": taken note of");
    output.lines().filter(is_one).count()
}

/// The notes of the acts in a register.
fn notes(drill: &Drill, register: &str) -> BTreeSet<String> {
    let shown = drill.run(&["register", "show", register, "--format", "json"]);
    let shown = shown.good().stdout;
    let acts = shown.lines().map(|line| {
        let act: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let note = act.pointer("/act/note");
        note.and_then(|note| note.as_str()).map(str::to_owned)
    });
    acts.flatten().collect()
}

fn copy(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg("-r").args([from, to]).status();
    assert!(copied.expect("cp").success());
}

/// Appends a list and kills the program after so many microseconds; what it printed.
fn killed(drill: &Drill, file: &str, after: u64) -> String {
    let arguments = ["register", "append", "reg", file, "--yes"];
    let mut child = command(&drill.0)
        .args(arguments)
        .args(["--key", "clerk-incumbent=clerk"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program was built");
    sleep(Duration::from_micros(after));
    // SIGKILL; it may have ended before.
    let _ = child.kill();
    let mut printed = String::new();
    let mut stdout = child.stdout.take().expect("it is read");
    stdout.read_to_string(&mut printed).expect("text");
    child.wait().expect("it has ended");
    printed
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    let drill = Drill::new("killed");
    copy(&drill.path("reg"), &drill.path("founded"));
    let mut random = Rand64::new(1);
    let mut kept: Vec<String> = Vec::new();
    let (mut whole, mut cut, mut all) = (0, 0, 0);
    // Grows until whole lists go through, so that kills come everywhere in between.
    let mut span = 400_000;
    for round in 0..kills() {
        if round % ROUNDS == 0 {
            fs::remove_dir_all(drill.path("reg")).expect("a folder");
            copy(&drill.path("founded"), &drill.path("reg"));
            kept.clear();
        }
        let list: Vec<String> = (0..ACTS)
            .map(|at| format!("round {round}, act {at}"))
            .collect();
        fs::write(drill.path("claims.toml"), claims(&list)).expect("a list");
        let printed = killed(&drill, "claims.toml", random.rand_range(0..span));
        let count = acknowledged(&printed);
        if count == ACTS {
            whole += 1;
            span = span * 9 / 10;
        } else {
            cut += 1;
            span = span * 11 / 10;
        }
        all += count;
        kept.extend(list.into_iter().take(count));
        drill.run(&["register", "fsck", "reg"]).good();
        let there = notes(&drill, "reg");
        for note in &kept {
            assert!(there.contains(note), "round {round}: lost `{note}`");
        }
    }
    println!(
        "{cut} kills before the end of a list, {whole} after it; {all} acts acknowledged, none lost"
    );
    assert!(cut > 0 && all > 0, "no kill came in between");
    drill
        .append(
            &claims(&["the last".to_owned()]),
            &["clerk-incumbent=clerk"],
        )
        .good();
    drill.run(&["register", "fsck", "reg"]).good();
}

/// A small file system of its own.
struct Small(PathBuf);

impl Small {
    /// In a file, or else in memory; or why there can be none.
    fn new(drill: &Drill) -> Result<Self, String> {
        let (image, place) = (drill.path("image"), drill.path("small"));
        fs::create_dir_all(&place).expect("a folder");
        let file = fs::File::create(&image).and_then(|file| file.set_len(2 << 20));
        file.expect("a file");
        let made = run("mkfs.ext4", &[Path::new("-qF"), &image]);
        let made = made.and_then(|()| run("mount", &[Path::new("-oloop"), &image, &place]));
        let options = ["-ttmpfs", "-osize=1m", "tmpfs"].map(Path::new);
        let made = made.or_else(|reason| {
            let [kind, size, name] = options;
            let mounted = run("mount", &[kind, size, name, &place]);
            mounted.map_err(|other| format!("{reason}; {other}"))
        });
        made.map(|()| Self(place))
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = run("umount", &[&self.0]);
    }
}

fn run(program: &str, arguments: &[&Path]) -> Result<(), String> {
    let output = Command::new(program).args(arguments).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!(
        "{program}: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    ))
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    let drill = Drill::new("full-disk");
    let small = match Small::new(&drill) {
        Ok(small) => small,
        Err(reason) => {
            println!("skipped: no small file system can be mounted here: {reason}");
            return;
        }
    };
    copy(&drill.path("reg"), &small.0.join("reg"));
    fs::write(small.0.join("ballast"), vec![1; 350_000]).expect("there is room");
    let append = |note: &str| {
        let note = format!("{note} {}", "x".repeat(3000));
        fs::write(drill.path("claim.toml"), claims(&[note])).expect("a list");
        let arguments = ["register", "append", "small/reg", "claim.toml", "--yes"];
        drill.run(&[arguments.as_slice(), &["--key", "clerk-incumbent=clerk"]].concat())
    };
    let mut kept = Vec::new();
    let failed = loop {
        let note = format!("act {}", kept.len());
        let ran = append(&note);
        if acknowledged(&ran.stdout) == 0 {
            break ran;
        }
        kept.push(note);
        assert!(kept.len() < 500, "the disk never fills up");
    };
    assert_eq!(failed.status, 2, "{}{}", failed.stdout, failed.stderr);
    assert!(failed.stderr.contains("No space left"), "{}", failed.stderr);
    let all_there = || {
        let there = notes(&drill, "small/reg");
        let first = |note: &String| there.iter().any(|one| one.starts_with(&format!("{note} ")));
        let lost: Vec<&String> = kept.iter().filter(|note| !first(note)).collect();
        assert!(lost.is_empty(), "lost {lost:?} of {}", kept.len());
    };
    assert!(kept.len() > 3, "{}", failed.stderr);
    all_there();
    // Again it fails, and loses nothing; once there is room it goes on.
    assert_eq!(append("too much").status, 2);
    all_there();
    fs::remove_file(small.0.join("ballast")).expect("a file");
    append("the last").good();
    all_there();
    drill.run(&["register", "fsck", "small/reg"]).good();
}
