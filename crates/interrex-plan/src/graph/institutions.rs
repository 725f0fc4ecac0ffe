//! What bodies, offices, claims, seats and powers depend on.

use interrex_diag::Span;
use rustc_hash::FxHashMap;

use super::Node;
use super::edges::Found;
use crate::model::{
    Body, Candidate, CandidateWho, Event, Forfeit, Ground, Id, Lease, Meeting, Member, Office,
    Order, Plan, Power, Region, Seat, Step, Who,
};

/// What offices and bodies get from elsewhere in the plan.
pub(super) struct Elsewhere {
    leases: FxHashMap<Id<Office>, Vec<Id<Lease>>>,
    seats: FxHashMap<Who, Vec<Id<Seat>>>,
    /// Offices whose successors leave this one.
    left_for: FxHashMap<Id<Office>, Vec<(Id<Office>, Span)>>,
    /// Offices whose successors forfeit this one.
    forfeited_for: FxHashMap<Id<Office>, Vec<(Id<Office>, Span)>>,
    /// Whom partners take for the holder.
    recognized: FxHashMap<Id<Office>, Vec<(Who, Span)>>,
}

impl Elsewhere {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut found = Self {
            leases: FxHashMap::default(),
            seats: FxHashMap::default(),
            left_for: FxHashMap::default(),
            forfeited_for: FxHashMap::default(),
            recognized: FxHashMap::default(),
        };
        for (id, lease) in plan.leases.iter() {
            found.leases.entry(lease.office).or_default().push(id);
        }
        for (id, seat) in plan.seats.iter() {
            found.seats.entry(seat.of).or_default().push(id);
        }
        for recognition in &plan.recognitions {
            let known = found.recognized.entry(recognition.office).or_default();
            known.push((recognition.holder, recognition.span));
        }
        for (id, office) in plan.offices.iter() {
            for order in &office.orders {
                found.posts(id, order);
            }
        }
        found
    }

    /// The posts that successors under an order leave or forfeit.
    fn posts(&mut self, to: Id<Office>, order: &Order) {
        for candidate in &order.candidates {
            let CandidateWho::Who(Who::Office(post)) = candidate.who else {
                continue;
            };
            if order.leaves_post == Some(true) {
                self.left_for
                    .entry(post)
                    .or_default()
                    .push((to, candidate.span));
            }
            if order.forfeits == Some(Forfeit::Post) {
                self.forfeited_for
                    .entry(post)
                    .or_default()
                    .push((to, candidate.span));
            }
        }
        if let Some(Forfeit::Offices(offices)) = &order.forfeits {
            for post in offices {
                self.forfeited_for
                    .entry(*post)
                    .or_default()
                    .push((to, order.span));
            }
        }
    }
}

