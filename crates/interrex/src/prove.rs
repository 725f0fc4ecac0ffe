//! `interrex prove`: the summary of a plan, or everything about the propositions asked for.

use std::collections::BTreeSet;

use interrex_diag::{Diagnostic, Format, Severity, Sources, render};
use interrex_plan::model::{Element, Expr, Plan};
use interrex_plan::{NotFound, Reading};
use interrex_prove::answer::Supposed;
use interrex_prove::stream::Wanted;
use interrex_prove::{Answer, Ask, Proof, human, measures, resting, summary, supposing, wire};
use interrex_standing::Question;

use crate::Outcome;
use crate::args::{ProveArgs, Shared};
use crate::clock::Deadline;
use crate::open_psa;
use crate::output::Output;
use crate::plan::{self, Opened};
use crate::progress::Progress;
use crate::stream;

/// How many undecided elements the summary weighs, each by compiling the plan once or twice more.
const FLOATED_MAX: usize = 64;
/// Above this many propositions the summary leaves floated elements to `--with`.
const WEIGHED_MAX: usize = 2_000;
/// The most diagram nodes, unless something else is asked for.
const NODES_MAX: usize = 1_000_000;
/// How many combinations are listed of a proposition, unless something else is asked for.
pub(crate) const LIST_MAX: usize = 10;
/// The name under which the condition of a question is read with the plan.
const GIVEN: &str = "given-in-the-question";

/// The name under which people see it.
const GIVEN_PATH: &str = "--given";

/// Runs the verb.
pub(crate) fn run(args: &ProveArgs, shared: &Shared, output: &mut Output) -> Outcome {
    if open_psa::is_model(&args.plan) {
        return open_psa::prove(args, shared, output);
    }
    if let Some(more) = args.more.first() {
        return output.fail(&open_psa::no_model(&args.plan, more));
    }
    if args.certificate.is_some() {
        return output.fail(
            "`--certificate` is about models; `interrex export` makes one of a plan, whose ranges \
             then want numbers",
        );
    }
    if args.mission_time.is_some() {
        return output.fail("`--mission-time` is about models; a plan has its horizon");
    }
    if args.phase.is_some() {
        return output.fail("`--phase` is about models; a plan has no alignments");
    }
    let progress = Progress::start("reading the plan", shared);
    let reading = match read(args) {
        Ok(opened) => opened.told(output),
        Err(error) => return output.fail(&error),
    };
    if reading.has_errors() {
        progress.finish();
        return refuse(&reading, output);
    }
    let deadline = Deadline::after(args.time_max);
    let stop = || deadline.has_passed();
    let [no_diagrams, as_it_stands] = [0.5, 0.75].map(|part| move || deadline.is_spent(part));
    let ask = match ask(args, &reading.plan) {
        Ok(ask) => ask.stopping(&stop).hurrying(&no_diagrams, &as_it_stands),
        Err(error) => return output.fail(&error),
    };
    progress.say("compiling the plan");
    let outcome = if let Some(proposition) = &args.for_proposition {
        remedies(
            &reading.plan,
            &reading.sources,
            &ask,
            proposition,
            args.cost_max,
            output,
        )
    } else if !args.source.is_empty() {
        rest_on(&args.source, &reading, &ask, output)
    } else if let Some(wanted) = stream::wanted(args) {
        progress.finish();
        return stream_each(&reading, &ask, &wanted, output);
    } else if args.only.is_empty() && output.format() == Format::Human {
        summarize(&reading.plan, &reading.sources, &ask, output)
    } else {
        answer_each(&reading.plan, &reading.sources, &ask, &progress, output)
    };
    progress.finish();
    outcome
}

/// Why nothing is proved: faults of the plan, or of the condition in the question.
fn refuse(reading: &Reading, output: &mut Output) -> Outcome {
    let (of_given, of_plan): (Vec<Diagnostic>, Vec<Diagnostic>) =
        reading.diagnostics.iter().cloned().partition(|one| {
            let place = one.primary();
            place.is_some_and(|span| reading.sources.path(span.source) == GIVEN_PATH)
        });
    let errors = |list: &[Diagnostic]| list.iter().any(|one| one.severity == Severity::Error);
    if errors(&of_plan) {
        let text = render(&of_plan, &reading.sources, output.format(), output.color());
        output.answer(&text);
        output.say("a plan with errors proves nothing; mend them first (`interrex check`)");
        return Outcome::Bad;
    }
    let text = render(&of_given, &reading.sources, Format::Human, false);
    output.fail(&format!(
        "the condition cannot be read\n{}",
        text.trim_end()
    ))
}

