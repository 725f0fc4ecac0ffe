//! Facts: the Boolean variables of a plan, with who assessed how likely they are.

use interrex_diag::Span;
use interrex_units::{Date, Grade, Likelihood};

use super::{
    Body, Copy, Decision, Expr, Id, Measure, Office, Partner, Person, PersonState, Pledge, Record,
    Thing, Threat,
};

/// Somebody who said something: a report, a person, a document.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Who, in words.
    pub who: Option<String>,
    /// Whether they are named; `false` for anonymous sources.
    pub is_named: Option<bool>,
    /// What was said, in the plan's own words.
    pub said: Option<String>,
    /// The Admiralty grade.
    pub grade: Option<Grade>,
    /// When it was said.
    pub date: Option<Date>,
    /// How firm it is (under discussion, believed, refused, ...), in words.
    pub modality: Option<String>,
    /// Where it can be read.
    pub reference: Option<String>,
    /// Why no answer rests on it, when none does.
    pub bears_on_nothing: Option<String>,
    /// Free text.
    pub note: Option<String>,
}

/// What a fact says when it is true. Its name in answers is in the documentation of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// `occurs(THREAT)`: the threat comes about. A loss.
    Occurs(Id<Threat>),
    /// `takes(THREAT, THING)`: if the threat occurs, it takes this thing. Part of the threat's loss.
    Takes(Id<Threat>, Thing),
    /// `lost(THING)`: a place, site or link is lost by a cause of its own. A loss.
    Lost(Thing),
    /// `lost(RECORD, COPY)`: a copy of a record is lost by a cause of its own. A loss.
    CopyLost(Id<Record>, Id<Copy>),
    /// `dead(PERSON)`, `captive(PERSON)`, ...: a state of a person. A loss.
    State(Id<Person>, PersonState),
    /// `unfit(BODY, CLASS)`: a member of a class by number is unfit. A loss, once per member.
    Unfit(Id<Body>, u32),
    /// `stays(PERSON)` or `stays(PERSON, PLACE)`: will not go (there). A choice.
    Stays(Id<Person>, Option<Thing>),
    /// `declines(PERSON)` or `declines(PERSON, OFFICE)`: will not take an office. A choice.
    Declines(Id<Person>, Option<Id<Office>>),
    /// `resigns(OFFICE)`: the incumbent at the start resigns. A choice.
    Resigns(Id<Office>),
    /// `refuses(OFFICE.GROUND)`, `refuses(OFFICE.ORDER.STEP)`, `refuses(SEAT.OPTION)`: whoever must
    /// certify, complete the step or agree refuses. A choice. The place is the index of the fact.
    Refuses,
    /// `withdraws(PLEDGE, PARTNER)`: the partner does not keep its pledge. A choice.
    Withdraws(Id<Pledge>, Id<Partner>),
    /// `taken(MEASURE)`: the measure comes about. A measure.
    Taken(Id<Measure>),
    /// `decided(DECISION)`: the decision is made. A decision.
    Decided(Id<Decision>),
    /// `decided(OFFICE.GROUND)`: the decision that is itself the ground is made. A decision.
    Made(Id<Office>),
}

impl FactKind {
    /// Whether it counts as a loss in `survives`. A threat counts once: the things that it takes
    /// add nothing.
    pub fn is_loss(self) -> bool {
        matches!(
            self,
            Self::Occurs(_)
                | Self::Lost(_)
                | Self::CopyLost(..)
                | Self::State(..)
                | Self::Unfit(..)
        )
    }
}

/// A Boolean variable of the plan. [`super::Named::name`] is its name in answers, as in
/// `dead(president-incumbent)`.
#[derive(Debug, Clone)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// How many independent, interchangeable copies of it there are: one, or the number of
    /// members of a class.
    pub count: u32,
    /// Assessments of the fact, or, with a condition, of the fact where the condition holds.
    pub assessments: Vec<Assessment>,
    /// The condition, when the likelihood depends on one.
    pub condition: Option<Condition>,
    /// Facts that this one is more likely than.
    pub more_likely_than: Vec<(Id<Fact>, Span)>,
}

/// `given` and `otherwise`: a likelihood that depends on something else in the plan.
#[derive(Debug, Clone)]
pub struct Condition {
    /// What it depends on.
    pub given: Expr,
    /// The condition as the plan writes it.
    pub written: String,
    /// Assessments where the condition does not hold.
    pub otherwise: Vec<Assessment>,
}

/// One statement of how likely a fact is over the plan's horizon.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// The range; a number is a range of one point.
    pub likelihood: Likelihood,
    /// As the plan writes it: `0.02`, `very unlikely`.
    pub written: String,
    /// By whom.
    pub source: Option<Id<Source>>,
    /// When; an undated assessment always counts, and as older than every dated one.
    pub date: Option<Date>,
    /// Whether it is assumed for the sake of argument.
    pub assumed: bool,
    /// When the assessment came from a measure's effect rather than from the fact's own entry.
    pub note: Option<String>,
    /// Where it stands.
    pub span: Span,
}
