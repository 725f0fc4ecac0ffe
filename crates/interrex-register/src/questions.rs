//! Questions to a case with the answers expected, as a list in TOML: how cases from history are tests.
//!
//! ```toml
//! [[question]]
//! ask = "secretary"
//! as-of = 2019-04-11
//! standing = "held"
//! title = "nobody"
//! exercise = "cisa-director"
//! claimants = [
//!     { who = "cbp-commissioner", missing = ["passed"] },
//! ]
//! without-effect = [{ act = "amendment", resting = ["appointment"] }]
//! ```
//!
//! What a question does not state is not compared. Requirements are named by a part of their words.

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_units::Moment;
use serde::Deserialize;

use crate::course::Known;
use crate::who::{Answer, Awaited, Question, State, answer};

/// The list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    question: Vec<toml::Spanned<Expected>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Expected {
    ask: String,
    region: Option<String>,
    as_of: toml::value::Datetime,
    known_at: Option<toml::value::Datetime>,
    viewpoint: Option<String>,
    standing: Option<String>,
    title: Option<String>,
    exercise: Option<String>,
    exercised_by: Option<Vec<String>>,
    waiting_for: Option<Vec<ExpectedAwaited>>,
    #[serde(default)]
    claimants: Vec<ExpectedClaimant>,
    #[serde(default)]
    without_effect: Vec<ExpectedVoid>,
    backdated: Option<Vec<String>>,
    control: Option<String>,
    #[serde(default)]
    recognized: BTreeMap<String, String>,
    #[serde(default)]
    not_recognized: BTreeMap<String, String>,
    /// Why the answer is this, in words.
    because: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ExpectedClaimant {
    who: String,
    title: Option<bool>,
    exercise: Option<bool>,
    #[serde(default)]
    met: Vec<String>,
    #[serde(default)]
    missing: Vec<String>,
    #[serde(default)]
    contradicted: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ExpectedAwaited {
    who: Option<String>,
    lacks: Option<Vec<String>>,
    chosen_by: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ExpectedVoid {
    act: String,
    reason: Option<String>,
    resting: Option<Vec<String>>,
}

/// What a question of the list came to.
#[derive(Debug)]
pub struct Asked {
    /// The answer.
    pub answer: Answer,
    /// The region for which a power was asked about.
    pub region: Option<String>,
    /// Why it is expected, in words.
    pub because: Option<String>,
    /// Where it is another one than expected; empty when it is as expected.
    pub departures: Vec<String>,
}

/// A question of a list, with the place at which it stands.
#[derive(Debug)]
pub struct Checked {
    /// The line of the list, from one.
    pub line: usize,
    /// What is asked.
    pub ask: String,
    /// As of when.
    pub as_of: String,
    /// As known when, where that is asked.
    pub known_at: Option<String>,
    /// In whose view, where that is asked.
    pub viewpoint: Option<String>,
    /// What it came to, or why it has no answer.
    pub asked: Result<Asked, String>,
}

/// Asks every question of a list. `ids` gives the number of an act by its id in the case.
///
/// # Errors
///
/// Says that the list cannot be read, or which question has no answer.
pub fn ask(
    text: &str,
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    ids: &BTreeMap<String, u32>,
) -> Result<Vec<Asked>, String> {
    let each = check(text, ids, |question| answer(plans, acts, question))?.into_iter();
    let each = (1..).zip(each).map(|(at, one)| {
        let fault = |error| format!("question {at} ({}): {error}", one.ask);
        one.asked.map_err(fault)
    });
    each.collect()
}

/// Asks every question of a list of whoever answers; one that has no answer does not keep the others from theirs.
///
/// # Errors
///
/// Says that the list cannot be read.
pub fn check(
    text: &str,
    ids: &BTreeMap<String, u32>,
    answer: impl Fn(&Question<'_>) -> Result<Answer, String>,
) -> Result<Vec<Checked>, String> {
    let list: List = toml::from_str(text).map_err(|error| {
        format!(
            "no list of questions: {}",
            crate::unread::words(text, &error)
        )
    })?;
    let each = list.question.iter().map(|spanned| {
        let expected = spanned.get_ref();
        let before = text.get(..spanned.span().start).unwrap_or_default();
        Checked {
            line: before.matches('\n').count() + 1,
            ask: expected.ask.clone(),
            as_of: expected.as_of.to_string(),
            known_at: expected.known_at.as_ref().map(ToString::to_string),
            viewpoint: expected.viewpoint.clone(),
            asked: one(expected, &answer, ids),
        }
    });
    Ok(each.collect())
}

/// The last second of what is written: of a day, when no time is.
fn moment(written: &toml::value::Datetime) -> Result<Moment, String> {
    Moment::through(&written.to_string()).map_err(|error| format!("{error}"))
}

fn one(
    expected: &Expected,
    answer: impl Fn(&Question<'_>) -> Result<Answer, String>,
    ids: &BTreeMap<String, u32>,
) -> Result<Asked, String> {
    let question = Question {
        of: &expected.ask,
        region: expected.region.as_deref(),
        as_of: moment(&expected.as_of)?,
        known_at: expected.known_at.as_ref().map(moment).transpose()?,
        viewpoint: expected.viewpoint.as_deref(),
    };
    let answer = answer(&question)?;
    let mut departures = Departures { list: Vec::new() };
    let standing = serde_json::to_value(answer.standing).ok();
    let standing = standing.as_ref().and_then(|value| value.as_str());
    departures.same("standing", expected.standing.as_deref(), standing);
    departures.same(
        "title",
        expected.title.as_deref(),
        Some(answer.title.as_deref().unwrap_or(NOBODY)),
    );
    departures.same(
        "exercise",
        expected.exercise.as_deref(),
        Some(answer.exercise.as_deref().unwrap_or(NOBODY)),
    );
    if let Some(wanted) = &expected.exercised_by {
        let found: Vec<&String> = answer.exercised_by.iter().map(|one| &one.who).collect();
        departures.lists("exercised-by", wanted, &found);
    }
    if let Some(wanted) = &expected.waiting_for {
        departures.awaited(wanted, &answer.waiting_for);
    }
    for wanted in &expected.claimants {
        departures.claimant(wanted, &answer);
    }
    for wanted in &expected.without_effect {
        departures.void(wanted, &answer, ids);
    }
    if let Some(wanted) = &expected.backdated {
        let number = |id: &String| number(ids, id);
        let wanted: Vec<_> = wanted.iter().map(number).collect();
        let found: Vec<_> = answer.backdated.iter().map(|one| Some(one.act)).collect();
        departures.lists("backdated", &wanted, &found.iter().collect::<Vec<_>>());
    }
    departures.beside(expected, &answer);
    Ok(Asked {
        answer,
        region: expected.region.clone(),
        because: expected.because.clone(),
        departures: departures.list,
    })
}

/// The number of an act by its id, or as it is written.
fn number(ids: &BTreeMap<String, u32>, id: &str) -> Option<u32> {
    ids.get(id).copied().or_else(|| id.parse().ok())
}

/// How a list of questions writes that there is none.
const NOBODY: &str = "nobody";

/// A state as a list of questions writes it.
fn state_word(state: State) -> &'static str {
    match state {
        State::Met => "met",
        State::Missing => "missing",
        State::Contradicted => "contradicted",
    }
}

/// Somebody who is waited for, in the words of a departure.
fn awaited_word(who: Option<&String>, by: Option<&String>, lacks: Option<&[String]>) -> String {
    let by = by.map_or_else(|| NOBODY.to_owned(), |by| format!("whom {by} may choose"));
    let who = who.cloned().unwrap_or(by);
    let lacks = lacks.filter(|lacks| !lacks.is_empty());
    let lacks = lacks.map(|lacks| format!(" (lacks {})", lacks.join(", ")));
    format!("{who}{}", lacks.unwrap_or_default())
}

fn listed(list: &[String]) -> String {
    if list.is_empty() {
        NOBODY.to_owned()
    } else {
        list.join("; ")
    }
}

struct Departures {
    list: Vec<String>,
}

impl Departures {
    fn same(&mut self, what: &str, wanted: Option<&str>, found: Option<&str>) {
        if let Some(wanted) = wanted.filter(|wanted| Some(*wanted) != found) {
            self.list.push(format!(
                "{what}: expected `{wanted}`, found `{}`",
                found.unwrap_or(NOBODY)
            ));
        }
    }

    fn lists<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, wanted: &[T], found: &[&T]) {
        if wanted.iter().collect::<Vec<_>>() != found {
            self.list
                .push(format!("{what}: expected {wanted:?}, found {found:?}"));
        }
    }

    /// What is told beside the law: control and recognition.
    fn beside(&mut self, expected: &Expected, answer: &Answer) {
        if let Some(wanted) = &expected.control {
            let found = answer.control.last().map_or(NOBODY, |one| one.who.as_str());
            self.same("control", Some(wanted), Some(found));
        }
        for (partner, wanted) in &expected.recognized {
            let found = answer.recognized.iter().find(|one| one.partner == *partner);
            let found = found.map_or(NOBODY, |one| one.who.as_str());
            self.same(
                &format!("recognized by {partner}"),
                Some(wanted),
                Some(found),
            );
        }
        for (partner, wanted) in &expected.not_recognized {
            let mut all = answer.not_recognized.iter();
            if !all.any(|one| (&one.partner, &one.who) == (partner, wanted)) {
                let what = format!("not recognized by {partner}");
                self.same(&what, Some(wanted), None);
            }
        }
    }

    /// Everybody who is waited for has to be expected, and everybody expected waited for. Somebody who is waited for in
    /// several readings or by several orders is told for each, and may be expected once.
    fn awaited(&mut self, wanted: &[ExpectedAwaited], found: &[Awaited]) {
        let same = |wanted: &ExpectedAwaited, found: &Awaited| {
            let lacks = wanted.lacks.as_ref();
            wanted.who == found.who
                && wanted.chosen_by == found.chosen_by
                && lacks.is_none_or(|lacks| *lacks == found.lacks)
        };
        let all_found = wanted
            .iter()
            .all(|wanted| found.iter().any(|found| same(wanted, found)));
        let all_wanted = found
            .iter()
            .all(|found| wanted.iter().any(|wanted| same(wanted, found)));
        if all_found && all_wanted {
            return;
        }
        let expected = wanted.iter().map(|one| {
            let lacks = one.lacks.as_deref();
            awaited_word(one.who.as_ref(), one.chosen_by.as_ref(), lacks)
        });
        let found = found
            .iter()
            .map(|one| awaited_word(one.who.as_ref(), one.chosen_by.as_ref(), Some(&one.lacks)));
        self.list.push(format!(
            "waiting-for: expected {}, found {}",
            listed(&expected.collect::<Vec<_>>()),
            listed(&found.collect::<Vec<_>>())
        ));
    }

    fn claimant(&mut self, wanted: &ExpectedClaimant, answer: &Answer) {
        let Some(found) = answer.claimants.iter().find(|one| one.who == wanted.who) else {
            self.list.push(format!("`{}` is no claimant", wanted.who));
            return;
        };
        for (what, wanted_value, found_value) in [
            ("title", wanted.title, found.title),
            ("exercise", wanted.exercise, found.exercise),
        ] {
            if wanted_value.is_some_and(|wanted| wanted != found_value) {
                self.list
                    .push(format!("`{}`: {what} is {found_value}", wanted.who));
            }
        }
        let states = [
            (State::Met, &wanted.met),
            (State::Missing, &wanted.missing),
            (State::Contradicted, &wanted.contradicted),
        ];
        for (state, parts) in states {
            for part in parts {
                let has = found
                    .asked()
                    .any(|one| one.state == state && one.what.contains(part));
                if !has {
                    let all: Vec<String> = found
                        .asked()
                        .map(|one| format!("{} ({})", one.what, state_word(one.state)))
                        .collect();
                    self.list.push(format!(
                        "`{}`: nothing {} says `{part}`; found {}",
                        wanted.who,
                        state_word(state),
                        all.join("; ")
                    ));
                }
            }
        }
    }

    fn void(&mut self, wanted: &ExpectedVoid, answer: &Answer, ids: &BTreeMap<String, u32>) {
        let Some(act) = number(ids, &wanted.act) else {
            self.list
                .push(format!("no act has the id `{}`", wanted.act));
            return;
        };
        let Some(found) = answer.without_effect.iter().find(|one| one.act == act) else {
            self.list
                .push(format!("`{}` is not told as without effect", wanted.act));
            return;
        };
        if let Some(reason) = wanted
            .reason
            .as_ref()
            .filter(|reason| !found.reason.contains(*reason))
        {
            self.list.push(format!(
                "`{}`: expected the reason `{reason}`, found `{}`",
                wanted.act, found.reason
            ));
        }
        if let Some(resting) = &wanted.resting {
            let wanted: Vec<Option<u32>> = resting.iter().map(|id| number(ids, id)).collect();
            let found: Vec<Option<u32>> =
                found.resting.iter().map(|number| Some(*number)).collect();
            self.lists("resting", &wanted, &found.iter().collect::<Vec<_>>());
        }
    }
}
