//! Which bodies and offices depend on which, their circles, and who can ever come to hold what.

#![expect(
    clippy::indexing_slicing,
    reason = "offices and bodies index tables of one entry each"
)]

use std::collections::BTreeSet;

use interrex_plan::model::{
    Actor, ActorExpr, Atom, Body, Candidate, CandidateWho, Element, Event, Expr, Fact, FactKind,
    Forfeit, Id, Lease, Member, Office, Order, Person, Plan, Recognition, Region, Seat, Step, Who,
};
use rustc_hash::FxHashMap;

use crate::compiler::{candidate_element, element_of, part_of};
use crate::dependencies::Components;
use crate::question::Question;
use crate::view::Reading;
use crate::views::Party;

/// A way into an office: that office, the place of the order, the place of the candidate.
pub(crate) type Entrance = (Id<Office>, u32, u32);

/// The graph of bodies and offices; offices come first, then bodies.
pub(crate) struct Institutions {
    offices: usize,
    bodies: usize,
    components: Components,
    /// For each office, body, and claim to an office: what hangs on it in some reading.
    bears_on: Vec<Vec<usize>>,
    possible: Vec<BTreeSet<Party>>,
    leavers: Vec<Vec<Entrance>>,
    forfeiters: Vec<Vec<Entrance>>,
    leases: Vec<Vec<Id<Lease>>>,
    office_seats: Vec<Vec<Id<Seat>>>,
    body_seats: Vec<Vec<Id<Seat>>>,
    /// The choices of persons not to take one office.
    declines: FxHashMap<(Id<Person>, Id<Office>), Id<Fact>>,
}

