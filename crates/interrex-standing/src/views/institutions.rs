//! Which bodies and offices depend on which, their circles, and who can ever come to hold what.

#![expect(
    clippy::indexing_slicing,
    reason = "offices and bodies index tables of one entry each"
)]

use std::collections::BTreeSet;

use interrex_plan::model::{
    Actor, ActorExpr, Atom, Body, Candidate, CandidateWho, Event, Expr, Id, Lease, Member, Office,
    Plan, Recognition, Seat, Step, Who,
};

use crate::dependencies::Components;
use crate::view::Reading;
use crate::views::Party;

/// The graph of bodies and offices; offices come first, then bodies.
pub(crate) struct Institutions {
    offices: usize,
    components: Components,
    reverse: Vec<Vec<usize>>,
    possible: Vec<BTreeSet<Party>>,
    leavers: Vec<Vec<(Id<Office>, u32, u32)>>,
    leases: Vec<Vec<Id<Lease>>>,
    office_seats: Vec<Vec<Id<Seat>>>,
    body_seats: Vec<Vec<Id<Seat>>>,
}

impl Institutions {
    pub(crate) fn new(plan: &Plan) -> Self {
        let offices = plan.offices.len();
        let leavers = leavers_of(plan);
        let mut leases = vec![Vec::new(); offices];
        for (id, lease) in plan.leases.iter() {
            leases[lease.office.index()].push(id);
        }
        let mut office_seats = vec![Vec::new(); offices];
        let mut body_seats = vec![Vec::new(); plan.bodies.len()];
        for (id, seat) in plan.seats.iter() {
            match seat.of {
                Who::Office(office) => office_seats[office.index()].push(id),
                Who::Body(body) => body_seats[body.index()].push(id),
                Who::Person(_) => {}
            }
        }
        let edges = edges_of(plan, &leavers, &leases, &body_seats);
        let mut reverse = vec![Vec::new(); edges.len()];
        for (from, list) in edges.iter().enumerate() {
            for to in list {
                reverse[*to].push(from);
            }
        }
        let components = Components::of(&edges);
        let possible = possible_of(plan, &components);
        Self {
            offices,
            components,
            reverse,
            possible,
            leavers,
            leases,
            office_seats,
            body_seats,
        }
    }

    /// Offices of the same circle; the office alone when it is in none.
    pub(crate) fn circle_with(&self, office: Id<Office>) -> Vec<Id<Office>> {
        let members = self.components.members_with(office.index());
        members
            .iter()
            .filter(|index| **index < self.offices)
            .map(|index| Id::new(*index))
            .collect()
    }

    /// Whether an office depends on itself.
    pub(crate) fn is_circle(&self, office: Id<Office>) -> bool {
        self.components.is_circle(office.index())
    }

    /// Whether a body is part of a circle.
    pub(crate) fn is_body_in_circle(&self, body: Id<Body>) -> bool {
        self.components.is_circle(self.offices + body.index())
    }

    /// Everybody who can ever come to hold or exercise an office.
    pub(crate) fn possible(&self, office: Id<Office>) -> &BTreeSet<Party> {
        &self.possible[office.index()]
    }

    /// Orders by which somebody leaves this office for another: that office, order, candidate.
    pub(crate) fn leavers(&self, office: Id<Office>) -> &[(Id<Office>, u32, u32)] {
        &self.leavers[office.index()]
    }

    pub(crate) fn leases(&self, office: Id<Office>) -> &[Id<Lease>] {
        &self.leases[office.index()]
    }

    pub(crate) fn office_seats(&self, office: Id<Office>) -> &[Id<Seat>] {
        &self.office_seats[office.index()]
    }

    pub(crate) fn body_seats(&self, body: Id<Body>) -> &[Id<Seat>] {
        &self.body_seats[body.index()]
    }

    /// The offices and bodies on whose state a reading bears: what departs from the text, and all
    /// that depends on it. Offices first, then bodies.
    pub(crate) fn reach_of(&self, plan: &Plan, reading: Reading) -> Vec<bool> {
        let root = match reading {
            Reading::AsWritten | Reading::Undisputed => return vec![false; self.reverse.len()],
            Reading::WithoutGround(office, _)
            | Reading::WithoutOrder(office, _)
            | Reading::Following(office, _) => office.index(),
            Reading::OtherThreshold(body, _) => self.offices + body.index(),
            Reading::Recognizing(index) => plan
                .recognitions
                .get(index as usize)
                .map_or(0, |known: &Recognition| known.office.index()),
        };
        let mut seen = vec![false; self.reverse.len()];
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(&self.reverse[node]);
            }
        }
        seen
    }
}

/// For each office, by which orders somebody leaves it.
fn leavers_of(plan: &Plan) -> Vec<Vec<(Id<Office>, u32, u32)>> {
    let mut leavers = vec![Vec::new(); plan.offices.len()];
    for (id, office) in plan.offices.iter() {
        for (r, order) in (0u32..).zip(&office.orders) {
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                if let CandidateWho::Who(Who::Office(post)) = candidate.who
                    && order.leaves_post == Some(true)
                {
                    leavers[post.index()].push((id, r, c));
                }
            }
        }
    }
    leavers
}

