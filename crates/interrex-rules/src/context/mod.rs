//! What every check sees: the plan, the date, the thresholds, and indices built once.
//!
//! Responsible for questions that several rules ask alike: what counts on the date, which posts are
//! key posts, where somebody is based, in which region a place lies. Each is answered by an index
//! or by a walk up a short chain, so that a check of a large plan stays linear. It judges nothing.

mod facts;
mod needs;
mod places;
mod posts;

use std::cell::OnceCell;

use interrex_plan::graph::{self, Circles};
use interrex_plan::model::{
    Actor, Candidate, CandidateWho, Delegation, DevolutionPlan, Function, Id, Named, Office, Order,
    Person, Plan, Power, Terms, Who,
};
use interrex_units::Date;

use crate::mentions::Mentions;
use crate::settings::Settings;
use crate::subject::Subject;
use crate::threshold::Threshold;

pub(crate) use needs::can_be;
pub(crate) use places::{Places, Region};
pub(crate) use posts::Posts;

/// What every check sees.
pub(crate) struct Context<'p> {
    /// The plan.
    pub(crate) plan: &'p Plan,
    /// The date as of which it is read.
    pub(crate) as_of: Date,
    /// Where places and people are.
    pub(crate) places: Places<'p>,
    /// Key posts, and which offices are leased.
    pub(crate) posts: Posts,
    settings: Settings,
    mentions: OnceCell<Mentions>,
    circles: OnceCell<Circles>,
}

impl<'p> Context<'p> {
    /// Builds the indices.
    pub(crate) fn new(plan: &'p Plan, as_of: Date) -> Self {
        Self {
            plan,
            as_of,
            places: Places::of(plan, as_of),
            posts: Posts::of(plan, as_of),
            settings: Settings::of(&plan.header),
            mentions: OnceCell::new(),
            circles: OnceCell::new(),
        }
    }

    /// Levels and thresholds in force.
    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The value of a threshold; off when `None`.
    pub(crate) fn threshold(&self, threshold: Threshold) -> Option<u32> {
        self.settings.threshold(threshold)
    }

    /// What the plan mentions; found when first asked for.
    pub(crate) fn mentions(&self) -> &Mentions {
        self.mentions.get_or_init(|| Mentions::of(self.plan))
    }

    /// The circles of the plan; found when first asked for.
    pub(crate) fn circles(&self) -> &Circles {
        self.circles.get_or_init(|| graph::circles(self.plan))
    }

    /// Whether an element counts for certain on the date: its dates include it, its status is
    /// decided or in force, and the measure that it belongs to, if any, is.
    pub(crate) fn counts(&self, terms: &Terms) -> bool {
        counts(self.plan, self.as_of, terms)
    }

