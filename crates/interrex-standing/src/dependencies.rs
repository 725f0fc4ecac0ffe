//! What depends on what among needs, and the circles in it (Tarjan's strongly connected
//! components, 1972, with an explicit stack).

#![expect(
    clippy::indexing_slicing,
    reason = "nodes index tables of one entry each"
)]

use interrex_plan::model::{
    Atom, Change, Expr, Fact, Id, Locus, Measure, Person, Plan, Site, Terms, Thing, Threat,
};
use rustc_hash::FxHashMap;

use crate::needs::Need;

/// What an element depends on, by its own text; whoever holds an office is left aside, because the
/// reader refuses a circle through offices.
pub(crate) fn dependencies_of(plan: &Plan, changes: &Changes, need: Need) -> Vec<Need> {
    let mut found = Found {
        plan,
        changes,
        list: Vec::new(),
    };
    found.visit(need);
    found.list.sort_unstable();
    found.list.dedup();
    found.list
}

/// What threats take and what measures change, the other way round.
#[derive(Default)]
pub(crate) struct Changes {
    takings: FxHashMap<Thing, Vec<(Id<Threat>, usize)>>,
    effects: FxHashMap<Id<Fact>, Vec<Id<Measure>>>,
}

impl Changes {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut changes = Self::default();
        for (threat, declared) in plan.threats.iter() {
            for (index, taking) in declared.takes.iter().enumerate() {
                changes
                    .takings
                    .entry(taking.thing)
                    .or_default()
                    .push((threat, index));
            }
        }
        for (measure, declared) in plan.measures.iter() {
            for change in &declared.effects {
                if let Change::Assess(fact, ..) = change {
                    changes.effects.entry(*fact).or_default().push(measure);
                }
            }
        }
        changes
    }

    /// The threats that can take a thing, each with the place of the taking in its list.
    pub(crate) fn takings(&self, thing: Thing) -> &[(Id<Threat>, usize)] {
        self.takings.get(&thing).map_or(&[], Vec::as_slice)
    }
}

struct Found<'p> {
    plan: &'p Plan,
    changes: &'p Changes,
    list: Vec<Need>,
}

impl Found<'_> {
    fn visit(&mut self, need: Need) {
        let plan = self.plan;
        match need {
            Need::Place(id) => {
                let place = plan.places.get(id);
                self.terms(&place.terms);
                self.list.extend(place.within.map(Need::Place));
                self.facts(place.lost);
            }
            Need::Site(id) => self.site(id),
            Need::Link(id) => {
                let link = plan.links.get(id);
                self.terms(&link.terms);
                self.facts(link.lost);
                self.expr(link.needs.as_ref());
            }
            Need::Copy(id, copy) => {
                let Some(copy) = plan.records.get(id).copies.get(copy as usize) else {
                    return;
                };
                self.terms(&copy.terms);
                self.locus(copy.at);
                self.facts(copy.lost);
                self.expr(copy.needs.as_ref());
            }
            Need::Record(id) => {
                let record = plan.records.get(id);
                self.terms(&record.terms);
                let count = u32::try_from(record.copies.len()).expect("fewer than 2^32 copies");
                self.list
                    .extend((0..count).map(|copy| Need::Copy(id, copy)));
                if !record.used_at.is_empty() {
                    self.list.push(Need::Contact);
                }
            }
            Need::Pledge(_) | Need::Measure(_) | Need::Decision(_) | Need::Function(_) => {
                self.undertaking(need);
            }
            Need::Fact(id) => self.fact(id),
            Need::Contact => {
                self.list.extend(plan.places.ids().map(Need::Place));
                self.list.extend(plan.sites.ids().map(Need::Site));
                self.list.extend(plan.links.ids().map(Need::Link));
            }
        }
        self.threats(need);
    }

    fn site(&mut self, id: Id<Site>) {
        let site = self.plan.sites.get(id);
        self.terms(&site.terms);
        self.list
            .extend(site.within.iter().copied().map(Need::Place));
        self.facts(site.lost);
        self.expr(site.needs.as_ref());
    }

    fn undertaking(&mut self, need: Need) {
        let plan = self.plan;
        match need {
            Need::Pledge(id) => {
                let pledge = plan.pledges.get(id);
                self.terms(&pledge.terms);
                self.expr(pledge.conditions.as_ref());
                for partner in &pledge.partners {
                    self.terms(&partner.terms);
                    self.expr(partner.condition.as_ref());
                    self.facts(partner.withdraws);
                }
            }
            Need::Measure(id) => {
                let measure = plan.measures.get(id);
                self.terms(&measure.terms);
                self.expr(measure.agreed.as_ref());
                self.facts(measure.taken);
            }
            Need::Decision(id) => {
                let decision = plan.decisions.get(id);
                self.terms(&decision.terms);
                self.facts(decision.made);
            }
            Need::Function(id) => {
                let function = plan.functions.get(id);
                self.terms(&function.terms);
                self.expr(function.needs.as_ref());
            }
            _ => {}
        }
    }

    fn fact(&mut self, id: Id<Fact>) {
        let fact = self.plan.facts.get(id);
        self.expr(fact.condition.as_ref().map(|condition| &condition.given));
        let measures = self.changes.effects.get(&id).into_iter().flatten();
        self.list
            .extend(measures.map(|measure| Need::Measure(*measure)));
    }

    /// Threats that can take the element: their facts may be conditional.
    fn threats(&mut self, need: Need) {
        let thing = match need {
            Need::Place(id) => Thing::Place(id),
            Need::Site(id) => Thing::Site(id),
            Need::Link(id) => Thing::Link(id),
            Need::Copy(id, copy) => Thing::Copy(id, copy),
            _ => return,
        };
        self.takings(thing);
    }

    fn takings(&mut self, thing: Thing) {
        let (plan, changes) = (self.plan, self.changes);
        for (threat, index) in changes.takings(thing) {
            let threat = plan.threats.get(*threat);
            self.terms(&threat.terms);
            self.facts(threat.occurs);
            self.facts(threat.takes.get(*index).and_then(|taking| taking.chance));
        }
    }

    fn terms(&mut self, terms: &Terms) {
        let measure: Option<Id<Measure>> = terms.by_measure;
        self.list.extend(measure.map(Need::Measure));
    }

    fn facts(&mut self, fact: Option<Id<Fact>>) {
        self.list.extend(fact.map(Need::Fact));
    }

    fn locus(&mut self, locus: Locus) {
        self.list.push(match locus {
            Locus::Place(id) => Need::Place(id),
            Locus::Site(id) => Need::Site(id),
        });
    }

    fn person(&mut self, id: Id<Person>) {
        let plan = self.plan;
        let person = plan.people.get(id);
        for fact in person.states.iter().flatten() {
            self.facts(Some(*fact));
        }
        self.facts(person.stays);
        self.takings(Thing::Person(id));
    }

    fn expr(&mut self, expr: Option<&Expr>) {
        let Some(expr) = expr else { return };
        let mut atoms = Vec::new();
        expr.visit_atoms(&mut |atom, _, _| atoms.push(atom));
        for atom in atoms {
            self.atom(atom);
        }
    }

    fn atom(&mut self, atom: Atom) {
        match atom {
            Atom::Stands(Thing::Place(id)) => self.list.push(Need::Place(id)),
            Atom::Stands(Thing::Site(id)) => self.list.push(Need::Site(id)),
            Atom::Stands(Thing::Link(id)) => self.list.push(Need::Link(id)),
            Atom::Stands(Thing::Copy(id, copy)) => self.list.push(Need::Copy(id, copy)),
            Atom::Stands(Thing::Person(id))
            | Atom::Fit(id)
            | Atom::State(id, _)
            | Atom::Stays(id) => {
                self.person(id);
            }
            Atom::Fact(id) => self.list.push(Need::Fact(id)),
            Atom::Occurs(id) => self.facts(self.plan.threats.get(id).occurs),
            Atom::CanBeAt(id, _) => {
                self.person(id);
                self.list.push(Need::Contact);
            }
            Atom::InContact(..) => self.list.push(Need::Contact),
            Atom::Held(id) => self.list.push(Need::Record(id)),
            Atom::Met(id) => self.list.push(Need::Pledge(id)),
            Atom::InEffect(id) => self.list.push(Need::Measure(id)),
            Atom::Decided(id) => self.list.push(Need::Decision(id)),
            Atom::Works(id) => self.list.push(Need::Function(id)),
            _ => {}
        }
    }
}