impl Found<'_> {
    pub(super) fn body(&mut self, id: Id<Body>) {
        let plan = self.plan;
        let body = plan.bodies.get(id);
        self.needs(Node::Contact, body.span);
        for member in &body.members {
            match member {
                Member::Person(id, span) => self.needs(Node::Person(*id), *span),
                Member::Office(id, span) => self.needs(Node::Office(*id), *span),
                Member::Class { unfit, .. } => self.bare_fact(*unfit),
            }
        }
        if let Some(other) = body.stand_in {
            self.needs(Node::Body(other), body.span);
        }
        if body.meets == Meeting::InPerson {
            self.rooms(id);
        }
        self.terms(&body.terms);
    }

    /// The seats of a body, at whose options it may have to meet.
    fn rooms(&mut self, id: Id<Body>) {
        let (plan, sources) = (self.plan, self.sources);
        let seats = sources.institutions.seats.get(&Who::Body(id));
        for seat in seats.into_iter().flatten() {
            self.needs(Node::Seat(*seat), plan.seats.get(*seat).span);
        }
    }

    /// Who has title and exercise, step by step, in every view.
    pub(super) fn office(&mut self, id: Id<Office>) {
        let (plan, sources) = (self.plan, self.sources);
        let office = plan.offices.get(id);
        self.in_views = true;
        self.needs(Node::Contact, office.span);
        if let Some(holder) = office.holder {
            self.who(holder, office.span);
        }
        if let Some(acting) = office.acting {
            self.needs(Node::Person(acting), office.span);
        }
        self.bare_fact(office.resigns);
        self.terms(&office.terms);
        for ground in &office.grounds {
            self.ground(ground);
        }
        for order in &office.orders {
            self.order(order);
        }
        let elsewhere = &sources.institutions;
        for lease in elsewhere.leases.get(&id).into_iter().flatten() {
            self.lease(*lease);
        }
        for (other, span) in elsewhere.left_for.get(&id).into_iter().flatten() {
            self.needs(Node::Office(*other), *span);
        }
        for (who, span) in elsewhere.recognized.get(&id).into_iter().flatten() {
            self.who(*who, *span);
        }
        self.in_views = false;
    }

    fn ground(&mut self, ground: &Ground) {
        self.actors(ground.certified_by.as_ref());
        self.actors(ground.ended_by.as_ref());
        self.bare_fact(ground.refused);
        self.expr(ground.needs.as_ref());
        self.terms(&ground.terms);
        match &ground.event {
            Event::When(expr) => self.expr(Some(expr)),
            Event::Made { by, decided } => {
                self.actors(Some(by));
                self.bare_fact(*decided);
            }
            _ => {}
        }
    }

    fn order(&mut self, order: &Order) {
        self.expr(order.when.as_ref());
        if let Some(proof) = order.proof {
            self.needs(Node::Record(proof), order.span);
        }
        self.steps(&order.steps);
        self.terms(&order.terms);
        for candidate in &order.candidates {
            self.candidate(candidate);
        }
    }

    fn candidate(&mut self, candidate: &Candidate) {
        match &candidate.who {
            CandidateWho::Who(who) => self.who(*who, candidate.span),
            CandidateWho::Chosen { by, .. } => self.actors(Some(by)),
        }
        self.bare_fact(candidate.declines);
        self.steps(&candidate.steps);
        self.terms(&candidate.terms);
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.actors(step.by.as_ref());
            self.bare_fact(step.refused);
            self.expr(step.needs.as_ref());
        }
    }

    fn lease(&mut self, id: Id<Lease>) {
        let lease = self.plan.leases.get(id);
        for (keeper, span) in &lease.keepers {
            self.actor(*keeper, *span);
        }
        self.terms(&lease.terms);
    }

    /// A complete claim: the step, and a seat that can be used.
    pub(super) fn claim(&mut self, id: Id<Office>) {
        let (plan, sources) = (self.plan, self.sources);
        let office = plan.offices.get(id);
        self.needs(Node::Office(id), office.span);
        for region in &office.reach {
            self.region(*region, office.span);
        }
        let elsewhere = &sources.institutions;
        for seat in elsewhere.seats.get(&Who::Office(id)).into_iter().flatten() {
            self.options(*seat);
        }
        for (other, span) in elsewhere.forfeited_for.get(&id).into_iter().flatten() {
            self.needs(Node::Office(*other), *span);
        }
    }

    fn region(&mut self, region: Region, span: Span) {
        match region {
            Region::Locus(_) => self.needs(Node::Contact, span),
            Region::Body(id) => self.needs(Node::Body(id), span),
        }
    }

    fn options(&mut self, id: Id<Seat>) {
        let seat = self.plan.seats.get(id);
        self.terms(&seat.terms);
        for option in &seat.options {
            self.locus(option.at, option.span);
            self.expr(option.needs.as_ref());
            self.actors(option.agreed_by.as_ref());
            self.bare_fact(option.refused);
            self.terms(&option.terms);
        }
    }

    /// A seat: of an office, who claims it there; of a body, which options are available.
    pub(super) fn seat(&mut self, id: Id<Seat>) {
        let seat = self.plan.seats.get(id);
        if let Who::Office(office) = seat.of {
            self.needs(Node::Claim(office), seat.span);
        }
        self.options(id);
    }

    pub(super) fn power(&mut self, id: Id<Power>) {
        let power = self.plan.powers.get(id);
        self.needs(Node::Contact, power.span);
        self.exerciser(power.held_by, power.span);
        for (region, span) in &power.reach {
            self.region(*region, *span);
        }
        for delegation in &power.delegations {
            self.exerciser(delegation.to, delegation.span);
            self.expr(delegation.condition.as_ref());
            self.terms(&delegation.terms);
        }
        if let Some(devolution) = &power.devolution {
            for (_, who, span) in &devolution.to {
                self.exerciser(*who, *span);
            }
            self.expr(devolution.when.as_ref());
            self.terms(&devolution.terms);
        }
        self.terms(&power.terms);
    }

    /// Somebody who exercises a power: of an office, whoever has a complete claim.
    fn exerciser(&mut self, who: Who, span: Span) {
        match who {
            Who::Person(id) => self.needs(Node::Person(id), span),
            Who::Office(id) => self.needs(Node::Claim(id), span),
            Who::Body(id) => {
                self.needs(Node::Body(id), span);
                self.rooms(id);
            }
        }
    }
}
