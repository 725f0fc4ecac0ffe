//! With against without: what each element that is not decided would change, alone and together
//! with the undecided elements that it rests on.

use std::collections::BTreeMap;

use interrex_circuit::Node;
use interrex_fault::Session;
use interrex_plan::model::Element;
use interrex_standing::{Proposition, Subject};

use crate::answer::Chance;
use crate::human::range_text;
use crate::session::{Proof, chance};
use crate::summary::Summary;
use crate::undecided::Undecided;
use crate::variants::{Variant, Variants};

/// An element that does not count, and what would change if it did.
#[derive(Debug, Clone)]
pub struct Floated {
    /// Its name: `measure.no-fly-zone`.
    pub element: String,
    /// How far its decision has come.
    pub status: &'static str,
    /// What changes if it counts and nothing else does that does not.
    pub alone: Effects,
    /// The undecided elements that it rests on, each with how far its decision has come.
    pub rests_on: Vec<(String, &'static str)>,
    /// What changes if it counts and they do; nothing when it rests on none.
    pub together: Option<Effects>,
    /// The undecided elements that rest on it.
    pub awaited_by: Vec<String>,
}

/// What a supposition changes.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// The propositions that it changes, in the order in which a reader wants them: the splits,
    /// disputes and contests that it makes likelier; other failures, the greatest change first; who
    /// acts and from where.
    pub changes: Vec<Change>,
    /// How many change by less than their numbers show.
    pub slight: usize,
}

impl Effects {
    /// Whether nothing changes.
    pub fn is_none(&self) -> bool {
        self.changes.is_empty() && self.slight == 0
    }
}

/// A proposition with and without.
#[derive(Debug, Clone)]
pub struct Change {
    /// The proposition.
    pub proposition: String,
    /// What it says.
    pub subject: Subject,
    /// Its likelihood with the element.
    pub with: Chance,
    /// Its likelihood without.
    pub without: Chance,
}

/// The direction of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Likelier, at both ends of the range.
    Up,
    /// Less likely, at both ends of the range.
    Down,
    /// One end moves up and the other down.
    Both,
}

impl Change {
    /// In which direction the likelihood moves.
    pub fn direction(&self) -> Direction {
        let (with, without) = (self.with, self.without);
        let rises = with.low >= without.low && with.high >= without.high;
        let falls = with.low <= without.low && with.high <= without.high;
        match (rises, falls) {
            (true, _) => Direction::Up,
            (false, true) => Direction::Down,
            (false, false) => Direction::Both,
        }
    }

    /// Whether two at once may lawfully do something, and that has become likelier.
    pub fn adds_conflict(&self) -> bool {
        conflict(&self.subject).is_some() && self.with.high > self.without.high
    }

    /// How far the likelihood moves: the greater Hellinger distance of the two ends. A step counts
    /// for more near 0 and near 1 than in the middle, and a factor of a thousand between two
    /// likelihoods that are both tiny counts for little.
    fn size(&self) -> f64 {
        let apart = |p: f64, q: f64| {
            let alike = (p * q).sqrt() + ((1.0 - p) * (1.0 - q)).sqrt();
            1.0 - alike.min(1.0)
        };
        let (with, without) = (self.with, self.without);
        apart(with.low, without.low).max(apart(with.high, without.high))
    }

    /// Where the change belongs among others: conflicts, other failures, descriptions.
    fn rank(&self) -> u8 {
        match (self.adds_conflict(), self.subject.is_failure()) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        }
    }
}

/// The word for a proposition that says that two at once may lawfully do something.
pub fn conflict(subject: &Subject) -> Option<&'static str> {
    match subject {
        Subject::Split(_) => Some("split"),
        Subject::Disputed(_) => Some("disputed"),
        Subject::Contested(..) => Some("contested"),
        _ => None,
    }
}

/// Adds to a summary what each undecided element would change, and how many were left out for want
/// of time. At most `most` are looked at, in the order of the text; the plan is compiled once or
/// twice for each.
pub fn weigh_floated(proof: &Proof<'_>, summary: &mut Summary, most: usize) {
    let undecided = Undecided::of(proof.plan, proof.ask);
    let (mut variants, base) = Variants::new(proof);
    let is_over = || proof.ask.stop.is_some_and(|stop| stop());
    let suppositions: Vec<Supposition> = undecided
        .elements
        .iter()
        .take(most)
        .take_while(|_| !is_over())
        .map(|(element, _)| Supposition::of(proof, &mut variants, &undecided, *element))
        .collect();
    let session = variants.session(proof.limits());
    let mut weighing = Weighing {
        proof,
        session,
        base,
        known: BTreeMap::new(),
    };
    for supposition in &suppositions {
        if is_over() {
            break;
        }
        let floated = weighing.floated(&undecided, supposition);
        summary.floated.push(floated);
    }
    summary.left_out = undecided.elements.len() - summary.floated.len();
    summary.undecided |= is_over();
    let is_undecided = |chance: &Chance| chance.undecided;
    summary.undecided |= weighing.known.values().any(is_undecided);
}

