//! `interrex verify-proof`: a certificate is checked, and held against the model that it is about.

use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io::BufReader;

use interrex_certificate::{Interval, Proved};
use interrex_diag::{Format, render};
use interrex_prove::open_psa::certified;

use crate::Outcome;
use crate::args::VerifyProofArgs;
use crate::open_psa;
use crate::output::{Output, object};

/// Bounds whose relative distance is no more than this are a value.
const NARROW: f64 = 1e-12;

/// Runs the verb.
pub(crate) fn run(args: &VerifyProofArgs, output: &mut Output) -> Outcome {
    let settings = match open_psa::settings(args.mission_time) {
        Ok(settings) => settings,
        Err(error) => return output.fail(&error),
    };
    let reading = match open_psa::read(&args.model, &[], &settings) {
        Ok(reading) => reading,
        Err(error) => return output.fail(&error),
    };
    let Some(model) = &reading.model else {
        let color = output.color();
        output.answer(&render(
            &reading.diagnostics,
            &reading.sources,
            output.format(),
            color,
        ));
        return Outcome::Bad;
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
    match certified(&proved.circuit, model) {
        Ok(Some(proposition)) => {
            output.answer(&told(&proposition.name, &proved, output.format()));
            Outcome::Good
        }
        Ok(None) => {
            output.answer(&format!(
                "refused: {name}: no gate or sequence of the model has this circuit\n"
            ));
            Outcome::Bad
        }
        Err(differs) => {
            output.answer(&format!("refused: {name}: {differs}\n"));
            Outcome::Bad
        }
    }
}

fn told(proposition: &str, proved: &Proved, format: Format) -> String {
    let sets = proved.cut_sets;
    let ends = proved.probability.map(|p| (p.at_least(), p.at_most()));
    let value = proved
        .probability
        .filter(|p| p.at_most() - p.at_least() <= NARROW * p.at_most());
    if format == Format::Json {
        let fields = serde_json::json!({
            "proposition": proposition,
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
    format!("{proposition}: shown: {probability}; {sets}\n")
}
