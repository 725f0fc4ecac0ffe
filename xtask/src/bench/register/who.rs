//! How long `who` takes on a register of many acts, and how its index is opened.
//!
//! Responsible for the register on the disk, for the program's own time as its user has it, and for the questions
//! in one process, where the program does not start anew for each.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::time::Duration;

use interrex_log::{Log, LogError, LogKeys, Reader};
use interrex_register::opened::{Acts, Opened};
use interrex_register::trust::{Site, Trust};
use interrex_register::who::Question;
use interrex_register::{Act, Entry};
use interrex_tlog::note::SignerKey;
use interrex_tlog::policy::Policy;
use interrex_tlog::tiles::WIDTH;
use interrex_units::Moment;

use super::acts::{Stream, moment};
use super::disk::Folder;
use crate::{clock, process};

const ORIGIN: &str = "register.example/bench";

/// Entries that are appended and published at a time.
const BATCH: u32 = 4096;

pub(super) fn line(name: &str, took: Duration) {
    println!("{name:<62}{:>12.3} ms", took.as_secs_f64() * 1000.0);
}

/// The middle one of some durations.
pub(super) fn middle(mut all: Vec<Duration>) -> Duration {
    all.sort();
    all.get(all.len() / 2).copied().unwrap_or_default()
}

pub(super) fn signer() -> Result<SignerKey, String> {
    SignerKey::ed25519(ORIGIN, &[1; 32]).map_err(|fault| fault.to_string())
}

/// The trust file of the register, with witnesses by their lines in a policy.
pub(super) fn trust(stream: &Stream, witnesses: &str) -> Result<Trust, String> {
    let log = signer()?.verifier().clone();
    let policy_text = format!("log {log}\n{witnesses}");
    Ok(Trust {
        institution: "A government".to_owned(),
        sites_needed: 1,
        stale_after: None,
        policy: Policy::parse(policy_text.as_bytes()).map_err(|error| error.to_string())?,
        policy_text,
        sites: vec![Site {
            name: "bench".to_owned(),
            log,
            end: None,
        }],
        roots: vec![("registrar".to_owned(), stream.key().public().clone())],
    })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// Makes a register of so many acts.
pub(super) fn make(stream: &Stream, folder: &Path, acts: u32) -> Result<(), String> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    write(&folder.join("register.toml"), b"site = \"bench\"\n")?;
    let trust = trust(stream, "quorum none\n")?;
    write(&folder.join("trust.toml"), trust.to_text().as_bytes())?;
    let plan = folder.join("plans").join(stream.digest.replace(':', "-"));
    write(&plan.join("plan.toml"), stream.plan_text.as_bytes())?;
    let keys = LogKeys::new(signer()?, None).map_err(|fault| fault.to_string())?;
    let disk = Folder::open(&folder.join("log")).map_err(|error| error.to_string())?;
    let mut log = Log::create(disk, keys).map_err(|error| error.to_string())?;
    let mut next = 0;
    while next < acts {
        let end = acts.min(next + BATCH);
        let entries: Vec<Vec<u8>> = (next..end)
            .map(|number| stream.entry(number))
            .collect::<Result<_, _>>()?;
        log.append(&entries).map_err(|error| error.to_string())?;
        log.publish().map_err(|error| error.to_string())?;
        next = end;
    }
    Ok(())
}

/// Starts a program and waits until it has ended well.
pub(super) fn started(program: &str, arguments: &[&str]) -> Result<Duration, String> {
    let mut command = process::command(program, arguments);
    let (output, took) = clock::timed(|| command.output());
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(took);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(format!("{program} {}: {said}", arguments.join(" ")))
}

/// Lets the system forget what it has of a file in memory, where it can.
fn forget(path: &Path) {
    let file = format!("if={}", path.display());
    process::succeeds("dd", &[&file, "iflag=nocache", "count=0", "status=none"]);
}

/// Measures a register of so many acts in a folder, which is left there.
pub(super) fn run(stream: &Stream, folder: &Path, acts: u32) -> Result<(), String> {
    println!("\n{acts} acts");
    let (made, took) = clock::timed(|| make(stream, folder, acts));
    made?;
    line("signed and appended", took);
    let register = folder.display().to_string();
    let as_of = moment(acts).to_string();
    let program = process::root().join("target/release/interrex");
    let program = program.display().to_string();
    let ask = || {
        started(
            &program,
            &[
                "who",
                "minister-1",
                "--register",
                &register,
                "--as-of",
                &as_of,
            ],
        )
    };
    line("who, process and all: the index is made", ask()?);
    let index = folder.join("index");
    let cold: Result<Vec<_>, String> = (0..5)
        .map(|_| {
            forget(&index);
            ask()
        })
        .collect();
    line(
        "who, process and all: the index is read from the disk",
        middle(cold?),
    );
    let warm: Result<Vec<_>, String> = (0..5).map(|_| ask()).collect();
    line(
        "who, process and all: the index is in memory",
        middle(warm?),
    );
    if index.exists() {
        questions(stream, folder, acts)?;
    }
    Ok(())
}

