//! Models of the Open-PSA format on the command line: recognizing them, reading them from disk, and
//! the verbs that take one instead of a plan.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use interrex_diag::{Format, render};
use interrex_openpsa::{Proposition, Reading, Settings};
use interrex_prove::open_psa::{ModelAnalyses, ModelAsk, ModelProof, phases_asked};
use interrex_prove::stream::Wanted;

use crate::Outcome;
use crate::args::{CheckArgs, ProveArgs, Shared, Worlds};
use crate::check::Counts;
use crate::clock::Deadline;
use crate::files::{self, Found, Unreadable};
use crate::output::Output;
use crate::progress::Progress;
use crate::prove::{LIST_MAX, tell};
use crate::stream;

/// The most diagram nodes, unless something else is asked for: some hundred megabytes.
const NODES_MAX: usize = 4_000_000;
/// How much of a file is looked at to tell what it is.
const HEAD_BYTES: u64 = 1024;

/// Whether a path names a model and not a plan: by its ending, else by how its text begins.
pub(crate) fn is_model(path: &Path) -> bool {
    let ending = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("xml" | "opsa") => !path.is_dir(),
        Some("toml") => false,
        _ => begins_as_xml(path).unwrap_or(false),
    }
}

fn begins_as_xml(path: &Path) -> io::Result<bool> {
    use std::io::Read as _;
    if !path.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    fs::File::open(path)?
        .take(HEAD_BYTES)
        .read_to_end(&mut head)?;
    let text = String::from_utf8_lossy(&head);
    Ok(text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<'))
}

/// What is said of a second path where the first is a plan.
pub(crate) fn no_model(plan: &Path, more: &Path) -> String {
    format!(
        "`{}` is a plan, which is one file or one folder; `{}` would be read with a model of the \
         Open-PSA format only",
        plan.display(),
        more.display()
    )
}

/// Checks a model: every fault of reading. The rules of the field are about plans.
pub(crate) fn check(args: &CheckArgs, output: &mut Output) -> Outcome {
    let asked = [
        ("--as-of", args.as_of.is_some()),
        ("--score", args.score),
        ("--worlds", args.worlds != Worlds::Auto),
    ];
    if let Some(refusal) = refused(&asked) {
        return output.fail(&refusal);
    }
    let reading = match read(&args.plan, &args.more, &Settings::default()) {
        Ok(reading) => reading,
        Err(error) => return output.fail(&error),
    };
    let format = output.format();
    let mut text = render(
        &reading.diagnostics,
        &reading.sources,
        format,
        output.color(),
    );
    let counts = Counts::among(reading.diagnostics.iter());
    if format == Format::Human {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&counts.told());
        text.push('\n');
    }
    output.answer(&text);
    counts.outcome(args.deny_warnings)
}

/// Answers for each top gate and sequence, or for the gates asked for.
pub(crate) fn prove(args: &ProveArgs, shared: &Shared, output: &mut Output) -> Outcome {
    let asked = [
        ("--as-of", args.as_of.is_some()),
        ("--with", !args.with.is_empty()),
        ("--without", !args.without.is_empty()),
        ("--source", !args.source.is_empty()),
        ("--for", args.for_proposition.is_some()),
    ];
    if let Some(refusal) = refused(&asked) {
        return output.fail(&refusal);
    }
    let mut settings = match settings(args.mission_time) {
        Ok(settings) => settings,
        Err(error) => return output.fail(&error),
    };
    settings.phase.clone_from(&args.phase);
    let progress = Progress::start("reading the model", shared);
    let reading = match read(&args.plan, &args.more, &settings) {
        Ok(reading) => reading,
        Err(error) => return output.fail(&error),
    };
    if args.phase.is_some() || reading.phases.is_empty() || reading.model.is_none() {
        return prove_read(&reading, args, &progress, output);
    }
    let phases = phases_asked(&args.only, &reading.phases);
    if args.certificate.is_some() && phases.len() > 1 {
        return output.fail("a certificate is about one phase; name it with `--phase`");
    }
    let mut outcome = Outcome::Good;
    for phase in phases {
        settings.phase = Some(phase.clone());
        let reading = match read(&args.plan, &args.more, &settings) {
            Ok(reading) => reading,
            Err(error) => return output.fail(&error),
        };
        let args = ProveArgs {
            phase: settings.phase.clone(),
            ..args.clone()
        };
        match prove_read(&reading, &args, &progress, output) {
            Outcome::Good => {}
            Outcome::Undecided => outcome = Outcome::Undecided,
            other => return other,
        }
    }
    outcome
}

