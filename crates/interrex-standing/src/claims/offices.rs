//! Claims to offices, and whether an office is vacant, stranded, split or disputed.

use std::collections::BTreeSet;
use std::rc::Rc;

use interrex_circuit::Node;
use interrex_plan::model::{Atom, Id, Locus, Office, PersonState, Region, Who};

use super::{Claim, Outcome};
use crate::compiler::Compiler;
use crate::contact::home_of;
use crate::propositions::candidate_names;
use crate::view::{Reading, View};
use crate::views::{Holding, Judged, Meeting, Party, State};

impl Compiler<'_> {
    /// The claims to an office in a reading.
    pub(crate) fn claims_in(&mut self, office: Id<Office>, reading: Reading) -> Rc<Vec<Claim>> {
        let claims = self.views.institutions.place_of_claims(office);
        let reading = self.bearing_at(reading, claims);
        if let Some(claims) = self.claims.judged.get(&(office, reading)) {
            return Rc::clone(claims);
        }
        if self.claims.open.contains(&office) {
            return Rc::new(Vec::new());
        }
        self.claims.open.push(office);
        let seats = self.counting_seats(self.views.institutions.office_seats(office).to_vec());
        let mut claims = Vec::new();
        for (seat, counts) in &seats {
            for index in 0..self.plan.seats.get(*seat).options.len() {
                if let Some(meeting) = self.option(*seat, index, *counts, reading) {
                    self.claims_at_option(office, reading, meeting, &mut claims);
                }
            }
        }
        let without_seat = self.without_seat(&seats);
        if without_seat != Node::FALSE {
            claims.extend(self.claims_at_home(office, reading, without_seat));
        }
        self.claims.open.pop();
        let claims = Rc::new(claims);
        self.claims
            .judged
            .insert((office, reading), Rc::clone(&claims));
        claims
    }

    fn claims_at_option(
        &mut self,
        office: Id<Office>,
        reading: Reading,
        meeting: Meeting,
        claims: &mut Vec<Claim>,
    ) {
        if meeting.available == Node::FALSE {
            return;
        }
        let view = View::From(meeting.at);
        let judged = Judged {
            office,
            view,
            reading,
        };
        let state = self.settled_office(judged);
        for holding in &state.exercise {
            let sits = match holding.party {
                Party::Person(person) => self.can_be_at(person, meeting.at),
                party => self.party_acts(party, view, reading),
            };
            let when = self.circuit.and2(meeting.available, sits);
            let option = meeting.option.map(|(seat, index)| {
                (seat, u32::try_from(index).expect("fewer than 2^32 options"))
            });
            claims.extend(self.claim(judged, *holding, option, when));
        }
    }

    /// Claims to an office while it has no seat: from the claimant's home.
    fn claims_at_home(
        &mut self,
        office: Id<Office>,
        reading: Reading,
        without_seat: Node,
    ) -> Vec<Claim> {
        let mut claims = Vec::new();
        for party in self.possible_claimants(office) {
            for (view, when) in self.positions(party, reading) {
                let when = self.circuit.and2(when, without_seat);
                if when == Node::FALSE {
                    continue;
                }
                let judged = Judged {
                    office,
                    view,
                    reading,
                };
                let state: Rc<State> = self.settled_office(judged);
                for holding in state
                    .exercise
                    .iter()
                    .filter(|holding| holding.party == party)
                {
                    claims.extend(self.claim(judged, *holding, None, when));
                }
            }
        }
        claims
    }

    /// Everybody who could have an office: as the text goes and, from a record, whom it names where the text
    /// leaves the choice to somebody, and whoever acts since an earlier step.
    fn possible_claimants(&self, office: Id<Office>) -> BTreeSet<Party> {
        let possible = self.views.institutions.possible(office).iter();
        let named = possible.map(|party| match *party {
            Party::Chosen(of, order, candidate) => self.chosen_party(of, order, candidate),
            party => party,
        });
        let acting = self.record.and_then(|record| record.acting.get(&office));
        named.chain(acting.map(|acting| acting.party)).collect()
    }

    /// From where somebody without a seat judges, and when they can act there.
    pub(crate) fn positions(&mut self, party: Party, reading: Reading) -> Vec<(View, Node)> {
        match party {
            Party::Person(person) => {
                let fit = self.fit(person);
                let absent = self.state(person, PersonState::Absent);
                let present = self.circuit.not(absent);
                let able = self.circuit.and2(fit, present);
                let mut list = Vec::new();
                for (condition, base) in self.bases(person) {
                    let home = home_of(self.plan, base);
                    let stands = self.stands(home);
                    list.push((
                        View::From(home),
                        self.circuit.and([able, condition, stands]),
                    ));
                }
                let there: Vec<Locus> = self.there(person).collect();
                for at in there {
                    let (home, stands) = (home_of(self.plan, at), self.stands(at));
                    list.push((View::From(home), self.circuit.and2(able, stands)));
                }
                let baseless = self.is_baseless(person);
                if baseless != Node::FALSE {
                    list.push((View::Everywhere, self.circuit.and2(able, baseless)));
                }
                list
            }
            Party::Body(body) => {
                let mut list = Vec::new();
                for position in self.body_positions(body, reading) {
                    let acts = self.can_act(body, 0, position.view, reading);
                    list.push((position.view, self.circuit.and2(position.when, acts)));
                }
                list
            }
            Party::Chosen(office, order, candidate) => {
                let mut list = Vec::new();
                for (at, when) in self.chosen_places(office, order, candidate) {
                    let stands = self.stands(at);
                    list.push((View::From(at), self.circuit.and2(when, stands)));
                }
                let nowhere = self.chosen_is_nowhere(office, order, candidate);
                if nowhere != Node::FALSE {
                    list.push((View::Everywhere, nowhere));
                }
                list
            }
        }
    }

    /// A claim, where it can be complete at all.
    fn claim(
        &mut self,
        judged: Judged,
        holding: Holding,
        option: Option<(Id<interrex_plan::model::Seat>, u32)>,
        when: Node,
    ) -> Option<Claim> {
        let open = self.is_open(judged.reading);
        let reaches = self.office_reaches(judged);
        let held = self.leases_held(judged);
        let complete = self.circuit.and([open, holding.when, when, reaches, held]);
        (complete != Node::FALSE).then_some(Claim {
            reading: judged.reading,
            party: holding.party,
            slot: holding.slot,
            view: judged.view,
            option,
            complete,
        })
    }

    /// Whether everything that the office must reach is in contact with the node of the view.
    fn office_reaches(&mut self, judged: Judged) -> Node {
        let plan = self.plan;
        let mut all = Vec::new();
        for region in &plan.offices.get(judged.office).reach {
            all.push(self.region_reached(*region, judged.view, judged.reading));
        }
        self.circuit.and(all)
    }

    /// Whether a place, site or body is reached from the node of a view.
    pub(crate) fn region_reached(&mut self, region: Region, view: View, reading: Reading) -> Node {
        match region {
            Region::Locus(locus) => self.view_reaches(view, locus),
            Region::Body(body) => self.can_act(body, 0, view, reading),
        }
    }

    /// What is true of an office.
    pub(crate) fn outcome(&mut self, office: Id<Office>) -> Rc<Outcome> {
        if let Some(outcome) = self.claims.outcomes.get(&office) {
            return Rc::clone(outcome);
        }
        let readings = self.readings_of(office);
        let claims: Vec<Rc<Vec<Claim>>> = readings
            .iter()
            .map(|reading| self.claims_in(office, *reading))
            .collect();
        let by_party: Vec<Vec<(Party, Node)>> =
            claims.iter().map(|claims| self.by_party(claims)).collect();
        let any: Vec<Node> = claims
            .iter()
            .flat_map(|claims| claims.iter().map(|claim| claim.complete))
            .collect();
        let exercised = self.circuit.or(any);
        let nobody = self.circuit.not(exercised);
        let empty = self.empty_everywhere(office);
        let vacant = self.circuit.and2(nobody, empty);
        let filled = self.circuit.not(empty);
        let stranded = self.circuit.and2(nobody, filled);
        let split = self.split(&claims, &by_party);
        let disputed = self.disputed(&by_party);
        let by_candidate = self.by_candidate(office, &claims);
        let outcome = Rc::new(Outcome {
            exercised,
            vacant,
            stranded,
            split,
            disputed,
            by_candidate,
        });
        if self.claims.open.is_empty() {
            self.claims.outcomes.insert(office, Rc::clone(&outcome));
        }
        outcome
    }

    /// Nobody has title or exercise, and nobody is waited for, as one sees who knows all islands.
    fn empty_everywhere(&mut self, office: Id<Office>) -> Node {
        let state = self.seen(office, View::Everywhere);
        let held = state
            .title
            .iter()
            .chain(&state.exercise)
            .map(|holding| holding.when);
        let held: Vec<Node> = held.chain([state.waiting]).collect();
        let held = self.circuit.or(held);
        self.circuit.not(held)
    }

    pub(super) fn by_party(&mut self, claims: &[Claim]) -> Vec<(Party, Node)> {
        let mut list: Vec<(Party, Node)> = Vec::new();
        for claim in claims {
            match list.iter_mut().find(|(party, _)| *party == claim.party) {
                Some((_, node)) => *node = self.circuit.or2(*node, claim.complete),
                None => list.push((claim.party, claim.complete)),
            }
        }
        list
    }

    /// In one reading two claimants: different ones, or one body that meets in contact (or a person
    /// chosen under one order) at two nodes out of contact with each other.
    fn split(&mut self, claims: &[Rc<Vec<Claim>>], by_party: &[Vec<(Party, Node)>]) -> Node {
        let mut ways = Vec::new();
        for (claims, parties) in claims.iter().zip(by_party) {
            ways.push(
                self.circuit
                    .at_least(2, parties.iter().map(|(_, node)| *node)),
            );
            for (index, first) in claims.iter().enumerate() {
                for second in claims.iter().skip(index + 1) {
                    if first.party == second.party && self.can_be_two(first.party) {
                        ways.push(self.apart(first, second));
                    }
                }
            }
        }
        self.circuit.or(ways)
    }

    fn can_be_two(&self, party: Party) -> bool {
        match party {
            Party::Person(_) => false,
            Party::Chosen(..) => true,
            Party::Body(body) => {
                self.plan.bodies.get(body).meets == interrex_plan::model::Meeting::InContact
            }
        }
    }

    fn apart(&mut self, first: &Claim, second: &Claim) -> Node {
        let (View::From(a), View::From(b)) = (first.view, second.view) else {
            return Node::FALSE;
        };
        let contact = self.in_contact(a, b);
        let apart = self.circuit.not(contact);
        self.circuit.and([first.complete, second.complete, apart])
    }

    /// Two readings complete different claims: one party in the first and not in the second,
    /// another in the second and not in the first.
    pub(super) fn disputed(&mut self, by_party: &[Vec<(Party, Node)>]) -> Node {
        let mut ways = Vec::new();
        for (index, first) in by_party.iter().enumerate() {
            for second in by_party.iter().skip(index + 1) {
                let only_first = self.only_in(first, second);
                let only_second = self.only_in(second, first);
                ways.push(self.circuit.and2(only_first, only_second));
            }
        }
        self.circuit.or(ways)
    }

    fn only_in(&mut self, first: &[(Party, Node)], second: &[(Party, Node)]) -> Node {
        let mut ways = Vec::new();
        for (party, here) in first {
            let there = second
                .iter()
                .find(|(other, _)| other == party)
                .map_or(Node::FALSE, |(_, node)| *node);
            let absent = self.circuit.not(there);
            ways.push(self.circuit.and2(*here, absent));
        }
        self.circuit.or(ways)
    }

    /// Complete claims by the name of the candidate, every candidate that the plan names included.
    fn by_candidate(&mut self, id: Id<Office>, claims: &[Rc<Vec<Claim>>]) -> Vec<(String, Node)> {
        let mut list: Vec<(String, Vec<Node>)> = Vec::new();
        for name in candidate_names(self.plan, id) {
            if !list.iter().any(|(known, _)| *known == name) {
                list.push((name, Vec::new()));
            }
        }
        for claim in claims.iter().flat_map(|claims| claims.iter()) {
            let name = self.slot_name(id, claim.slot, claim.party);
            match list.iter_mut().find(|(known, _)| *known == name) {
                Some((_, nodes)) => nodes.push(claim.complete),
                None => list.push((name, vec![claim.complete])),
            }
        }
        list.into_iter()
            .map(|(name, nodes)| (name, self.circuit.or(nodes)))
            .collect()
    }

    /// What an expression in the world says of an office.
    pub(crate) fn office_in_world(&mut self, atom: Atom, office: Id<Office>) -> Node {
        let outcome = self.outcome(office);
        match atom {
            Atom::Vacant(_) => outcome.vacant,
            Atom::Stranded(_) => outcome.stranded,
            Atom::Split(_) => outcome.split,
            Atom::Disputed(_) => outcome.disputed,
            Atom::ExercisedBy(_, who) => self.exercised_through(office, who),
            _ => outcome.exercised,
        }
    }

    /// Whether somebody has a complete claim through this candidate, in some reading.
    fn exercised_through(&mut self, office: Id<Office>, who: Who) -> Node {
        let mut ways = Vec::new();
        for reading in self.readings_of(office) {
            for claim in self.claims_in(office, reading).iter() {
                if self.is_through(office, claim.slot, claim.party, who) {
                    ways.push(claim.complete);
                }
            }
        }
        self.circuit.or(ways)
    }
}
