//! Edges of one node, collected while walking the model.

use interrex_diag::Span;
use rustc_hash::FxHashMap;

use super::{Edge, Node};
use crate::model::{
    Actor, ActorExpr, Atom, Change, Expr, Fact, Id, Locus, Measure, Person, Plan, Terms, Thing,
    Threat, Who,
};

/// A threat that takes a thing, the fact that decides whether it does, and where.
type Taken = (Id<Threat>, Option<Id<Fact>>, Span);

/// What other elements do to an element, so that it need not be looked for in all of them.
pub(super) struct Sources {
    /// Threats that take a thing, with the fact that decides whether they do.
    takings: FxHashMap<Thing, Vec<Taken>>,
    /// Measures that change the likelihood of a fact.
    effects: FxHashMap<Id<Fact>, Vec<(Id<Measure>, Span)>>,
    /// Measures that base a person elsewhere.
    rebases: FxHashMap<Id<Person>, Vec<(Id<Measure>, Span)>>,
    /// What offices and bodies get from elsewhere in the plan.
    pub(super) institutions: super::institutions::Elsewhere,
}

impl Sources {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut takings: FxHashMap<Thing, Vec<_>> = FxHashMap::default();
        for (id, threat) in plan.threats.iter() {
            for taking in &threat.takes {
                takings
                    .entry(taking.thing)
                    .or_default()
                    .push((id, taking.chance, taking.span));
            }
        }
        let mut effects: FxHashMap<Id<Fact>, Vec<_>> = FxHashMap::default();
        let mut rebases: FxHashMap<Id<Person>, Vec<_>> = FxHashMap::default();
        for (id, measure) in plan.measures.iter() {
            for change in &measure.effects {
                match change {
                    Change::Assess(fact, _, span) => {
                        effects.entry(*fact).or_default().push((id, *span));
                    }
                    Change::Rebase(person, _, span) => {
                        rebases.entry(*person).or_default().push((id, *span));
                    }
                }
            }
        }
        let institutions = super::institutions::Elsewhere::of(plan);
        Self {
            takings,
            effects,
            rebases,
            institutions,
        }
    }
}

/// What a node depends on.
pub(super) fn edges_of(plan: &Plan, sources: &Sources, node: Node) -> Vec<Edge> {
    let mut found = Found {
        plan,
        sources,
        list: Vec::new(),
        in_views: false,
    };
    match node {
        Node::Fact(id) => found.fact(id),
        Node::Place(id) => found.place(id),
        Node::Site(id) => found.site(id),
        Node::Link(id) => found.link(id),
        Node::Copy(id, copy) => found.copy(id, copy),
        Node::Contact => found.contact(),
        Node::Person(id) => found.person(id),
        Node::Threat(id) => found.threat(id),
        Node::Body(id) => found.body(id),
        Node::Office(id) => found.office(id),
        Node::Claim(id) => found.claim(id),
        Node::Seat(id) => found.seat(id),
        Node::Power(id) => found.power(id),
        Node::Record(id) => found.record(id),
        Node::Pledge(id) => found.pledge(id),
        Node::Measure(id) => found.measure(id),
        Node::Decision(id) => found.decision(id),
        Node::Function(id) => found.function(id),
    }
    found.list
}

/// The edges found so far.
pub(super) struct Found<'p> {
    pub(super) plan: &'p Plan,
    pub(super) sources: &'p Sources,
    pub(super) list: Vec<Edge>,
    /// Whether expressions speak of offices as a view sees them, as in grounds and orders.
    pub(super) in_views: bool,
}

