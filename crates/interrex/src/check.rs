//! `interrex check`: every fault of a plan, then the rules of the field, then the score.

use std::fmt::Write as _;
use std::path::Path;

use interrex_diag::{Diagnostic, Format, Severity, Sources, render, sort};
use interrex_plan::Reading;
use interrex_rules::{AskWorlds, Findings, Unasked};
use interrex_units::Date;
use serde::Serialize;

use crate::Outcome;
use crate::args::{CheckArgs, Shared, Worlds};
use crate::open_psa;
use crate::output::Output;
use crate::plan;
use crate::progress::Progress;
use crate::score;

/// The name and version of the form in which waived findings are written for programs.
const WAIVED_SCHEMA: &str = "interrex.waived/1";

/// The name and version of the form in which rules that were not asked are written for programs.
const UNASKED_SCHEMA: &str = "interrex.unasked/1";

/// Runs the verb.
pub(crate) fn run(args: &CheckArgs, shared: &Shared, output: &mut Output) -> Outcome {
    if open_psa::is_model(&args.plan) {
        return open_psa::check(args, output);
    }
    if let Some(more) = args.more.first() {
        return output.fail(&open_psa::no_model(&args.plan, more));
    }
    let progress = Progress::start("reading the plan", shared);
    let reading = match plan::read(&args.plan, &args.identity) {
        Ok(opened) => opened.told(output),
        Err(error) => return output.fail(&error),
    };
    let as_of = match plan::as_of(args.as_of.as_deref(), &reading.plan) {
        Ok(date) => date,
        Err(error) => return output.fail(&error),
    };
    let findings = (!reading.has_errors()).then(|| {
        progress.say("asking the rules of the field");
        interrex_rules::check_with(&reading.plan, as_of, worlds(args.worlds))
    });
    progress.finish();
    let mut text = match output.format() {
        Format::Human => for_people(&reading, findings.as_ref(), output.color()),
        format => for_programs(&reading, findings.as_ref(), format),
    };
    if let Some(findings) = findings.as_ref().filter(|_| args.score) {
        text.push_str(&told_score(&reading, findings, as_of, output.format()));
    }
    let counts = Counts::of(&reading, findings.as_ref());
    if output.format() == Format::Human {
        text.push_str(&counts.closing(findings.as_ref()));
    }
    if let Some(unasked) = findings.as_ref().and_then(|found| found.unasked.as_ref()) {
        text.push_str(&told_unasked(unasked, &args.plan, output.format()));
    }
    output.answer(&text);
    counts.outcome(args.deny_warnings)
}

fn worlds(when: Worlds) -> AskWorlds {
    match when {
        Worlds::Auto => AskWorlds::Auto,
        Worlds::Always => AskWorlds::Always,
        Worlds::Never => AskWorlds::Never,
    }
}

/// Which rules were not asked, why, and how to ask them: one note, in every format.
fn told_unasked(unasked: &Unasked, plan: &Path, format: Format) -> String {
    let Unasked { rules, why } = unasked;
    let plan = plan.display();
    let sentence = format!(
        "{} rules that ask what holds in some world were not asked: {why}; `interrex check {plan} \
         --worlds always` asks them",
        rules.len()
    );
    match format {
        Format::Human => format!("note: {sentence}\n"),
        Format::Short => format!("{plan}: note: {sentence}\n"),
        Format::GitHub => format!("::notice::{sentence}\n"),
        Format::Json => {
            let wire = WireUnasked {
                schema: UNASKED_SCHEMA,
                rules,
                reason: why,
            };
            let line = serde_json::to_string(&wire).expect("strings are always JSON");
            format!("{line}\n")
        }
    }
}

/// Rules that were not asked. Fields are only added within a version.
#[derive(Serialize)]
struct WireUnasked<'a> {
    schema: &'static str,
    rules: &'a [&'static str],
    reason: &'a str,
}

