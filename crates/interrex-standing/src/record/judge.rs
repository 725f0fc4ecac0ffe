//! One step from a record: who has the title and who the exercise of an office, in every reading.

use interrex_circuit::Node;
use interrex_plan::model::{Decision, Event, Id, Office, PersonState, Plan, Power, Region, Seat};

use super::{Acting, Record};
use crate::compiler::{Compiler, candidate_element, element_of, part_of};
use crate::expr::Scope;
use crate::question::Question;
use crate::view::{Reading, View};
use crate::views::{Cause, Holding, Judged, Party, Slot, State};

/// Reads a plan with what is on record.
///
/// The plan's holders are those before the step: whoever keeps the record changes them when a title
/// changes hands. The plan must have been read without errors.
pub struct Judge<'p> {
    pub(super) compiler: Compiler<'p>,
    pub(super) record: &'p Record,
}

/// Somebody who holds something, and how they came to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Who.
    pub party: Party,
    /// How they came to it.
    pub slot: Slot,
    /// For which cause their order was in force.
    pub cause: Cause,
}

/// An office after the step, in one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// How what is disputed is read.
    pub reading: Reading,
    /// Whose office it is.
    pub title: Option<Held>,
    /// Who may use it.
    pub exercise: Option<Held>,
    /// Grounds that are certified against the holder before the step, by place in the office's list.
    pub certified: Vec<u32>,
    /// Whether an order waits for somebody.
    pub waiting: bool,
    /// Whether somebody is waited for who would get the title.
    pub waiting_title: bool,
    /// Whether whoever exercises the office can act somewhere, as far as is on record.
    pub can_act: bool,
}

impl<'p> Judge<'p> {
    /// Reads a plan as of the date of a question, with what is on record.
    pub fn new(plan: &'p Plan, question: &'p Question, record: &'p Record) -> Self {
        let mut compiler = Compiler::new(plan, question);
        compiler.record = Some(record);
        compiler.compile_things();
        Self { compiler, record }
    }

    /// An office in one reading.
    pub fn seen(&mut self, office: Id<Office>, reading: Reading) -> Seen {
        let judged = Judged {
            office,
            view: View::Everywhere,
            reading,
        };
        let state = self.compiler.settled_office(judged);
        let certified = (0u32..).zip(&state.certified);
        let exercise = first(&state.exercise);
        Seen {
            reading,
            title: first(&state.title),
            exercise,
            certified: certified
                .filter(|(_, node)| **node == Node::TRUE)
                .map(|(index, _)| index)
                .collect(),
            waiting: state.waiting == Node::TRUE,
            waiting_title: state.waiting_title == Node::TRUE,
            can_act: exercise.is_some_and(|held| self.can_act(office, held.party, reading)),
        }
    }

    /// Whether a ground is certified for which an order, by its place, lets somebody act, or nothing suspends the holder.
    pub fn suspends(&mut self, office: Id<Office>, order: u32) -> bool {
        let declared = self.compiler.plan.offices.get(office);
        let Some(order) = declared.orders.get(order as usize) else {
            return false;
        };
        let state = self.state(office);
        let certified = (0u32..).zip(&state.certified);
        let mut certified = certified
            .filter(|(_, node)| **node == Node::TRUE)
            .peekable();
        let is_lease = |place: u32| place as usize >= declared.grounds.len();
        certified.peek().is_none()
            || certified
                .any(|(place, _)| order.on.contains(&place) || (is_lease(place) && order.on_lease))
    }

    /// Who exercises an office as written.
    pub fn exercise(&mut self, office: Id<Office>) -> Option<Held> {
        first(&self.state(office).exercise)
    }

    /// Who has the title of an office as written.
    pub fn title(&mut self, office: Id<Office>) -> Option<Held> {
        first(&self.state(office).title)
    }

    fn state(&mut self, office: Id<Office>) -> std::rc::Rc<State> {
        self.compiler.seen(office, View::Everywhere)
    }

    fn can_act(&mut self, office: Id<Office>, party: Party, reading: Reading) -> bool {
        let claims = self.compiler.claims_in(office, reading);
        let mut claims = claims.iter();
        claims.any(|claim| claim.party == party && claim.complete == Node::TRUE)
    }

    /// Whoever acts in an office by an order, without its title, as the next step has to know it.
    pub fn acting(&mut self, office: Id<Office>) -> Option<Acting> {
        let state = self.state(office);
        let holding = state
            .acting
            .iter()
            .find(|holding| holding.when == Node::TRUE && matches!(holding.slot, Slot::Via(..)))?;
        Some(Acting {
            party: holding.party,
            slot: holding.slot,
            cause: holding.cause,
        })
    }