/// Answers for a model as read.
fn prove_read(
    reading: &Reading,
    args: &ProveArgs,
    progress: &Progress,
    output: &mut Output,
) -> Outcome {
    let told = render(
        &reading.diagnostics,
        &reading.sources,
        output.format(),
        output.color(),
    );
    let Some(model) = &reading.model else {
        progress.finish();
        output.answer(&told);
        output.say("a model with errors proves nothing; mend them first (`interrex check`)");
        return Outcome::Bad;
    };
    let warned = render(&reading.diagnostics, &reading.sources, Format::Short, false);
    if !warned.is_empty() {
        output.say(warned.trim_end());
    }
    let deadline = Deadline::after(args.time_max);
    let stop = || deadline.has_passed();
    let ask = ModelAsk {
        only: args.only.clone(),
        given: args.given.clone(),
        phase: args.phase.clone(),
        order_max: args.order_max,
        list_max: args.list_max.unwrap_or(LIST_MAX),
        nodes_max: args.nodes_max.unwrap_or(NODES_MAX),
        stop: Some(&stop),
    };
    progress.say("compiling the model");
    let outcome = match ModelProof::new(model, &reading.sources, &ask) {
        Ok(proof) => match (stream::wanted(args), &args.certificate) {
            (Some(wanted), _) => {
                progress.finish();
                return stream_each(&proof, &wanted, output);
            }
            (None, certificate) => {
                let mut analyses = proof.analyses();
                let certificate = certificate.as_deref();
                let certified = certificate.map_or(Ok(()), |file| {
                    progress.say("writing the certificate");
                    certify(&mut analyses, proof.propositions(), file, args.list_max)
                });
                match certified {
                    Ok(()) => answer_each(&mut analyses, proof.propositions(), progress, output),
                    Err(error) => output.fail(&error),
                }
            }
        },
        Err(error) => output.fail(&error),
    };
    progress.finish();
    outcome
}

/// Writes the certificate of the one proposition asked for.
fn certify(
    analyses: &mut ModelAnalyses<'_>,
    propositions: &[Proposition],
    file: &Path,
    sets_max: Option<usize>,
) -> Result<(), String> {
    let [proposition] = propositions else {
        return Err(
            "a certificate is about one gate or sequence; name it with `--only`".to_owned(),
        );
    };
    let sets_max = sets_max.unwrap_or(LIST_MAX);
    let unwritten = |error: io::Error| format!("cannot write `{}`: {error}", file.display());
    let mut writer = io::BufWriter::new(fs::File::create(file).map_err(unwritten)?);
    if let Err(error) = analyses.certificate(proposition, sets_max, &mut writer) {
        // What was begun is no certificate, and whether it can be removed changes nothing of that.
        let _ = fs::remove_file(file);
        return Err(error);
    }
    io::Write::flush(&mut writer).map_err(unwritten)
}

fn stream_each(proof: &ModelProof<'_>, wanted: &Wanted, output: &mut Output) -> Outcome {
    let mut analyses = proof.analyses();
    let mut outcome = Outcome::Good;
    for proposition in proof.propositions() {
        let told = stream::tell(&proof.name_of(proposition), output, |each| {
            analyses.stream(proposition, wanted, each)
        });
        outcome = outcome.max(told);
    }
    outcome
}

fn answer_each(
    analyses: &mut ModelAnalyses<'_>,
    propositions: &[Proposition],
    progress: &Progress,
    output: &mut Output,
) -> Outcome {
    let mut outcome = Outcome::Good;
    progress.count(propositions.len());
    for proposition in propositions {
        let answer = analyses.answer(proposition);
        if answer.is_undecided() {
            outcome = Outcome::Undecided;
        }
        tell(&answer, output);
        progress.step();
        if output.is_broken() {
            break;
        }
    }
    outcome
}

/// How a model is read when it is asked about so many hours.
pub(crate) fn settings(mission_time: Option<f64>) -> Result<Settings, String> {
    let mut settings = Settings::default();
    if let Some(hours) = mission_time {
        if !hours.is_finite() || hours < 0.0 {
            return Err("`--mission-time` is a number of hours, not below 0".to_owned());
        }
        settings.mission_time = hours;
    }
    Ok(settings)
}

/// What is said of options that ask about plans.
fn refused(asked: &[(&str, bool)]) -> Option<String> {
    let options: Vec<String> = asked
        .iter()
        .filter(|(_, is_asked)| *is_asked)
        .map(|(option, _)| format!("`{option}`"))
        .collect();
    let ask = if options.len() == 1 { "asks" } else { "ask" };
    (!options.is_empty()).then(|| {
        format!(
            "{} {ask} about a plan; a model of the Open-PSA format has no dates, elements, measures, \
             sources or rules",
            options.join(", ")
        )
    })
}

/// Reads a model from disk, with what it includes.
pub(crate) fn read(first: &Path, more: &[PathBuf], settings: &Settings) -> Result<Reading, String> {
    let paths = std::iter::once(first).chain(more.iter().map(PathBuf::as_path));
    let texts: Result<Vec<_>, _> = paths.map(read_file).collect();
    let texts = texts.map_err(|error| error.to_string())?;
    Ok(interrex_openpsa::read(&texts, settings, &mut |name| {
        let (_, text) = read_file(Path::new(name)).map_err(|error| error.to_string())?;
        Ok(text)
    }))
}

/// A file of a model: its path as shown to people, and its text.
fn read_file(path: &Path) -> Result<(String, String), Unreadable> {
    let Found { path: shown, bytes } = files::read_bytes(path)?;
    let text = interrex_openpsa::decode(bytes);
    let text = text.ok_or_else(|| Unreadable::NotText(path.to_owned()))?;
    Ok((shown, text))
}
