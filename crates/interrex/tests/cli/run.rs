//! Runs the program, with an environment of its own, and reads what it answers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// Settings of the caller's terminal that would change what is printed.
const NOT_INHERITED: &[&str] = &[
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "TERM",
];

/// How a run ended, and what it printed.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// The folder in which commands are run: the root of the repository, as in the pages.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize().expect("the crate lies in a repository")
}

/// The program, about to run in a folder.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_interrex"));
    command.current_dir(folder).stdin(Stdio::null());
    for name in NOT_INHERITED {
        command.env_remove(name);
    }
    command
}

/// Runs the program in a folder.
pub(crate) fn run(args: &[String], folder: &Path) -> Ran {
    let output = command(folder)
        .args(args)
        .output()
        .expect("the program was built");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints text");
    Ran {
        status: output.status.code().expect("no signal ends the program"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// The answers of `interrex prove PLAN ... --format json`, asked in the root of the repository.
#[track_caller]
pub(crate) fn prove(plan: &str, args: &[&str]) -> Vec<Value> {
    let mut all: Vec<String> = vec!["prove".to_owned(), plan.to_owned()];
    all.extend(args.iter().map(|&arg| arg.to_owned()));
    all.extend(["--format".to_owned(), "json".to_owned()]);
    let ran = run(&all, &root());
    assert_eq!(ran.status, 0, "{all:?}\n{}{}", ran.stdout, ran.stderr);
    let lines = ran.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("one JSON object a line"))
        .collect()
}

/// A folder of a test's own, which is removed in the end.
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("interrex-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("the folder for tests can be written");
        Self(path.canonicalize().expect("it was created"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
