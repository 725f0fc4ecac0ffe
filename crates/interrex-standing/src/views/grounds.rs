//! Grounds: whether what the law names has occurred, is known where the claim is judged, and is
//! certified.

use interrex_circuit::Node;
use interrex_plan::model::{Effect, Event, Ground, Id, Office, PersonState};

use super::{Judged, Party, State};
use crate::compiler::{Compiler, part_of};
use crate::expr::Scope;
use crate::record::Requirement;
use crate::view::{Reading, View};

impl Compiler<'_> {
    /// Certified grounds after this round, by place in the office's list, the lease's own last. A
    /// certified ground stays certified; grounds apply to the holder at the start.
    pub(super) fn certify(&mut self, judged: Judged, before: &State) -> Vec<Node> {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let Some(holder) = office.holder.and_then(Party::of) else {
            return vec![Node::FALSE; office.grounds.len() + 1];
        };
        let mut certified = Vec::with_capacity(office.grounds.len() + 1);
        for (index, ground) in office.grounds.iter().enumerate() {
            let known = before.certified.get(index).copied().unwrap_or(Node::FALSE);
            let anew = self.ground(judged, index, ground, holder);
            certified.push(self.circuit.or2(known, anew));
        }
        certified.push(if self.has_lost_for_good(judged, holder) {
            Node::FALSE
        } else {
            self.implicit_lease(judged, before, office, holder)
        });
        certified
    }

    /// The ground that a lease brings with it, where the plan writes none for it.
    fn implicit_lease(
        &mut self,
        judged: Judged,
        before: &State,
        office: &Office,
        holder: Party,
    ) -> Node {
        let mut written = Vec::new();
        for (index, ground) in office.grounds.iter().enumerate() {
            if matches!(ground.event, Event::Lease) {
                let element = part_of("office", judged.office, "ground", index);
                written.push(self.counts(&ground.terms, element));
            }
        }
        let written = self.circuit.or(written);
        if written == Node::TRUE {
            return Node::FALSE;
        }
        let unwritten = self.circuit.not(written);
        let known = before.certified.last().copied().unwrap_or(Node::FALSE);
        let lapsed = self.lease_lapsed(judged, holder);
        let lapsed = self.circuit.and2(unwritten, lapsed);
        self.circuit.or2(known, lapsed)
    }

    fn ground(&mut self, judged: Judged, index: usize, ground: &Ground, holder: Party) -> Node {
        let place = u32::try_from(index).expect("fewer than 2^32 grounds");
        if is_left_out(judged, place, ground) {
            return Node::FALSE;
        }
        let stays = self
            .record
            .is_some_and(|record| record.certified.contains(&(judged.office, place, holder)));
        if stays && ground.effect == Effect::Ends {
            return Node::TRUE;
        }
        // Whoever has lost the title has nothing more to lose, and what was suspended is over with it. A circumstance,
        // such as the end of the term, is one of the office.
        let is_of_office = ground.effect == Effect::Ends && matches!(ground.event, Event::When(_));
        if !is_of_office && self.has_lost_for_good(judged, holder) {
            return Node::FALSE;
        }
        let element = part_of("office", judged.office, "ground", index);
        let counts = self.counts(&ground.terms, element);
        if counts == Node::FALSE {
            return Node::FALSE;
        }
        if stays {
            return counts;
        }
        let scope = Scope::View(judged.view, judged.reading);
        let asked = Requirement::Ground(judged.office, place, holder);
        let event = self.event(judged, place, ground, holder);
        let needs = self.holds_in(ground.needs.as_ref(), scope);
        let certified = match &ground.certified_by {
            Some(actors) => self.required(asked, actors, judged.view, judged.reading, None),
            None => Node::TRUE,
        };
        let refused = self.fact_or_false(ground.refused);
        let done = self.circuit.not(refused);
        let node = self.circuit.and([counts, event, needs, certified, done]);
        self.trace(element, judged.view, judged.reading, node, ground.span);
        node
    }

    /// Whether the record has it that a holder lost the title in an earlier step.
    pub(super) fn has_lost(&self, judged: Judged, holder: Party) -> bool {
        self.has_lost_by(judged, holder, |_| true)
    }

    /// The same by a ground that nobody disputes: by one that some do they may lose it again.
    fn has_lost_for_good(&self, judged: Judged, holder: Party) -> bool {
        self.has_lost_by(judged, holder, |ground| !ground.disputed)
    }

    fn has_lost_by(&self, judged: Judged, holder: Party, by: impl Fn(&Ground) -> bool) -> bool {
        let Some(record) = self.record else {
            return false;
        };
        let grounds = &self.plan.offices.get(judged.office).grounds;
        let mut ending = (0u32..).zip(grounds).filter(|(place, ground)| {
            ground.effect == Effect::Ends && !is_left_out(judged, *place, ground) && by(ground)
        });
        ending.any(|(place, _)| record.certified.contains(&(judged.office, place, holder)))
    }

    /// The event of a ground. From a record: one that was reported or, where somebody has to certify
    /// it, that the certificate attests; a resignation is always the holder's own act.
    fn event(&mut self, judged: Judged, place: u32, ground: &Ground, holder: Party) -> Node {
        let Some(record) = self.record else {
            return self.event_of(judged, place, &ground.event, holder);
        };
        let attested = ground.certified_by.is_some();
        match ground.event {
            Event::Made { .. } => self.event_of(judged, place, &ground.event, holder),
            _ if record.occurred.contains(&(judged.office, place, holder)) => Node::TRUE,
            Event::Resigned => Node::FALSE,
            Event::When(_) if record.conditions.contains(&(judged.office, place, holder)) => {
                Node::FALSE
            }
            _ if attested => Node::TRUE,
            _ => self.event_of(judged, place, &ground.event, holder),
        }
    }

    fn event_of(&mut self, judged: Judged, place: u32, event: &Event, holder: Party) -> Node {
        let view = judged.view;
        match event {
            Event::When(expr) => self.expr(expr, Scope::View(view, judged.reading)),
            Event::Made { by, decided } => {
                let asked = Requirement::Ground(judged.office, place, holder);
                let decided = match decided {
                    Some(fact) if self.record.is_none() => self.fact(*fact),
                    _ => Node::TRUE,
                };
                let makers = self.required(asked, by, view, judged.reading, None);
                self.circuit.and2(decided, makers)
            }
            Event::Lease => self.lease_lapsed(judged, holder),
            Event::Resigned => {
                let resigns = self.fact_or_false(self.plan.offices.get(judged.office).resigns);
                let known = self.holder_known(judged, holder);
                self.circuit.and2(resigns, known)
            }
            Event::State(state) => match holder {
                Party::Person(person) => self.state_known(person, *state, view),
                Party::Body(_) | Party::Chosen(..) => Node::FALSE,
            },
            Event::Unfit => match holder {
                Party::Person(person) => {
                    let fit = self.fit(person);
                    let unfit = self.circuit.not(fit);
                    let known = self.known(person, view);
                    self.circuit.and2(unfit, known)
                }
                _ => self.party_idle(judged, holder),
            },
            Event::Stays => match holder {
                Party::Person(person) => {
                    let stays = self.stays(person);
                    let known = self.known(person, view);
                    self.circuit.and2(stays, known)
                }
                _ => Node::FALSE,
            },
            Event::OutOfContact => match holder {
                Party::Person(_) if view == View::Everywhere => Node::FALSE,
                Party::Person(person) => {
                    let met = self.met_in(person, view);
                    self.circuit.not(met)
                }
                _ => self.party_idle(judged, holder),
            },
        }
    }

    fn holder_known(&mut self, judged: Judged, holder: Party) -> Node {
        match holder {
            Party::Person(person) => self.known(person, judged.view),
            _ => self.party_acts(holder, judged.view, judged.reading),
        }
    }

    fn party_idle(&mut self, judged: Judged, holder: Party) -> Node {
        let acts = self.party_acts(holder, judged.view, judged.reading);
        self.circuit.not(acts)
    }

    /// Whether a person is in a state and that is known in a view.
    pub(super) fn state_known(
        &mut self,
        person: Id<interrex_plan::model::Person>,
        state: PersonState,
        view: View,
    ) -> Node {
        let state = self.state(person, state);
        if state == Node::FALSE {
            return Node::FALSE;
        }
        let known = self.known(person, view);
        self.circuit.and2(state, known)
    }

    /// Whether some ground that ends the title is certified.
    pub(super) fn ending(&mut self, office: &Office, certified: &[Node]) -> Node {
        self.any_ground(office, certified, Effect::Ends)
    }

    /// Whether some ground that suspends the exercise is certified.
    pub(super) fn suspending(&mut self, office: &Office, certified: &[Node]) -> Node {
        self.any_ground(office, certified, Effect::Suspends)
    }

    fn any_ground(&mut self, office: &Office, certified: &[Node], effect: Effect) -> Node {
        let mut list = Vec::new();
        for (index, node) in certified.iter().enumerate() {
            let does = office
                .grounds
                .get(index)
                .map_or(Effect::Suspends, |ground| ground.effect);
            if does == effect {
                list.push(*node);
            }
        }
        self.circuit.or(list)
    }
}

/// Whether a reading leaves a ground out.
fn is_left_out(judged: Judged, place: u32, ground: &Ground) -> bool {
    match judged.reading {
        Reading::WithoutGround(office, named) => (office, named) == (judged.office, place),
        Reading::Undisputed => ground.disputed,
        _ => false,
    }
}
