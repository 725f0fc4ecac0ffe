//! `interrex verify-proof`: a certificate is checked, and held against the model that it is about.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::BufReader;

use interrex_certificate::{Circuit, Interval, Proved};
use interrex_diag::{Format, render};
use interrex_openpsa::{Reading, Settings};
use interrex_prove::certified::Certified;
use interrex_prove::open_psa::phases_asked;

use crate::Outcome;
use crate::args::VerifyProofArgs;
use crate::open_psa;
use crate::output::{Output, object};

/// Bounds whose relative distance is no more than this are a value.
const NARROW: f64 = 1e-12;

/// Runs the verb.
pub(crate) fn run(args: &VerifyProofArgs, output: &mut Output) -> Outcome {
    let models = match models(args, output) {
        Ok(models) => models,
        Err(outcome) => return outcome,
    };
    let name = args.certificate.display();
    let text = match File::open(&args.certificate) {
        Ok(file) => BufReader::new(file),
        Err(error) => return output.fail(&format!("cannot read `{name}`: {error}")),
    };
    // Whoever wrote the certificate did not know the seed.
    let seed = RandomState::new().hash_one(0_u8);
    let proved = match interrex_certificate::check(text, seed) {
        Ok(proved) => proved,
        Err(refusal) => {
            output.answer(&format!("refused: {name}: {refusal}\n"));
            return Outcome::Bad;
        }
    };
    match shown(models, &proved.circuit) {
        Ok(propositions) => {
            output.answer(&told(&propositions, &proved, output.format()));
            Outcome::Good
        }
        Err(differs) => {
            output.answer(&format!("refused: {name}: {differs}\n"));
            Outcome::Bad
        }
    }
}

/// The model, once for each phase in which it is asked.
fn models(args: &VerifyProofArgs, output: &mut Output) -> Result<Vec<Certified>, Outcome> {
    let mut settings =
        open_psa::settings(args.mission_time).map_err(|error| output.fail(&error))?;
    settings.phase.clone_from(&args.phase);
    let reading = read(args, &settings, output)?;
    if args.phase.is_some() || reading.phases.is_empty() {
        return Ok(vec![certified(&reading, args, &settings, output)?]);
    }
    let mut models = Vec::new();
    for phase in phases_asked(&args.only, &reading.phases) {
        settings.phase = Some(phase.clone());
        let reading = read(args, &settings, output)?;
        models.push(certified(&reading, args, &settings, output)?);
    }
    Ok(models)
}

fn read(
    args: &VerifyProofArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Reading, Outcome> {
    // There is at least one file, or the arguments were refused.
    let (first, more) = args.model.split_first().ok_or(Outcome::Bad)?;
    open_psa::read(first, more, settings).map_err(|error| output.fail(&error))
}

fn certified(
    reading: &Reading,
    args: &VerifyProofArgs,
    settings: &Settings,
    output: &mut Output,
) -> Result<Certified, Outcome> {
    let Some(model) = &reading.model else {
        let (format, color) = (output.format(), output.color());
        let text = render(&reading.diagnostics, &reading.sources, format, color);
        output.answer(&text);
        return Err(Outcome::Bad);
    };
    let made = Certified::new(model, &args.only, settings.phase.as_deref());
    made.map_err(|error| output.fail(&error))
}

/// What has the circuit of a certificate, in any of the phases; else why nothing has.
fn shown(models: Vec<Certified>, claimed: &Circuit) -> Result<Vec<String>, String> {
    let many = models.len() > 1;
    let mut names = Vec::new();
    let mut differs = None;
    for mut model in models {
        match model.shown_by(claimed) {
            Ok(more) => names.extend(more),
            Err(reason) => differs = differs.or(Some(reason)),
        }
    }
    match differs {
        Some(reason) if names.is_empty() && many => Err(format!(
            "it is of no phase of the model; in the first of them, {reason}"
        )),
        Some(reason) if names.is_empty() => Err(reason),
        _ => Ok(names),
    }
}

fn told(propositions: &[String], proved: &Proved, format: Format) -> String {
    let sets = proved.cut_sets;
    let ends = proved.probability.map(|p| (p.at_least(), p.at_most()));
    let value = proved
        .probability
        .filter(|p| p.at_most() - p.at_least() <= NARROW * p.at_most());
    if format == Format::Json {
        let fields = serde_json::json!({
            "proposition": propositions.first(),
            "also": propositions.get(1..),
            "probability": value.map(Interval::middle),
            "probability_low": ends.map(|ends| ends.0),
            "probability_high": ends.map(|ends| ends.1),
            "cut_sets": sets.to_string(),
            "cut_set_count": proved.count.as_ref().map(ToString::to_string),
        });
        return object("interrex.verified/1", &fields);
    }
    let probability = match (value, ends) {
        (Some(value), _) => format!("its probability is {:e}", value.middle()),
        (None, Some((low, high))) => format!("its probability is between {low:e} and {high:e}"),
        (None, None) => "nothing is shown of its probability".to_owned(),
    };
    let sets = match &proved.count {
        Some(count) => format!("it has {count} minimal cut sets, and {sets} listed are such"),
        None => format!("{sets} minimal cut sets are such"),
    };
    let propositions = propositions.join(", ");
    format!("{propositions}: shown: {probability}; {sets}\n")
}
