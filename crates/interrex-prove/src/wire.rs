//! Answers on the wire: one JSON object a line, `"schema": "interrex.answer/1"`. Fields are only
//! added within a version. The model is never serialised; these types are.

use serde::Serialize;

use crate::answer::{
    Answer, Chance, Line, Set, Sets, SourceWeight, Supposed, Survives, ThingWeight, Weight,
};
use crate::ask::Ask;
use crate::measures::{Remedies, Remedy};
use crate::resting::Resting;
use crate::supposing::Change;

/// The schema of an answer and its version.
pub const SCHEMA: &str = "interrex.answer/1";

/// An answer as one line of JSON, without the line end.
pub fn to_json(answer: &Answer) -> String {
    serde_json::to_string(&AnswerWire::from(answer)).unwrap_or_default()
}

/// The schema of a ranking of measures and its version.
pub const REMEDIES_SCHEMA: &str = "interrex.remedies/1";

/// A ranking of measures as one line of JSON, without the line end.
pub fn remedies_to_json(remedies: &Remedies) -> String {
    let wire = RemediesWire {
        schema: REMEDIES_SCHEMA,
        proposition: &remedies.proposition,
        nothing: remedies.nothing.into(),
        singly: remedies.singly.iter().map(RemedyWire::from).collect(),
        best: remedies.best.as_ref().map(RemedyWire::from),
        complete: remedies.complete,
    };
    serde_json::to_string(&wire).unwrap_or_default()
}

/// The schema of the answers that rest on a source, and its version.
pub const RESTING_SCHEMA: &str = "interrex.resting/1";

/// The answers that rest on a source as one line of JSON, without the line end.
pub fn resting_to_json(resting: &Resting, ask: &Ask<'_>) -> String {
    let wire = RestingWire {
        schema: RESTING_SCHEMA,
        source: &resting.source,
        as_of: ask.question.as_of.to_string(),
        supposed: SupposedWire::from(&ask.supposed),
        changes: resting.changes.iter().map(ChangeWire::from).collect(),
        unchanged: resting.unchanged,
    };
    serde_json::to_string(&wire).unwrap_or_default()
}

#[derive(Serialize)]
struct RestingWire<'a> {
    schema: &'static str,
    source: &'a str,
    as_of: String,
    supposed: SupposedWire<'a>,
    changes: Vec<ChangeWire<'a>>,
    unchanged: usize,
}

#[derive(Serialize)]
struct ChangeWire<'a> {
    proposition: &'a str,
    now: ChanceWire,
    without: ChanceWire,
}

impl<'a> From<&'a Change> for ChangeWire<'a> {
    fn from(change: &'a Change) -> Self {
        Self {
            proposition: &change.proposition,
            now: change.with.into(),
            without: change.without.into(),
        }
    }
}

#[derive(Serialize)]
struct RemediesWire<'a> {
    schema: &'static str,
    proposition: &'a str,
    nothing: ChanceWire,
    singly: Vec<RemedyWire<'a>>,
    best: Option<RemedyWire<'a>>,
    complete: bool,
}

#[derive(Serialize)]
struct RemedyWire<'a> {
    measures: &'a [String],
    cost: f64,
    probability: ChanceWire,
}

impl<'a> From<&'a Remedy> for RemedyWire<'a> {
    fn from(remedy: &'a Remedy) -> Self {
        Self {
            measures: &remedy.measures,
            cost: remedy.cost,
            probability: remedy.probability.into(),
        }
    }
}

#[derive(Serialize)]
struct AnswerWire<'a> {
    schema: &'static str,
    proposition: &'a str,
    as_of: Option<String>,
    horizon: Option<String>,
    supposed: SupposedWire<'a>,
    survives: Option<u32>,
    survives_all: bool,
    without_loss: bool,
    cut_sets: SetsWire<'a>,
    path_sets: SetsWire<'a>,
    probability: ChanceWire,
    /// The probability times the factor of a sequence; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<ChanceWire>,
    #[serde(skip_serializing_if = "is_false")]
    undecided: bool,
    importance: Vec<WeightWire<'a>>,
    things: Vec<ThingWire<'a>>,
    sources: Vec<SourceWire<'a>>,
    lines: Vec<LineWire<'a>>,
    assumed: &'a [String],
}

#[derive(Serialize)]
struct SupposedWire<'a> {
    with: &'a [String],
    without: &'a [String],
    given: Option<&'a str>,
}

impl<'a> From<&'a Supposed> for SupposedWire<'a> {
    fn from(supposed: &'a Supposed) -> Self {
        Self {
            with: &supposed.with,
            without: &supposed.without,
            given: supposed.given.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct SetsWire<'a> {
    count: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_most: Option<String>,
    by_order: Vec<String>,
    complete: bool,
    #[serde(skip_serializing_if = "is_false")]
    undecided: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<f64>,
    listed: Vec<SetWire<'a>>,
}

#[derive(Serialize)]
struct SetWire<'a> {
    facts: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    any: Vec<AnyWire<'a>>,
    multiplicity: String,
    unless: &'a [String],
    /// How likely all facts of the set are together, whatever else is true.
    probability: ChanceWire,
    /// How likely they are together with none of `unless`.
    undisturbed: ChanceWire,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    views: &'a [String],
    lines: Vec<LineWire<'a>>,
}

