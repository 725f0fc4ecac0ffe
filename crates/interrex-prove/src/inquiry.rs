//! What can be asked about a node of any circuit whose variables have names.
//!
//! Responsible for the questions that plans and models of other tools have in common: how likely,
//! after how many losses, in which ways, and what matters most. What only a plan has (lines, views,
//! sources, places) is added by `crate::session`.

use interrex_circuit::{Circuit, Node, Var};
use interrex_fault::{
    Assignment, Bounds, Chance as Likeliness, CutSet, CutSetOptions, CutSets, LeastCost, Session,
    Survival,
};
use interrex_units::Likelihood;

use crate::answer::{AnyOf, Chance, Set, Sets, Survives, Weight};

/// What the variables of a circuit are called.
pub(crate) trait Words {
    /// The name of a variable.
    fn name(&self, var: Var) -> &str;
    /// The name of a class of interchangeable variables.
    fn class(&self, class: usize) -> String;
    /// Whether a variable is a loss, and not only something that is chosen or decided.
    fn is_loss(&self, var: Var) -> bool;
}

/// The questions to one circuit, one node after another.
pub(crate) struct Inquiry<'p> {
    pub(crate) session: Session<'p>,
    pub(crate) words: &'p dyn Words,
    /// The condition on probabilities.
    given: Option<Node>,
    /// The greatest size of sets looked for.
    pub(crate) order_max: Option<usize>,
    /// How many sets are listed.
    pub(crate) list_max: usize,
}

impl<'p> Inquiry<'p> {
    pub(crate) fn new(session: Session<'p>, words: &'p dyn Words, given: Option<Node>) -> Self {
        Self {
            session,
            words,
            given,
            order_max: None,
            list_max: 0,
        }
    }

    /// Looks for sets up to a size, and lists so many.
    pub(crate) fn listing(self, order_max: Option<usize>, list_max: usize) -> Self {
        Self {
            order_max,
            list_max,
            ..self
        }
    }

    /// Spends as little as a rough answer needs.
    pub(crate) fn frugal(self) -> Self {
        Self {
            session: self.session.frugal(),
            ..self
        }
    }

    /// How likely a node is, under the condition if there is one.
    pub(crate) fn probability(&mut self, node: Node) -> Chance {
        chance(match self.given {
            Some(given) => self.session.conditional(node, given),
            None => self.session.probability(node),
        })
    }

    /// How many losses leave a node false.
    pub(crate) fn survives(&mut self, node: Node) -> Survives {
        let words = self.words;
        let cost = |var: Var| Some(u32::from(words.is_loss(var)));
        match self.session.survives(node, cost) {
            Survival::Unbreakable => Survives::Everything,
            Survival::Breaks { cost: 0, .. } => Survives::NotEvenNone,
            Survival::Breaks { cost, .. } => {
                Survives::Losses(u32::try_from(cost - 1).unwrap_or(u32::MAX))
            }
            Survival::Undecided { .. } => Survives::Undecided,
        }
    }

    /// Likelihoods and losses of many nodes in one pass; bounds may be wider.
    pub(crate) fn survey(&mut self, nodes: &[Node]) -> Vec<(Chance, Survives)> {
        let words = self.words;
        let cost = |var: Var| Some(u32::from(words.is_loss(var)));
        let surveyed = self.session.survey(nodes, cost).told().into_iter();
        surveyed
            .map(|one| (chance(one.bounds), survived(one.cost)))
            .collect()
    }

    /// The minimal cut sets of a node.
    pub(crate) fn cut_sets(&mut self, node: Node) -> Sets {
        let sets = self.session.cut_sets(node, &self.options());
        self.in_words(sets)
    }

    /// The minimal path sets of a node.
    pub(crate) fn path_sets(&mut self, node: Node) -> Sets {
        let sets = self.session.path_sets(node, &self.options());
        self.in_words(sets)
    }

    /// How much each variable matters; none where a limit was reached.
    pub(crate) fn importance(&mut self, node: Node) -> Option<Vec<Weight>> {
        let mut weights: Vec<Weight> = self
            .session
            .importance(node)
            .ok()?
            .into_iter()
            .map(|weight| Weight {
                fact: self.words.name(weight.var).to_owned(),
                birnbaum: weight.birnbaum,
                criticality: weight.criticality,
                fussell_vesely: weight.fussell_vesely,
                raw: weight.raw,
                rrw: weight.rrw,
            })
            .collect();
        weights.sort_by(|a, b| {
            b.criticality
                .total_cmp(&a.criticality)
                .then_with(|| a.fact.cmp(&b.fact))
        });
        Some(weights)
    }

    fn options(&self) -> CutSetOptions {
        CutSetOptions {
            order_max: self.order_max,
            listed_max: self.list_max,
            ..CutSetOptions::default()
        }
    }

    fn in_words(&self, sets: CutSets) -> Sets {
        let listed = sets.listed.iter();
        let listed = listed.map(|set| self.set_in_words(set)).collect();
        let order_max = self.order_max;
        let is_met = order_max.is_some_and(|order| sets.complete_below > order);
        Sets {
            count: sets.count,
            bounds: sets.count_bounds,
            by_order: sets.by_order,
            complete: sets.complete,
            order_max,
            undecided: !sets.complete && sets.limit.is_some() && !is_met,
            left_out: Some(sets.cutoff_bound).filter(|_| !sets.complete),
            listed,
        }
    }

    fn set_in_words(&self, set: &CutSet) -> Set {
        let in_class = |var: &Var| set.classes.iter().any(|class| class.members.contains(var));
        let name = |var: &Var| self.words.name(*var).to_owned();
        let any = set.classes.iter().map(|class| AnyOf {
            class: self.words.class(class.class),
            count: class.members.len(),
            among: class.among.len(),
        });
        Set {
            facts: set
                .vars
                .iter()
                .filter(|var| !in_class(var))
                .map(name)
                .collect(),
            any: any.collect(),
            multiplicity: set.multiplicity.clone(),
            unless: set.unless.iter().map(name).collect(),
            probability: chance(set.probability),
            undisturbed: chance(set.undisturbed),
            views: Vec::new(),
            lines: Vec::new(),
            vars: set.vars.clone(),
        }
    }
}

/// The probability of each variable by itself, for circuits whose variables are all independent.
pub(crate) fn independent(
    circuit: &Circuit,
    likelihoods: impl Iterator<Item = Likelihood>,
) -> Assignment<'_> {
    let chances = (0..).map(Var).zip(likelihoods.map(Likeliness::Alone));
    Assignment::new(circuit, chances).expect("each variable of the circuit has its likelihood")
}

/// A least cost as an answer shows it.
pub(crate) fn survived(cost: LeastCost) -> Survives {
    match cost {
        LeastCost::Unbreakable => Survives::Everything,
        LeastCost::Exactly(0) => Survives::NotEvenNone,
        LeastCost::Exactly(cost) => Survives::Losses(u32::try_from(cost - 1).unwrap_or(u32::MAX)),
        LeastCost::AtLeast(_) => Survives::Undecided,
    }
}

/// Bounds as an answer shows them.
pub(crate) fn chance(bounds: Bounds) -> Chance {
    use interrex_fault::Exactness;
    Chance {
        low: bounds.low,
        high: bounds.high,
        exact: bounds.exactness == Exactness::Exact,
        undecided: bounds.exactness == Exactness::Undecided,
    }
}
