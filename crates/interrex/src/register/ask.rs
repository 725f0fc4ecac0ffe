//! `interrex ask`: the questions of a case, and where an answer is another one than expected.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use interrex_diag::Format;
use interrex_register::questions::{Checked, check};
use interrex_register::unknown;
use interrex_register::who::answer;

use super::args::AskArgs;
use super::folder::{acts, is_case, site_of, text};
use super::opened;
use crate::Outcome;
use crate::output::{Output, object};

/// The list of questions in the folder of a case.
const QUESTIONS: &str = "questions.toml";

/// Runs the verb: 0 where every answer is as expected, else 1.
pub(super) fn run(args: &AskArgs, output: &mut Output) -> Result<Outcome, String> {
    let list = args.case.join(QUESTIONS);
    let questions = text(&list)?;
    let checked = match &args.register {
        Some(register) => of_register(register, &args.case, &questions, output),
        None if is_case(&args.case) => of_case(&args.case, &questions, output),
        None => of_register(&args.case, &args.case, &questions, output),
    };
    let checked = checked.map_err(|error| format!("{}: {error}", list.display()))?;
    let departed = checked.iter().filter(|one| !departures(one).is_empty());
    let departed = departed.count();
    let told = match output.format() {
        Format::Json => json(&list, &checked, departed),
        Format::Human => human(&list, &checked, departed),
        Format::Short => lines(&list, &checked, |list, line, what| {
            format!("{list}:{line}: {what}")
        }),
        Format::GitHub => lines(&list, &checked, |list, line, what| {
            format!("::error file={list},line={line}::{what}")
        }),
    };
    output.answer(&told);
    Ok(if departed == 0 {
        Outcome::Good
    } else {
        Outcome::Bad
    })
}

/// Asks the acts that somebody wrote. What they name and no plan has is said.
fn of_case(case: &Path, questions: &str, output: &mut Output) -> Result<Vec<Checked>, String> {
    let held = acts(case)?;
    for known in &held.acts {
        let plan = held.plans.get(&known.act.plan);
        if let Some(said) = plan.and_then(|plan| unknown(plan, &known.act)) {
            output.say(&format!("act {}: {said}", known.number));
        }
    }
    if case.join("register").join("register.toml").is_file() {
        output.say("asked are the acts of acts.toml; `--register` asks the register beside them");
    }
    check(questions, &held.ids, |question| {
        answer(&held.plans, &held.acts, question)
    })
}

/// Asks a register. Where the case has the same acts as a list, they go by their names there.
fn of_register(
    register: &Path,
    case: &Path,
    questions: &str,
    output: &mut Output,
) -> Result<Vec<Checked>, String> {
    site_of(register)?;
    let open = opened::open(register, output)?;
    let mut ids = BTreeMap::new();
    if is_case(case) {
        let held = acts(case)?;
        for (id, number) in held.ids {
            let known = held.acts.get(number as usize);
            let number = known.and_then(|known| open.number(&known.digest));
            ids.extend(number.map(|number| (id, number)));
        }
    }
    check(questions, &ids, |question| open.answer(question))
}

/// Where an answer departs from what is expected, or why there is none.
fn departures(one: &Checked) -> Vec<&str> {
    match &one.asked {
        Ok(asked) => asked.departures.iter().map(String::as_str).collect(),
        Err(error) => vec![error],
    }
}

/// A question in words.
fn asked(one: &Checked) -> String {
    let known = one.known_at.as_ref().map(|at| format!(", known at {at}"));
    let view = one.viewpoint.as_ref();
    let view = view.map(|view| format!(", as {view} sees it"));
    format!(
        "{} as of {}{}{}",
        one.ask,
        one.as_of,
        known.unwrap_or_default(),
        view.unwrap_or_default()
    )
}

fn human(list: &Path, checked: &[Checked], departed: usize) -> String {
    let mut told = String::new();
    for one in checked {
        let departures = departures(one);
        if departures.is_empty() {
            continue;
        }
        let _ = writeln!(told, "{}:{}: {}", list.display(), one.line, asked(one));
        for departure in departures {
            let _ = writeln!(told, "  {departure}");
        }
        let because = one.asked.as_ref().ok();
        if let Some(because) = because.and_then(|asked| asked.because.as_ref()) {
            let _ = writeln!(told, "  expected because: {because}");
        }
        told.push('\n');
    }
    let all = match checked.len() {
        1 => "1 question".to_owned(),
        all => format!("{all} questions"),
    };
    let _ = match departed {
        0 => writeln!(told, "{all}, every answer as expected"),
        _ => writeln!(told, "{all}, {departed} answered otherwise"),
    };
    told
}

/// A line for each departure.
fn lines(list: &Path, checked: &[Checked], line: impl Fn(&str, usize, &str) -> String) -> String {
    let mut told = String::new();
    for one in checked {
        for departure in departures(one) {
            let what = format!("{}: {departure}", asked(one));
            let _ = writeln!(told, "{}", line(&list.to_string_lossy(), one.line, &what));
        }
    }
    told
}

fn json(list: &Path, checked: &[Checked], departed: usize) -> String {
    let mut told = String::new();
    for one in checked {
        let asked = one.asked.as_ref().ok();
        let fields = serde_json::json!({
            "path": list.to_string_lossy(),
            "line": one.line,
            "ask": one.ask,
            "region": asked.and_then(|asked| asked.region.as_ref()),
            "as-of": one.as_of,
            "known-at": one.known_at,
            "viewpoint": one.viewpoint,
            "departures": departures(one),
            "because": asked.and_then(|asked| asked.because.as_ref()),
            "answer": asked.map(|asked| &asked.answer),
        });
        told.push_str(&object("interrex.asked/1", &fields));
    }
    let summary = serde_json::json!({
        "questions": checked.len(),
        "departed": departed,
    });
    told + &object("interrex.ask/1", &summary)
}
