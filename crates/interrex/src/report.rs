//! `interrex report`: a plan and its answers as a document.

use std::path::Path;

use interrex_diag::{Severity, render};
use interrex_plan::Reading;
use interrex_prove::Ask;
use interrex_prove::answer::Supposed;
use interrex_report::{Document, Earlier, Language, Material, Order, SealedPart};
use interrex_standing::Question;

use crate::args::{ReportArgs, Shared};
use crate::clock::Deadline;
use crate::files::SealedFile;
use crate::open_psa;
use crate::output::Output;
use crate::plan::{self, Opened};
use crate::progress::Progress;
use crate::prove::elements;
use crate::revision;
use crate::workbook;
use crate::{Outcome, STACK};

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
    let opened = match plan::read(&args.plan, &args.identity) {
        Ok(opened) => opened,
        Err(error) => return output.fail(&error),
    };
    opened.tell(output);
    let reading = &opened.reading;
    if reading.has_errors() {
        progress.finish();
        tell_errors(reading, output);
        output.say("a plan with errors proves nothing; mend them first (`interrex check`)");
        return Outcome::Bad;
    }
    let before = match earlier(args, output) {
        Ok(before) => before,
        Err(error) => return output.fail(&error),
    };
    if let Some(before) = before.as_ref().filter(|one| one.reading.has_errors()) {
        progress.finish();
        tell_errors(&before.reading, output);
        output.say("the earlier version has errors, so that nothing can be said of its answers; name another");
        return Outcome::Bad;
    }
    let deadline = Deadline::after(args.time_max);
    let stop = || deadline.has_passed();
    let ask = match ask(args, &reading.plan) {
        Ok(ask) => ask.stopping(&stop),
        Err(error) => return output.fail(&error),
    };
    let earlier = match asked_before(args, before.as_ref(), &stop) {
        Ok(earlier) => earlier,
        Err(error) => return output.fail(&error),
    };
    progress.say("proving the plan");
    let mut material =
        interrex_report::gather_with(reading, &ask, earlier.as_ref(), &at_the_same_time);
    material.sealed = opened.sealed.iter().map(sealed_part).collect();
    progress.say("writing the report");
    let document = interrex_report::document(&material, &order);
    let written = form.write(&document, &material, output);
    progress.finish();
    match written {
        Ok(bytes) => write(&args.output, &bytes, &material, output),
        Err(error) => output.fail(&error),
    }
}

/// Does the first piece of work on a thread of its own while the second is done here; where there is none to be had,
/// one after the other.
fn at_the_same_time(first: &mut (dyn FnMut() + Send), second: &mut (dyn FnMut() + Send)) {
    let first = std::sync::Mutex::new(first);
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(STACK);
        let begun = builder.spawn_scoped(scope, || {
            if let Ok(mut first) = first.lock() {
                first();
            }
        });
        second();
        if begun.is_err()
            && let Ok(mut first) = first.lock()
        {
            first();
        }
    });
}

/// Shows the errors of a plan.
fn tell_errors(reading: &Reading, output: &mut Output) {
    let errors = reading.diagnostics.iter();
    let errors = errors.filter(|one| one.severity == Severity::Error);
    let text = render(errors, &reading.sources, output.format(), output.color());
    output.answer(&text);
}

/// The earlier version of the plan, where one is named.
fn earlier(args: &ReportArgs, output: &mut Output) -> Result<Option<Opened>, String> {
    let Some(since) = &args.since else {
        return Ok(None);
    };
    let files = revision::earlier(since, &args.plan, &args.identity)?;
    let opened = Opened::of(files);
    opened.tell(output);
    Ok(Some(opened))
}

/// What is asked of the earlier version: the same, as far as it knows what is supposed.
fn asked_before<'a>(
    args: &ReportArgs,
    before: Option<&'a Opened>,
    stop: &'a (dyn Fn() -> bool + Sync),
) -> Result<Option<Earlier<'a>>, String> {
    let (Some(name), Some(before)) = (&args.since, before) else {
        return Ok(None);
    };
    let plan = &before.reading.plan;
    let known = |names: &[String]| -> Vec<String> {
        let names = names.iter().filter(|name| plan.find(name).is_ok());
        names.cloned().collect()
    };
    let mut args = args.clone();
    args.with = known(&args.with);
    args.without = known(&args.without);
    Ok(Some(Earlier {
        name: name.clone(),
        reading: &before.reading,
        ask: ask(&args, plan)?.stopping(stop),
    }))
}

fn sealed_part(file: &SealedFile) -> SealedPart {
    SealedPart {
        path: file.path.clone(),
        digest: file.digest.clone(),
        is_open: file.closed.is_none(),
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

/// In which form a report is written: that of the file's ending.
#[derive(Debug, Clone, Copy)]
enum Form {
    Html,
    #[cfg(feature = "pdf")]
    Pdf,
    Docx,
    Xlsx,
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
            Some("docx") => Ok(Self::Docx),
            Some("xlsx") => Ok(Self::Xlsx),
            _ => Err(format!(
                "the name of the file says in which form a report is written; end it with {FORMS}, not as in `{}`",
                path.display()
            )),
        }
    }

    /// The bytes of the file.
    fn write(
        self,
        document: &Document,
        material: &Material<'_>,
        output: &mut Output,
    ) -> Result<Vec<u8>, String> {
        match self {
            Self::Html => Ok(interrex_report::html(document).into_bytes()),
            #[cfg(feature = "pdf")]
            Self::Pdf => print(document, output),
            Self::Docx => Ok(interrex_word::docx(document, &tables(document, material)?)),
            Self::Xlsx => {
                let tables = tables(document, material)?;
                interrex_sheet::write(&workbook::book(document, material, tables))
            }
        }
    }
}

/// The endings that are known.
#[cfg(feature = "pdf")]
const FORMS: &str = "`.html`, `.pdf`, `.docx` or `.xlsx`";
#[cfg(not(feature = "pdf"))]
const FORMS: &str = "`.html`, `.docx` or `.xlsx`";

/// Typesets a report, and says which letters have no font.
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

/// The tables of the plan that are sent with a report.
fn tables(
    document: &Document,
    material: &Material<'_>,
) -> Result<Vec<interrex_tables::Table>, String> {
    let sources = material.texts;
    let files: Vec<(&str, &str)> = sources
        .ids()
        .map(|id| (sources.path(id), sources.text(id)))
        .collect();
    let language = match document.language {
        Language::English => interrex_tables::Language::English,
        Language::Ukrainian => interrex_tables::Language::Ukrainian,
    };
    Ok(interrex_tables::Texts::parse(&files)?.tables(language))
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