#[derive(Serialize)]
struct AnyWire<'a> {
    class: &'a str,
    count: usize,
    among: usize,
}

#[derive(Serialize)]
struct ChanceWire {
    low: f64,
    high: f64,
    exact: bool,
    #[serde(skip_serializing_if = "is_false")]
    undecided: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Serialize)]
struct WeightWire<'a> {
    fact: &'a str,
    birnbaum: f64,
    criticality: f64,
    fussell_vesely: Option<f64>,
    raw: Option<f64>,
    rrw: Option<f64>,
}

#[derive(Serialize)]
struct ThingWire<'a> {
    thing: &'a str,
    if_lost: ChanceWire,
    if_standing: ChanceWire,
}

#[derive(Serialize)]
struct SourceWire<'a> {
    source: &'a str,
    if_wrong: ChanceWire,
    moves: f64,
}

#[derive(Serialize)]
struct LineWire<'a> {
    path: &'a str,
    line: u32,
    element: &'a str,
}

impl<'a> From<&'a Answer> for AnswerWire<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self {
            schema: SCHEMA,
            proposition: &answer.proposition,
            as_of: answer.as_of.map(|date| date.to_string()),
            horizon: answer.horizon.map(|horizon| horizon.to_string()),
            supposed: SupposedWire::from(&answer.supposed),
            survives: match answer.survives {
                Survives::Losses(losses) => Some(losses),
                Survives::NotEvenNone => Some(0),
                Survives::Everything | Survives::Undecided => None,
            },
            survives_all: answer.survives == Survives::Everything,
            without_loss: answer.survives == Survives::NotEvenNone,
            cut_sets: SetsWire::from(&answer.cut_sets),
            path_sets: SetsWire::from(&answer.path_sets),
            probability: ChanceWire::from(answer.probability),
            frequency: answer.frequency().map(ChanceWire::from),
            undecided: answer.is_undecided(),
            importance: answer.importance.iter().map(WeightWire::from).collect(),
            things: answer.things.iter().map(ThingWire::from).collect(),
            sources: answer.sources.iter().map(SourceWire::from).collect(),
            lines: answer.lines.iter().map(LineWire::from).collect(),
            assumed: &answer.assumed,
        }
    }
}

impl<'a> From<&'a Sets> for SetsWire<'a> {
    fn from(sets: &'a Sets) -> Self {
        Self {
            count: sets.count.to_string(),
            at_least: sets.bounds.as_ref().map(|[low, _]| low.to_string()),
            at_most: sets.bounds.as_ref().map(|[_, high]| high.to_string()),
            by_order: sets.by_order.iter().map(ToString::to_string).collect(),
            complete: sets.complete,
            undecided: sets.undecided,
            left_out: sets.left_out,
            listed: sets.listed.iter().map(SetWire::from).collect(),
        }
    }
}

impl<'a> From<&'a Set> for SetWire<'a> {
    fn from(set: &'a Set) -> Self {
        let any = set.any.iter();
        Self {
            facts: &set.facts,
            any: any
                .map(|any| AnyWire {
                    class: &any.class,
                    count: any.count,
                    among: any.among,
                })
                .collect(),
            multiplicity: set.multiplicity.to_string(),
            unless: &set.unless,
            probability: ChanceWire::from(set.probability),
            undisturbed: ChanceWire::from(set.undisturbed),
            views: &set.views,
            lines: set.lines.iter().map(LineWire::from).collect(),
        }
    }
}

impl From<Chance> for ChanceWire {
    fn from(chance: Chance) -> Self {
        let Chance {
            low,
            high,
            exact,
            undecided,
        } = chance;
        Self {
            low,
            high,
            exact,
            undecided,
        }
    }
}

impl<'a> From<&'a Weight> for WeightWire<'a> {
    fn from(weight: &'a Weight) -> Self {
        Self {
            fact: &weight.fact,
            birnbaum: weight.birnbaum,
            criticality: weight.criticality,
            fussell_vesely: weight.fussell_vesely,
            raw: Some(weight.raw).filter(|value| value.is_finite()),
            rrw: Some(weight.rrw).filter(|value| value.is_finite()),
        }
    }
}

impl<'a> From<&'a ThingWeight> for ThingWire<'a> {
    fn from(weight: &'a ThingWeight) -> Self {
        Self {
            thing: &weight.thing,
            if_lost: weight.if_lost.into(),
            if_standing: weight.if_standing.into(),
        }
    }
}

impl<'a> From<&'a SourceWeight> for SourceWire<'a> {
    fn from(weight: &'a SourceWeight) -> Self {
        Self {
            source: &weight.source,
            if_wrong: weight.if_wrong.into(),
            moves: weight.moves,
        }
    }
}

impl<'a> From<&'a Line> for LineWire<'a> {
    fn from(line: &'a Line) -> Self {
        Self {
            path: &line.path,
            line: line.line,
            element: &line.element,
        }
    }
}
