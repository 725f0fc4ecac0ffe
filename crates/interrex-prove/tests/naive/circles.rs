//! Section 6, *Order of evaluation, and circles*: which offices rest on each other.
//!
//! Responsible for the static picture alone: what offices and bodies name, whether or not it comes
//! to matter in a world. Elements that cannot count on the date are as if not written.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{
    Actor, ActorExpr, Atom, Body, CandidateWho, Element, Event, Expr, Id, Member, Office, Order,
    Plan, Step, Who,
};

use super::model::{Question, element, part};

/// What can be part of a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Knot {
    Office(Id<Office>),
    Body(Id<Body>),
}

/// The circles of a plan. An office in no circle has one of its own, which does not repeat.
pub(crate) struct Circles {
    pub(crate) list: Vec<Circle>,
    /// For each office the place of its circle.
    pub(crate) of_office: Vec<usize>,
    /// For each office those on which it rests, by way of others, too.
    pub(crate) rests_on: Vec<BTreeSet<Id<Office>>>,
}

/// Offices that are stepped together.
pub(crate) struct Circle {
    pub(crate) offices: Vec<Id<Office>>,
    /// How many rounds at most.
    pub(crate) rounds: usize,
}

impl Circles {
    pub(crate) fn of(plan: &Plan, question: &Question) -> Self {
        let direct = Named::by_all(plan, question);
        let reach = |from: Knot| reachable(&direct, from);
        let mut made = Self {
            list: Vec::new(),
            of_office: vec![usize::MAX; plan.offices.len()],
            rests_on: Vec::new(),
        };
        for id in plan.offices.ids() {
            let knots = reach(Knot::Office(id)).into_iter();
            let offices = knots.filter_map(|knot| match knot {
                Knot::Office(other) => Some(other),
                Knot::Body(_) => None,
            });
            made.rests_on.push(offices.collect());
        }
        for id in plan.offices.ids() {
            if made.of_office[id.index()] != usize::MAX {
                continue;
            }
            let from_here = reach(Knot::Office(id));
            let repeats = from_here.contains(&Knot::Office(id));
            let mutual = |other: &Id<Office>| {
                *other == id
                    || (from_here.contains(&Knot::Office(*other))
                        && reach(Knot::Office(*other)).contains(&Knot::Office(id)))
            };
            let offices: Vec<Id<Office>> = plan.offices.ids().filter(mutual).collect();
            let rounds = if repeats { rounds(plan, &offices) } else { 1 };
            for office in &offices {
                made.of_office[office.index()] = made.list.len();
            }
            made.list.push(Circle { offices, rounds });
        }
        made
    }
}

/// As many as there are grounds, candidates and offices in the circle, plus one.
fn rounds(plan: &Plan, offices: &[Id<Office>]) -> usize {
    let size = |id: &Id<Office>| {
        let office = plan.offices.get(*id);
        let candidates: usize = office
            .orders
            .iter()
            .map(|order| order.candidates.len())
            .sum();
        office.grounds.len() + candidates + 1
    };
    offices.iter().map(size).sum::<usize>() + 1
}

/// Everything that can be reached in one step or more.
fn reachable(direct: &BTreeMap<Knot, BTreeSet<Knot>>, from: Knot) -> BTreeSet<Knot> {
    let mut reached = BTreeSet::new();
    let mut edge = vec![from];
    while let Some(knot) = edge.pop() {
        for next in direct.get(&knot).into_iter().flatten() {
            if reached.insert(*next) {
                edge.push(*next);
            }
        }
    }
    reached
}

/// Collects what one office or body names.
struct Named<'p> {
    plan: &'p Plan,
    question: &'p Question,
    knots: BTreeSet<Knot>,
}

impl<'p> Named<'p> {
    fn by_all(plan: &'p Plan, question: &'p Question) -> BTreeMap<Knot, BTreeSet<Knot>> {
        let named = || Named {
            plan,
            question,
            knots: BTreeSet::new(),
        };
        let mut direct = BTreeMap::new();
        for id in plan.offices.ids() {
            let mut of = named();
            of.office(id);
            direct.insert(Knot::Office(id), of.knots);
        }
        for id in plan.bodies.ids() {
            let mut of = named();
            of.body(id);
            direct.insert(Knot::Body(id), of.knots);
        }
        direct
    }

