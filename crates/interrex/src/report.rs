//! `interrex report`: a plan and its answers as a document.

use std::path::Path;

use interrex_diag::{Severity, render};
use interrex_prove::Ask;
use interrex_prove::answer::Supposed;
use interrex_report::{Document, Language, Material, Order};
use interrex_standing::Question;

use crate::Outcome;
use crate::args::{ReportArgs, Shared};
use crate::clock::Deadline;
use crate::open_psa;
use crate::output::Output;
use crate::plan;
use crate::progress::Progress;
use crate::prove::elements;

/// With what a report is made, as its last line says.
const MADE_WITH: &str = concat!("interrex ", env!("CARGO_PKG_VERSION"));

/// Runs the verb.
pub(crate) fn run(args: &ReportArgs, shared: &Shared, output: &mut Output) -> Outcome {
    if open_psa::is_model(&args.plan) {
        let model = args.plan.display();
        return output.fail(&format!(
            "`{model}` is a model of another tool; reports are made of plans"
        ));
    }
    let (form, order) = match Form::of(&args.output).and_then(|form| Ok((form, order(args)?))) {
        Ok(ordered) => ordered,
        Err(error) => return output.fail(&error),
    };
    let progress = Progress::start("reading the plan", shared);
    let reading = match plan::read(&args.plan) {
        Ok(reading) => reading,
        Err(error) => return output.fail(&error),
    };
    if reading.has_errors() {
        progress.finish();
        let errors = reading.diagnostics.iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        output.answer(&render(
            errors,
            &reading.sources,
            output.format(),
            output.color(),
        ));
        output.say("a plan with errors proves nothing; mend them first (`interrex check`)");
        return Outcome::Bad;
    }
    let deadline = Deadline::after(args.time_max);
    let stop = || deadline.has_passed();
    let ask = match ask(args, &reading.plan) {
        Ok(ask) => ask.stopping(&stop),
        Err(error) => return output.fail(&error),
    };
    progress.say("proving the plan");
    let material = interrex_report::gather(&reading, &ask);
    progress.say("writing the report");
    let written = form.write(&interrex_report::document(&material, &order), output);
    progress.finish();
    match written {
        Ok(bytes) => write(&args.output, &bytes, &material, output),
        Err(error) => output.fail(&error),
    }
}

/// How the report is to be written.
fn order(args: &ReportArgs) -> Result<Order, String> {
    Ok(Order {
        language: args.lang.parse::<Language>()?,
        marking: args.marking.clone(),
        made_with: MADE_WITH.to_owned(),
    })
}

/// The form is that of the file's ending.
#[derive(Debug, Clone, Copy)]
enum Form {
    Html,
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Form {
    fn of(path: &Path) -> Result<Self, String> {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        match ending.as_deref() {
            Some("html" | "htm") => Ok(Self::Html),
            #[cfg(feature = "pdf")]
            Some("pdf") => Ok(Self::Pdf),
            _ => Err(format!(
                "the name of the file says in which form a report is written; end it with {}, not as in `{}`",
                FORMS,
                path.display()
            )),
        }
    }

    /// The bytes of the file.
    fn write(self, document: &Document, output: &mut Output) -> Result<Vec<u8>, String> {
        match self {
            Self::Html => Ok(interrex_report::html(document).into_bytes()),
            #[cfg(feature = "pdf")]
            Self::Pdf => print(document, output),
        }
    }
}

/// The endings that are known.
#[cfg(feature = "pdf")]
const FORMS: &str = "`.html` or `.pdf`";
#[cfg(not(feature = "pdf"))]
const FORMS: &str = "`.html`";

#[cfg(feature = "pdf")]
fn print(document: &Document, output: &mut Output) -> Result<Vec<u8>, String> {
    let paper = interrex_print::pdf(document).map_err(|error| error.to_string())?;
    if !paper.unprintable.is_empty() {
        let letters = paper.unprintable.iter().map(|letter| format!("`{letter}`"));
        output.say(&format!(
            "the fonts for paper lack {}; a replacement sign stands there",
            letters.collect::<Vec<_>>().join(", ")
        ));
    }
    Ok(paper.bytes)
}

/// The question that the report answers.
fn ask<'a>(args: &ReportArgs, plan: &interrex_plan::model::Plan) -> Result<Ask<'a>, String> {
    let as_of = plan::as_of(args.as_of.as_deref(), plan)?;
    let mut question = Question::as_of(as_of);
    question.with = elements(plan, &args.with)?;
    question.without = elements(plan, &args.without)?;
    let mut ask = Ask::about(question);
    ask.supposed = Supposed {
        with: args.with.clone(),
        without: args.without.clone(),
        given: None,
    };
    if let Some(nodes_max) = args.nodes_max {
        ask.nodes_max = nodes_max;
    }
    Ok(ask)
}

fn write(path: &Path, page: &[u8], material: &Material<'_>, output: &mut Output) -> Outcome {
    if let Err(error) = std::fs::write(path, page) {
        return output.fail(&format!("cannot write `{}`: {error}", path.display()));
    }
    output.answer(&format!(
        "wrote {} ({} kB)\n",
        path.display(),
        page.len().div_ceil(1000)
    ));
    if material.summary.undecided {
        output.say("some answers are undecided: a limit was reached, and the report says where");
        return Outcome::Undecided;
    }
    Outcome::Good
}