    /// Who exercises a power as its holder or by devolution, in a region or in each that it must reach;
    /// nobody twice. As written.
    pub fn power(&mut self, power: Id<Power>, region: Option<Region>) -> Vec<Party> {
        if !self.power_counts(power) {
            return Vec::new();
        }
        let declared = &self.compiler.plan.powers.get(power).reach;
        let mut reach: Vec<Option<Region>> = match region {
            Some(_) => vec![region],
            None => declared.iter().map(|(region, _)| Some(*region)).collect(),
        };
        if reach.is_empty() {
            reach.push(None);
        }
        let mut list = Vec::new();
        for at in reach {
            for (party, node) in self.compiler.power_holders(power, at, Reading::AsWritten) {
                if node == Node::TRUE && !list.contains(&party) {
                    list.push(party);
                }
            }
        }
        list
    }

    /// Whether a ground counts and the condition holds that it names; by its place in the office's list.
    pub fn condition_holds(&mut self, office: Id<Office>, place: u32) -> bool {
        let plan = self.compiler.plan;
        let declared = plan.offices.get(office).grounds.get(place as usize);
        let Some(Event::When(when)) = declared.map(|ground| &ground.event) else {
            return false;
        };
        let scope = Scope::View(View::Everywhere, Reading::AsWritten);
        self.ground_counts(office, place) && self.compiler.expr(when, scope) == Node::TRUE
    }

    /// Whether what a ground needs besides its event holds; by its place in the office's list.
    pub fn needs_hold(&mut self, office: Id<Office>, place: u32) -> bool {
        let plan = self.compiler.plan;
        let declared = plan.offices.get(office).grounds.get(place as usize);
        let scope = Scope::View(View::Everywhere, Reading::AsWritten);
        declared.is_some_and(|ground| {
            self.compiler.holds_in(ground.needs.as_ref(), scope) == Node::TRUE
        })
    }

    /// Whether a decision counts on the date.
    pub fn decision_counts(&mut self, decision: Id<Decision>) -> bool {
        let plan = self.compiler.plan;
        let terms = &plan.decisions.get(decision).terms;
        self.compiler
            .counts(terms, element_of("decision", decision))
            == Node::TRUE
    }

    /// Whether an order counts on the date, its office too; by its place in the office's list.
    pub fn order_is_law(&mut self, office: Id<Office>, order: u32) -> bool {
        let plan = self.compiler.plan;
        let r = order as usize;
        let Some(order) = plan.offices.get(office).orders.get(r) else {
            return false;
        };
        let element = part_of("office", office, "order", r);
        self.counts(office) && self.compiler.counts(&order.terms, element) == Node::TRUE
    }

    /// Whether an order and a candidacy in it count on the date; by their places.
    pub fn candidacy_counts(&mut self, office: Id<Office>, order: u32, candidate: u32) -> bool {
        let plan = self.compiler.plan;
        let (r, c) = (order as usize, candidate as usize);
        let order_is_law = self.order_is_law(office, order);
        let order = plan.offices.get(office).orders.get(r);
        let named = order.and_then(|order| order.candidates.get(c));
        order_is_law
            && named.is_some_and(|named| {
                let element = candidate_element(office, r, c);
                self.compiler.counts(&named.terms, element) == Node::TRUE
            })
    }

    /// Whether an option of a seat counts on the date.
    pub fn option_counts(&mut self, seat: Id<Seat>, place: u32) -> bool {
        let plan = self.compiler.plan;
        let terms = &plan.seats.get(seat).terms;
        self.compiler.counts(terms, element_of("seat", seat)) == Node::TRUE
            && self.compiler.option_counts(seat, place as usize) == Node::TRUE
    }

    /// Whether a power counts on the date: one that does not is exercised by nobody.
    pub fn power_counts(&mut self, power: Id<Power>) -> bool {
        let plan = self.compiler.plan;
        let terms = &plan.powers.get(power).terms;
        self.compiler.counts(terms, element_of("power", power)) == Node::TRUE
    }

    /// Whether a person or body can do anything at all, as far as is on record.
    pub fn is_able(&mut self, party: Party) -> bool {
        match party {
            Party::Person(person) => {
                let fit = self.compiler.fit(person);
                let absent = self.compiler.state(person, PersonState::Absent);
                fit == Node::TRUE && absent != Node::TRUE
            }
            party => {
                let (view, reading) = (View::Everywhere, Reading::AsWritten);
                self.compiler.party_acts(party, view, reading) == Node::TRUE
            }
        }
    }

    /// Whether somebody is dead, as far as is on record.
    pub fn is_dead(&mut self, party: Party) -> bool {
        match party {
            Party::Person(person) => self.compiler.state(person, PersonState::Dead) == Node::TRUE,
            _ => false,
        }
    }

    /// The record that is read.
    pub fn record(&self) -> &'p Record {
        self.record
    }
}

fn first(list: &[Holding]) -> Option<Held> {
    let mut held = list.iter().filter(|holding| holding.when == Node::TRUE);
    held.next().map(|holding| Held {
        party: holding.party,
        slot: holding.slot,
        cause: holding.cause,
    })
}