    fn office(&mut self, id: Id<Office>) {
        let (plan, question) = (self.plan, self.question);
        let office = plan.offices.get(id);
        if let Some(Who::Body(body)) = office.holder {
            self.knots.insert(Knot::Body(body));
        }
        for (index, ground) in office.grounds.iter().enumerate() {
            if question.could_count(&ground.terms, part("office", id, "ground", index)) {
                match &ground.event {
                    Event::When(when) => self.expr(Some(when)),
                    Event::Made { by, .. } => self.actors(Some(by)),
                    _ => {}
                }
                self.actors(ground.certified_by.as_ref());
                self.expr(ground.needs.as_ref());
            }
        }
        for (index, order) in office.orders.iter().enumerate() {
            if question.could_count(&order.terms, part("office", id, "order", index)) {
                self.order(order);
            }
        }
        for (lease, named) in plan.leases.iter() {
            if named.office == id && question.could_count(&named.terms, element("lease", lease)) {
                for (keeper, _) in &named.keepers {
                    self.actor(*keeper);
                }
            }
        }
        for (index, known) in (0..).zip(&plan.recognitions) {
            let written = Element::Of("recognition", index);
            if let Who::Body(body) = known.holder
                && known.office == id
                && question.could_count(&known.terms, written)
            {
                self.knots.insert(Knot::Body(body));
            }
        }
        self.left_by_successors(id);
    }

    /// A post depends on every office whose successors leave it.
    fn left_by_successors(&mut self, post: Id<Office>) {
        let (plan, question) = (self.plan, self.question);
        for (id, office) in plan.offices.iter() {
            for (index, order) in office.orders.iter().enumerate() {
                let leaves = order.leaves_post == Some(true)
                    && question.could_count(&order.terms, part("office", id, "order", index))
                    && order.candidates.iter().any(|candidate| {
                        matches!(candidate.who, CandidateWho::Who(Who::Office(of)) if of == post)
                    });
                if leaves {
                    self.knots.insert(Knot::Office(id));
                }
            }
        }
    }

    fn order(&mut self, order: &Order) {
        self.expr(order.when.as_ref());
        self.steps(&order.steps);
        for candidate in &order.candidates {
            let terms = &candidate.terms;
            if !self.question.could_count(terms, Element::Plan) {
                continue;
            }
            match &candidate.who {
                CandidateWho::Who(Who::Office(id)) => {
                    self.knots.insert(Knot::Office(*id));
                }
                CandidateWho::Who(Who::Body(id)) => {
                    self.knots.insert(Knot::Body(*id));
                }
                CandidateWho::Who(Who::Person(_)) => {}
                CandidateWho::Chosen { by, .. } => self.actors(Some(by)),
            }
            self.steps(&candidate.steps);
        }
    }

    fn steps(&mut self, steps: &[Step]) {
        for step in steps {
            self.actors(step.by.as_ref());
            self.expr(step.needs.as_ref());
        }
    }

    fn body(&mut self, id: Id<Body>) {
        let body = self.plan.bodies.get(id);
        for member in &body.members {
            if let Member::Office(office, _) = member {
                self.knots.insert(Knot::Office(*office));
            }
        }
        self.knots.extend(body.stand_in.map(Knot::Body));
    }

    fn actors(&mut self, actors: Option<&ActorExpr>) {
        if let Some(actors) = actors {
            actors.visit(&mut |actor, _| self.actor(actor));
        }
    }

    fn actor(&mut self, actor: Actor) {
        match actor {
            Actor::Person(_) => {}
            Actor::Office(id) => drop(self.knots.insert(Knot::Office(id))),
            Actor::Body(id, _) => drop(self.knots.insert(Knot::Body(id))),
        }
    }

    fn expr(&mut self, expr: Option<&Expr>) {
        let Some(expr) = expr else { return };
        let plan = self.plan;
        expr.visit_atoms(&mut |atom, _, _| match atom {
            Atom::Vacant(id)
            | Atom::Stranded(id)
            | Atom::Split(id)
            | Atom::Disputed(id)
            | Atom::Exercised(id)
            | Atom::ExercisedBy(id, _) => drop(self.knots.insert(Knot::Office(id))),
            Atom::CanAct(id, _) => drop(self.knots.insert(Knot::Body(id))),
            Atom::Decided(id) => self.actors(plan.decisions.get(id).by.as_ref()),
            _ => {}
        });
    }
}