fn read(args: &ProveArgs) -> Result<Opened, String> {
    match &args.given {
        None => plan::read(&args.plan, &args.identity),
        Some(given) => {
            let quoted = given.replace('\\', "\\\\").replace('"', "\\\"");
            let text = format!("[function.{GIVEN}]\nneeds = \"{quoted}\"\n");
            plan::read_with(&args.plan, &args.identity, GIVEN_PATH, text)
        }
    }
}

/// The question, from the arguments.
fn ask<'a>(args: &ProveArgs, plan: &Plan) -> Result<Ask<'a>, String> {
    let as_of = plan::as_of(args.as_of.as_deref(), plan)?;
    let mut question = Question::as_of(as_of);
    question.with = elements(plan, &args.with)?;
    question.without = elements(plan, &args.without)?;
    let given = args.given.as_ref().and_then(|_| given(plan));
    let mut ask = Ask::about(question);
    ask.supposed = Supposed {
        with: args.with.clone(),
        without: args.without.clone(),
        given: args.given.clone(),
    };
    ask.only.clone_from(&args.only);
    ask.except = vec![format!("function.{GIVEN}")];
    ask.given = given;
    ask.order_max = args.order_max;
    ask.list_max = args.list_max.unwrap_or(LIST_MAX);
    ask.nodes_max = args.nodes_max.unwrap_or(NODES_MAX);
    Ok(ask)
}

fn given(plan: &Plan) -> Option<Expr> {
    plan.functions
        .get(plan.functions.by_name(GIVEN)?)
        .needs
        .clone()
}

/// The elements of these names.
pub(crate) fn elements(plan: &Plan, names: &[String]) -> Result<BTreeSet<Element>, String> {
    names
        .iter()
        .map(|name| {
            plan.find(name).map_err(|error| match error {
                NotFound::Unknown(None) => format!(
                    "`{name}`: {error}; name an element by kind and name, like \
                     `measure.no-fly-zone` or `office.president.order.ministers-ahead`"
                ),
                _ => format!("`{name}`: {error}"),
            })
        })
        .collect()
}

fn rest_on(sources: &[String], reading: &Reading, ask: &Ask<'_>, output: &mut Output) -> Outcome {
    let elements = match elements(&reading.plan, sources) {
        Ok(elements) => elements,
        Err(error) => return output.fail(&error),
    };
    let mut outcome = Outcome::Good;
    for element in elements {
        if !matches!(element, Element::Of("source", _)) {
            let name = reading.plan.element_name(element);
            return output.fail(&format!("`{name}` is no source"));
        }
        let found = resting::resting(&reading.plan, &reading.sources, ask, element);
        if found.is_undecided() {
            outcome = Outcome::Undecided;
        }
        match output.format() {
            Format::Json => output.answer(&format!("{}\n", wire::resting_to_json(&found, ask))),
            _ => output.answer(&resting::to_text(&found)),
        }
    }
    outcome
}

fn summarize(plan: &Plan, texts: &Sources, ask: &Ask<'_>, output: &mut Output) -> Outcome {
    let proof = Proof::new(plan, texts, ask);
    let mut told = proof.summary();
    if proof.propositions().len() <= WEIGHED_MAX {
        supposing::weigh_floated(&proof, &mut told, FLOATED_MAX);
    } else {
        output.say("what is only floated is left out of so large a summary; ask with `--with`");
    }
    output.answer(&summary::to_text(&told));
    output.detail(&format!("{} propositions", proof.propositions().len()));
    if told.undecided {
        Outcome::Undecided
    } else {
        Outcome::Good
    }
}

