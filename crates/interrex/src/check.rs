//! `interrex check`: every fault of a plan, then the rules of the field, then the score.

use std::fmt::Write as _;

use interrex_diag::{Format, Severity, render, sort};
use interrex_rules::{Findings, Score};

use crate::Outcome;
use crate::args::{CheckArgs, Shared};
use crate::output::Output;
use crate::plan;
use crate::progress::Progress;

/// Runs the verb.
pub(crate) fn run(args: &CheckArgs, shared: &Shared, output: &mut Output) -> Outcome {
    let progress = Progress::start("reading the plan", shared);
    let reading = match plan::read(&args.plan) {
        Ok(reading) => reading,
        Err(error) => return output.fail(&error),
    };
    let as_of = match plan::as_of(args.as_of.as_deref(), &reading.plan) {
        Ok(date) => date,
        Err(error) => return output.fail(&error),
    };
    let mut diagnostics = reading.diagnostics.clone();
    let mut findings = None;
    if !reading.has_errors() {
        progress.say("asking the rules of the field");
        let found = interrex_rules::check(&reading.plan, as_of);
        diagnostics.extend(found.diagnostics.iter().cloned());
        findings = Some(found);
    }
    progress.finish();
    sort(&mut diagnostics);
    let text = render(
        &diagnostics,
        &reading.sources,
        output.format(),
        output.color(),
    );
    output.answer(&text);
    if output.format() == Format::Human {
        if let Some(findings) = &findings {
            output.answer(&waived(findings));
            if args.score {
                output.answer(&score(&findings.score));
            }
        }
        let count = |severity| {
            diagnostics
                .iter()
                .filter(|one| one.severity == severity)
                .count()
        };
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        output.answer(&closing(
            errors,
            warnings,
            count(Severity::Note),
            findings.is_some(),
        ));
    }
    let worst = diagnostics.iter().map(|one| one.severity);
    let errors = worst.clone().any(|severity| severity == Severity::Error);
    let warnings = worst.clone().any(|severity| severity == Severity::Warning);
    if errors || (args.deny_warnings && warnings) {
        Outcome::Bad
    } else {
        Outcome::Good
    }
}

fn closing(errors: usize, warnings: usize, notes: usize, asked: bool) -> String {
    let count = |number: usize, noun: &str| {
        let plural = if number == 1 { "" } else { "s" };
        format!("{number} {noun}{plural}")
    };
    let mut text = format!(
        "{}, {}, {}",
        count(errors, "error"),
        count(warnings, "warning"),
        count(notes, "note")
    );
    if !asked {
        text.push_str("; the rules of the field are asked once the errors are mended");
    } else if errors + warnings + notes > 0 {
        text.push_str("; `interrex explain CODE` says more about each");
    }
    text.push('\n');
    text
}

fn waived(findings: &Findings) -> String {
    let mut text = String::new();
    for waived in &findings.waived {
        let by = waived
            .by
            .as_ref()
            .map_or_else(String::new, |by| format!(" by {by}"));
        let _ = writeln!(
            text,
            "waived until {}{by}: {} [{}]: {}",
            waived.until, waived.diagnostic.message, waived.diagnostic.code, waived.reason
        );
    }
    text
}

/// The score by element, and what is missing to reach it.
fn score(score: &Score) -> String {
    let mut text = String::from("\nscore by element (rules passed of those that apply)\n");
    for element in interrex_rules::Element::ALL {
        let tally = score.element(element);
        let Some(percent) = tally.percent() else {
            let _ = writeln!(
                text,
                "  {:<16}   -     nothing in the plan to ask about",
                element.name()
            );
            continue;
        };
        let _ = writeln!(
            text,
            "  {:<16} {percent:>3} %   {} of {}",
            element.name(),
            tally.passed,
            tally.applicable()
        );
        for missing in score.missing(element) {
            let _ = writeln!(text, "      {missing}");
        }
    }
    let total = score.total();
    if let Some(percent) = total.percent() {
        let _ = writeln!(
            text,
            "  {:<16} {percent:>3} %   {} of {}\n",
            "all",
            total.passed,
            total.applicable()
        );
    }
    text
}
