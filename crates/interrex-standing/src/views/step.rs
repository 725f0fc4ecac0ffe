//! The step of one office: holders before and requirements met give holders after.
//!
//! The order of work: grounds are certified (`grounds`), titles fall, orders come into force
//! (`orders`), candidates are taken in turn (`candidates`), and what they get is entered here.

use interrex_circuit::Node;
use interrex_plan::model::{CandidateWho, Forfeit, Id, Office, PersonState, Who};

use super::Judged;
use super::candidates::Search;
use super::orders::{Cause, Causes};
use super::state::{Holding, Party, Slot, State};
use crate::compiler::{Compiler, element_of};
use crate::view::Reading;

/// Whom a step leaves in title and office before any order is searched.
pub(super) struct Remaining {
    /// Holders of the title that no ground and no other office took away.
    pub(super) title: Vec<Holding>,
    /// Somebody acting from the start.
    pub(super) acting: Option<Holding>,
    /// Somebody has left the office for another, in this round or before.
    pub(super) left: Node,
}

impl Compiler<'_> {
    /// The state in which an office starts.
    pub(super) fn at_the_start(&mut self, judged: Judged) -> State {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let mut state = State::vacant(office.grounds.len());
        let counts = self.counts(&office.terms, element_of("office", judged.office));
        if let Some(holders) = self.recognized(judged) {
            state.title.clone_from(&holders);
            state.exercise = holders;
            return state;
        }
        if let Some(party) = office.holder.and_then(Party::of) {
            state.title.push(Holding {
                party,
                slot: Slot::Initial,
                cause: Cause::Start,
                when: counts,
            });
        }
        if let Some(person) = office.acting {
            let party = Party::Person(person);
            let acting = Holding {
                party,
                slot: Slot::Acting,
                cause: Cause::Start,
                when: counts,
            };
            state.acting.push(acting);
            state.exercise.push(acting);
        } else {
            state.exercise.clone_from(&state.title);
        }
        state
    }

    /// Whom the reading recognizes as holder of this office, when it does.
    fn recognized(&mut self, judged: Judged) -> Option<Vec<Holding>> {
        let Reading::Recognizing(index) = judged.reading else {
            return None;
        };
        let known = self.plan.recognitions.get(index as usize)?;
        if known.office != judged.office {
            return None;
        }
        let slot = Slot::Recognized(index);
        if let Who::Office(office) = known.holder {
            let state = self.office(Judged { office, ..judged });
            let whoever = state
                .title
                .iter()
                .map(|holding| Holding { slot, ..*holding });
            return Some(whoever.collect());
        }
        let party = Party::of(known.holder)?;
        Some(vec![Holding {
            party,
            slot,
            cause: Cause::Start,
            when: Node::TRUE,
        }])
    }

    /// The state after one step.
    pub(super) fn step(&mut self, judged: Judged, before: &State) -> State {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        if self.recognized(judged).is_some() {
            return before.clone();
        }
        if self.counts(&office.terms, element_of("office", judged.office)) == Node::FALSE {
            return State::vacant(office.grounds.len());
        }
        let certified = self.certify(judged, before);
        let remaining = self.remaining(judged, before, &certified);
        let causes = self.causes(judged, &certified, &remaining);
        let kept = self.kept_acting(judged, before, &causes);
        self.fill(judged, before, certified, remaining, &causes, kept)
    }

    fn remaining(&mut self, judged: Judged, before: &State, certified: &[Node]) -> Remaining {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let ended = self.ending(office, certified);
        let stays = self.circuit.not(ended);
        let mut left = vec![before.left];
        let mut title = Vec::new();
        for holding in &before.title {
            let leaves = self.leaves(judged, holding.party);
            left.push(self.circuit.and2(holding.when, leaves));
            let remains = self.circuit.not(leaves);
            let own = if holding.slot == Slot::Initial {
                stays
            } else {
                Node::TRUE
            };
            let when = self.circuit.and([holding.when, own, remains]);
            if when != Node::FALSE {
                title.push(Holding { when, ..*holding });
            }
        }
        let acting = self.acting_from_start(judged, before, stays);
        Remaining {
            title,
            acting,
            left: self.circuit.or(left),
        }
    }

    /// Somebody acting from the start goes on until an ending ground is certified, or they are
    /// known to be dead, or they leave for another office.
    fn acting_from_start(
        &mut self,
        judged: Judged,
        before: &State,
        stays: Node,
    ) -> Option<Holding> {
        let holding = *before
            .acting
            .iter()
            .find(|holding| holding.slot == Slot::Acting)?;
        let Party::Person(person) = holding.party else {
            return None;
        };
        let dead = self.state_known(person, PersonState::Dead, judged.view);
        let leaves = self.leaves(judged, holding.party);
        let gone = self.circuit.or2(dead, leaves);
        let remains = self.circuit.not(gone);
        let when = self.circuit.and([holding.when, stays, remains]);
        (when != Node::FALSE).then_some(Holding { when, ..holding })
    }

    /// Whether somebody entered another office through this one, and leaves it for that.
    fn leaves(&mut self, judged: Judged, party: Party) -> Node {
        let mut ways = Vec::new();
        for (office, order, candidate) in self.views.institutions.leavers(judged.office).to_vec() {
            let other = self.office(Judged { office, ..judged });
            let slot = Slot::Via(order, candidate);
            ways.extend(
                other
                    .entered
                    .iter()
                    .filter(|holding| holding.slot == slot && holding.party == party)
                    .map(|holding| holding.when),
            );
        }
        self.circuit.or(ways)
    }

    /// Those who acted in the round before, by an order whose cause lasts.
    fn kept_acting(&mut self, judged: Judged, before: &State, causes: &Causes) -> Vec<Holding> {
        let mut kept = Vec::new();
        for holding in &before.acting {
            let Slot::Via(order, _) = holding.slot else {
                continue;
            };
            let cause = causes.of(order, holding.cause);
            let leaves = self.leaves(judged, holding.party);
            let remains = self.circuit.not(leaves);
            let when = self.circuit.and([holding.when, cause, remains]);
            if when != Node::FALSE {
                kept.push(Holding { when, ..*holding });
            }
        }
        kept
    }

    /// Searches the orders in force and enters whoever they give.
    fn fill(
        &mut self,
        judged: Judged,
        before: &State,
        certified: Vec<Node>,
        remaining: Remaining,
        causes: &Causes,
        mut kept: Vec<Holding>,
    ) -> State {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let taken: Vec<Node> = kept.iter().map(|holding| holding.when).collect();
        let taken = self.circuit.or(taken);
        let open = self.circuit.not(taken);
        let mut title = remaining.title;
        let (mut titled, mut acting, mut entered) = (Vec::new(), Vec::new(), Vec::new());
        let (mut waiting, mut waiting_title) = (Vec::new(), Vec::new());
        for (index, order) in (0u32..).zip(&office.orders) {
            let open = self.circuit.and2(causes.followed(index), open);
            let (as_title, as_exercise) = causes.gives(&mut self.circuit, index, order.gives);
            let search = Search {
                order: index,
                until: order.candidates.len(),
                open,
                as_title,
            };
            let found = self.search(judged, before, search);
            waiting.push(found.waiting);
            waiting_title.push(self.circuit.and2(found.waiting, as_title));
            if order.displaces == Some(true) {
                let anew = Search {
                    as_title: Node::TRUE,
                    ..search
                };
                let entering = self.displace(judged, before, anew, &mut title);
                entering.into_iter().for_each(|holding| {
                    push(&mut titled, holding);
                    push(&mut entered, holding);
                });
                let anew = Search {
                    as_title: Node::FALSE,
                    ..search
                };
                let entering = self.displace(judged, before, anew, &mut kept);
                entering.into_iter().for_each(|holding| {
                    push(&mut acting, holding);
                    push(&mut entered, holding);
                });
            }
            for holding in found.entering {
                let when = self.circuit.and2(holding.when, as_title);
                push(&mut titled, Holding { when, ..holding });
                for cause in [Cause::Ended, Cause::Vacant, Cause::Suspended] {
                    let caused = causes.of(index, cause);
                    let when = self.circuit.and([holding.when, as_exercise, caused]);
                    push(
                        &mut acting,
                        Holding {
                            when,
                            cause,
                            ..holding
                        },
                    );
                }
                push(&mut entered, holding);
            }
        }
        let acting = remaining
            .acting
            .into_iter()
            .chain(kept)
            .chain(acting)
            .collect();
        let mut all = before.entered.clone();
        entered
            .into_iter()
            .for_each(|holding| self.merge(&mut all, holding));
        let mut with_title = before.titled.clone();
        titled
            .iter()
            .for_each(|holding| self.merge(&mut with_title, *holding));
        title.extend(titled);
        let mut state = State {
            title,
            acting,
            exercise: Vec::new(),
            entered: all,
            titled: with_title,
            certified,
            left: remaining.left,
            waiting: self.circuit.or(waiting),
            waiting_title: self.circuit.or(waiting_title),
        };
        state.exercise = self.exercise_of(office, &state);
        state
    }

    /// Earlier candidates of an order take the place of the later ones in a list.
    fn displace(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        list: &mut [Holding],
    ) -> Vec<Holding> {
        let mut entering = Vec::new();
        for holding in list {
            let Slot::Via(order, candidate) = holding.slot else {
                continue;
            };
            if order != search.order {
                continue;
            }
            let search = Search {
                until: candidate as usize,
                open: holding.when,
                ..search
            };
            let found = self.search(judged, before, search).entering;
            let displaced: Vec<Node> = found.iter().map(|holding| holding.when).collect();
            let displaced = self.circuit.or(displaced);
            let remains = self.circuit.not(displaced);
            holding.when = self.circuit.and2(holding.when, remains);
            entering.extend(found.into_iter().map(|found| Holding {
                cause: holding.cause,
                ..found
            }));
        }
        entering
    }

    /// Who has the exercise: whoever acts, else the holder of a title that is not suspended.
    fn exercise_of(&mut self, office: &Office, state: &State) -> Vec<Holding> {
        let suspended = self.suspending(office, &state.certified);
        let starts: Vec<Node> = state
            .acting
            .iter()
            .filter(|holding| holding.slot == Slot::Acting)
            .map(|holding| holding.when)
            .collect();
        let acted = self.circuit.or(starts);
        let barred = self.circuit.or2(suspended, acted);
        let free = self.circuit.not(barred);
        let mut exercise = Vec::new();
        for holding in &state.title {
            let own = if holding.slot == Slot::Initial {
                free
            } else {
                Node::TRUE
            };
            let when = self.circuit.and2(holding.when, own);
            push(&mut exercise, Holding { when, ..*holding });
        }
        exercise.extend(state.acting.iter().copied());
        exercise
    }

    fn merge(&mut self, list: &mut Vec<Holding>, holding: Holding) {
        let known = list
            .iter_mut()
            .find(|known| known.party == holding.party && known.slot == holding.slot);
        match known {
            Some(known) => known.when = self.circuit.or2(known.when, holding.when),
            None => list.push(holding),
        }
    }

    /// Who forfeits an office by holding another one that they entered at that price.
    pub(super) fn forfeits_of(&mut self, judged: Judged) -> Vec<(Party, Node)> {
        let mut list = Vec::new();
        for (office, order, candidate) in self.readings.forfeiters(judged.office).to_vec() {
            let other = self.office(Judged { office, ..judged });
            let slot = Slot::Via(order, candidate);
            let held = other.title.iter().chain(&other.acting);
            list.extend(
                held.filter(|holding| holding.slot == slot)
                    .map(|holding| (holding.party, holding.when)),
            );
        }
        list
    }
}

fn push(list: &mut Vec<Holding>, holding: Holding) {
    if holding.when != Node::FALSE {
        list.push(holding);
    }
}

/// Whether entering through this candidate of this order forfeits an office.
pub(crate) fn forfeits(forfeit: Option<&Forfeit>, who: &CandidateWho, office: Id<Office>) -> bool {
    match forfeit {
        None | Some(Forfeit::Nothing) => false,
        Some(Forfeit::Post) => {
            matches!(who, CandidateWho::Who(Who::Office(post)) if *post == office)
        }
        Some(Forfeit::Offices(list)) => list.contains(&office),
    }
}
