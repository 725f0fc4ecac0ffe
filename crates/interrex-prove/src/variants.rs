//! A plan under several suppositions, in one circuit.
//!
//! What a supposition leaves as it was is then the same node, and is answered once; what it changes
//! is built from parts that the others have built already. Every standing is compiled as it is for
//! a question of its own; here they are only laid over one another.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_fault::{Assignment, Chance as Likeliness, Limits, Session};
use interrex_plan::model::Id;
use interrex_standing::{Part, Standing};

use crate::session::Proof;

/// What makes a variable the same in two standings, together with its chance: its name, which part
/// of a fact it is, and which member of a class.
type Key = (String, Part, Option<u32>);

/// What variables belong to: a fact, or that of one member.
type Fact = (Option<Id<interrex_plan::model::Fact>>, Option<u32>);

/// Several standings of one plan.
pub(crate) struct Variants {
    circuit: Circuit,
    chances: Vec<(Var, Likeliness)>,
    related: Vec<Var>,
    known: BTreeMap<Key, Vec<(Likeliness, Var)>>,
    classes: Vec<Vec<Var>>,
    /// The first variable of each fact, with the others that the plan as it stands lacks.
    neighbors: Vec<(Var, Var)>,
    facts: BTreeMap<Fact, Var>,
    /// The propositions as the plan stands.
    tops: Vec<Node>,
}

/// One standing among several: its propositions in their order, and its condition.
pub(crate) struct Variant {
    pub(crate) nodes: Vec<Node>,
    pub(crate) given: Option<Node>,
}

impl Variants {
    /// Begins with the plan as it stands: its nodes and variables keep their numbers.
    pub(crate) fn new(proof: &Proof<'_>) -> (Self, Variant) {
        let standing = &proof.standing;
        let variant = Variant {
            nodes: proof.propositions().iter().map(|top| top.node).collect(),
            given: standing.given(),
        };
        let mut variants = Self {
            circuit: standing.circuit().clone(),
            chances: proof.chances(None),
            related: proof.related(),
            known: BTreeMap::new(),
            classes: classes(standing),
            neighbors: Vec::new(),
            facts: BTreeMap::new(),
            tops: variant.nodes.clone(),
        };
        for (var, chance) in variants.chances.clone() {
            let key = key(standing, var);
            variants.facts.entry(fact(standing, var)).or_insert(var);
            variants.known.entry(key).or_default().push((chance, var));
        }
        (variants, variant)
    }

    /// Lays another standing over those that are there.
    pub(crate) fn add(&mut self, proof: &Proof<'_>) -> Variant {
        self.add_where(proof, &|_| None)
    }

    /// The same for a standing in which some variables have these values.
    pub(crate) fn add_where(
        &mut self,
        proof: &Proof<'_>,
        held: &dyn Fn(Var) -> Option<bool>,
    ) -> Variant {
        let images = self.variables(proof);
        let tops = proof.propositions().iter().map(|top| top.node);
        let tops = tops.chain(proof.standing.given());
        let image = |to: &mut Circuit, var: Var| match held(var) {
            Some(true) => Node::TRUE,
            Some(false) => Node::FALSE,
            None => to.var(images.get(&var).copied().unwrap_or(var)),
        };
        let nodes = self.import(proof, tops, &image);
        let image = |node: Node| nodes.get(&node).copied().unwrap_or(node);
        let tops = proof.propositions().iter().map(|top| image(top.node));
        Variant {
            nodes: tops.collect(),
            given: proof.standing.given().map(image),
        }
    }

    /// Starts the analyses of all of them. The order of the diagrams is that of the plan as it
    /// stands.
    pub(crate) fn session<'s>(&'s self, limits: Limits<'s>) -> Session<'s> {
        let assignment = Assignment::new(&self.circuit, self.chances.iter().copied())
            .expect("each standing has a likelihood for each of its variables")
            .with_related(self.related.iter().copied());
        let session = Session::new(assignment, &self.tops, self.classes.clone(), limits);
        let present = self.circuit.support_of(self.tops.iter().copied());
        let is_present = |var: &Var| present.binary_search(var).is_ok();
        let beside = self.neighbors.iter().filter(|(first, _)| is_present(first));
        let beside: Vec<(Var, Var)> = beside.copied().collect();
        let has_place = |var: &Var| beside.iter().any(|(_, second)| second == var);
        let first = self.chances.iter().map(|(var, _)| *var);
        let first = first.filter(|var| !is_present(var) && !has_place(var));
        session.placing(beside.clone(), first.collect())
    }