/// Strongly connected components, dependencies first.
pub(crate) struct Components {
    members: Vec<Vec<usize>>,
    component_of: Vec<usize>,
    circles: Vec<bool>,
}

impl Components {
    /// The components of a graph given by the successors of each node.
    pub(crate) fn of(edges: &[Vec<usize>]) -> Self {
        let mut tarjan = Tarjan {
            edges,
            order: vec![usize::MAX; edges.len()],
            low: vec![0; edges.len()],
            on_stack: vec![false; edges.len()],
            stack: Vec::new(),
            next: 0,
            members: Vec::new(),
        };
        for start in 0..edges.len() {
            if tarjan.order[start] == usize::MAX {
                tarjan.run(start);
            }
        }
        let members = tarjan.members;
        let mut component_of = vec![0; edges.len()];
        let mut circles = Vec::with_capacity(members.len());
        for (index, component) in members.iter().enumerate() {
            for member in component {
                component_of[*member] = index;
            }
            let alone = component.first().copied().filter(|_| component.len() == 1);
            circles.push(alone.is_none_or(|node| edges[node].contains(&node)));
        }
        Self {
            members,
            component_of,
            circles,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.members.len()
    }

    pub(crate) fn members(&self, component: usize) -> &[usize] {
        &self.members[component]
    }

    pub(crate) fn members_with(&self, node: usize) -> &[usize] {
        &self.members[self.component_of[node]]
    }

    /// Whether a node is part of a circle.
    pub(crate) fn is_circle(&self, node: usize) -> bool {
        self.circles[self.component_of[node]]
    }
}

struct Tarjan<'g> {
    edges: &'g [Vec<usize>],
    order: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    next: usize,
    members: Vec<Vec<usize>>,
}

impl Tarjan<'_> {
    fn run(&mut self, start: usize) {
        let mut calls = vec![(start, 0)];
        self.enter(start);
        while let Some((node, edge)) = calls.last_mut() {
            let node = *node;
            if let Some(&successor) = self.edges[node].get(*edge) {
                *edge += 1;
                if self.order[successor] == usize::MAX {
                    self.enter(successor);
                    calls.push((successor, 0));
                } else if self.on_stack[successor] {
                    self.low[node] = self.low[node].min(self.order[successor]);
                }
            } else {
                calls.pop();
                if let Some((parent, _)) = calls.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
                self.leave(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.order[node] = self.next;
        self.low[node] = self.next;
        self.next += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn leave(&mut self, node: usize) {
        if self.low[node] != self.order[node] {
            return;
        }
        let mut component = Vec::new();
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            component.push(member);
            if member == node {
                break;
            }
        }
        component.sort_unstable();
        self.members.push(component);
    }
}

#[cfg(test)]
mod tests;
