//! Section 7: claims to an office, what they make of it, and seats.

use std::collections::BTreeSet;
use std::rc::Rc;

use interrex_plan::model::{CandidateWho, Id, Locus, Meeting, Office, Region, Seat, Who};

use super::readings::Reading;
use super::steps::Via;
use super::views::{Holder, Sight, View};
use super::world::{Matter, World};

/// A complete claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Claim {
    pub(crate) who: Holder,
    pub(crate) via: Via,
    /// From where it is judged; from everywhere for somebody without a base.
    pub(crate) at: Option<Locus>,
    /// The option of a seat.
    pub(crate) option: Option<(Id<Seat>, usize)>,
}

/// What claims make of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Vacant,
    Stranded,
    Split,
    Disputed,
}

impl World<'_> {
    /// An option of a seat is available.
    pub(crate) fn available(&self, id: Id<Seat>, index: usize, reading: Reading) -> bool {
        let option = &self.model.plan.seats.get(id).options[index];
        self.guard(Matter::Available(id.index(), index, reading), || {
            self.node_stands(option.at)
                && option.needs.as_ref().is_none_or(|needs| self.holds(needs))
                && option.agreed_by.as_ref().is_none_or(|by| {
                    self.do_act(by, &Sight::of(View::From(option.at), reading), None)
                })
                && !option.refused.is_some_and(|refused| self.fact(refused))
        })
    }

    /// Every complete claim to an office in a reading.
    pub(crate) fn claims(&self, id: Id<Office>, reading: Reading) -> Rc<Vec<Claim>> {
        self.once(&self.known.claims, (id, reading), || {
            let all = || Rc::new(self.complete_claims(id, reading));
            self.guard(Matter::Claims(id, reading), all)
        })
    }

    fn complete_claims(&self, id: Id<Office>, reading: Reading) -> Vec<Claim> {
        let mut claims = Vec::new();
        if self.seats(Who::Office(id)).is_empty() {
            let bodies = self.model.plan.bodies.ids();
            let mut places = self.homes();
            places.extend(bodies.flat_map(|body| self.meeting_places(body)));
            for at in places.into_iter().map(Some).chain([None]) {
                claims.extend(self.claim(id, reading, at, None));
            }
        } else {
            for (seat, index) in self.seat_options(Who::Office(id)) {
                let at = self.model.plan.seats.get(seat).options[index].at;
                if self.available(seat, index, reading) {
                    claims.extend(self.claim(id, reading, Some(at), Some((seat, index))));
                }
            }
        }
        claims
    }

    fn claim(
        &self,
        id: Id<Office>,
        reading: Reading,
        at: Option<Locus>,
        option: Option<(Id<Seat>, usize)>,
    ) -> Option<Claim> {
        let view = at.map_or(View::Everywhere, View::From);
        let exercise = self.post_after_forfeits(id, view, reading).exercise?;
        let sight = Sight::of(view, reading);
        let sits = match exercise.who {
            Holder::Person(person) => {
                let there = match at {
                    Some(node) => self.can_be_at(person, node),
                    None => self.person_can_act(person, view),
                };
                there && (option.is_some() || self.base_node(person) == at)
            }
            Holder::Body(body) => {
                let place = option.is_some()
                    || match at {
                        Some(node) => self.claims_at(body, node, reading),
                        None => self.acts_from_nowhere(body, reading),
                    };
                place && self.body_can_act(body, 0, &sight)
            }
            Holder::Chosen(office, order, candidate) => {
                let places = self.places_of_chosen(office, order, candidate);
                match (at, places) {
                    (Some(_), _) if option.is_some() => self.holder_can_act(exercise.who, &sight),
                    (Some(node), Some(places)) => self.node_stands(node) && places.contains(&node),
                    (None, None) => true,
                    _ => false,
                }
            }
        };
        let complete = sits
            && self
                .model
                .plan
                .offices
                .get(id)
                .reach
                .iter()
                .all(|reach| self.touches(*reach, &sight))
            && self.leases_are_held(id, &sight);
        complete.then_some(Claim {
            who: exercise.who,
            via: exercise.via,
            at,
            option,
        })
    }

    /// Whether a region is in contact with the node of a claim; a body: whether it can act there.
    pub(crate) fn touches(&self, region: Region, sight: &Sight) -> bool {
        match region {
            Region::Locus(node) => self.meets(node, sight.view),
            Region::Body(body) => self.body_can_act(body, 0, sight),
        }
    }

    // What claims make of an office.

    pub(crate) fn is_exercised(&self, id: Id<Office>) -> bool {
        self.is_exercised_by(id, |_| true)
    }

    /// Whether in some reading some claim that fits is complete.
    pub(crate) fn is_exercised_by(&self, id: Id<Office>, fits: impl Fn(&Claim) -> bool) -> bool {
        self.readings(&[id])
            .into_iter()
            .any(|reading| self.claims(id, reading).iter().any(&fits))
    }

    pub(crate) fn office_is(&self, id: Id<Office>, verdict: Verdict) -> bool {
        let by_reading = || {
            let readings = self.readings(&[id]);
            readings
                .into_iter()
                .map(|reading| self.claims(id, reading))
                .collect::<Vec<_>>()
        };
        let vacant = || {
            !self.is_exercised(id)
                && self
                    .post_after_forfeits(id, View::Everywhere, Reading::Base)
                    .is_vacant()
        };
        match verdict {
            Verdict::Vacant => vacant(),
            Verdict::Stranded => !self.is_exercised(id) && !vacant(),
            Verdict::Split => by_reading().iter().any(|claims| self.is_split(claims)),
            Verdict::Disputed => {
                let sets: Vec<BTreeSet<Holder>> = by_reading()
                    .iter()
                    .map(|claims| claims.iter().map(|claim| claim.who).collect())
                    .collect();
                are_at_odds(&sets)
            }
        }
    }

    /// Two different claimants, or one body or chosen person in two islands.
    fn is_split(&self, claims: &[Claim]) -> bool {
        claims.iter().any(|one| {
            claims.iter().any(|other| {
                let apart = match (one.at, other.at) {
                    (Some(a), Some(b)) => !self.in_contact(a, b),
                    _ => false,
                };
                match (one.who, other.who) {
                    (Holder::Body(a), Holder::Body(b)) if a == b => {
                        apart && self.model.plan.bodies.get(a).meets == Meeting::InContact
                    }
                    (Holder::Chosen(..), Holder::Chosen(..)) if one.who == other.who => apart,
                    (a, b) => a != b,
                }
            })
        })
    }

    /// Whether an exercise comes through somebody: a candidate, the holder or acting at the start,
    /// or whom a partner recognizes.
    pub(crate) fn is_through(&self, id: Id<Office>, (who, via): (Holder, Via), named: Who) -> bool {
        match via {
            Via::Start => match who {
                Holder::Person(person) => named == Who::Person(person),
                Holder::Body(body) => named == Who::Body(body),
                Holder::Chosen(..) => false,
            },
            Via::Candidate(order, candidate) => {
                let listed = &self.model.plan.offices.get(id).orders[order].candidates[candidate];
                matches!(listed.who, CandidateWho::Who(listed) if listed == named)
            }
            Via::Recognition(index) => self.model.plan.recognitions[index].holder == named,
        }
    }

    // Seats.

    pub(crate) fn is_seated_at(&self, id: Id<Seat>, option: usize) -> bool {
        let first = (0..self.model.plan.seats.get(id).options.len())
            .find(|option| self.is_taken_at(id, *option));
        first == Some(option)
    }

    pub(crate) fn is_seated(&self, id: Id<Seat>) -> bool {
        (0..self.model.plan.seats.get(id).options.len()).any(|option| self.is_taken_at(id, option))
    }

    fn is_taken_at(&self, id: Id<Seat>, index: usize) -> bool {
        let seat = self.model.plan.seats.get(id);
        if !self.seat_options(seat.of).contains(&(id, index)) {
            return false;
        }
        match seat.of {
            Who::Office(office) => {
                let claims = self.claims(office, Reading::Base);
                claims.iter().any(|claim| claim.option == Some((id, index)))
            }
            Who::Body(body) => {
                self.available(id, index, Reading::Base)
                    && self.acts_at_option(body, seat.options[index].at)
            }
            Who::Person(_) => false,
        }
    }
}

/// Whether in two readings different persons have it: one in the first and not in the second, one
/// in the second and not in the first.
pub(crate) fn are_at_odds(sets: &[BTreeSet<Holder>]) -> bool {
    sets.iter().any(|one| {
        sets.iter().any(|other| {
            one.difference(other).next().is_some() && other.difference(one).next().is_some()
        })
    })
}