    /// The plan as a whole.
    pub(crate) fn plan_subject(&self) -> Subject<'p> {
        Subject::plan(self.plan.header.span)
    }

    /// Key posts that count.
    pub(crate) fn key_posts(&self) -> impl Iterator<Item = (Id<Office>, &'p Named<Office>)> + '_ {
        self.posts
            .key()
            .iter()
            .map(|id| (*id, self.plan.offices.get(*id)))
    }

    /// Orders of succession that count, with their places in the office's list.
    pub(crate) fn orders<'a>(
        &'a self,
        office: &'p Office,
    ) -> impl Iterator<Item = (usize, &'p Order)> + use<'a, 'p> {
        let orders = office.orders.iter().enumerate();
        orders.filter(|(_, order)| self.counts(&order.terms))
    }

    /// Every order of every key post, as something that a finding can be about.
    pub(crate) fn key_orders(
        &self,
    ) -> impl Iterator<Item = (Subject<'p>, &'p Named<Office>, &'p Order)> + '_ {
        self.key_posts().flat_map(|(id, office)| {
            self.orders(office).map(move |(at, order)| {
                let subject = Subject::of(id, office).part("order", at, &order.name, order.span);
                (subject, office, order)
            })
        })
    }

    /// Every delegation that counts, with its power.
    pub(crate) fn delegations(
        &self,
    ) -> impl Iterator<Item = (Subject<'p>, &'p Named<Power>, &'p Delegation)> + '_ {
        let powers = self
            .plan
            .powers
            .iter()
            .filter(|(_, power)| self.counts(&power.terms));
        powers.flat_map(|(id, power)| {
            let delegations = power.delegations.iter().enumerate();
            let counting = delegations.filter(|(_, delegation)| self.counts(&delegation.terms));
            counting.map(move |(at, delegation)| {
                let whole = Subject::of(id, power);
                let subject = whole.part("delegation", at, &delegation.name, delegation.span);
                (subject, power, delegation)
            })
        })
    }

    /// Plans of devolution that count.
    pub(crate) fn devolutions(
        &self,
    ) -> impl Iterator<Item = (Subject<'p>, &'p Named<DevolutionPlan>)> + '_ {
        let devolutions = self.plan.devolutions.iter();
        let counting = devolutions.filter(|(_, devolution)| self.counts(&devolution.terms));
        counting.map(|(id, devolution)| (Subject::of(id, devolution), devolution))
    }

    /// Essential functions that count.
    pub(crate) fn functions(
        &self,
    ) -> impl Iterator<Item = (Subject<'p>, &'p Named<Function>)> + '_ {
        let functions = self.plan.functions.iter();
        let counting = functions.filter(|(_, function)| self.counts(&function.terms));
        counting.map(|(id, function)| (Subject::of(id, function), function))
    }

    /// Whether somebody is there on the date: an office or body that counts. A person always is.
    pub(crate) fn is_there(&self, who: Who) -> bool {
        self.terms_of(who).is_none_or(|terms| self.counts(terms))
    }

    /// The terms of an office or body.
    pub(crate) fn terms_of(&self, who: Who) -> Option<&'p Terms> {
        match who {
            Who::Person(_) => None,
            Who::Office(id) => Some(&self.plan.offices.get(id).value.terms),
            Who::Body(id) => Some(&self.plan.bodies.get(id).value.terms),
        }
    }

    /// Candidates that count, in order: those whose post or body is there on the date.
    pub(crate) fn candidates<'a>(
        &'a self,
        order: &'p Order,
    ) -> impl Iterator<Item = &'p Candidate> + use<'a, 'p> {
        let counting = order
            .candidates
            .iter()
            .filter(|candidate| self.counts(&candidate.terms));
        counting.filter(|candidate| match candidate.who {
            CandidateWho::Who(who) => self.is_there(who),
            CandidateWho::Chosen { .. } => true,
        })
    }

    /// Whether a date lies in the past, and not more than so many months.
    pub(crate) fn within_months(&self, date: Date, months: u32) -> bool {
        let months = i32::try_from(months).unwrap_or(i32::MAX);
        // A limit past the end of the calendar is never reached.
        date <= self.as_of && date.plus_months(months).is_none_or(|end| self.as_of <= end)
    }

    /// Whether a date lies in the past, and not more than so many days.
    pub(crate) fn within_days(&self, date: Date, days: u32) -> bool {
        date <= self.as_of && self.as_of.days_since(date) <= i64::from(days)
    }

    /// Whether a date that must be stated is, and lies in the past.
    pub(crate) fn done(&self, date: Option<Date>) -> bool {
        date.is_some_and(|date| date <= self.as_of)
    }

    /// When the plan last changed, as far as was known on the date.
    pub(crate) fn changed_on(&self) -> Option<Date> {
        self.plan.header.changed_on.filter(|on| *on <= self.as_of)
    }

    /// The person that somebody is at the start: a person, or the person who holds an office.
    pub(crate) fn person(&self, who: Who) -> Option<Id<Person>> {
        places::holder(self.plan, who)
    }

    /// The name of somebody.
    pub(crate) fn name(&self, who: Who) -> &'p str {
        match who {
            Who::Person(id) => &self.plan.people.get(id).name,
            Who::Office(id) => &self.plan.offices.get(id).name,
            Who::Body(id) => &self.plan.bodies.get(id).name,
        }
    }

    /// Somebody, as something that a finding can be about.
    pub(crate) fn subject(&self, who: Who) -> Subject<'p> {
        match who {
            Who::Person(id) => Subject::of(id, self.plan.people.get(id)),
            Who::Office(id) => Subject::of(id, self.plan.offices.get(id)),
            Who::Body(id) => Subject::of(id, self.plan.bodies.get(id)),
        }
    }
}

/// Somebody who acts, as somebody who is.
pub(crate) fn who(actor: Actor) -> Who {
    match actor {
        Actor::Person(id) => Who::Person(id),
        Actor::Office(id) => Who::Office(id),
        Actor::Body(id, _) => Who::Body(id),
    }
}

/// Whether an element counts for certain on a date.
fn counts(plan: &Plan, as_of: Date, terms: &Terms) -> bool {
    let now = terms.valid_on(as_of) && terms.status_on(as_of).counts();
    // A measure belongs to no other measure, so this goes one step down.
    now && terms.by_measure.is_none_or(|id| {
        let measure = plan.measures.get(id);
        let decided = measure.terms.valid_on(as_of) && measure.terms.status_on(as_of).counts();
        decided && measure.taken.is_none()
    })
}
