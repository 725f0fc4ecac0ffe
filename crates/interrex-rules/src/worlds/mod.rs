//! The undisturbed world, and the worlds in which a single thing is lost.
//!
//! Responsible for asking the meaning about them, once for all rules: the plan is compiled with a
//! loss added for each thing of which it declares none, and the standing is evaluated with no loss
//! and with each loss alone. What holds in a world is the standing's business; worlds with several
//! losses are `interrex-prove`'s.

mod everything;
mod ripple;
mod size;

use std::collections::{BTreeMap, BTreeSet};

use interrex_circuit::{Evaluator, Node, Var};
use interrex_diag::Span;
use interrex_plan::model::{Fact, FactKind, Function, Id, Named, Office, Plan, Thing};
use interrex_standing::{Question, Standing, Subject, Variable};

use crate::context::Context;
use ripple::Ripple;

/// More than this is not asked unless somebody wants it. A part takes about ten gates in every view,
/// and a hundred thousand gates about a fifth of a second.
const WORK_MAX: usize = 10_000;

/// The standing of a plan in which everything can be lost, in the worlds that rules ask about.
pub(crate) struct Worlds {
    standing: Standing,
    /// How many facts the plan itself declares; those after them were added.
    declared_facts: usize,
    fails: BTreeMap<Id<Function>, Node>,
    offices: BTreeMap<Id<Office>, BTreeMap<&'static str, Node>>,
    /// Nodes that hold in the undisturbed world.
    undisturbed: BTreeSet<Node>,
    /// Functions that fail though nothing is lost and every measure and decision is made.
    hopeless: BTreeSet<Node>,
    /// For each loss: what it is, and the nodes that it changes.
    losses: Vec<(FactKind, Vec<Node>)>,
}

/// Something whose loss alone has an effect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Loss {
    /// Where it is declared.
    pub(crate) span: Span,
    /// Its name, as a planner would say it.
    pub(crate) name: String,
}

impl Worlds {
    /// Whether a plan is so large that asking its worlds would take long; costs little itself.
    pub(crate) fn are_too_much(cx: &Context<'_>) -> bool {
        size::work(cx, WORK_MAX) == WORK_MAX
    }

    /// Compiles the functions of a plan and the offices that matter to them, and tries each loss.
    pub(crate) fn of(cx: &Context<'_>) -> Self {
        let plan = everything::can_be_lost(cx.plan);
        let wanted = wanted(cx);
        let question = Question::as_of(cx.as_of);
        let standing = Standing::compile(&plan, &question, None, |name| wanted.contains(name));
        let mut worlds = Self {
            standing,
            declared_facts: cx.plan.facts.len(),
            fails: BTreeMap::new(),
            offices: BTreeMap::new(),
            undisturbed: BTreeSet::new(),
            hopeless: BTreeSet::new(),
            losses: Vec::new(),
        };
        worlds.list();
        worlds.evaluate(&plan);
        worlds
    }

    fn list(&mut self) {
        for proposition in self.standing.propositions() {
            let (node, office) = match proposition.subject {
                Subject::Fails(id) => {
                    self.fails.insert(id, proposition.node);
                    continue;
                }
                Subject::Vacant(id) => ("vacant", id),
                Subject::Stranded(id) => ("stranded", id),
                Subject::Split(id) => ("split", id),
                _ => continue,
            };
            self.offices
                .entry(office)
                .or_default()
                .insert(node, proposition.node);
        }
    }

    fn evaluate(&mut self, plan: &Plan) {
        let offices = self.offices.values().flat_map(BTreeMap::values);
        let roots: Vec<Node> = self.fails.values().chain(offices).copied().collect();
        let mut ripple = Ripple::new(self.standing.circuit(), &roots);
        self.undisturbed = roots
            .iter()
            .copied()
            .filter(|node| ripple.value(*node))
            .collect();
        for (var, kind) in self.loss_variables(plan) {
            let changed = ripple.changed_by(var);
            if !changed.is_empty() {
                self.losses.push((kind, changed));
            }
        }
        let is_made = |var: Var| match fact(plan, self.standing.variables().get(var)) {
            Some((_, fact)) => matches!(fact.kind, FactKind::Taken(_) | FactKind::Decided(_)),
            None => false,
        };
        let mut made = Evaluator::new(self.standing.circuit(), is_made);
        let fails = self
            .fails
            .values()
            .filter(|node| self.undisturbed.contains(node));
        self.hopeless = fails.copied().filter(|node| made.value(*node)).collect();
    }

    /// The variables that are losses; of interchangeable members the first stands for all.
    fn loss_variables(&self, plan: &Plan) -> Vec<(Var, FactKind)> {
        let variables = self.standing.variables().iter();
        let losses =
            variables.filter(|(_, one)| one.is_loss && one.member.is_none_or(|at| at == 0));
        losses
            .filter_map(|(var, one)| Some((var, fact(plan, one)?.1.kind)))
            .collect()
    }

