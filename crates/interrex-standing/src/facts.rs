//! Facts as nodes: one variable each, two where the likelihood depends on a condition, one more for
//! each measure that changes it, and as many copies as there are members by number.
//!
//! The likelihood of a fact is decided in `crate::likelihood`; here it becomes variables and a
//! formula, x = x0 ∨ (given ∧ y) where the condition only ever raises it, else
//! x = given ∧ x1 ∨ ¬given ∧ x0.

#![expect(
    clippy::indexing_slicing,
    reason = "facts index tables of one entry each"
)]

use interrex_circuit::{Node, Var};
use interrex_plan::model::{Assessment, Change, Event, Fact, FactKind, Id, Measure, Plan};
use interrex_units::{Likelihood, Probability};

use crate::compiler::Compiler;
use crate::likelihood;
use crate::question::Question;
use crate::record::Requirement;
use crate::variable::{Class, Coupling, Part, Variable};
use crate::view::{Reading, View};
use crate::views::Party;

/// What is known of facts before any becomes a variable, and the nodes made so far.
pub(crate) struct Facts {
    /// The likelihood of each fact (where it has a condition: where that holds).
    likelihoods: Vec<Likelihood>,
    /// Measures that change each fact, in the order of the text, with the likelihood they bring.
    effects: Vec<Vec<(Id<Measure>, Likelihood, bool)>>,
    /// The copies of each fact, once made.
    nodes: Vec<Option<Vec<Node>>>,
    /// Facts that are being made: a circle, which the reader refuses.
    open: Vec<bool>,
}

impl Facts {
    pub(crate) fn new(plan: &Plan, question: &Question) -> Self {
        let mut likelihoods: Vec<Likelihood> = plan
            .facts
            .iter()
            .map(|(_, fact)| {
                likelihood::hull(&likelihood::in_force(plan, question, &fact.assessments))
            })
            .collect();
        likelihood::narrow(plan, &mut likelihoods);
        let mut effects = vec![Vec::new(); plan.facts.len()];
        for (measure, declared) in plan.measures.iter() {
            for change in &declared.effects {
                let Change::Assess(fact, assessments, _) = change else {
                    continue;
                };
                let known = likelihood::in_force(plan, question, assessments);
                let assumed = known.iter().any(|assessment| assessment.assumed);
                if let Some(list) = effects.get_mut(fact.index()) {
                    list.push((measure, likelihood::hull(&known), assumed));
                }
            }
        }
        let count = plan.facts.len();
        Self {
            likelihoods,
            effects,
            nodes: vec![None; count],
            open: vec![false; count],
        }
    }
}

