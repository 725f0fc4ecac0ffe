//! What `prove` says of a proposition, in the words of the plan.
//!
//! Plain data: computed in `crate::session`, written as JSON in `crate::wire` and for people in
//! `crate::human`.

use interrex_circuit::Var;
use interrex_diag::Span;
use interrex_standing::Subject;
use interrex_units::{Date, Period};
use num_bigint::BigUint;

/// An answer about one proposition.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Its name, as in `office.president.stranded`.
    pub proposition: String,
    /// What it says.
    pub about: About,
    /// The date as of which the plan was read; a model of another tool has none.
    pub as_of: Option<Date>,
    /// The span of time over which likelihoods are stated.
    pub horizon: Option<Period>,
    /// What the question supposed.
    pub supposed: Supposed,
    /// How many losses leave the proposition false.
    pub survives: Survives,
    /// Minimal sets of facts that make it true.
    pub cut_sets: Sets,
    /// Minimal sets of facts whose falsity keeps it false.
    pub path_sets: Sets,
    /// How likely it is over the horizon, under the condition of the question if there is one.
    pub probability: Chance,
    /// By what the likelihood is multiplied: how often an initiating event of a model occurs, or what
    /// a sequence collects.
    pub factor: Option<f64>,
    /// How much each fact matters, most first.
    pub importance: Vec<Weight>,
    /// Whether a limit kept that unknown.
    pub importance_undecided: bool,
    /// How much each thing matters, most first.
    pub things: Vec<ThingWeight>,
    /// How much each source matters, most first.
    pub sources: Vec<SourceWeight>,
    /// The lines of the plan that make the answer so.
    pub lines: Vec<Line>,
    /// Facts whose likelihood is assumed for the sake of argument.
    pub assumed: Vec<String>,
}

impl Answer {
    /// Whether a limit kept some part of the answer open.
    pub fn is_undecided(&self) -> bool {
        self.probability.undecided || !self.limited().is_empty()
    }

    /// The likelihood times the factor, where there is one.
    pub fn frequency(&self) -> Option<Chance> {
        let factor = self.factor?;
        Some(Chance {
            low: self.probability.low * factor,
            high: self.probability.high * factor,
            ..self.probability
        })
    }

    /// What a limit kept open, in words. Under a condition the likelihood is not among it: that may
    /// be undecided because the condition cannot be.
    pub fn limited(&self) -> Vec<&'static str> {
        let is_given = self.supposed.given.is_some();
        let parts = [
            (self.probability.undecided && !is_given, "the likelihood"),
            (
                self.survives == Survives::Undecided,
                "how many losses it takes",
            ),
            (self.cut_sets.undecided, "what brings it about"),
            (self.path_sets.undecided, "what is enough to prevent it"),
            (self.importance_undecided, "what matters most"),
        ];
        let open = parts.into_iter().filter(|(is_open, _)| *is_open);
        open.map(|(_, part)| part).collect()
    }
}

/// What a proposition is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// Something in a plan.
    Plan(Subject),
    /// A gate of a model of another tool, with its label.
    Gate(Option<String>),
    /// A sequence of an event tree, with its label.
    Sequence(Option<String>),
}

/// What a question supposed, by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Supposed {
    /// Elements that count whatever their status.
    pub with: Vec<String>,
    /// Elements that do not count whatever their status.
    pub without: Vec<String>,
    /// The condition on the probability.
    pub given: Option<String>,
}

/// How many losses a proposition survives: with that many, whatever is chosen, decided or taken, it
/// stays false.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Survives {
    /// Nothing makes it true.
    Everything,
    /// Every combination of so many losses.
    Losses(u32),
    /// It can come true without any loss.
    NotEvenNone,
    /// A limit was reached.
    Undecided,
}

/// A likelihood with what is known about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The least it can be.
    pub low: f64,
    /// The most it can be.
    pub high: f64,
    /// Whether both ends are attained: exact for numbers, exact extremes for ranges.
    pub exact: bool,
    /// Whether a limit was reached or the condition may be impossible.
    pub undecided: bool,
}

impl Chance {
    /// It does not happen.
    pub const NEVER: Self = Self {
        low: 0.0,
        high: 0.0,
        exact: true,
        undecided: false,
    };
}

/// A family of minimal sets.
#[derive(Debug, Clone, Default)]
pub struct Sets {
    /// How many there are, or how many were counted.
    pub count: BigUint,
    /// At least and at most how many there are, where not all of them were found and that is known.
    pub bounds: Option<[BigUint; 2]>,
    /// How many of each size, from size 0 on.
    pub by_order: Vec<BigUint>,
    /// Whether `count` covers all of them.
    pub complete: bool,
    /// The greatest size that was looked for, where the question set one.
    pub order_max: Option<usize>,
    /// Whether a limit kept some of them from being found that the question asked for.
    pub undecided: bool,
    /// Where `complete` is false: an upper bound on the probability of the sets left out, if known.
    pub left_out: Option<f64>,
    /// Some of them, smallest first.
    pub listed: Vec<Set>,
}

/// One minimal set.
#[derive(Debug, Clone)]
pub struct Set {
    /// Its facts, by name.
    pub facts: Vec<String>,
    /// Members by number: any so many of a class.
    pub any: Vec<AnyOf>,
    /// How many sets it stands for, members of classes exchanged.
    pub multiplicity: BigUint,
    /// Single facts that, added to it, undo it.
    pub unless: Vec<String>,
    /// How likely all of its facts are together.
    pub probability: Chance,
    /// How likely all of its facts are together and none of the facts that undo it.
    pub undisturbed: Chance,
    /// Who sees which claim from where, for splits and disputes.
    pub views: Vec<String>,
    /// The lines of the plan through which it works.
    pub lines: Vec<Line>,
    /// The variables, until they have become lines.
    pub(crate) vars: Vec<Var>,
}

/// Any so many of a class of interchangeable members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnyOf {
    /// The class: `unfit(rada/lviv)`.
    pub class: String,
    /// How many.
    pub count: usize,
    /// Of how many.
    pub among: usize,
}

/// How much a fact matters. Ranges are taken at their middle.
#[derive(Debug, Clone)]
pub struct Weight {
    /// The fact.
    pub fact: String,
    /// P(true given the fact) − P(true given not the fact).
    pub birnbaum: f64,
    /// Birnbaum, weighted with the fact's likelihood over the proposition's.
    pub criticality: f64,
    /// The likelihood, given the proposition, that all facts of some cut set with this one are true;
    /// absent where the cut sets are too many.
    pub fussell_vesely: Option<f64>,
    /// Risk achievement worth: by which factor the probability rises if the fact is certain.
    pub raw: f64,
    /// Risk reduction worth: by which factor it falls if the fact cannot be.
    pub rrw: f64,
}

/// How much a place, site, link or record matters.
#[derive(Debug, Clone)]
pub struct ThingWeight {
    /// The element: `site.bunker`.
    pub thing: String,
    /// The probability if it is lost.
    pub if_lost: Chance,
    /// The probability if it stands.
    pub if_standing: Chance,
}

/// How far the answer moves if a source were wrong.
#[derive(Debug, Clone)]
pub struct SourceWeight {
    /// The source.
    pub source: String,
    /// The range of the probability if whatever the source assessed could be anything.
    pub if_wrong: Chance,
    /// By how much the further end moves.
    pub moves: f64,
}

/// A line of the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Path of the file.
    pub path: String,
    /// Line, from 1.
    pub line: u32,
    /// What stands there: `office.president.ground.dead`.
    pub element: String,
    /// The place in the text.
    pub span: Span,
}