    /// Functions that count on the date.
    pub(crate) fn functions<'p>(
        &self,
        cx: &Context<'p>,
    ) -> impl Iterator<Item = (Id<Function>, &'p Named<Function>)> {
        let functions = cx.plan.functions.iter();
        functions.filter(|(id, function)| cx.counts(&function.terms) && self.fails.contains_key(id))
    }

    /// Offices that a function needs or that hold a power.
    pub(crate) fn offices<'p>(
        &self,
        cx: &Context<'p>,
    ) -> impl Iterator<Item = (Id<Office>, &'p Named<Office>)> {
        self.offices
            .keys()
            .map(|id| (*id, cx.plan.offices.get(*id)))
    }

    /// Whether a function fails though nothing is lost.
    pub(crate) fn fails_undisturbed(&self, function: Id<Function>) -> bool {
        self.fails
            .get(&function)
            .is_some_and(|node| self.undisturbed.contains(node))
    }

    /// Whether a function fails though nothing is lost and every measure and decision is made.
    pub(crate) fn is_hopeless(&self, function: Id<Function>) -> bool {
        self.fails
            .get(&function)
            .is_some_and(|node| self.hopeless.contains(node))
    }

    /// What is wrong with an office though nothing is lost: vacant, stranded or split.
    pub(crate) fn office_undisturbed(&self, office: Id<Office>) -> Option<&'static str> {
        let states = self.offices.get(&office)?;
        states
            .iter()
            .find(|(_, node)| self.undisturbed.contains(node))
            .map(|(state, _)| *state)
    }

    /// Whether any fact that the plan itself declares bears on a function.
    pub(crate) fn rests_on_declared(&self, function: Id<Function>) -> bool {
        !self
            .declared_below(self.fails.get(&function).copied())
            .is_empty()
    }

    /// The facts that the plan itself declares and that bear on some function.
    pub(crate) fn bearing_facts(&self) -> BTreeSet<Id<Fact>> {
        self.declared_below(self.fails.values().copied())
    }

    fn declared_below(&self, nodes: impl IntoIterator<Item = Node>) -> BTreeSet<Id<Fact>> {
        let support = self.standing.circuit().support_of(nodes);
        let facts = support
            .into_iter()
            .filter_map(|var| self.standing.variables().get(var).fact);
        facts
            .filter(|fact| fact.index() < self.declared_facts)
            .collect()
    }

    /// Places, sites, links, people and copies whose loss alone ends a function that works while
    /// nothing is lost. Threats, which may take several things, are left out.
    pub(crate) fn single_points(&self, cx: &Context<'_>, function: Id<Function>) -> Vec<Loss> {
        let node = self.fails.get(&function).copied();
        let is_thing = |kind: &FactKind| !matches!(kind, FactKind::Occurs(_) | FactKind::Takes(..));
        self.changing(cx, node, is_thing)
    }

    /// Losses each of which alone splits an office that is not split while nothing is lost.
    pub(crate) fn single_splits(&self, cx: &Context<'_>, office: Id<Office>) -> Vec<Loss> {
        let node = self
            .offices
            .get(&office)
            .and_then(|states| states.get("split"))
            .copied();
        self.changing(cx, node, |_| true)
    }

    /// The losses of some kinds that change a node, in the order of the text.
    fn changing(
        &self,
        cx: &Context<'_>,
        node: Option<Node>,
        of: impl Fn(&FactKind) -> bool,
    ) -> Vec<Loss> {
        let Some(node) = node else { return Vec::new() };
        let losses = self.losses.iter().filter(|(kind, _)| of(kind));
        let changing = losses.filter(|(_, changed)| changed.binary_search(&node).is_ok());
        // A person can be lost in several ways and is named once.
        let named: BTreeSet<Loss> = changing.filter_map(|(kind, _)| lost(cx, *kind)).collect();
        named.into_iter().collect()
    }
}

/// The names of the propositions that rules ask about.
fn wanted(cx: &Context<'_>) -> BTreeSet<String> {
    let functions = cx
        .plan
        .functions
        .iter()
        .map(|(_, one)| format!("function.{}.fails", one.name));
    let mut wanted: BTreeSet<String> = functions.collect();
    for id in cx.posts.needed() {
        let office = cx.plan.offices.get(*id);
        if cx.counts(&office.terms) {
            let state = |state| format!("office.{}.{state}", office.name);
            wanted.extend(["vacant", "stranded", "split"].map(state));
        }
    }
    wanted
}

fn fact<'p>(plan: &'p Plan, variable: &Variable) -> Option<(Id<Fact>, &'p Named<Fact>)> {
    let id = variable.fact?;
    Some((id, plan.facts.get(id)))
}

/// What a loss takes, as a planner would name it.
fn lost(cx: &Context<'_>, kind: FactKind) -> Option<Loss> {
    let plan = cx.plan;
    let loss = |name: &str, span: Span| {
        Some(Loss {
            name: name.to_owned(),
            span,
        })
    };
    match kind {
        FactKind::Lost(Thing::Place(id)) => {
            loss(&plan.places.get(id).name, plan.places.get(id).span)
        }
        FactKind::Lost(Thing::Site(id)) => loss(&plan.sites.get(id).name, plan.sites.get(id).span),
        FactKind::Lost(Thing::Link(id)) => loss(&plan.links.get(id).name, plan.links.get(id).span),
        FactKind::State(id, _) => loss(&plan.people.get(id).name, plan.people.get(id).span),
        FactKind::Unfit(id, _) => loss(&plan.bodies.get(id).name, plan.bodies.get(id).span),
        FactKind::Occurs(id) => loss(&plan.threats.get(id).name, plan.threats.get(id).span),
        FactKind::CopyLost(id, copy) => {
            let record = plan.records.get(id);
            let copy = record.copies.get(copy.index())?;
            loss(&format!("{}/{}", record.name, copy.name), copy.span)
        }
        _ => None,
    }
}