impl Compiler<'_> {
    /// The node of a fact; false when the plan declares none.
    pub(crate) fn fact_or_false(&mut self, fact: Option<Id<Fact>>) -> Node {
        fact.map_or(Node::FALSE, |fact| self.fact(fact))
    }

    /// The node of a fact (of its first copy, for members by number).
    pub(crate) fn fact(&mut self, fact: Id<Fact>) -> Node {
        self.fact_copies(fact)
            .first()
            .copied()
            .unwrap_or(Node::FALSE)
    }

    /// The nodes of every copy of a fact.
    pub(crate) fn fact_copies(&mut self, fact: Id<Fact>) -> Vec<Node> {
        if let Some(record) = self.record {
            let copies = self.plan.facts.get(fact).count.max(1) as usize;
            let holds = record.facts.contains(&fact) || self.is_made(fact);
            return vec![self.circuit.constant(holds); copies];
        }
        if let Some(nodes) = self.facts.nodes.get(fact.index()).cloned().flatten() {
            return nodes;
        }
        if std::mem::replace(&mut self.facts.open[fact.index()], true) {
            return vec![Node::FALSE];
        }
        let nodes = self.make_fact(fact);
        self.facts.open[fact.index()] = false;
        self.facts.nodes[fact.index()] = Some(nodes.clone());
        nodes
    }

    /// Whether a ground of an office was made by those who make it, where a fact says that they decide so: on record
    /// their act is the decision.
    fn is_made(&mut self, fact: Id<Fact>) -> bool {
        let plan = self.plan;
        let FactKind::Made(id) = plan.facts.get(fact).kind else {
            return false;
        };
        let office = plan.offices.get(id);
        let Some(holder) = office.holder.and_then(Party::of) else {
            return false;
        };
        for (place, ground) in (0u32..).zip(&office.grounds) {
            let Event::Made { by, decided } = &ground.event else {
                continue;
            };
            if *decided == Some(fact) {
                let asked = Requirement::Ground(id, place, holder);
                let (view, reading) = (View::Everywhere, Reading::AsWritten);
                return self.required(asked, by, view, reading, None) == Node::TRUE;
            }
        }
        false
    }

    fn make_fact(&mut self, id: Id<Fact>) -> Vec<Node> {
        let plan = self.plan;
        let fact = plan.facts.get(id);
        let condition = fact
            .condition
            .as_ref()
            .map(|condition| self.expr_in_world(&condition.given));
        let effects: Vec<_> = self
            .facts
            .effects
            .get(id.index())
            .cloned()
            .unwrap_or_default()
            .into_iter()
            .map(|(measure, likelihood, assumed)| {
                (measure, self.in_effect(measure), likelihood, assumed)
            })
            .filter(|(_, active, ..)| *active != Node::FALSE)
            .collect();
        let count = fact.count.max(1);
        let mut nodes = Vec::new();
        let mut members = Vec::new();
        for member in 0..count {
            let member = (count > 1).then_some(member);
            let (own, single) = self.own_part(id, member, condition);
            members.extend(single.filter(|_| member.is_some() && effects.is_empty()));
            let mut node = own;
            for (measure, active, likelihood, assumed) in effects.iter().rev() {
                let added = Added {
                    part: Part::Effect(*measure),
                    active: *active,
                    likelihood: *likelihood,
                    assumed: *assumed,
                };
                node = self.under_condition(id, member, node, single, added);
            }
            nodes.push(node);
        }
        if members.len() == nodes.len() && members.len() > 1 {
            self.variables.push_class(Class {
                name: fact.name.clone(),
                members,
            });
        }
        nodes
    }

    /// The fact without measures. The variable is given where it is one variable alone.
    fn own_part(
        &mut self,
        id: Id<Fact>,
        member: Option<u32>,
        condition: Option<Node>,
    ) -> (Node, Option<Var>) {
        let plan = self.plan;
        let fact = plan.facts.get(id);
        let likelihood = self
            .facts
            .likelihoods
            .get(id.index())
            .copied()
            .unwrap_or(Likelihood::UNKNOWN);
        let (Some(active), Some(declared)) = (condition, &fact.condition) else {
            let var = self.variable(
                id,
                Part::Own,
                member,
                likelihood,
                self.is_assumed(&fact.assessments),
            );
            return (self.circuit.var(var), Some(var));
        };
        let known = likelihood::in_force(plan, self.question, &declared.otherwise);
        let assumed = self.is_assumed(&declared.otherwise);
        let var = self.variable(id, Part::Own, member, likelihood::hull(&known), assumed);
        let node = self.circuit.var(var);
        let assumed = self.is_assumed(&fact.assessments);
        let added = Added {
            part: Part::Given,
            active,
            likelihood,
            assumed,
        };
        (
            self.under_condition(id, member, node, Some(var), added),
            None,
        )
    }

    /// `otherwise`, or where the condition holds what is added. `base` is the variable that
    /// `otherwise` is, when it is one: only then can the two be coupled.
    fn under_condition(
        &mut self,
        id: Id<Fact>,
        member: Option<u32>,
        otherwise: Node,
        base: Option<Var>,
        added: Added,
    ) -> Node {
        if let Some(base) = base {
            let lower = self.variables.get(base).likelihood;
            if added.likelihood.low() >= lower.high() {
                let coupling = couple(base, lower, added.likelihood);
                let var = self.variable(id, added.part, member, coupling.1, added.assumed);
                self.variables.couple(var, coupling.0);
                let more = self.circuit.var(var);
                let own = self.circuit.var(base);
                if own == otherwise {
                    let more = self.circuit.and2(added.active, more);
                    return self.circuit.or2(otherwise, more);
                }
                let then = self.circuit.or2(own, more);
                return self.circuit.ite(added.active, then, otherwise);
            }
        }
        let var = self.variable(id, added.part, member, added.likelihood, added.assumed);
        let then = self.circuit.var(var);
        self.circuit.ite(added.active, then, otherwise)
    }

    fn variable(
        &mut self,
        id: Id<Fact>,
        part: Part,
        member: Option<u32>,
        likelihood: Likelihood,
        assumed: bool,
    ) -> Var {
        let plan = self.plan;
        let fact = plan.facts.get(id);
        let mut name = fact.name.clone();
        match part {
            Part::Own | Part::Weighed(_) => {}
            Part::Given => {
                let written = fact
                    .condition
                    .as_ref()
                    .map_or("", |condition| &condition.written);
                name = format!("{name} given {written}");
            }
            Part::Effect(measure) => {
                name = format!("{name} given {}", plan.measures.get(measure).name);
            }
        }
        if let Some(member) = member {
            name = format!("{name} #{}", member + 1);
        }
        let is_loss = fact.kind.is_loss();
        self.variables.push(Variable {
            name,
            fact: Some(id),
            part,
            member,
            likelihood,
            coupled: None,
            is_loss,
            assumed,
            span: fact.span,
        })
    }

    fn is_assumed(&self, assessments: &[Assessment]) -> bool {
        likelihood::in_force(self.plan, self.question, assessments)
            .iter()
            .any(|assessment| assessment.assumed)
    }
}

/// What holds, or is added, where a condition holds.
#[derive(Clone, Copy)]
struct Added {
    part: Part,
    active: Node,
    likelihood: Likelihood,
    assumed: bool,
}

/// The variable that makes x1 of x0 where x0 implies x1: P(y) = (P(x1) − P(x0)) / (1 − P(x0)).
fn couple(base: Var, x0: Likelihood, x1: Likelihood) -> (Coupling, Likelihood) {
    let added = |x0: f64, x1: f64| {
        if x0 < 1.0 {
            ((x1 - x0) / (1.0 - x0)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    };
    let (a0, b0) = (x0.low().get(), x0.high().get());
    let (a1, b1) = (x1.low().get(), x1.high().get());
    let (least, most) = (added(b0, a1), added(a0, b1));
    let probability = |value| Probability::new(value).expect("a quotient clamped to 0..1");
    let range =
        Likelihood::range(probability(least), probability(most)).unwrap_or(Likelihood::UNKNOWN);
    (Coupling { base, either: x1 }, range)
}