fn edges_of(
    plan: &Plan,
    leavers: &[Vec<(Id<Office>, u32, u32)>],
    leases: &[Vec<Id<Lease>>],
    body_seats: &[Vec<Id<Seat>>],
) -> Vec<Vec<usize>> {
    let mut edges = Vec::new();
    for (id, office) in plan.offices.iter() {
        let mut found = Found {
            plan,
            list: Vec::new(),
        };
        found.office(office);
        for lease in &leases[id.index()] {
            for (keeper, _) in &plan.leases.get(*lease).keepers {
                found.actor(*keeper);
            }
        }
        found.list.extend(
            leavers[id.index()]
                .iter()
                .map(|(office, ..)| office.index()),
        );
        for known in plan.recognitions.iter().filter(|known| known.office == id) {
            if let Who::Office(office) = known.holder {
                found.list.push(office.index());
            }
        }
        edges.push(found.sorted());
    }
    for (id, body) in plan.bodies.iter() {
        let mut found = Found {
            plan,
            list: Vec::new(),
        };
        for member in &body.members {
            if let Member::Office(office, _) = member {
                found.list.push(office.index());
            }
        }
        found
            .list
            .extend(body.stand_in.map(|body| plan.offices.len() + body.index()));
        for seat in &body_seats[id.index()] {
            for option in &plan.seats.get(*seat).options {
                found.actors(option.agreed_by.as_ref());
            }
        }
        edges.push(found.sorted());
    }
    edges
}

/// Collects the offices and bodies that something names.
struct Found<'p> {
    plan: &'p Plan,
    list: Vec<usize>,
}

impl Found<'_> {
    fn sorted(mut self) -> Vec<usize> {
        self.list.sort_unstable();
        self.list.dedup();
        self.list
    }

    fn office(&mut self, office: &Office) {
        if let Some(Who::Body(body)) = office.holder {
            self.body(body);
        }
        for ground in &office.grounds {
            self.actors(ground.certified_by.as_ref());
            self.expr(ground.needs.as_ref());
            match &ground.event {
                Event::When(expr) => self.expr(Some(expr)),
                Event::Made { by, .. } => self.actors(Some(by)),
                _ => {}
            }
        }
        for order in &office.orders {
            self.expr(order.when.as_ref());
            for step in &order.steps {
                self.step(step);
            }
            for candidate in &order.candidates {
                self.candidate(candidate);
            }
        }
    }

    fn candidate(&mut self, candidate: &Candidate) {
        match &candidate.who {
            CandidateWho::Who(Who::Office(office)) => self.list.push(office.index()),
            CandidateWho::Who(Who::Body(body)) => self.body(*body),
            CandidateWho::Who(Who::Person(_)) => {}
            CandidateWho::Chosen { by, .. } => self.actors(Some(by)),
        }
        for step in &candidate.steps {
            self.step(step);
        }
    }

    fn step(&mut self, step: &Step) {
        self.actors(step.by.as_ref());
        self.expr(step.needs.as_ref());
    }

    fn actors(&mut self, actors: Option<&ActorExpr>) {
        let mut list = Vec::new();
        if let Some(actors) = actors {
            actors.visit(&mut |actor, _| list.push(actor));
        }
        for actor in list {
            self.actor(actor);
        }
    }

    fn actor(&mut self, actor: Actor) {
        match actor {
            Actor::Person(_) => {}
            Actor::Office(office) => self.list.push(office.index()),
            Actor::Body(body, _) => self.body(body),
        }
    }

    fn body(&mut self, body: Id<Body>) {
        self.list.push(self.plan.offices.len() + body.index());
    }

    fn expr(&mut self, expr: Option<&Expr>) {
        let mut atoms = Vec::new();
        if let Some(expr) = expr {
            expr.visit_atoms(&mut |atom, _, _| atoms.push(atom));
        }
        for atom in atoms {
            match atom {
                Atom::Vacant(office)
                | Atom::Stranded(office)
                | Atom::Split(office)
                | Atom::Disputed(office)
                | Atom::Exercised(office)
                | Atom::ExercisedBy(office, _) => self.list.push(office.index()),
                Atom::CanAct(body, _) => self.body(body),
                Atom::Decided(decision) => {
                    let plan = self.plan;
                    self.actors(plan.decisions.get(decision).by.as_ref());
                }
                _ => {}
            }
        }
    }
}

/// Everybody who can come to hold each office, to a fixed point.
fn possible_of(plan: &Plan, components: &Components) -> Vec<BTreeSet<Party>> {
    let mut possible: Vec<BTreeSet<Party>> = vec![BTreeSet::new(); plan.offices.len()];
    for component in 0..components.len() {
        loop {
            let mut changed = false;
            for index in components.members(component) {
                if *index < plan.offices.len() {
                    let list = candidates_of(plan, Id::new(*index), &possible);
                    let known = &mut possible[*index];
                    let before = known.len();
                    known.extend(list);
                    changed |= known.len() != before;
                }
            }
            if !changed {
                break;
            }
        }
    }
    possible
}

fn candidates_of(plan: &Plan, id: Id<Office>, possible: &[BTreeSet<Party>]) -> BTreeSet<Party> {
    let office = plan.offices.get(id);
    let mut list: BTreeSet<Party> = office.holder.and_then(Party::of).into_iter().collect();
    list.extend(office.acting.map(Party::Person));
    for (r, order) in (0u32..).zip(&office.orders) {
        for (c, candidate) in (0u32..).zip(&order.candidates) {
            match candidate.who {
                CandidateWho::Who(Who::Office(post)) => list.extend(&possible[post.index()]),
                CandidateWho::Who(who) => list.extend(Party::of(who)),
                CandidateWho::Chosen { .. } => {
                    list.insert(Party::Chosen(id, r, c));
                }
            }
        }
    }
    for known in plan.recognitions.iter().filter(|known| known.office == id) {
        match known.holder {
            Who::Office(office) => list.extend(&possible[office.index()]),
            who => list.extend(Party::of(who)),
        }
    }
    list
}