fn stream_each(reading: &Reading, ask: &Ask<'_>, wanted: &Wanted, output: &mut Output) -> Outcome {
    let proof = Proof::new(&reading.plan, &reading.sources, ask);
    if let Some(refusal) = unmatched_patterns(&proof, ask, &reading.plan) {
        return output.fail(&refusal);
    }
    let mut analyses = proof.analyses();
    let mut outcome = Outcome::Good;
    for proposition in proof.propositions() {
        let told = stream::tell(&proposition.name, output, |each| {
            analyses.stream(proposition, wanted, each)
        });
        outcome = outcome.max(told);
    }
    outcome
}

fn answer_each(
    plan: &Plan,
    texts: &Sources,
    ask: &Ask<'_>,
    progress: &Progress,
    output: &mut Output,
) -> Outcome {
    let proof = Proof::new(plan, texts, ask);
    if let Some(refusal) = unmatched_patterns(&proof, ask, plan) {
        return output.fail(&refusal);
    }
    let mut analyses = proof.analyses();
    let mut undecided = false;
    progress.count(proof.propositions().len());
    for proposition in proof.propositions() {
        let answer = analyses.answer(proposition);
        undecided |= answer.is_undecided();
        tell(&answer, output);
        progress.step();
        if output.is_broken() {
            break;
        }
    }
    if undecided {
        Outcome::Undecided
    } else {
        Outcome::Good
    }
}

/// Writes one answer.
pub(crate) fn tell(answer: &Answer, output: &mut Output) {
    match output.format() {
        Format::Json => output.answer(&format!("{}\n", wire::to_json(answer))),
        Format::Human => output.answer(&format!("{}\n", human::to_text(answer))),
        Format::Short | Format::GitHub => {
            output.answer(&format!("{}\n", human::to_line(answer)));
        }
    }
}

/// What to say of a question's patterns that match nothing, if there are any.
pub(crate) fn unmatched_patterns(proof: &Proof<'_>, ask: &Ask<'_>, plan: &Plan) -> Option<String> {
    let is_idle = |pattern: &&String| {
        let mut names = proof.propositions().iter().map(|one| &one.name);
        !names.any(|name| interrex_prove::matches(pattern, name))
    };
    let idle: Vec<&String> = ask.only.iter().filter(is_idle).collect();
    (!idle.is_empty()).then(|| unmatched(plan, &idle))
}

/// What to say of patterns that match nothing: the name that was perhaps meant, else how patterns
/// look.
fn unmatched(plan: &Plan, patterns: &[&String]) -> String {
    let known = interrex_standing::propositions::subjects(plan);
    let mut names = BTreeSet::new();
    for (name, ..) in &known {
        names.insert(name.as_str());
        names.extend(name.match_indices('.').filter_map(|(at, _)| name.get(..at)));
    }
    let nearest = |pattern: &&String| interrex_diag::nearest(pattern, names.iter().copied());
    let hint = match patterns.iter().find_map(nearest) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "patterns look like `office.president`, `function.*.fails` or `*.split`".to_owned(),
    };
    let patterns: Vec<&str> = patterns.iter().map(|one| one.as_str()).collect();
    let patterns = patterns.join("`, `");
    format!("no proposition matches `{patterns}`; {hint}")
}

fn remedies(
    plan: &Plan,
    texts: &Sources,
    ask: &Ask<'_>,
    proposition: &str,
    cost_max: Option<f64>,
    output: &mut Output,
) -> Outcome {
    let known = interrex_standing::propositions::subjects(plan);
    if !known.iter().any(|(name, ..)| name == proposition) {
        let names = known.iter().map(|(name, ..)| name.as_str());
        let hint = interrex_diag::nearest(proposition, names)
            .map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        return output.fail(&format!(
            "the plan yields no proposition `{proposition}`{hint}"
        ));
    }
    let Some(found) = measures::remedies(plan, texts, ask, proposition, cost_max) else {
        output.say("undecided: a limit was reached; raise `--nodes-max`");
        return Outcome::Undecided;
    };
    if output.format() == Format::Json {
        output.answer(&format!("{}\n", wire::remedies_to_json(&found)));
    } else {
        output.answer(&measures::to_text(&found));
    }
    if found.complete {
        Outcome::Good
    } else {
        Outcome::Undecided
    }
}
