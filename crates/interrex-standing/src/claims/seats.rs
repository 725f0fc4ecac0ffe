//! Seats: at which option an office or a body sits, the first that works.

use interrex_circuit::Node;
use interrex_plan::model::{Id, Meeting as Rule, Seat, Who};

use crate::compiler::Compiler;
use crate::view::{Reading, View};

impl Compiler<'_> {
    /// Whether a seat is used at an option, and at no earlier one; at any, without an option.
    pub(crate) fn seated(&mut self, seat: Id<Seat>, option: Option<usize>) -> Node {
        let works = self.options_that_work(seat);
        let Some(option) = option else {
            return self.circuit.or(works);
        };
        let earlier: Vec<Node> = works.iter().take(option).copied().collect();
        let earlier = self.circuit.or(earlier);
        let first = self.circuit.not(earlier);
        let here = works.get(option).copied().unwrap_or(Node::FALSE);
        self.circuit.and2(here, first)
    }

    /// For each option of a seat, whether somebody could act there, as written.
    fn options_that_work(&mut self, seat: Id<Seat>) -> Vec<Node> {
        let plan = self.plan;
        let count = plan.seats.get(seat).options.len();
        match plan.seats.get(seat).of {
            Who::Office(office) => {
                let claims = self.claims_in(office, Reading::AsWritten);
                let mut works = Vec::with_capacity(count);
                for index in 0..count {
                    let here = claims.iter().filter(|claim| {
                        claim
                            .option
                            .is_some_and(|(s, i)| s == seat && i as usize == index)
                    });
                    let here: Vec<Node> = here.map(|claim| claim.complete).collect();
                    works.push(self.circuit.or(here));
                }
                works
            }
            Who::Body(body) => (0..count)
                .map(|index| self.body_works_at(seat, index, body))
                .collect(),
            Who::Person(_) => vec![Node::FALSE; count],
        }
    }

    fn body_works_at(
        &mut self,
        seat: Id<Seat>,
        index: usize,
        body: Id<interrex_plan::model::Body>,
    ) -> Node {
        let plan = self.plan;
        let reading = Reading::AsWritten;
        let counting = self.counting_seats(vec![seat]);
        let Some((_, counts)) = counting.first().copied() else {
            return Node::FALSE;
        };
        let Some(meeting) = self.option(seat, index, counts, reading) else {
            return Node::FALSE;
        };
        let view = View::From(meeting.at);
        let acts = match plan.bodies.get(body).meets {
            Rule::InContact => self.can_act(body, 0, view, reading),
            Rule::InPerson => {
                let declared = plan.bodies.get(body);
                let body_counts =
                    self.counts(&declared.terms, crate::compiler::element_of("body", body));
                let own = self.enough_at(body, 0, meeting, view, reading);
                let stand_in = self.stand_in_acts(body, 0, view, reading);
                let either = self.circuit.or2(own, stand_in);
                self.circuit.and2(body_counts, either)
            }
        };
        self.circuit.and2(meeting.available, acts)
    }
}
