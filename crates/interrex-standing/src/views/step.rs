//! The step of one office: holders before and requirements met give holders after.
//!
//! The order of work: grounds are certified (`grounds`), titles fall, orders come into force
//! (`orders`), candidates are taken in turn (`candidates`), and what they get is entered here.

use interrex_circuit::Node;
use interrex_plan::model::{Id, Office, PersonState, Who};

use super::Judged;
use super::candidates::{Search, by_virtue_of};
use super::orders::{Cause, Causes};
use super::state::{Holding, Party, Slot, State};
use crate::compiler::{Compiler, element_of, part_of};
use crate::record::Record;
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

/// What the orders of an office yield in one round.
#[derive(Default)]
struct Filled {
    titled: Vec<Holding>,
    acting: Vec<Holding>,
    entered: Vec<Holding>,
    waiting: Vec<Node>,
    waiting_title: Vec<Node>,
}

impl Filled {
    /// Notes those who take the place of somebody in office.
    fn enter(&mut self, entering: &[Holding], with_title: bool) {
        for holding in entering {
            push(
                if with_title {
                    &mut self.titled
                } else {
                    &mut self.acting
                },
                *holding,
            );
            push(&mut self.entered, *holding);
        }
    }
}

impl Compiler<'_> {
    /// The state in which an office starts.
    pub(super) fn at_the_start(&mut self, judged: Judged) -> State {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let mut state = State::vacant(office.grounds.len());
        let counts = self.counts(&office.terms, element_of("office", judged.office));
        if let Some(mut holders) = self.recognized(judged) {
            for holding in &mut holders {
                holding.when = self.circuit.and2(holding.when, counts);
            }
            state.title.clone_from(&holders);
            state.exercise = holders;
            return state;
        }
        if let Some(party) = office.holder.and_then(Party::of)
            && !self.has_lost(judged, party)
        {
            state.title.push(Holding {
                party,
                slot: Slot::Initial,
                cause: Cause::Start,
                when: counts,
            });
        }
        let mut untaken = Node::TRUE;
        if let Some(person) = office.acting {
            let dead = self.state_known(person, PersonState::Dead, judged.view);
            untaken = dead;
            let alive = self.circuit.not(dead);
            let acting = Holding {
                party: Party::Person(person),
                slot: Slot::Acting,
                cause: Cause::Start,
                when: self.circuit.and2(counts, alive),
            };
            push(&mut state.acting, acting);
        }
        if let Some(record) = self.record
            && recall(record, judged.office, &mut state)
        {
            untaken = Node::FALSE;
        }
        if let Some(record) = self.record {
            let awaits = |title| record.awaited.contains(&(judged.office, title));
            state.waiting = self.circuit.constant(awaits(false));
            state.waiting_title = self.circuit.constant(awaits(true));
        }
        state.exercise.clone_from(&state.acting);
        let cause = self
            .record
            .and_then(|record| record.causes.get(&judged.office));
        let suspended = cause == Some(&Cause::Suspended);
        for holding in state.title.iter().filter(|_| !suspended) {
            let when = self.circuit.and2(holding.when, untaken);
            push(&mut state.exercise, Holding { when, ..*holding });
        }
        state
    }

    /// Whether the reading recognizes somebody as holder of this office.
    pub(super) fn recognizes(&self, judged: Judged) -> bool {
        let Reading::Recognizing(index) = judged.reading else {
            return false;
        };
        let known = self.plan.recognitions.get(index as usize);
        known.is_some_and(|known| known.office == judged.office)
    }

    /// Whom the reading recognizes as holder of this office, when it does.
    fn recognized(&mut self, judged: Judged) -> Option<Vec<Holding>> {
        let Reading::Recognizing(index) = judged.reading else {
            return None;
        };
        let known = self.plan.recognitions.get(index as usize)?;
        if !self.recognizes(judged) {
            return None;
        }
        let slot = Slot::Recognized(index);
        if let Who::Office(office) = known.holder {
            let state = self.office(Judged {
                office,
                reading: Reading::AsWritten,
                ..judged
            });
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
        if self.recognizes(judged) {
            return before.clone();
        }
        let counts = self.counts(&office.terms, element_of("office", judged.office));
        if counts == Node::FALSE {
            return State::vacant(office.grounds.len());
        }
        let certified = self.certify(judged, before);
        let remaining = self.remaining(judged, before, &certified);
        let causes = self.causes(judged, &certified, &remaining);
        let kept = self.kept_acting(judged, before, &causes, &certified);
        let mut state = self.fill(judged, before, certified, remaining, &causes, kept);
        if counts != Node::TRUE {
            state.restrict(&mut self.circuit, counts);
        }
        state
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
        let left = self.circuit.or(left);
        // An office that was left is as if vacant from the start: no ground touches who acts in it.
        let untouched = self.circuit.or2(stays, left);
        let acting = self.acting_from_start(judged, before, untouched);
        Remaining {
            title,
            acting,
            left,
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

    /// Those who acted in the round before, as long as the cause lasts for which they entered.
    ///
    /// Within a question a suspension lasts, since what is certified stays so. On record it can be over, or
    /// rest on what a reading denies.
    fn kept_acting(
        &mut self,
        judged: Judged,
        before: &State,
        causes: &Causes,
        certified: &[Node],
    ) -> Vec<Holding> {
        let office = self.plan.offices.get(judged.office);
        let suspended = match self.record {
            Some(_) => self.suspending(office, certified),
            None => Node::TRUE,
        };
        let mut kept = Vec::new();
        for holding in &before.acting {
            if !matches!(holding.slot, Slot::Via(..)) {
                continue;
            }
            let mut cause = causes.lasts(holding.cause);
            if holding.cause == Cause::Suspended {
                cause = self.circuit.and2(cause, suspended);
            }
            let leaves = self.leaves(judged, holding.party);
            let remains = self.circuit.not(leaves);
            let in_post = self.by_virtue_of_post(judged, holding);
            let is_law = self.acts_under_law(judged, holding);
            let when = self
                .circuit
                .and([holding.when, cause, remains, in_post, is_law]);
            if when != Node::FALSE {
                kept.push(Holding { when, ..*holding });
            }
        }
        kept
    }

    /// On record, whether the order by which somebody acts is law on the day: with it their service ends.
    fn acts_under_law(&mut self, judged: Judged, holding: &Holding) -> Node {
        let (Slot::Via(order, _), Some(_)) = (holding.slot, self.record) else {
            return Node::TRUE;
        };
        let place = order as usize;
        let declared = self.plan.offices.get(judged.office).orders.get(place);
        declared.map_or(Node::TRUE, |declared| {
            let element = part_of("office", judged.office, "order", place);
            self.counts(&declared.terms, element)
        })
    }

    /// On record, whether whoever acts by virtue of a post still has it, where the order says that they keep it.
    fn by_virtue_of_post(&mut self, judged: Judged, holding: &Holding) -> Node {
        let Slot::Via(order, candidate) = holding.slot else {
            return Node::TRUE;
        };
        let order = self
            .plan
            .offices
            .get(judged.office)
            .orders
            .get(order as usize);
        let found = order.and_then(|order| {
            let candidate = order.candidates.get(candidate as usize)?;
            Some((by_virtue_of(order, candidate)?, candidate.acting))
        });
        let Some((post, is_acting)) = found.filter(|_| self.record.is_some()) else {
            return Node::TRUE;
        };
        let state = self.office(Judged {
            office: post,
            ..judged
        });
        let has = if is_acting {
            &state.exercise
        } else {
            &state.title
        };
        let has = has.iter().filter(|one| one.party == holding.party);
        let has: Vec<Node> = has.map(|one| one.when).collect();
        self.circuit.or(has)
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
        let mut filled = Filled::default();
        for (index, order) in (0u32..).zip(&office.orders) {
            let gives = causes.gives(&mut self.circuit, index, order.gives);
            let search = Search {
                order: index,
                from: 0,
                until: order.candidates.len(),
                open: self.circuit.and2(causes.followed(index), open),
                as_title: gives.0,
                ended: causes.of(index, Cause::Ended),
            };
            if order.displaces == Some(true) {
                for (as_title, holdings) in [(Node::TRUE, &mut title), (Node::FALSE, &mut kept)] {
                    let anew = Search { as_title, ..search };
                    let entering = self.displace(judged, before, anew, holdings);
                    filled.enter(&entering, as_title == Node::TRUE);
                }
            }
            let entering = self.chosen_instead(judged, before, search, &mut kept);
            filled.enter(&entering, false);
            let open = self.circuit.and([causes.followed(index), taken, gives.0]);
            let anew = Search { open, ..search };
            let entering = self.in_place_of_acting(judged, before, anew);
            filled.enter(&entering, true);
            let found = self.search(judged, before, search);
            let waiting_title = self.circuit.and2(found.waiting, gives.0);
            filled.waiting.push(found.waiting);
            filled.waiting_title.push(waiting_title);
            self.enter(&mut filled, found.entering, gives, causes);
        }
        if self.record.is_some() {
            self.supersede(&mut kept, &filled.titled);
            self.supersede(&mut filled.acting, &filled.titled);
        }
        let acting = remaining.acting.into_iter().chain(kept);
        let acting = self.gathered(acting.chain(filled.acting));
        let entered = self.merged(&before.entered, filled.entered);
        let titled = self.merged(&before.titled, filled.titled.clone());
        self.supersede(&mut title, &filled.titled);
        let title = self.gathered(title.into_iter().chain(filled.titled));
        let mut state = State {
            title,
            acting,
            exercise: Vec::new(),
            entered,
            titled,
            certified,
            left: remaining.left,
            waiting: self.circuit.or(filled.waiting),
            waiting_title: self.circuit.or(filled.waiting_title),
        };
        state.exercise = self.exercise_of(office, &state);
        state
    }

    /// On record, whoever only acts since an earlier step gives way to whoever comes to the title. Within a question
    /// nobody has acted before, but in an earlier round of a circle, where whoever has entered stays.
    fn in_place_of_acting(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
    ) -> Vec<Holding> {
        if self.record.is_none() {
            return Vec::new();
        }
        let as_title = Node::TRUE;
        let search = Search { as_title, ..search };
        self.search(judged, before, search).entering
    }

    /// Whoever enters with the title takes it from its holder: one who was only suspended.
    fn supersede(&mut self, title: &mut Vec<Holding>, entering: &[Holding]) {
        let entering = self.circuit.or(entering.iter().map(|holding| holding.when));
        let nobody = self.circuit.not(entering);
        for holding in &mut *title {
            holding.when = self.circuit.and2(holding.when, nobody);
        }
        title.retain(|holding| holding.when != Node::FALSE);
    }

    /// Enters those whom a search found, with what their order gives for each cause.
    fn enter(
        &mut self,
        filled: &mut Filled,
        entering: Vec<Holding>,
        (as_title, as_exercise): (Node, Node),
        causes: &Causes,
    ) {
        for holding in entering {
            let Slot::Via(order, _) = holding.slot else {
                continue;
            };
            let when = self.circuit.and2(holding.when, as_title);
            push(&mut filled.titled, Holding { when, ..holding });
            for cause in [Cause::Ended, Cause::Vacant, Cause::Suspended] {
                let lasting = causes.of(order, cause);
                let when = self.circuit.and([holding.when, as_exercise, lasting]);
                push(
                    &mut filled.acting,
                    Holding {
                        cause,
                        when,
                        ..holding
                    },
                );
            }
            push(&mut filled.entered, holding);
        }
    }

    /// On record, whoever acts since they were chosen gives way to whoever is chosen in their place, when these have done
    /// all that is asked of them.
    fn chosen_instead(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        kept: &mut [Holding],
    ) -> Vec<Holding> {
        let Some(record) = self.record else {
            return Vec::new();
        };
        let mut entering = Vec::new();
        for holding in kept {
            let Slot::Via(order, candidate) = holding.slot else {
                continue;
            };
            let chosen = record.chosen.get(&(judged.office, order, candidate));
            if order != search.order || chosen.is_none_or(|who| *who == holding.party) {
                continue;
            }
            let place = candidate as usize;
            let search = Search {
                from: place,
                until: place + 1,
                open: holding.when,
                as_title: Node::FALSE,
                ..search
            };
            let found = self.search(judged, before, search).entering;
            let replaced: Vec<Node> = found.iter().map(|holding| holding.when).collect();
            let replaced = self.circuit.or(replaced);
            let remains = self.circuit.not(replaced);
            holding.when = self.circuit.and2(holding.when, remains);
            entering.extend(found.into_iter().map(|found| Holding {
                cause: holding.cause,
                ..found
            }));
        }
        entering
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

    /// Holdings of the same party by the same slot and cause as one, so that the lists of a circle
    /// do not grow from round to round.
    fn gathered(&mut self, holdings: impl Iterator<Item = Holding>) -> Vec<Holding> {
        let mut list: Vec<Holding> = Vec::new();
        for holding in holdings {
            let same = list.iter_mut().find(|known| {
                (known.party, known.slot, known.cause)
                    == (holding.party, holding.slot, holding.cause)
            });
            match same {
                Some(known) => known.when = self.circuit.or2(known.when, holding.when),
                None => push(&mut list, holding),
            }
        }
        list
    }

    /// A list of those who ever entered, with those who enter in this round.
    fn merged(&mut self, before: &[Holding], entering: Vec<Holding>) -> Vec<Holding> {
        let mut list = before.to_vec();
        for holding in entering {
            let known = list
                .iter_mut()
                .find(|known| known.party == holding.party && known.slot == holding.slot);
            match known {
                Some(known) => known.when = self.circuit.or2(known.when, holding.when),
                None => list.push(holding),
            }
        }
        list
    }

    /// Who forfeits an office by holding another one that they entered at that price.
    pub(super) fn forfeits_of(&mut self, judged: Judged) -> Vec<(Party, Node)> {
        let mut list = Vec::new();
        for (office, order, candidate) in self.views.institutions.forfeiters(judged.office).to_vec()
        {
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

/// Brings back who has entered since the title last changed hands, and whoever acts by an order since an
/// earlier step; whether there is such a one.
fn recall(record: &Record, office: Id<Office>, state: &mut State) -> bool {
    let acting = record.acting.get(&office);
    if let Some(acting) = acting {
        state.acting.push(Holding {
            party: acting.party,
            slot: acting.slot,
            cause: acting.cause,
            when: Node::TRUE,
        });
    }
    let entered = record.entered.get(&office).into_iter().flatten();
    state.entered.extend(entered.map(|party| Holding {
        party: *party,
        slot: Slot::Initial,
        cause: Cause::Start,
        when: Node::TRUE,
    }));
    acting.is_some()
}

fn push(list: &mut Vec<Holding>, holding: Holding) {
    if holding.when != Node::FALSE {
        list.push(holding);
    }
}
