//! `interrex export`: what a plan means, written for another tool.

use std::fs;

use interrex_diag::render;
use interrex_prove::answer::Supposed;
use interrex_prove::{Ask, Proof, open_psa as models};
use interrex_standing::Question;

use crate::Outcome;
use crate::args::{Dialect, ExportArgs};
use crate::open_psa;
use crate::output::Output;
use crate::plan;
use crate::prove::{elements, unmatched_patterns};

/// Runs the verb.
pub(crate) fn run(args: &ExportArgs, output: &mut Output) -> Outcome {
    if open_psa::is_model(&args.plan) {
        let model = args.plan.display();
        return output.fail(&format!("`{model}` is a model of another tool already"));
    }
    let reading = match plan::read(&args.plan, &args.identity) {
        Ok(opened) => opened.told(output),
        Err(error) => return output.fail(&error),
    };
    if reading.has_errors() {
        let (format, color) = (output.format(), output.color());
        output.answer(&render(
            &reading.diagnostics,
            &reading.sources,
            format,
            color,
        ));
        output.say("a plan with errors means nothing; mend them first (`interrex check`)");
        return Outcome::Bad;
    }
    let question = plan::as_of(args.as_of.as_deref(), &reading.plan).and_then(|as_of| {
        let mut question = Question::as_of(as_of);
        question.with = elements(&reading.plan, &args.with)?;
        question.without = elements(&reading.plan, &args.without)?;
        Ok(question)
    });
    let mut ask = match question {
        Ok(question) => Ask::about(question),
        Err(error) => return output.fail(&error),
    };
    ask.supposed = Supposed {
        with: args.with.clone(),
        without: args.without.clone(),
        given: None,
    };
    ask.only.clone_from(&args.only);
    let proof = Proof::new(&reading.plan, &reading.sources, &ask);
    if let Some(refusal) = unmatched_patterns(&proof, &ask, &reading.plan) {
        return output.fail(&refusal);
    }
    let text = match args.to {
        Dialect::OpenPsa => models::export(&proof),
    };
    deliver(args, &text, output)
}

fn deliver(args: &ExportArgs, text: &str, output: &mut Output) -> Outcome {
    let Some(file) = &args.output else {
        output.answer(text);
        return Outcome::Good;
    };
    match fs::write(file, text) {
        Ok(()) => Outcome::Good,
        Err(error) => output.fail(&format!("cannot write `{}`: {error}", file.display())),
    }
}