/// An element with the standings that suppose it.
struct Supposition {
    element: Element,
    rests_on: Vec<Element>,
    alone: Variant,
    together: Option<Variant>,
}

impl Supposition {
    fn of(
        proof: &Proof<'_>,
        variants: &mut Variants,
        undecided: &Undecided,
        element: Element,
    ) -> Self {
        let mut compile = |elements: &[Element]| {
            let mut ask = proof.ask.clone();
            ask.question.with.extend(elements.iter().copied());
            variants.add(&Proof::new(proof.plan, proof.texts, &ask))
        };
        let rests_on = undecided.beneath(element);
        let all: Vec<Element> = rests_on.iter().copied().chain([element]).collect();
        Self {
            element,
            alone: compile(&[element]),
            together: (!rests_on.is_empty()).then(|| compile(&all)),
            rests_on,
        }
    }
}

/// The analyses of all suppositions, with what is already known.
struct Weighing<'w> {
    proof: &'w Proof<'w>,
    session: Session<'w>,
    base: Variant,
    known: BTreeMap<(Node, Option<Node>), Chance>,
}

impl Weighing<'_> {
    fn floated(&mut self, undecided: &Undecided, supposition: &Supposition) -> Floated {
        let plan = self.proof.plan;
        let word = |element: Element| undecided.status(element).map_or("", |status| status.word());
        let awaited_by = undecided.elements.iter().map(|(other, _)| *other);
        let awaited_by = awaited_by
            .filter(|other| undecided.beneath(*other).contains(&supposition.element))
            .map(|other| plan.element_name(other));
        let rests_on = supposition.rests_on.iter();
        Floated {
            element: plan.element_name(supposition.element),
            status: word(supposition.element),
            alone: self.effects(&supposition.alone),
            rests_on: rests_on
                .map(|other| (plan.element_name(*other), word(*other)))
                .collect(),
            together: supposition
                .together
                .as_ref()
                .map(|variant| self.effects(variant)),
            awaited_by: awaited_by.collect(),
        }
    }

    /// What a variant changes against the plan as it stands.
    fn effects(&mut self, variant: &Variant) -> Effects {
        let mut effects = Effects::default();
        let proof = self.proof;
        for (index, proposition) in proof.propositions().iter().enumerate() {
            let at = |variant: &Variant| Some((*variant.nodes.get(index)?, variant.given));
            let (Some(with), Some(without)) = (at(variant), at(&self.base)) else {
                continue;
            };
            if with == without {
                continue;
            }
            let change = self.change(proposition, with, without);
            if !differs(change.with, change.without) {
                continue;
            }
            if range_text(change.with) == range_text(change.without) {
                effects.slight += 1;
            } else {
                effects.changes.push(change);
            }
        }
        effects.changes.sort_by(|a, b| {
            let size = b.size().total_cmp(&a.size());
            let rank = a.rank().cmp(&b.rank());
            rank.then(size)
                .then_with(|| a.proposition.cmp(&b.proposition))
        });
        effects
    }

    fn change(
        &mut self,
        proposition: &Proposition,
        with: (Node, Option<Node>),
        without: (Node, Option<Node>),
    ) -> Change {
        Change {
            proposition: proposition.name.clone(),
            subject: proposition.subject.clone(),
            with: self.chance(with),
            without: self.chance(without),
        }
    }

    fn chance(&mut self, of: (Node, Option<Node>)) -> Chance {
        if let Some(known) = self.known.get(&of) {
            return *known;
        }
        let bounds = match of {
            (node, Some(given)) => self.session.conditional(node, given),
            (node, None) => self.session.probability(node),
        };
        let found = chance(bounds);
        self.known.insert(of, found);
        found
    }
}

/// Whether two likelihoods differ by more than the noise of floating point.
pub(crate) fn differs(a: Chance, b: Chance) -> bool {
    let apart = |x: f64, y: f64| (x - y).abs() > 1e-12 * x.abs().max(y.abs());
    apart(a.low, b.low) || apart(a.high, b.high)
}

/// How far a change moves the further end.
pub(crate) fn moved(change: &Change) -> f64 {
    let (with, without) = (change.with, change.without);
    (with.high - without.high)
        .abs()
        .max((with.low - without.low).abs())
}
