//! What a plan mentions beside declaring it.
//!
//! Responsible for one walk over the whole plan that collects every source that is cited and every
//! element that something uses. That a threat takes a thing is no use of the thing. Whether an
//! answer rests on what is mentioned is the meaning's business.

use std::collections::BTreeSet;

use interrex_plan::model::{
    ActorExpr, Assessment, Atom, CandidateWho, Change, Element as Declared, Event, Expr, Id, Locus,
    Member, Named, Office, Order, Plan, Power, Region, Source, Step, Terms, Thing, Who,
};

use crate::context::who;
use crate::subject::{Kind, index};

/// What a plan mentions.
#[derive(Default)]
pub(crate) struct Mentions {
    sources: BTreeSet<Id<Source>>,
    elements: BTreeSet<Declared>,
}

impl Mentions {
    /// Walks over a plan.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut mentions = Self::default();
        mentions.things(plan);
        mentions.people(plan);
        mentions.authority(plan);
        mentions.partners(plan);
        mentions.practice(plan);
        mentions.facts(plan);
        mentions
    }

    /// Whether some assessment, status or element cites a source.
    pub(crate) fn cites(&self, source: Id<Source>) -> bool {
        self.sources.contains(&source)
    }

    /// Whether something uses an element.
    pub(crate) fn uses<T: Kind>(&self, id: Id<T>) -> bool {
        self.elements
            .contains(&Declared::Of(T::KIND, index(id.index())))
    }

    fn note<T: Kind>(&mut self, id: Id<T>) {
        self.elements
            .insert(Declared::Of(T::KIND, index(id.index())));
    }

    fn things(&mut self, plan: &Plan) {
        for (_, place) in plan.places.iter() {
            self.terms(&place.terms);
            place.within.into_iter().for_each(|id| self.note(id));
        }
        for (_, site) in plan.sites.iter() {
            self.terms(&site.terms);
            self.expr(site.needs.as_ref());
            site.within.iter().for_each(|id| self.note(*id));
            site.agreement.into_iter().for_each(|id| self.note(id));
        }
        for (_, link) in plan.links.iter() {
            self.terms(&link.terms);
            self.expr(link.needs.as_ref());
            link.between.into_iter().for_each(|end| self.locus(end));
        }
        for (_, record) in plan.records.iter() {
            self.terms(&record.terms);
            record.used_at.iter().for_each(|locus| self.locus(*locus));
            record
                .custodian
                .into_iter()
                .for_each(|custodian| self.who(custodian));
            for copy in &record.copies {
                self.terms(&copy.terms);
                self.locus(copy.at);
                self.expr(copy.needs.as_ref());
            }
        }
        for (_, seat) in plan.seats.iter() {
            self.terms(&seat.terms);
            self.who(seat.of);
            for option in &seat.options {
                self.terms(&option.terms);
                self.locus(option.at);
                self.expr(option.needs.as_ref());
                self.actors(option.agreed_by.as_ref());
            }
        }
    }

    fn people(&mut self, plan: &Plan) {
        for (_, person) in plan.people.iter() {
            self.terms(&person.terms);
            person.bases.iter().for_each(|base| self.locus(base.at));
        }
        for (_, threat) in plan.threats.iter() {
            self.terms(&threat.terms);
        }
        for (_, body) in plan.bodies.iter() {
            self.terms(&body.terms);
            body.stand_in.into_iter().for_each(|id| self.note(id));
            body.meets_at.iter().for_each(|locus| self.locus(*locus));
            for member in &body.members {
                match member {
                    Member::Person(id, _) => self.note(*id),
                    Member::Office(id, _) => self.note(*id),
                    Member::Class { at, .. } => self.locus(*at),
                }
            }
        }
    }

    fn authority(&mut self, plan: &Plan) {
        for (_, office) in plan.offices.iter() {
            self.office(office);
        }
        for (_, lease) in plan.leases.iter() {
            self.terms(&lease.terms);
            self.note(lease.office);
            lease
                .keepers
                .iter()
                .for_each(|(keeper, _)| self.who(who(*keeper)));
        }
        for (_, power) in plan.powers.iter() {
            self.power(power);
        }
        let header = &plan.header;
        let actors = header.adjudicator.iter().chain(&header.signed_by);
        actors
            .chain(&header.communications_staff)
            .for_each(|actor| self.who(who(*actor)));
    }

    fn office(&mut self, office: &Named<Office>) {
        self.terms(&office.terms);
        office
            .holder
            .into_iter()
            .for_each(|holder| self.who(holder));
        office.acting.into_iter().for_each(|id| self.note(id));
        office.reach.iter().for_each(|region| self.region(*region));
        for ground in &office.grounds {
            self.terms(&ground.terms);
            self.actors(ground.certified_by.as_ref());
            self.actors(ground.ended_by.as_ref());
            self.expr(ground.needs.as_ref());
            match &ground.event {
                Event::When(when) => self.expr(Some(when)),
                Event::Made { by, .. } => self.actors(Some(by)),
                _ => {}
            }
        }
        office.orders.iter().for_each(|order| self.order(order));
    }

    fn order(&mut self, order: &Order) {
        self.terms(&order.terms);
        self.expr(order.when.as_ref());
        order.proof.into_iter().for_each(|id| self.note(id));
        order.without_powers.iter().for_each(|id| self.note(*id));
        self.steps(&order.steps);
        for candidate in &order.candidates {
            self.terms(&candidate.terms);
            self.steps(&candidate.steps);
            match &candidate.who {
                CandidateWho::Who(who) => self.who(*who),
                CandidateWho::Chosen { by, at } => {
                    self.actors(Some(by));
                    if let Some(locus) = at {
                        self.locus(*locus);
                    }
                }
            }
        }
    }

    fn power(&mut self, power: &Named<Power>) {
        self.terms(&power.terms);
        self.who(power.held_by);
        power
            .reach
            .iter()
            .for_each(|(region, _)| self.region(*region));
        for delegation in &power.delegations {
            self.terms(&delegation.terms);
            self.who(delegation.to);
            self.expr(delegation.condition.as_ref());
            delegation
                .scope
                .iter()
                .for_each(|region| self.region(*region));
        }
        if let Some(devolution) = &power.devolution {
            self.terms(&devolution.terms);
            self.expr(devolution.when.as_ref());
            for (region, who, _) in &devolution.to {
                self.region(*region);
                self.who(*who);
            }
        }
    }

    fn partners(&mut self, plan: &Plan) {
        for (_, partner) in plan.partners.iter() {
            self.terms(&partner.terms);
        }
        for (_, coalition) in plan.coalitions.iter() {
            self.terms(&coalition.terms);
            coalition.members.iter().for_each(|(id, _)| self.note(*id));
        }
        for (_, pledge) in plan.pledges.iter() {
            self.terms(&pledge.terms);
            self.expr(pledge.conditions.as_ref());
            pledge.agreement.into_iter().for_each(|id| self.note(id));
            for partner in &pledge.partners {
                self.terms(&partner.terms);
                self.note(partner.partner);
                self.expr(partner.condition.as_ref());
            }
        }
        for recognition in &plan.recognitions {
            self.terms(&recognition.terms);
            self.note(recognition.by);
            self.note(recognition.office);
            self.who(recognition.holder);
        }
    }

    fn practice(&mut self, plan: &Plan) {
        for (_, function) in plan.functions.iter() {
            self.terms(&function.terms);
            self.expr(function.needs.as_ref());
            function.owner.into_iter().for_each(|owner| self.who(owner));
        }
        for (_, agreement) in plan.agreements.iter() {
            self.terms(&agreement.terms);
            agreement.partner.into_iter().for_each(|id| self.note(id));
        }
        for (_, devolution) in plan.devolutions.iter() {
            self.terms(&devolution.terms);
            devolution.site.into_iter().for_each(|id| self.note(id));
            devolution.roster.iter().for_each(|who| self.who(*who));
        }
        if let Some(reconstitution) = &plan.reconstitution {
            let team = reconstitution.manager.iter().chain(&reconstitution.team);
            team.for_each(|who| self.who(*who));
        }
        for (_, exercise) in plan.exercises.iter() {
            exercise
                .moved_to
                .iter()
                .for_each(|locus| self.locus(*locus));
        }
        for (_, sealed) in plan.sealed.iter() {
            self.terms(&sealed.terms);
        }
        // A contact or a training alone is no use that anything rests on.
    }

    fn facts(&mut self, plan: &Plan) {
        for (_, fact) in plan.facts.iter() {
            self.assessments(&fact.assessments);
            if let Some(condition) = &fact.condition {
                self.expr(Some(&condition.given));
                self.assessments(&condition.otherwise);
            }
        }
        for (_, measure) in plan.measures.iter() {
            self.terms(&measure.terms);
            self.expr(measure.agreed.as_ref());
            for effect in &measure.effects {
                match effect {
                    Change::Assess(_, assessments, _) => self.assessments(assessments),
                    Change::Rebase(_, at, _) => self.locus(*at),
                }
            }
        }
        for (_, decision) in plan.decisions.iter() {
            self.terms(&decision.terms);
            self.actors(decision.by.as_ref());
        }
    }

    fn assessments(&mut self, assessments: &[Assessment]) {
        self.sources.extend(
            assessments
                .iter()
                .filter_map(|assessment| assessment.source),
        );
    }

    fn terms(&mut self, terms: &Terms) {
        self.sources.extend(terms.source);
        self.sources
            .extend(terms.status.iter().filter_map(|entry| entry.source));
        terms.by_measure.into_iter().for_each(|id| self.note(id));
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.actors(step.by.as_ref());
            self.expr(step.needs.as_ref());
        }
    }

    fn actors(&mut self, by: Option<&ActorExpr>) {
        if let Some(by) = by {
            by.visit(&mut |actor, _| self.who(who(actor)));
        }
    }

    fn who(&mut self, who: Who) {
        match who {
            Who::Person(id) => self.note(id),
            Who::Office(id) => self.note(id),
            Who::Body(id) => self.note(id),
        }
    }

    fn locus(&mut self, locus: Locus) {
        match locus {
            Locus::Place(id) => self.note(id),
            Locus::Site(id) => self.note(id),
        }
    }

    fn region(&mut self, region: Region) {
        match region {
            Region::Locus(locus) => self.locus(locus),
            Region::Body(id) => self.note(id),
        }
    }

    fn expr(&mut self, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            expr.visit_atoms(&mut |atom, _, _| self.atom(atom));
        }
    }

    fn atom(&mut self, atom: Atom) {
        match atom {
            Atom::Stands(thing) => self.thing(thing),
            Atom::Undeclared => {}
            Atom::Fact(id) => self.note(id),
            Atom::Occurs(id) => self.note(id),
            Atom::Fit(id) | Atom::State(id, _) | Atom::Stays(id) => self.note(id),
            Atom::CanBeAt(id, locus) => {
                self.note(id);
                self.locus(locus);
            }
            Atom::InContact(one, other) => {
                self.locus(one);
                self.locus(other);
            }
            Atom::CanAct(id, _) => self.note(id),
            Atom::Vacant(id)
            | Atom::Stranded(id)
            | Atom::Split(id)
            | Atom::Disputed(id)
            | Atom::Exercised(id)
            | Atom::ExercisedBy(id, _) => self.note(id),
            Atom::Power(id) | Atom::PowerIn(id, _) => self.note(id),
            Atom::Seated(id, _) => self.note(id),
            Atom::Held(id) => self.note(id),
            Atom::Met(id) => self.note(id),
            Atom::InEffect(id) => self.note(id),
            Atom::Decided(id) => self.note(id),
            Atom::Works(id) => self.note(id),
        }
    }

    fn thing(&mut self, thing: Thing) {
        match thing {
            Thing::Place(id) => self.note(id),
            Thing::Site(id) => self.note(id),
            Thing::Link(id) => self.note(id),
            Thing::Person(id) => self.note(id),
            Thing::Copy(id, _) => self.note(id),
        }
    }
}
