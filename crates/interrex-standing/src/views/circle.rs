//! Evaluation in order, and circles: where offices depend on each other the step repeats, each round
//! reading the others as they stood at the end of the round before.

#![expect(
    clippy::indexing_slicing,
    reason = "every member of a circle has a state while it is evaluated"
)]

use std::rc::Rc;

use interrex_plan::model::{Id, Office};

use super::{Judged, State};
use crate::compiler::Compiler;
use crate::view::{Reading, View};

impl Compiler<'_> {
    /// The state of an office in a view, before forfeits.
    pub(crate) fn office(&mut self, judged: Judged) -> Rc<State> {
        let judged = Judged {
            reading: self.bearing(judged.reading, judged.office),
            ..judged
        };
        if let Some(state) = self.views.rounds.get(&judged) {
            return Rc::clone(state);
        }
        if let Some(state) = self.views.done.get(&judged) {
            return Rc::clone(state);
        }
        self.evaluate_circle(judged);
        let state = self.views.done.get(&judged);
        Rc::clone(state.expect("a circle evaluates each of its offices"))
    }

    /// The reading as far as it bears on an office: as written where it does not.
    pub(crate) fn bearing(&self, reading: Reading, office: Id<Office>) -> Reading {
        self.bearing_at(reading, office.index())
    }

    /// A reading as far as it bears on an institution or on claims, by place.
    pub(crate) fn bearing_at(&self, reading: Reading, place: usize) -> Reading {
        if self.readings.bears_on(reading, place) {
            reading
        } else {
            Reading::AsWritten
        }
    }

    fn evaluate_circle(&mut self, judged: Judged) {
        let members: Vec<Judged> = self
            .views
            .institutions
            .circle_with(judged.office)
            .into_iter()
            .map(|office| Judged { office, ..judged })
            .collect();
        for member in &members {
            let state = Rc::new(self.at_the_start(*member));
            self.views.rounds.insert(*member, state);
        }
        let rounds = if self.views.institutions.is_circle(judged.office) {
            self.round_count(&members)
        } else {
            1
        };
        for _ in 0..rounds {
            if !self.round(&members) {
                break;
            }
        }
        for member in members {
            if let Some(state) = self.views.rounds.remove(&member) {
                self.views.done.insert(member, state);
            }
        }
    }

    /// One round; whether anything changed.
    fn round(&mut self, members: &[Judged]) -> bool {
        let mut next = Vec::with_capacity(members.len());
        for member in members {
            let before = Rc::clone(&self.views.rounds[member]);
            next.push(self.step(*member, &before));
        }
        let mut changed = false;
        for (member, state) in members.iter().zip(next) {
            changed |= *self.views.rounds[member] != state;
            self.views.rounds.insert(*member, Rc::new(state));
        }
        changed
    }

    /// Each round but the last certifies a ground or lets somebody enter.
    fn round_count(&self, members: &[Judged]) -> usize {
        let mut count = members.len() + 1;
        for member in members {
            let office = self.plan.offices.get(member.office);
            count += office.grounds.len();
            count += office
                .orders
                .iter()
                .map(|order| order.candidates.len())
                .sum::<usize>();
        }
        count
    }

    /// The state of an office once forfeits have been taken.
    pub(crate) fn settled_office(&mut self, judged: Judged) -> Rc<State> {
        let state = self.office(judged);
        let forfeits = self.forfeits_of(judged);
        if forfeits.is_empty() || self.recognizes(judged) {
            return state;
        }
        let mut settled = (*state).clone();
        for (party, when) in forfeits {
            let keeps = self.circuit.not(when);
            let lists = [
                &mut settled.title,
                &mut settled.acting,
                &mut settled.exercise,
            ];
            for holding in lists
                .into_iter()
                .flatten()
                .filter(|holding| holding.party == party)
            {
                holding.when = self.circuit.and2(holding.when, keeps);
            }
        }
        Rc::new(settled)
    }

    /// The state of an office in a view, as written: for propositions about the title.
    pub(crate) fn seen(&mut self, office: Id<Office>, view: View) -> Rc<State> {
        self.settled_office(Judged {
            office,
            view,
            reading: Reading::AsWritten,
        })
    }
}