impl Institutions {
    pub(crate) fn new(plan: &Plan, question: &Question) -> Self {
        let offices = plan.offices.len();
        let leavers = leavers_of(plan, question);
        let mut leases = vec![Vec::new(); offices];
        for (id, lease) in plan.leases.iter() {
            if question.may_count(&lease.terms, element_of("lease", id)) {
                leases[lease.office.index()].push(id);
            }
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
        let edges = edges_of(plan, question, &leavers, &leases);
        let forfeiters = forfeiters_of(plan, question);
        let bears_on = bearing_of(
            plan,
            question,
            &edges,
            &office_seats,
            &body_seats,
            &forfeiters,
        );
        let components = Components::of(&edges);
        let possible = possible_of(plan);
        Self {
            offices,
            bodies: plan.bodies.len(),
            components,
            bears_on,
            possible,
            leavers,
            forfeiters,
            leases,
            office_seats,
            body_seats,
            declines: declines_of(plan),
        }
    }

    /// The place of a body in the tables of what a reading bears on.
    pub(crate) fn place_of_body(&self, body: Id<Body>) -> usize {
        self.offices + body.index()
    }

    /// The place of the claims to an office in the tables of what a reading bears on.
    pub(crate) fn place_of_claims(&self, office: Id<Office>) -> usize {
        self.offices + self.bodies + office.index()
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
    pub(crate) fn leavers(&self, office: Id<Office>) -> &[Entrance] {
        &self.leavers[office.index()]
    }

    /// Orders of other offices under which whoever enters forfeits this office.
    pub(crate) fn forfeiters(&self, office: Id<Office>) -> &[Entrance] {
        &self.forfeiters[office.index()]
    }

    /// The choice of a person not to take this office.
    pub(crate) fn declines(&self, person: Id<Person>, office: Id<Office>) -> Option<Id<Fact>> {
        self.declines.get(&(person, office)).copied()
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

    /// What a reading bears on: what departs from the text, and all that hangs on it. Offices come
    /// first, then bodies, then the claims to each office.
    pub(crate) fn reach_of(&self, plan: &Plan, reading: Reading) -> Vec<bool> {
        let mut seen = vec![false; self.bears_on.len()];
        let root = match reading {
            Reading::AsWritten | Reading::Undisputed => return seen,
            Reading::WithoutGround(office, _)
            | Reading::WithoutOrder(office, _)
            | Reading::Following(office, _) => office.index(),
            Reading::OtherThreshold(body, _) => self.offices + body.index(),
            Reading::Recognizing(index) => plan
                .recognitions
                .get(index as usize)
                .map_or(0, |known: &Recognition| known.office.index()),
        };
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                open.extend(&self.bears_on[node]);
            }
        }
        seen
    }
}

fn declines_of(plan: &Plan) -> FxHashMap<(Id<Person>, Id<Office>), Id<Fact>> {
    let declines = plan.facts.iter().filter_map(|(id, fact)| match fact.kind {
        FactKind::Declines(person, Some(office)) => Some(((person, office), id)),
        _ => None,
    });
    declines.collect()
}

/// What hangs on what in some reading: what offices and bodies depend on, who must agree to where a
/// body sits, and for claims who must agree to a seat, which bodies must be reached, and who
/// forfeits the office.
fn bearing_of(
    plan: &Plan,
    question: &Question,
    edges: &[Vec<usize>],
    office_seats: &[Vec<Id<Seat>>],
    body_seats: &[Vec<Id<Seat>>],
    forfeiters: &[Vec<Entrance>],
) -> Vec<Vec<usize>> {
    let claims = edges.len();
    let mut bears_on = vec![Vec::new(); claims + plan.offices.len()];
    for (from, list) in edges.iter().enumerate() {
        for to in list {
            bears_on[*to].push(from);
        }
    }
    for id in plan.bodies.ids() {
        for to in agreeing(plan, question, &body_seats[id.index()]) {
            bears_on[to].push(plan.offices.len() + id.index());
        }
    }
    for (id, office) in plan.offices.iter() {
        let claim = claims + id.index();
        bears_on[id.index()].push(claim);
        for to in agreeing(plan, question, &office_seats[id.index()]) {
            bears_on[to].push(claim);
        }
        for region in &office.reach {
            if let Region::Body(body) = region {
                bears_on[plan.offices.len() + body.index()].push(claim);
            }
        }
        for (other, ..) in &forfeiters[id.index()] {
            bears_on[other.index()].push(claim);
        }
    }
    bears_on
}

/// Who must agree to the options of seats.
fn agreeing(plan: &Plan, question: &Question, seats: &[Id<Seat>]) -> Vec<usize> {
    let mut found = Found {
        plan,
        question,
        list: Vec::new(),
    };
    for seat in seats {
        for option in &plan.seats.get(*seat).options {
            found.actors(option.agreed_by.as_ref());
        }
    }
    found.sorted()
}

/// For each office, by which orders somebody leaves it.
fn leavers_of(plan: &Plan, question: &Question) -> Vec<Vec<Entrance>> {
    entrances(plan, question, |order, candidate| match candidate.who {
        CandidateWho::Who(Who::Office(post)) if order.leaves_post == Some(true) => vec![post],
        _ => Vec::new(),
    })
}

/// For each office, by which orders somebody forfeits it.
fn forfeiters_of(plan: &Plan, question: &Question) -> Vec<Vec<Entrance>> {
    entrances(plan, question, |order, candidate| {
        match (&order.forfeits, &candidate.who) {
            (Some(Forfeit::Post), CandidateWho::Who(Who::Office(post))) => vec![*post],
            (Some(Forfeit::Offices(list)), _) => list.clone(),
            _ => Vec::new(),
        }
    })
}

/// For each office, through which candidates of which orders that can count somebody pays with it.
fn entrances(
    plan: &Plan,
    question: &Question,
    price: impl Fn(&Order, &Candidate) -> Vec<Id<Office>>,
) -> Vec<Vec<Entrance>> {
    let mut table = vec![Vec::new(); plan.offices.len()];
    for (id, office) in plan.offices.iter() {
        for (r, order) in (0u32..).zip(&office.orders) {
            if !question.may_count(&order.terms, part_of("office", id, "order", r as usize)) {
                continue;
            }
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                for paid in price(order, candidate) {
                    table[paid.index()].push((id, r, c));
                }
            }
        }
    }
    table
}

