//! What keeps whoever exercises an office from acting: nowhere to sit, nobody to be reached, no lease.
//!
//! Responsible for naming each thing that a complete claim asks for and the record does not have. The states of a person
//! are left to whoever keeps the record.

use interrex_circuit::Node;
use interrex_plan::model::{
    Body, Id, Locus, Office, Person, PersonState, Power, Region, Seat, Who,
};

use super::{Judge, Requirement};
use crate::contact::home_of;
use crate::view::{Reading, View};
use crate::views::{Judged, Party};

/// Something that is missing for somebody to act in an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A place or site in which they would act does not stand.
    Lost(Locus),
    /// Those who must agree to an option of a seat have not, by its place in the seat's list.
    NotAgreed(Id<Seat>, u32),
    /// Those who must agree to it refused.
    Refused(Id<Seat>, u32),
    /// An option of a seat lacks what it needs.
    Needs(Id<Seat>, u32),
    /// They cannot be there.
    Away(Locus),
    /// A body cannot act there, or anywhere.
    Idle(Option<Locus>),
    /// A place, site or body that the office must reach is not reached from there.
    Apart(Region, Option<Locus>),
    /// The lease of the office is not held there.
    Lease(Option<Locus>),
}

impl Judge<'_> {
    /// Everything that is missing for somebody to act in an office that they exercise; at each of the places from which
    /// they could.
    pub fn obstacles(&mut self, office: Id<Office>, party: Party) -> Vec<Obstacle> {
        let own = self
            .compiler
            .views
            .institutions
            .office_seats(office)
            .to_vec();
        let seats = self.compiler.counting_seats(own);
        if seats.is_empty() {
            return self.at_home(office, party);
        }
        let mut list = Vec::new();
        for (seat, _) in seats {
            let options = self.compiler.plan.seats.get(seat).options.len();
            for option in (0u32..).take(options) {
                list.extend(self.at_option(office, party, (seat, option)));
            }
        }
        list
    }

    /// The option of a seat at which somebody exercises an office and acts, in contact with a region where one is named, and
    /// where a power cannot be exercised; nothing where there is none such.
    pub fn barred(
        &mut self,
        office: Id<Office>,
        power: Id<Power>,
        at: Option<Region>,
    ) -> Option<(Id<Seat>, u32)> {
        let reading = Reading::AsWritten;
        let claims = self.compiler.claims_in(office, reading);
        claims.iter().find_map(|claim| {
            let option = claim.option?;
            let (seat, place) = option;
            let is_there = claim.complete == Node::TRUE
                && self.compiler.reached(at, claim.view, reading) == Node::TRUE;
            let place_of = Some((seat, place as usize));
            (is_there && self.compiler.is_barred_at(place_of, power)).then_some(option)
        })
    }

    /// Whoever sits where a seat is moved to, by the place of the option: who exercises its office or, of a body, the members
    /// that the plan names, each as far as they can be there.
    pub fn sitters(&mut self, seat: Id<Seat>, place: u32) -> Vec<Id<Person>> {
        let plan = self.compiler.plan;
        let declared = plan.seats.get(seat);
        let Some(option) = declared.options.get(place as usize) else {
            return Vec::new();
        };
        let parties: Vec<Party> = match declared.of {
            Who::Office(office) => self
                .exercise(office)
                .map(|held| held.party)
                .into_iter()
                .collect(),
            Who::Body(body) => self.members_of(body),
            Who::Person(person) => vec![Party::Person(person)],
        };
        let mut sitting = Vec::new();
        for party in parties {
            match party {
                Party::Body(body) => sitting.extend(self.members_of(body)),
                party => sitting.push(party),
            }
        }
        let people = sitting.into_iter().filter_map(|party| match party {
            Party::Person(person) => Some(person),
            _ => None,
        });
        let mut people: Vec<Id<Person>> = people.collect();
        people.retain(|person| self.compiler.can_be_at(*person, option.at) == Node::TRUE);
        people
    }

    /// The members of a body whom the plan names.
    fn members_of(&mut self, body: Id<Body>) -> Vec<Party> {
        let (view, reading) = (View::Everywhere, Reading::AsWritten);
        let members = self.compiler.named_members(body, view, reading);
        let sitting = members.into_iter().filter(|(_, when)| *when == Node::TRUE);
        sitting.map(|(party, _)| party).collect()
    }

    /// What is missing at an option of a seat; nothing where it is no option on the date.
    fn at_option(
        &mut self,
        office: Id<Office>,
        party: Party,
        (seat, place): (Id<Seat>, u32),
    ) -> Vec<Obstacle> {
        let plan = self.compiler.plan;
        let Some(option) = plan.seats.get(seat).options.get(place as usize) else {
            return Vec::new();
        };
        if self.compiler.option_counts(seat, place as usize) != Node::TRUE {
            return Vec::new();
        }
        let (at, view) = (option.at, View::From(option.at));
        let mut list = Vec::new();
        let stands = self.compiler.stands(at) == Node::TRUE;
        if !stands {
            list.push(Obstacle::Lost(at));
        }
        if self.compiler.holds(option.needs.as_ref()) != Node::TRUE {
            list.push(Obstacle::Needs(seat, place));
        }
        if let Some(actors) = &option.agreed_by {
            let asked = Requirement::Option(seat, place);
            let agreed = self
                .compiler
                .required(asked, actors, view, Reading::AsWritten, None);
            if agreed != Node::TRUE {
                list.push(Obstacle::NotAgreed(seat, place));
            }
        }
        if self.compiler.fact_or_false(option.refused) == Node::TRUE {
            list.push(Obstacle::Refused(seat, place));
        }
        if stands && !self.sits(party, at) {
            list.push(match party {
                Party::Body(_) => Obstacle::Idle(Some(at)),
                _ => Obstacle::Away(at),
            });
        }
        if stands {
            list.extend(self.from(office, view, Some(at)));
        }
        list
    }

    /// Whether somebody is where they would sit, or can get there, their own state aside.
    fn sits(&mut self, party: Party, at: Locus) -> bool {
        match party {
            Party::Person(person) => {
                let absent = self.compiler.state(person, PersonState::Absent);
                let unable = self.compiler.fit(person) != Node::TRUE || absent == Node::TRUE;
                unable || self.compiler.can_be_at(person, at) == Node::TRUE
            }
            party => {
                let (view, reading) = (View::From(at), Reading::AsWritten);
                self.compiler.party_acts(party, view, reading) == Node::TRUE
            }
        }
    }

    /// What is missing where an office has no seat.
    fn at_home(&mut self, office: Id<Office>, party: Party) -> Vec<Obstacle> {
        let mut list = Vec::new();
        match party {
            Party::Person(person) => {
                let mut bases = self.compiler.bases(person);
                bases.retain(|(counts, _)| *counts == Node::TRUE);
                let there: Vec<Locus> = self.compiler.there(person).collect();
                let places = bases.iter().map(|(_, base)| *base).chain(there);
                for at in places.collect::<Vec<_>>() {
                    let home = home_of(self.compiler.plan, at);
                    if self.compiler.stands(home) == Node::TRUE {
                        list.extend(self.from(office, View::From(home), Some(home)));
                    } else {
                        list.push(Obstacle::Lost(home));
                    }
                }
                if bases.is_empty() {
                    list.extend(self.from(office, View::Everywhere, None));
                }
            }
            party => {
                let mut positions = self.compiler.positions(party, Reading::AsWritten);
                positions.retain(|(_, when)| *when == Node::TRUE);
                for (view, _) in &positions {
                    let at = match view {
                        View::From(at) => Some(*at),
                        View::Everywhere => None,
                    };
                    list.extend(self.from(office, *view, at));
                }
                if positions.is_empty() {
                    list.push(Obstacle::Idle(None));
                }
            }
        }
        list
    }

    /// What is missing for an office to be exercised from somewhere that stands.
    fn from(&mut self, office: Id<Office>, view: View, at: Option<Locus>) -> Vec<Obstacle> {
        let reading = Reading::AsWritten;
        let judged = Judged {
            office,
            view,
            reading,
        };
        let mut list = Vec::new();
        for region in &self.compiler.plan.offices.get(office).reach {
            if self.compiler.region_reached(*region, view, reading) != Node::TRUE {
                list.push(Obstacle::Apart(*region, at));
            }
        }
        if self.compiler.leases_held(judged) != Node::TRUE {
            list.push(Obstacle::Lease(at));
        }
        list
    }
}
