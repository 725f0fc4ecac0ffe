//! Things and needs: what stands, works, is held, is met or is in effect, with circles.
//!
//! Needs may circle (water needs power needs water). Only loss spreads, so the greatest solution is
//! meant: inside a circle everything is first taken to stand, and the equations are applied as
//! often as the circle has elements, after which nothing can change any more.
//!
//! Elements are found in an order in which each comes after what it depends on; what hangs on who
//! holds an office (functions, mostly) is compiled when it is asked for.

#![expect(
    clippy::indexing_slicing,
    reason = "needs index tables of one entry each"
)]

use interrex_circuit::Node;
use interrex_plan::model::{
    Copy, Decision, Fact, Function, Id, Link, Locus, Measure, Place, Plan, Pledge, Record, Site,
    Thing,
};
use interrex_units::Likelihood;

use crate::compiler::{Compiler, element_of, part_of};
use crate::dependencies::{Changes, Components, dependencies_of};
use crate::variable::{Part, Variable};
use crate::view::View;

/// An element that stands or fails as a whole, by its needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    Place(Id<Place>),
    Site(Id<Site>),
    Link(Id<Link>),
    Copy(Id<Record>, u32),
    Record(Id<Record>),
    Pledge(Id<Pledge>),
    Measure(Id<Measure>),
    Decision(Id<Decision>),
    Function(Id<Function>),
    /// A fact, in so far as its likelihood depends on something.
    Fact(Id<Fact>),
    /// Who is in contact with whom, and which ways are open.
    Contact,
}

/// Every need of a plan, its number, its circle, and its node once compiled.
pub(crate) struct Needs {
    pub(crate) index: Index,
    components: Components,
    values: Vec<Option<Node>>,
    open: Vec<bool>,
}

/// Numbers the needs of a plan.
pub(crate) struct Index {
    list: Vec<Need>,
    starts: [usize; 9],
    copies: Vec<usize>,
}

impl Index {
    fn new(plan: &Plan) -> Self {
        let mut list = Vec::new();
        let mut starts = [0; 9];
        let mut copies = Vec::new();
        list.extend(plan.places.ids().map(Need::Place));
        starts[1] = list.len();
        list.extend(plan.sites.ids().map(Need::Site));
        starts[2] = list.len();
        list.extend(plan.links.ids().map(Need::Link));
        starts[3] = list.len();
        list.extend(plan.records.ids().map(Need::Record));
        starts[4] = list.len();
        list.extend(plan.pledges.ids().map(Need::Pledge));
        starts[5] = list.len();
        list.extend(plan.measures.ids().map(Need::Measure));
        starts[6] = list.len();
        list.extend(plan.decisions.ids().map(Need::Decision));
        starts[7] = list.len();
        list.extend(plan.functions.ids().map(Need::Function));
        starts[8] = list.len();
        list.extend(plan.facts.ids().map(Need::Fact));
        list.push(Need::Contact);
        for (record, declared) in plan.records.iter() {
            copies.push(list.len());
            for copy in 0..declared.copies.len() {
                list.push(Need::Copy(
                    record,
                    u32::try_from(copy).expect("fewer than 2^32 copies"),
                ));
            }
        }
        Self {
            list,
            starts,
            copies,
        }
    }

    pub(crate) fn of(&self, need: Need) -> usize {
        match need {
            Need::Place(id) => id.index(),
            Need::Site(id) => self.starts[1] + id.index(),
            Need::Link(id) => self.starts[2] + id.index(),
            Need::Record(id) => self.starts[3] + id.index(),
            Need::Pledge(id) => self.starts[4] + id.index(),
            Need::Measure(id) => self.starts[5] + id.index(),
            Need::Decision(id) => self.starts[6] + id.index(),
            Need::Function(id) => self.starts[7] + id.index(),
            Need::Fact(id) => self.starts[8] + id.index(),
            Need::Contact => self.contact(),
            Need::Copy(id, copy) => self.copies[id.index()] + copy as usize,
        }
    }

    fn contact(&self) -> usize {
        self.copies
            .first()
            .map_or(self.list.len() - 1, |first| first - 1)
    }
}

impl Needs {
    pub(crate) fn new(plan: &Plan, changes: &Changes) -> Self {
        let index = Index::new(plan);
        let count = index.list.len();
        let edges: Vec<Vec<usize>> = index
            .list
            .iter()
            .map(|need| {
                dependencies_of(plan, changes, *need)
                    .into_iter()
                    .map(|need| index.of(need))
                    .collect()
            })
            .collect();
        let components = Components::of(&edges);
        Self {
            index,
            components,
            values: vec![None; count],
            open: vec![false; count],
        }
    }
}

impl Needs {
    /// The node of a need, if it has been compiled.
    pub(crate) fn known(&self, need: Need) -> Option<Node> {
        self.values.get(self.index.of(need)).copied().flatten()
    }
}

