//! Expressions as circuits: in the world at large, or inside a ground or an order, where what it
//! says of offices and bodies is read in the view.

use interrex_circuit::Node;
use interrex_plan::model::{
    Atom, CandidateWho, Decision, Expr, ExprKind, Fact, FactKind, Id, Office, Thing, Who,
};

use crate::compiler::{Compiler, element_of};
use crate::needs::Need;
use crate::record::Requirement;
use crate::view::{Reading, View};
use crate::views::{Judged, Party, Slot};

/// Where an expression is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// In the world: an office is exercised when somebody has a complete claim.
    World,
    /// In a view.
    View(View, Reading),
}

impl Compiler<'_> {
    /// An expression in the world.
    pub(crate) fn expr_in_world(&mut self, expr: &Expr) -> Node {
        self.expr(expr, Scope::World)
    }

    /// An expression in the world; true when there is none.
    pub(crate) fn holds(&mut self, expr: Option<&Expr>) -> Node {
        self.holds_in(expr, Scope::World)
    }

    /// An expression; true when there is none.
    pub(crate) fn holds_in(&mut self, expr: Option<&Expr>, scope: Scope) -> Node {
        expr.map_or(Node::TRUE, |expr| self.expr(expr, scope))
    }

    /// An expression as a node.
    pub(crate) fn expr(&mut self, expr: &Expr, scope: Scope) -> Node {
        match &expr.kind {
            ExprKind::Constant(value) => self.circuit.constant(*value),
            ExprKind::Not(inner) => {
                let inner = self.expr(inner, scope);
                self.circuit.not(inner)
            }
            ExprKind::And(list) => {
                let all: Vec<Node> = list.iter().map(|expr| self.expr(expr, scope)).collect();
                self.circuit.and(all)
            }
            ExprKind::Or(list) => {
                let any: Vec<Node> = list.iter().map(|expr| self.expr(expr, scope)).collect();
                self.circuit.or(any)
            }
            ExprKind::AtLeast(k, list) => {
                let all: Vec<Node> = list.iter().map(|expr| self.expr(expr, scope)).collect();
                self.circuit.at_least(*k as usize, all)
            }
            ExprKind::Atom(atom) => self.atom(*atom, scope),
        }
    }

    fn atom(&mut self, atom: Atom, scope: Scope) -> Node {
        match atom {
            Atom::Vacant(office)
            | Atom::Stranded(office)
            | Atom::Split(office)
            | Atom::Disputed(office)
            | Atom::Exercised(office)
            | Atom::ExercisedBy(office, _) => match scope {
                Scope::World => self.office_in_world(atom, office),
                Scope::View(view, reading) => self.office_in_view(
                    atom,
                    Judged {
                        office,
                        view,
                        reading,
                    },
                ),
            },
            Atom::CanAct(body, kind) => match scope {
                Scope::World => {
                    self.can_act(body, kind as usize, View::Everywhere, Reading::AsWritten)
                }
                Scope::View(view, reading) => self.can_act(body, kind as usize, view, reading),
            },
            Atom::Decided(decision) => match scope {
                Scope::World => self.need(Need::Decision(decision)),
                Scope::View(view, reading) => self.decision_read(decision, view, reading),
            },
            _ => self.worldly(atom),
        }
    }

    /// What is read alike everywhere.
    fn worldly(&mut self, atom: Atom) -> Node {
        match atom {
            Atom::Stands(thing) => self.thing_stands(thing),
            Atom::Fact(fact) => self.bare_fact(fact),
            Atom::Occurs(threat) => self.occurs(threat),
            Atom::Fit(person) => self.fit(person),
            Atom::State(person, state) => self.state(person, state),
            Atom::Stays(person) => self.stays(person),
            Atom::CanBeAt(person, locus) => self.can_be_at(person, locus),
            Atom::InContact(a, b) => self.in_contact(a, b),
            Atom::Power(power) => self.power_exercised(power),
            Atom::PowerIn(power, region) => self.power_exercised_in(power, region as usize),
            Atom::Seated(seat, option) => self.seated(seat, option.map(|option| option as usize)),
            Atom::Held(record) => self.need(Need::Record(record)),
            Atom::Met(pledge) => self.need(Need::Pledge(pledge)),
            Atom::InEffect(measure) => self.in_effect(measure),
            Atom::Works(function) => self.need(Need::Function(function)),
            _ => Node::FALSE,
        }
    }

    /// A fact by its own name; that a threat takes something says that it occurs, too.
    fn bare_fact(&mut self, fact: Id<Fact>) -> Node {
        let node = self.fact(fact);
        let FactKind::Takes(threat, _) = self.plan.facts.get(fact).kind else {
            return node;
        };
        let occurs = self.occurs(threat);
        self.circuit.and2(occurs, node)
    }

    fn thing_stands(&mut self, thing: Thing) -> Node {
        match thing {
            Thing::Place(id) => self.need(Need::Place(id)),
            Thing::Site(id) => self.need(Need::Site(id)),
            Thing::Link(id) => self.need(Need::Link(id)),
            Thing::Copy(id, copy) => self.need(Need::Copy(id, copy)),
            Thing::Person(id) => self.fit(id),
        }
    }

    fn office_in_view(&mut self, atom: Atom, judged: Judged) -> Node {
        let state = self.office(judged);
        let mut exercised = Vec::new();
        for holding in &state.exercise {
            if let Atom::ExercisedBy(office, who) = atom
                && !self.is_through(office, holding.slot, holding.party, who)
            {
                continue;
            }
            let acts = self.party_acts(holding.party, judged.view, judged.reading);
            exercised.push(self.circuit.and2(holding.when, acts));
        }
        let exercised = self.circuit.or(exercised);
        let held = state
            .title
            .iter()
            .chain(&state.exercise)
            .map(|holding| holding.when);
        let somebody = self
            .circuit
            .or(held.chain([state.waiting]).collect::<Vec<_>>());
        match atom {
            Atom::Exercised(_) | Atom::ExercisedBy(..) => exercised,
            Atom::Vacant(_) => self.circuit.not(somebody),
            Atom::Stranded(_) => {
                let idle = self.circuit.not(exercised);
                self.circuit.and2(somebody, idle)
            }
            _ => Node::FALSE,
        }
    }

    /// How somebody came to an office: of a holder before the step the record says it, where they came by an order.
    pub(crate) fn came_by(&self, office: Id<Office>, slot: Slot, party: Party) -> Slot {
        let came = self.record.and_then(|record| record.came.get(&office));
        match (slot, came) {
            (Slot::Initial, Some((who, order, candidate))) if *who == party => {
                Slot::Via(*order, *candidate)
            }
            _ => slot,
        }
    }

    /// Whether somebody came to hold an office as this candidate, or held it at the start.
    pub(crate) fn is_through(
        &self,
        office: Id<Office>,
        slot: Slot,
        party: Party,
        named: Who,
    ) -> bool {
        if matches!(slot, Slot::Initial | Slot::Acting) && Party::of(named) == Some(party) {
            return true;
        }
        match self.came_by(office, slot, party) {
            Slot::Initial | Slot::Acting => false,
            Slot::Via(order, candidate) => {
                let order = self.plan.offices.get(office).orders.get(order as usize);
                let candidate = order.and_then(|order| order.candidates.get(candidate as usize));
                candidate.is_some_and(
                    |candidate| matches!(candidate.who, CandidateWho::Who(who) if who == named),
                )
            }
            Slot::Recognized(index) => {
                let known = self.plan.recognitions.get(index as usize);
                known.is_some_and(|known| known.holder == named)
            }
        }
    }

    /// A decision in the world.
    pub(crate) fn decision_in(&mut self, decision: Id<Decision>, view: View) -> Node {
        self.decision_read(decision, view, Reading::AsWritten)
    }

    fn decision_read(&mut self, id: Id<Decision>, view: View, reading: Reading) -> Node {
        let plan = self.plan;
        let decision = plan.decisions.get(id);
        let counts = self.counts(&decision.terms, element_of("decision", id));
        let asked = Requirement::Decision(id);
        let by = match &decision.by {
            Some(actors) => self.required(asked, actors, view, reading, None),
            None => Node::TRUE,
        };
        let made = match decision.made {
            // On record the act of those who decide is the decision.
            Some(_) if self.record.is_some() && decision.by.is_some() => Node::TRUE,
            Some(fact) => self.fact(fact),
            None => Node::TRUE,
        };
        self.circuit.and([counts, made, by])
    }
}