impl Found<'_> {
    /// Adds an edge to what helps.
    pub(super) fn needs(&mut self, to: Node, span: impl Into<Option<Span>>) {
        self.list.push(Edge {
            to,
            is_negated: false,
            span: span.into(),
        });
    }

    /// Adds an edge to what can take away.
    pub(super) fn suffers(&mut self, to: Node, span: impl Into<Option<Span>>) {
        self.list.push(Edge {
            to,
            is_negated: true,
            span: span.into(),
        });
    }

    /// A fact: of no account here unless its likelihood depends on something.
    pub(super) fn bare_fact(&mut self, fact: Option<Id<Fact>>) {
        if let Some(fact) = fact {
            self.suffers(Node::Fact(fact), None);
        }
    }

    /// The measure that an element belongs to.
    pub(super) fn terms(&mut self, terms: &Terms) {
        if let Some(measure) = terms.by_measure {
            self.needs(Node::Measure(measure), None);
        }
    }

    /// The threats that take a thing.
    pub(super) fn takings(&mut self, thing: Thing) {
        let sources = self.sources;
        for (threat, chance, span) in sources.takings.get(&thing).into_iter().flatten() {
            self.suffers(Node::Threat(*threat), *span);
            self.bare_fact(*chance);
        }
    }

    pub(super) fn locus(&mut self, locus: Locus, span: impl Into<Option<Span>>) {
        match locus {
            Locus::Place(id) => self.needs(Node::Place(id), span),
            Locus::Site(id) => self.needs(Node::Site(id), span),
        }
    }

    /// Measures that change a fact.
    pub(super) fn effects(&mut self, fact: Id<Fact>) {
        let sources = self.sources;
        for (measure, span) in sources.effects.get(&fact).into_iter().flatten() {
            self.suffers(Node::Measure(*measure), *span);
        }
    }

    /// Measures that base a person elsewhere.
    pub(super) fn rebases(&mut self, person: Id<Person>) {
        let sources = self.sources;
        for (measure, span) in sources.rebases.get(&person).into_iter().flatten() {
            self.suffers(Node::Measure(*measure), *span);
        }
    }

    /// Who does an act, as a view sees them.
    pub(super) fn actors(&mut self, actors: Option<&ActorExpr>) {
        if let Some(actors) = actors {
            actors.visit(&mut |actor, span| self.actor(actor, span));
        }
    }

    pub(super) fn actor(&mut self, actor: Actor, span: Span) {
        match actor {
            Actor::Person(id) => self.acting_person(id, span),
            Actor::Office(id) => self.needs(Node::Office(id), span),
            Actor::Body(id, _) => self.needs(Node::Body(id), span),
        }
    }

    /// Somebody who must be fit and reachable.
    pub(super) fn acting_person(&mut self, id: Id<Person>, span: Span) {
        self.needs(Node::Person(id), span);
        self.needs(Node::Contact, span);
    }

    /// Somebody as a candidate, member or holder: of an office, whoever has it in the view.
    pub(super) fn who(&mut self, who: Who, span: Span) {
        match who {
            Who::Person(id) => self.acting_person(id, span),
            Who::Office(id) => self.needs(Node::Office(id), span),
            Who::Body(id) => self.needs(Node::Body(id), span),
        }
    }

    /// What an expression names.
    pub(super) fn expr(&mut self, expr: Option<&Expr>) {
        let Some(expr) = expr else { return };
        let mut atoms = Vec::new();
        expr.visit_atoms(&mut |atom, negated, span| atoms.push((atom, negated, span)));
        for (atom, negated, span) in atoms {
            let from = self.list.len();
            self.atom(atom, span);
            for edge in self.list.iter_mut().skip(from) {
                edge.is_negated ^= negated;
            }
        }
    }

    fn atom(&mut self, atom: Atom, span: Span) {
        match atom {
            Atom::Stands(thing) => self.thing(thing, span),
            Atom::Fact(id) => self.needs(Node::Fact(id), span),
            Atom::Undeclared => {}
            Atom::Occurs(id) => self.needs(Node::Threat(id), span),
            Atom::Fit(id) => self.needs(Node::Person(id), span),
            // A state is the other way round than being fit.
            Atom::State(id, _) | Atom::Stays(id) => self.suffers(Node::Person(id), span),
            Atom::CanBeAt(id, locus) => {
                self.acting_person(id, span);
                self.locus(locus, span);
            }
            Atom::InContact(..) => self.needs(Node::Contact, span),
            Atom::CanAct(id, _) => self.needs(Node::Body(id), span),
            Atom::Vacant(id)
            | Atom::Stranded(id)
            | Atom::Split(id)
            | Atom::Disputed(id)
            | Atom::Exercised(id)
            | Atom::ExercisedBy(id, _) => {
                let node = if self.in_views {
                    Node::Office(id)
                } else {
                    Node::Claim(id)
                };
                self.needs(node, span);
            }
            Atom::Power(id) | Atom::PowerIn(id, _) => self.needs(Node::Power(id), span),
            Atom::Seated(id, _) => {
                self.needs(Node::Seat(id), span);
                if let Who::Body(body) = self.plan.seats.get(id).of {
                    self.needs(Node::Body(body), span);
                }
            }
            Atom::Held(id) => self.needs(Node::Record(id), span),
            Atom::Met(id) => self.needs(Node::Pledge(id), span),
            Atom::InEffect(id) => self.needs(Node::Measure(id), span),
            Atom::Decided(id) if self.in_views => self.decision(id),
            Atom::Decided(id) => self.needs(Node::Decision(id), span),
            Atom::Works(id) => self.needs(Node::Function(id), span),
        }
    }

    fn thing(&mut self, thing: Thing, span: Span) {
        match thing {
            Thing::Place(id) => self.needs(Node::Place(id), span),
            Thing::Site(id) => self.needs(Node::Site(id), span),
            Thing::Link(id) => self.needs(Node::Link(id), span),
            Thing::Person(id) => self.needs(Node::Person(id), span),
            Thing::Copy(record, copy) => self.needs(Node::Copy(record, copy), span),
        }
    }
}