/// Faults and findings as rustc shows them; findings that say the same are one.
fn for_people(reading: &Reading, findings: Option<&Findings>, color: bool) -> String {
    let found = findings.iter().flat_map(|found| &found.gathered);
    let mut diagnostics: Vec<&Diagnostic> = reading.diagnostics.iter().chain(found).collect();
    sort(&mut diagnostics);
    let mut text = render(diagnostics, &reading.sources, Format::Human, color);
    if !text.is_empty() {
        text.push('\n');
    }
    for waived in findings.iter().flat_map(|found| &found.waived) {
        let by = waived.by.as_ref().map(|by| format!(" by {by}"));
        let _ = writeln!(
            text,
            "waived[{}]: {}\n  until {}{}: {}\n",
            waived.diagnostic.code,
            waived.diagnostic.message,
            waived.until,
            by.unwrap_or_default(),
            waived.reason
        );
    }
    text
}

/// Faults and findings one by one; what is waived is listed for programs that read JSON.
fn for_programs(reading: &Reading, findings: Option<&Findings>, format: Format) -> String {
    let found = findings.iter().flat_map(|found| &found.diagnostics);
    let mut diagnostics: Vec<&Diagnostic> = reading.diagnostics.iter().chain(found).collect();
    sort(&mut diagnostics);
    let mut text = render(diagnostics, &reading.sources, format, false);
    if format == Format::Json {
        text.push_str(&waived_json(findings, &reading.sources));
    }
    text
}

/// A finding that the plan asks not to be held to. Fields are only added within a version.
#[derive(Serialize)]
struct WireWaived<'a> {
    schema: &'static str,
    code: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<u32>,
    until: String,
    by: Option<&'a str>,
    reason: &'a str,
}

fn waived_json(findings: Option<&Findings>, sources: &Sources) -> String {
    let waived = findings.iter().flat_map(|found| &found.waived);
    let lines = waived.map(|waived| {
        let place = waived.diagnostic.primary();
        let wire = WireWaived {
            schema: WAIVED_SCHEMA,
            code: waived.diagnostic.code,
            message: &waived.diagnostic.message,
            path: place.map(|span| sources.path(span.source)),
            line: place.map(|span| sources.line_of(span)),
            until: waived.until.to_string(),
            by: waived.by.as_deref(),
            reason: &waived.reason,
        };
        let line = serde_json::to_string(&wire).expect("strings and numbers are always JSON");
        format!("{line}\n")
    });
    lines.collect()
}

fn told_score(reading: &Reading, findings: &Findings, as_of: Date, format: Format) -> String {
    let profiles = &reading.plan.header.profiles;
    match format {
        Format::Json => score::json(&findings.score, as_of, profiles),
        _ => score::text(&findings.score, as_of, profiles),
    }
}

/// How many findings of each severity there are, each counted by itself.
pub(crate) struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(reading: &Reading, findings: Option<&Findings>) -> Self {
        let found = findings.iter().flat_map(|found| &found.diagnostics);
        Self::among(reading.diagnostics.iter().chain(found))
    }

    pub(crate) fn among<'d>(diagnostics: impl Iterator<Item = &'d Diagnostic>) -> Self {
        let all: Vec<&Diagnostic> = diagnostics.collect();
        let count = |severity| all.iter().filter(|one| one.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    /// `1 error, 2 warnings, 0 notes`.
    pub(crate) fn told(&self) -> String {
        let count = |number: usize, noun: &str| {
            let plural = if number == 1 { "" } else { "s" };
            format!("{number} {noun}{plural}")
        };
        format!(
            "{}, {}, {}",
            count(self.errors, "error"),
            count(self.warnings, "warning"),
            count(self.notes, "note")
        )
    }

    fn closing(&self, findings: Option<&Findings>) -> String {
        let mut text = self.told();
        match findings {
            None => {
                text.push_str("; the rules of the field are asked once the errors are mended");
            }
            Some(_) if self.errors + self.warnings + self.notes == 0 => {}
            Some(findings) => {
                text.push_str("; `interrex explain CODE` says more about each");
                if findings.gathered.len() < findings.diagnostics.len() {
                    text.push_str(
                        "\nfindings that say the same are shown once; `--format short` lists each",
                    );
                }
            }
        }
        text.push('\n');
        text
    }

    pub(crate) fn outcome(&self, deny_warnings: bool) -> Outcome {
        if self.errors > 0 || (deny_warnings && self.warnings > 0) {
            Outcome::Bad
        } else {
            Outcome::Good
        }
    }
}
