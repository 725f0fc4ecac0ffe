//! The engine on fault trees of others, beside another program.
//!
//! Responsible for `cargo xtask bench fault`: which models are measured, in what order, how often,
//! and whether the answers are those that the corpus keeps. Each measurement runs in a process of
//! its own. With a peer, its runs alternate with ours, so that both see the same machine; what is
//! compared is the median. Models of a series are written by the chore itself, in sizes that grow.

#[cfg(feature = "bench")]
mod measure;
mod options;
mod oracle;
mod peer;
mod results;
#[cfg(feature = "bench")]
mod series;

use std::fs;
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};

use crate::process;
use options::Options;
use oracle::Oracle;
use results::{Ours, Row};

/// The models, the answers that are known of them, and the licence under which they are here.
const CORPUS: &str = "corpus/aralia";

/// Measures models of the corpus, or the series.
///
/// # Errors
///
/// Says which argument is not understood, which model is missing, or how a measurement failed.
pub(super) fn run(arguments: &[&str]) -> Result<ExitCode, String> {
    let options = Options::parse(arguments)?;
    if options.series {
        return start(&["fault-series"], Stdio::inherit()).map(|_| ExitCode::SUCCESS);
    }
    if let Some(peer) = &options.peer {
        peer::is_installed(peer)?;
    }
    let oracle = Oracle::read(&process::root().join(CORPUS).join("oracle.tsv"))?;
    let mut rows = Vec::new();
    for model in models(&options)? {
        let row = measure_model(&model, &options)?;
        println!("{}", row.line(oracle.of(&row.model)));
        rows.push(row);
    }
    println!("{}", results::totals(&rows));
    if let Some(file) = &options.json {
        let text = results::json(&rows, &oracle);
        fs::write(file, text).map_err(|error| format!("cannot write {file}: {error}"))?;
    }
    let departs = rows.iter().any(|row| row.departs(oracle.of(&row.model)));
    Ok(if departs {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// One measurement, in this process.
///
/// # Errors
///
/// Says that the model cannot be read, or that this chore was built without the engine.
#[cfg(feature = "bench")]
pub(super) fn measure(path: &str, seconds: &str) -> Result<ExitCode, String> {
    let seconds = seconds
        .parse()
        .map_err(|_| format!("`{seconds}` is no number"))?;
    measure::run(path, seconds)
}

/// The series, in this process.
///
/// # Errors
///
/// Says that this chore was built without the engine.
#[cfg(feature = "bench")]
pub(super) fn measure_series() -> Result<ExitCode, String> {
    series::run()
}

/// The models asked for, all when none is named.
fn models(options: &Options) -> Result<Vec<PathBuf>, String> {
    let folder = process::root().join(CORPUS).join("models");
    if !options.models.is_empty() {
        let paths = options
            .models
            .iter()
            .map(|name| folder.join(format!("{name}.xml")));
        return Ok(paths.collect());
    }
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|one| Some(one.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|is| is == "xml"));
    paths.sort();
    Ok(paths)
}

/// Measures one model as often as asked, and the peer in between.
fn measure_model(path: &std::path::Path, options: &Options) -> Result<Row, String> {
    let name = path
        .file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let mut row = Row::new(name);
    let text = path.display().to_string();
    let seconds = options.seconds.to_string();
    for _ in 0..options.repeat {
        let printed = start(&["fault", &text, &seconds], Stdio::piped())?;
        let ours = Ours::parse(&printed).ok_or_else(|| format!("not understood: `{printed}`"))?;
        let is_long = ours.seconds() > options.long;
        row.ours.push(ours);
        if options.peer.is_some() {
            row.peers.push(peer::measure(path, options.peer_seconds));
        }
        if is_long || row.peers.iter().any(|peer| peer.is_long(options.long)) {
            break;
        }
    }
    Ok(row)
}

/// Runs a measurement in a process of its own and returns what it printed.
fn start(arguments: &[&str], output: Stdio) -> Result<String, String> {
    let mut command = process::command("cargo", &["run", "--release", "--quiet"]);
    command.args(["--package", "xtask", "--features", "bench", "--"]);
    command.args(["bench", "measure"]).args(arguments);
    let output = command
        .stdout(output)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("the measurement ended with {}", output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