impl Compiler<'_> {
    /// Compiles every place, site, link and copy, each after what it depends on, so that later
    /// questions never recurse deeply.
    pub(crate) fn compile_things(&mut self) {
        for component in 0..self.needs.components.len() {
            let members = self.needs.components.members(component).to_vec();
            for member in members {
                let need = self.needs.index.list[member];
                if matches!(need, Need::Place(_) | Need::Site(_) | Need::Link(_)) {
                    self.need(need);
                }
            }
        }
    }

    /// Whether an element stands, works, is held, met or in effect.
    pub(crate) fn need(&mut self, need: Need) -> Node {
        let index = self.needs.index.of(need);
        if let Some(value) = self.needs.values[index] {
            return value;
        }
        if self.needs.components.is_circle(index) {
            self.solve_circle(index);
            return self.needs.values[index].unwrap_or(Node::FALSE);
        }
        if std::mem::replace(&mut self.needs.open[index], true) {
            return Node::FALSE;
        }
        let value = self.evaluate(need);
        self.needs.open[index] = false;
        self.needs.values[index] = Some(value);
        value
    }

    /// The greatest solution of a circle.
    fn solve_circle(&mut self, index: usize) {
        let members = self.needs.components.members_with(index).to_vec();
        let contact = self.needs.index.contact();
        for member in &members {
            self.needs.values[*member] = Some(Node::TRUE);
        }
        for _ in 0..=members.len() {
            if members.contains(&contact) {
                self.forget_networks();
            }
            let next: Vec<Node> = members
                .iter()
                .map(|member| self.evaluate(self.needs.index.list[*member]))
                .collect();
            let mut changed = false;
            for (member, value) in members.iter().zip(next) {
                changed |= self.needs.values[*member].replace(value) != Some(value);
            }
            if !changed {
                break;
            }
        }
        if members.contains(&contact) {
            self.forget_networks();
        }
    }

    fn evaluate(&mut self, need: Need) -> Node {
        match need {
            Need::Place(id) => self.evaluate_place(id),
            Need::Site(id) => self.evaluate_site(id),
            Need::Link(id) => self.evaluate_link(id),
            Need::Copy(id, copy) => self.evaluate_copy(id, copy as usize),
            Need::Record(id) => self.evaluate_record(id),
            Need::Pledge(id) => self.evaluate_pledge(id),
            Need::Measure(id) => self.evaluate_measure(id),
            Need::Decision(id) => self.decision_in(id, View::Everywhere),
            Need::Function(id) => self.evaluate_function(id),
            Need::Fact(_) | Need::Contact => Node::TRUE,
        }
    }

    fn evaluate_place(&mut self, id: Id<Place>) -> Node {
        let plan = self.plan;
        let place = plan.places.get(id);
        let counts = self.counts(&place.terms, element_of("place", id));
        let within = place
            .within
            .map_or(Node::TRUE, |outer| self.need(Need::Place(outer)));
        let kept = self.not_lost(place.lost, Thing::Place(id));
        self.circuit.and([counts, within, kept])
    }

    fn evaluate_site(&mut self, id: Id<Site>) -> Node {
        let plan = self.plan;
        let site = plan.sites.get(id);
        let mut parts = vec![self.counts(&site.terms, element_of("site", id))];
        for place in &site.within {
            parts.push(self.need(Need::Place(*place)));
        }
        parts.push(self.not_lost(site.lost, Thing::Site(id)));
        parts.push(self.holds(site.needs.as_ref()));
        self.circuit.and(parts)
    }

    fn evaluate_link(&mut self, id: Id<Link>) -> Node {
        let plan = self.plan;
        let link = plan.links.get(id);
        let counts = self.counts(&link.terms, element_of("link", id));
        let kept = self.not_lost(link.lost, Thing::Link(id));
        let needs = self.holds(link.needs.as_ref());
        self.circuit.and([counts, kept, needs])
    }

    fn evaluate_copy(&mut self, id: Id<Record>, index: usize) -> Node {
        let plan = self.plan;
        let Some(copy) = plan.records.get(id).copies.get(index) else {
            return Node::FALSE;
        };
        let thing = Thing::Copy(id, u32::try_from(index).expect("fewer than 2^32 copies"));
        let counts = self.counts(&copy.terms, part_of("record", id, "copy", index));
        let stands = self.stands(copy.at);
        let kept = self.not_lost(copy.lost, thing);
        let needs = self.holds(copy.needs.as_ref());
        self.circuit.and([counts, stands, kept, needs])
    }

    fn evaluate_record(&mut self, id: Id<Record>) -> Node {
        let plan = self.plan;
        let record = plan.records.get(id);
        let counts = self.counts(&record.terms, element_of("record", id));
        let mut held = Vec::new();
        for (index, copy) in record.copies.iter().enumerate() {
            let fresh = record
                .age_max
                .is_none_or(|most| copy.age.is_none_or(|age| age <= most));
            let lawful = copy.lawful.unwrap_or(true)
                && copy
                    .lawful_from
                    .is_none_or(|from| from <= self.question.as_of);
            if fresh && lawful {
                let index = u32::try_from(index).expect("fewer than 2^32 copies");
                let stands = self.need(Need::Copy(id, index));
                let reached = self.reached_from_use(copy, &record.used_at);
                held.push(self.circuit.and2(stands, reached));
            }
        }
        let held = self.circuit.or(held);
        self.circuit.and2(counts, held)
    }

    fn reached_from_use(&mut self, copy: &Copy, used_at: &[Locus]) -> Node {
        if used_at.is_empty() {
            return Node::TRUE;
        }
        let reached: Vec<Node> = used_at
            .iter()
            .map(|locus| self.in_contact(copy.at, *locus))
            .collect();
        self.circuit.or(reached)
    }

    fn evaluate_pledge(&mut self, id: Id<Pledge>) -> Node {
        let plan = self.plan;
        let pledge = plan.pledges.get(id);
        if pledge
            .expires
            .is_some_and(|last| last < self.question.as_of)
        {
            return Node::FALSE;
        }
        let counts = self.counts(&pledge.terms, element_of("pledge", id));
        let conditions = self.holds(pledge.conditions.as_ref());
        let mut kept = Vec::new();
        for (index, partner) in pledge.partners.iter().enumerate() {
            let own = self.counts(&partner.terms, part_of("pledge", id, "partner", index));
            let condition = self.holds(partner.condition.as_ref());
            let withdraws = self.fact_or_false(partner.withdraws);
            let keeps = self.circuit.not(withdraws);
            kept.push(self.circuit.and([own, condition, keeps]));
        }
        let enough = self.circuit.at_least(pledge.enough as usize, kept);
        self.circuit.and([counts, conditions, enough])
    }

    fn evaluate_measure(&mut self, id: Id<Measure>) -> Node {
        let plan = self.plan;
        let measure = plan.measures.get(id);
        let counts = self.counts(&measure.terms, element_of("measure", id));
        if counts == Node::FALSE {
            return self.weighed(id);
        }
        let taken = measure.taken.map_or(Node::TRUE, |fact| self.fact(fact));
        let agreed = self.holds(measure.agreed.as_ref());
        self.circuit.and([counts, taken, agreed])
    }

    /// A measure that does not count: never in effect, or where measures are weighed, in effect
    /// when the analysis takes it and it is agreed.
    fn weighed(&mut self, id: Id<Measure>) -> Node {
        let plan = self.plan;
        let measure = plan.measures.get(id);
        let left_out = self.question.without.contains(&element_of("measure", id));
        if !self.question.weigh || left_out || !measure.terms.valid_on(self.question.as_of) {
            return Node::FALSE;
        }
        let var = self.variables.push(Variable {
            name: format!("taken({})", measure.name),
            fact: None,
            part: Part::Weighed(id),
            member: None,
            likelihood: Likelihood::NEVER,
            coupled: None,
            is_loss: false,
            assumed: false,
            span: measure.span,
        });
        let taken = self.circuit.var(var);
        let agreed = self.holds(measure.agreed.as_ref());
        self.circuit.and2(taken, agreed)
    }

    fn evaluate_function(&mut self, id: Id<Function>) -> Node {
        let plan = self.plan;
        let function = plan.functions.get(id);
        let counts = self.counts(&function.terms, element_of("function", id));
        let needs = self.holds(function.needs.as_ref());
        self.circuit.implies(counts, needs)
    }

    /// Whether something is neither lost by a cause of its own nor taken by a threat.
    fn not_lost(&mut self, lost: Option<Id<Fact>>, thing: Thing) -> Node {
        let reported = self
            .record
            .is_some_and(|record| record.lost.contains(&thing));
        let own = self.fact_or_false(lost);
        let reported = self.circuit.constant(reported);
        let own = self.circuit.or2(own, reported);
        let taken = self.taken(thing);
        let gone = self.circuit.or2(own, taken);
        self.circuit.not(gone)
    }

    /// Whether a threat takes a thing.
    fn taken(&mut self, thing: Thing) -> Node {
        let mut ways = Vec::new();
        for (threat, index) in self.changes.takings(thing).to_vec() {
            ways.push(self.taking(threat, index));
        }
        self.circuit.or(ways)
    }

    /// Whether a place or site stands.
    pub(crate) fn stands(&mut self, locus: Locus) -> Node {
        match locus {
            Locus::Place(id) => self.need(Need::Place(id)),
            Locus::Site(id) => self.need(Need::Site(id)),
        }
    }
}
