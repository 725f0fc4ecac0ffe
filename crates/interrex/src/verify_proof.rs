//! `interrex verify-proof`: a certificate is checked, and held against the model that it is about.

use interrex_diag::{Format, render};
use interrex_prove::open_psa::certified;

use crate::Outcome;
use crate::args::VerifyProofArgs;
use crate::files;
use crate::open_psa;
use crate::output::Output;

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
    let (name, text) = match files::read_file(&args.certificate) {
        Ok(file) => file,
        Err(error) => return output.fail(&error.to_string()),
    };
    let proved = match interrex_certificate::check(&text) {
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

fn told(proposition: &str, proved: &interrex_certificate::Proved, format: Format) -> String {
    let sets = proved.cut_sets;
    if format == Format::Json {
        let object = serde_json::json!({
            "schema": "interrex.verified/1",
            "proposition": proposition,
            "probability": proved.probability,
            "cut_sets": sets.to_string(),
        });
        return format!("{object}\n");
    }
    let probability = match proved.probability {
        Some(probability) => format!("its probability is {probability:e}"),
        None => "nothing is shown of its probability".to_owned(),
    };
    format!("{proposition}: shown: {probability}; {sets} minimal cut sets are such\n")
}