/// What each office and body depends on, as far as it can count on the date of the question.
fn edges_of(
    plan: &Plan,
    question: &Question,
    leavers: &[Vec<Entrance>],
    leases: &[Vec<Id<Lease>>],
) -> Vec<Vec<usize>> {
    let mut edges = Vec::new();
    for (id, office) in plan.offices.iter() {
        let mut found = Found {
            plan,
            question,
            list: Vec::new(),
        };
        found.office(id, office);
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
        found.recognized(id);
        edges.push(found.sorted());
    }
    for (_, body) in plan.bodies.iter() {
        let mut found = Found {
            plan,
            question,
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
        edges.push(found.sorted());
    }
    edges
}

/// Collects the offices and bodies that something names.
struct Found<'p> {
    plan: &'p Plan,
    question: &'p Question,
    list: Vec<usize>,
}

impl Found<'_> {
    fn sorted(mut self) -> Vec<usize> {
        self.list.sort_unstable();
        self.list.dedup();
        self.list
    }

    fn office(&mut self, id: Id<Office>, office: &Office) {
        let question = self.question;
        if let Some(Who::Body(body)) = office.holder {
            self.body(body);
        }
        for (index, ground) in office.grounds.iter().enumerate() {
            if !question.may_count(&ground.terms, part_of("office", id, "ground", index)) {
                continue;
            }
            self.actors(ground.certified_by.as_ref());
            self.expr(ground.needs.as_ref());
            match &ground.event {
                Event::When(expr) => self.expr(Some(expr)),
                Event::Made { by, .. } => self.actors(Some(by)),
                _ => {}
            }
        }
        for (index, order) in office.orders.iter().enumerate() {
            if !question.may_count(&order.terms, part_of("office", id, "order", index)) {
                continue;
            }
            self.expr(order.when.as_ref());
            for step in &order.steps {
                self.step(step);
            }
            for (place, candidate) in order.candidates.iter().enumerate() {
                let element = candidate_element(id, index, place);
                if question.may_count(&candidate.terms, element) {
                    self.candidate(candidate);
                }
            }
        }
    }

    /// Bodies that a partner recognizes in an office: in that reading they act in it.
    fn recognized(&mut self, id: Id<Office>) {
        for (index, known) in (0..).zip(&self.plan.recognitions) {
            let element = Element::Of("recognition", index);
            if let Who::Body(body) = known.holder
                && known.office == id
                && self.question.may_count(&known.terms, element)
            {
                self.body(body);
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

/// Everybody who can come to hold each office, to a fixed point: offices after those whose holders
/// can come to hold them.
fn possible_of(plan: &Plan) -> Vec<BTreeSet<Party>> {
    let edges: Vec<Vec<usize>> = plan.offices.ids().map(|id| sources_of(plan, id)).collect();
    let components = Components::of(&edges);
    let mut possible: Vec<BTreeSet<Party>> = vec![BTreeSet::new(); plan.offices.len()];
    for component in 0..components.len() {
        loop {
            let mut changed = false;
            for index in components.members(component) {
                let list = candidates_of(plan, Id::new(*index), &possible);
                let known = &mut possible[*index];
                let before = known.len();
                known.extend(list);
                changed |= known.len() != before;
            }
            if !changed {
                break;
            }
        }
    }
    possible
}

/// The offices whose holders can come to hold an office.
fn sources_of(plan: &Plan, id: Id<Office>) -> Vec<usize> {
    let orders = plan.offices.get(id).orders.iter();
    let candidates = orders.flat_map(|order| &order.candidates);
    let posts = candidates.filter_map(|candidate| match candidate.who {
        CandidateWho::Who(Who::Office(post)) => Some(post),
        _ => None,
    });
    let recognitions = plan.recognitions.iter();
    let recognized = recognitions.filter_map(|known| match known.holder {
        Who::Office(office) if known.office == id => Some(office),
        _ => None,
    });
    posts.chain(recognized).map(Id::index).collect()
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