    /// The variables of a standing as variables here: the same where name and chance are.
    fn variables(&mut self, proof: &Proof<'_>) -> BTreeMap<Var, Var> {
        let mut images: BTreeMap<Var, Var> = BTreeMap::new();
        let chances: BTreeMap<Var, Likeliness> = proof.chances(None).into_iter().collect();
        let is_base = |chance: &Likeliness| matches!(chance, Likeliness::Alone(_));
        let (bases, extras): (Vec<_>, Vec<_>) =
            chances.iter().partition(|(_, chance)| is_base(chance));
        let related = proof.related();
        for (var, chance) in bases.into_iter().chain(extras) {
            let chance = match *chance {
                Likeliness::Added { base, either } => Likeliness::Added {
                    base: images.get(&base).copied().unwrap_or(base),
                    either,
                },
                alone @ Likeliness::Alone(_) => alone,
            };
            let count = self.chances.len();
            let image = self.variable(key(&proof.standing, *var), chance);
            if self.chances.len() > count {
                let first = self.facts.get(&fact(&proof.standing, *var));
                self.neighbors.extend(first.map(|first| (*first, image)));
            }
            if related.contains(var) && !self.related.contains(&image) {
                self.related.push(image);
            }
            images.insert(*var, image);
        }
        for class in classes(&proof.standing) {
            let class: Vec<Var> = class
                .iter()
                .filter_map(|var| images.get(var).copied())
                .collect();
            let is_known = |var: &Var| self.classes.iter().any(|known| known.contains(var));
            if !class.iter().any(is_known) {
                self.classes.push(class);
            }
        }
        images
    }

    fn variable(&mut self, key: Key, chance: Likeliness) -> Var {
        let count = self.chances.len();
        let known = self.known.entry(key).or_default();
        if let Some((_, var)) = known.iter().find(|(other, _)| *other == chance) {
            return *var;
        }
        let var = Var(u32::try_from(count).expect("fewer than 2^32 variables"));
        known.push((chance, var));
        self.chances.push((var, chance));
        var
    }

    /// Copies what lies under some nodes of a standing; the images of all of it.
    fn import(
        &mut self,
        proof: &Proof<'_>,
        tops: impl Iterator<Item = Node>,
        variable: &dyn Fn(&mut Circuit, Var) -> Node,
    ) -> BTreeMap<Node, Node> {
        let from = proof.standing.circuit();
        let to = &mut self.circuit;
        let mut images: BTreeMap<Node, Node> = BTreeMap::new();
        for node in from.cone_of(tops) {
            let gate = from.gate(node);
            let moved = |nodes: &[Node]| -> Vec<Node> {
                let nodes = nodes.iter().filter_map(|node| images.get(node));
                nodes.copied().collect()
            };
            let image = match gate {
                Gate::False => Node::FALSE,
                Gate::True => Node::TRUE,
                Gate::Var(var) => variable(to, var),
                Gate::Not(child) => {
                    let child = images.get(&child).copied();
                    to.not(child.expect("children are copied before their parents"))
                }
                Gate::And(children) => to.and(moved(children)),
                Gate::Or(children) => to.or(moved(children)),
                Gate::AtLeast { k, children } => to.at_least(k as usize, moved(children)),
                Gate::Xor(children) => to.xor(moved(children)),
            };
            images.insert(node, image);
        }
        images
    }
}

fn key(standing: &Standing, var: Var) -> Key {
    let variable = standing.variables().get(var);
    (variable.name.clone(), variable.part, variable.member)
}

fn fact(standing: &Standing, var: Var) -> Fact {
    let variable = standing.variables().get(var);
    (variable.fact, variable.member)
}

fn classes(standing: &Standing) -> Vec<Vec<Var>> {
    let classes = standing.variables().classes().iter();
    classes.map(|class| class.members.clone()).collect()
}