/// Acts in a log on the disk, each held against its head, as the program reads them: the bundle that was read last stays.
struct Logged {
    disk: Folder,
    last: RefCell<(u64, Vec<Vec<u8>>)>,
}

impl Logged {
    fn bundle(&self, first: u64) -> Result<Vec<Vec<u8>>, String> {
        let fault = |error: LogError| error.to_string();
        let reader = Reader::open(&self.disk).map_err(fault)?.ok_or("no log")?;
        let entries = reader.entries(first).take(usize::from(WIDTH));
        entries
            .map(|entry| entry.map(|(_, bytes)| bytes).map_err(fault))
            .collect()
    }
}

impl Acts for Logged {
    fn act(&self, number: u32) -> Result<Act, String> {
        let at = u64::from(number) % u64::from(WIDTH);
        let first = u64::from(number) - at;
        let mut last = self.last.borrow_mut();
        if last.0 != first || last.1.is_empty() {
            *last = (first, self.bundle(first)?);
        }
        let bytes = usize::try_from(at).ok().and_then(|at| last.1.get(at));
        match Entry::parse(bytes.ok_or("an entry is missing")?)? {
            Entry::Act(_, signed) => Ok(signed.act),
            Entry::Seen { .. } | Entry::Unread(_) => Err("no act".to_owned()),
        }
    }
}

/// Questions to a register that is open.
fn questions(stream: &Stream, register: &Path, acts: u32) -> Result<(), String> {
    let bytes = fs::read(register.join("index")).map_err(|error| error.to_string())?;
    println!("{:<62}{:>12} KiB", "size of the index", bytes.len() / 1024);
    let plans = stream.plans();
    let open = || {
        let log = Logged {
            disk: Folder::read_only(&register.join("log")),
            last: RefCell::default(),
        };
        let (opened, took) = clock::timed(|| Opened::from_index(&bytes, &plans, |_| log));
        let (opened, _) = opened.map_err(|error| error.to_string())?;
        Ok::<_, String>((opened, took))
    };
    let question = |of, as_of, known_at| Question {
        of,
        region: None,
        as_of,
        known_at,
        viewpoint: None,
    };
    let last = moment(acts);
    let expected = stream.first_minister(acts);
    let mut firsts = Vec::new();
    for _ in 0..6 {
        let (opened, opening) = open()?;
        let (answer, took) = clock::timed(|| opened.answer(&question("minister-1", last, None)));
        let title = answer?.title;
        if title.as_ref() != Some(&expected) {
            return Err(format!("{title:?} is minister, not {expected}"));
        }
        firsts.push((opening, took));
    }
    // In the first, memory that was never used is handed out by the system, which clears it.
    let (first, rest) = firsts.split_first().ok_or("nothing was opened")?;
    line(
        "opening the index, and the first time in the process",
        first.0,
    );
    line("first answer after opening, and in the process", first.1);
    let (opening, answers) = rest.iter().copied().unzip();
    line("opening the index", middle(opening));
    line("first answer after opening", middle(answers));
    let opened = open()?.0;
    let asked = |question: &Question<'_>| {
        let (answer, took) = clock::timed(|| opened.answer(question));
        answer.map(|answer| (answer, took))
    };
    let later = |seconds| Moment::from_unix(last.unix() + seconds).unwrap_or(last);
    for of in ["minister-1", "minister-2", "command"] {
        let took: Result<Vec<_>, String> = (1..=200)
            .map(|at| asked(&question(of, later(at), None)).map(|(_, took)| took))
            .collect();
        line(&format!("later answers: {of}"), middle(took?));
    }
    let places = (1..20).map(|at| moment(acts / 20 * at + acts / 37));
    let past: Result<Vec<_>, String> = places
        .clone()
        .map(|at| asked(&question("minister-1", at, None)).map(|(_, took)| took))
        .collect();
    line("answers as of other moments", middle(past?));
    let known: Result<Vec<_>, String> = places
        .map(|at| asked(&question("minister-1", last, Some(at))).map(|(_, took)| took))
        .collect();
    line("answers as known at other moments", middle(known?));
    Ok(())
}
