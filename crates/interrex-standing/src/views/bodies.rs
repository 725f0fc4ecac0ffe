//! Bodies: whether enough members are fit and in contact, or can be in one room.

use std::rc::Rc;

use interrex_circuit::Node;
use interrex_plan::model::{
    Body, DecisionKind, Id, Locus, Meeting as Rule, Member, Office, Person, Seat,
};

use super::{Judged, Party, State};
use crate::compiler::{Compiler, element_of, part_of};
use crate::contact::home_of;
use crate::view::{Reading, View};

/// A place where a body can meet in person, and when it is available.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meeting {
    pub(crate) at: Locus,
    pub(crate) available: Node,
    /// The option of a seat that it is: seat, place in its list.
    pub(crate) option: Option<(Id<Seat>, usize)>,
}

impl Compiler<'_> {
    /// Whether a body can act by a kind of decision in a view; while it cannot, its stand-in.
    pub(crate) fn can_act(
        &mut self,
        body: Id<Body>,
        kind: usize,
        view: View,
        reading: Reading,
    ) -> Node {
        let key = (body, kind, view, self.bearing_on_body(reading, body));
        let in_circle = self.views.institutions.is_body_in_circle(body);
        if !in_circle && let Some(node) = self.views.bodies.get(&key) {
            return *node;
        }
        let plan = self.plan;
        let declared = plan.bodies.get(body);
        let counts = self.counts(&declared.terms, element_of("body", body));
        let own = self.acts_itself(body, kind, view, reading);
        let stand_in = self.stand_in_acts(body, kind, view, reading);
        let either = self.circuit.or2(own, stand_in);
        let node = self.circuit.and2(counts, either);
        if !in_circle {
            self.views.bodies.insert(key, node);
        }
        node
    }

    fn bearing_on_body(&self, reading: Reading, body: Id<Body>) -> Reading {
        let index = self.plan.offices.len() + body.index();
        if self.readings.bears_on(reading, index) {
            reading
        } else {
            Reading::AsWritten
        }
    }

    pub(crate) fn stand_in_acts(
        &mut self,
        body: Id<Body>,
        kind: usize,
        view: View,
        reading: Reading,
    ) -> Node {
        let plan = self.plan;
        let declared = plan.bodies.get(body);
        let Some(other) = declared.stand_in.filter(|other| *other != body) else {
            return Node::FALSE;
        };
        let stand_in = plan.bodies.get(other);
        let name = declared
            .decisions
            .get(kind)
            .map(|kind: &DecisionKind| kind.name.as_str());
        let same = stand_in
            .decisions
            .iter()
            .position(|kind| Some(kind.name.as_str()) == name);
        let counts = self.counts(&stand_in.terms, element_of("body", other));
        let acts = self.acts_itself(other, same.unwrap_or(0), view, reading);
        self.circuit.and2(counts, acts)
    }

    fn acts_itself(&mut self, body: Id<Body>, kind: usize, view: View, reading: Reading) -> Node {
        match (self.plan.bodies.get(body).meets, view) {
            (Rule::InContact, View::From(_)) => self.enough_in_contact(body, kind, view, reading),
            (Rule::InContact, View::Everywhere) => self.somewhere_in_contact(body, kind, reading),
            (Rule::InPerson, _) => self.somewhere_in_person(body, kind, view, reading),
        }
    }

    /// How many members a decision needs in a reading.
    fn needed(&self, body: Id<Body>, kind: usize, reading: Reading) -> usize {
        let other = match reading {
            Reading::OtherThreshold(named, index) => named == body && index as usize == kind,
            _ => false,
        };
        self.plan.bodies.get(body).needed(kind, other) as usize
    }

    /// Enough members are fit and in contact with the node of the view.
    fn enough_in_contact(
        &mut self,
        body: Id<Body>,
        kind: usize,
        view: View,
        reading: Reading,
    ) -> Node {
        let plan = self.plan;
        let mut persons: Vec<(Party, Node)> = Vec::new();
        let mut others = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => {
                    let acts = self.person_acts(*person, view);
                    self.add_person(&mut persons, Party::Person(*person), acts);
                }
                Member::Office(office, _) => {
                    let state = self.office(Judged {
                        office: *office,
                        view,
                        reading,
                    });
                    self.add_holders(&mut persons, &state, view, reading);
                }
                Member::Class {
                    count, at, unfit, ..
                } => {
                    let near = self.seen_from(home_of(plan, *at), view);
                    others.extend(self.class_members(*count, *unfit, near));
                }
            }
        }
        let all = persons.into_iter().map(|(_, node)| node).chain(others);
        self.circuit.at_least(self.needed(body, kind, reading), all)
    }

    fn add_holders(
        &mut self,
        persons: &mut Vec<(Party, Node)>,
        state: &Rc<State>,
        view: View,
        reading: Reading,
    ) {
        for holding in state.title.iter().filter(|holding| sits(holding.party)) {
            let acts = self.party_acts(holding.party, view, reading);
            let acts = self.circuit.and2(holding.when, acts);
            self.add_person(persons, holding.party, acts);
        }
    }

    /// The members of a class, each counted while it is not unfit and `near` holds.
    fn class_members(
        &mut self,
        count: u32,
        unfit: Option<Id<interrex_plan::model::Fact>>,
        near: Node,
    ) -> Vec<Node> {
        let Some(unfit) = unfit else {
            return vec![near; count as usize];
        };
        let copies = self.fact_copies(unfit);
        let mut members = Vec::with_capacity(count as usize);
        for unfit in copies.into_iter().take(count as usize) {
            let fit = self.circuit.not(unfit);
            members.push(self.circuit.and2(fit, near));
        }
        members
    }

    /// Enough members are in contact with each other, wherever that is.
    fn somewhere_in_contact(&mut self, body: Id<Body>, kind: usize, reading: Reading) -> Node {
        let mut ways = Vec::new();
        for node in self.meeting_nodes(body) {
            ways.push(self.enough_in_contact(body, kind, View::From(node), reading));
        }
        let nowhere = self.baseless_members(body, reading);
        let needed = self.needed(body, kind, reading);
        ways.push(self.circuit.at_least(needed, nowhere));
        self.circuit.or(ways)
    }

    /// Members of whose place the plan says nothing: they meet without a node.
    fn baseless_members(&mut self, body: Id<Body>, reading: Reading) -> Vec<Node> {
        let plan = self.plan;
        let view = View::Everywhere;
        let mut persons: Vec<(Party, Node)> = Vec::new();
        for member in &plan.bodies.get(body).members {
            let holders = match member {
                Member::Person(person, _) => vec![(Party::Person(*person), Node::TRUE)],
                Member::Office(office, _) => {
                    let state = self.office(Judged {
                        office: *office,
                        view,
                        reading,
                    });
                    state
                        .title
                        .iter()
                        .map(|holding| (holding.party, holding.when))
                        .collect()
                }
                Member::Class { .. } => Vec::new(),
            };
            for (party, when) in holders {
                if self.is_baseless(party) {
                    let acts = self.party_acts(party, view, reading);
                    let acts = self.circuit.and2(when, acts);
                    self.add_person(&mut persons, party, acts);
                }
            }
        }
        persons.into_iter().map(|(_, node)| node).collect()
    }

    fn is_baseless(&mut self, party: Party) -> bool {
        matches!(party, Party::Person(person) if self.bases(person).is_empty())
    }

    /// The nodes at which members can be met, each once.
    pub(crate) fn member_nodes(&mut self, body: Id<Body>) -> Vec<Locus> {
        let plan = self.plan;
        let mut nodes = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => self.add_homes(&mut nodes, *person),
                Member::Office(office, _) => {
                    let possible = self.views.institutions.possible(*office).clone();
                    for party in possible {
                        if let Party::Person(person) = party {
                            self.add_homes(&mut nodes, person);
                        }
                    }
                }
                Member::Class { at, .. } => {
                    let home = home_of(plan, *at);
                    if !nodes.contains(&home) {
                        nodes.push(home);
                    }
                }
            }
        }
        nodes
    }

    /// The nodes at which members can be met, and the options of seats at which they may come to sit.
    fn meeting_nodes(&mut self, body: Id<Body>) -> Vec<Locus> {
        let plan = self.plan;
        let mut nodes = self.member_nodes(body);
        let mut people = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => people.push(*person),
                Member::Office(office, _) => {
                    let possible = self.views.institutions.possible(*office);
                    people.extend(possible.iter().filter_map(|party| match party {
                        Party::Person(person) => Some(*person),
                        _ => None,
                    }));
                }
                Member::Class { .. } => {}
            }
        }
        for person in people {
            for (at, _) in self.whereabouts(person) {
                if !nodes.contains(&at) {
                    nodes.push(at);
                }
            }
        }
        nodes
    }

    fn add_homes(&mut self, nodes: &mut Vec<Locus>, person: Id<Person>) {
        for (_, base) in self.bases(person) {
            let home = home_of(self.plan, base);
            if !nodes.contains(&home) {
                nodes.push(home);
            }
        }
    }

    /// Enough members can be in one place that is available; from a node, one in contact with it.
    fn somewhere_in_person(
        &mut self,
        body: Id<Body>,
        kind: usize,
        view: View,
        reading: Reading,
    ) -> Node {
        let mut ways = Vec::new();
        for meeting in self.meetings(body, reading) {
            let near = match view {
                View::Everywhere => Node::TRUE,
                View::From(node) => self.in_contact(meeting.at, node),
            };
            if near == Node::FALSE || meeting.available == Node::FALSE {
                continue;
            }
            let enough = self.enough_at(body, kind, meeting, reading);
            ways.push(self.circuit.and2(near, enough));
        }
        self.circuit.or(ways)
    }

    /// Whether a body that meets in person has enough members who can be at a meeting place, and
    /// that is available.
    pub(crate) fn enough_at(
        &mut self,
        body: Id<Body>,
        kind: usize,
        meeting: Meeting,
        reading: Reading,
    ) -> Node {
        let plan = self.plan;
        let view = View::From(meeting.at);
        let mut persons: Vec<(Party, Node)> = Vec::new();
        let mut others = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => {
                    let there = self.can_be_at(*person, meeting.at);
                    self.add_person(&mut persons, Party::Person(*person), there);
                }
                Member::Office(office, _) => {
                    self.add_sitters(&mut persons, *office, view, meeting.at, reading);
                }
                Member::Class {
                    count, at, unfit, ..
                } => {
                    let near = self.way_of_class(*at, meeting.at);
                    others.extend(self.class_members(*count, *unfit, near));
                }
            }
        }
        let all = persons.into_iter().map(|(_, node)| node).chain(others);
        let enough = self.circuit.at_least(self.needed(body, kind, reading), all);
        self.circuit.and2(meeting.available, enough)
    }

    fn add_sitters(
        &mut self,
        persons: &mut Vec<(Party, Node)>,
        office: Id<Office>,
        view: View,
        at: Locus,
        reading: Reading,
    ) {
        let state = self.office(Judged {
            office,
            view,
            reading,
        });
        for holding in state.title.iter().filter(|holding| sits(holding.party)) {
            let there = match holding.party {
                Party::Person(person) => self.can_be_at(person, at),
                party => self.party_acts(party, view, reading),
            };
            let there = self.circuit.and2(holding.when, there);
            self.add_person(persons, holding.party, there);
        }
    }

    /// Whether members by number get from their place to a meeting place.
    fn way_of_class(&mut self, from: Locus, at: Locus) -> Node {
        let home = home_of(self.plan, from);
        if from == at || home == at || home_of(self.plan, at) == from {
            return self.stands(at);
        }
        self.way(from, at)
    }

    /// Where a body that meets in person can meet: options of its seat, its `meets_at`, else the
    /// homes of its members.
    pub(crate) fn meetings(&mut self, body: Id<Body>, reading: Reading) -> Vec<Meeting> {
        let plan = self.plan;
        let mut meetings = Vec::new();
        for (seat, counts) in self.counting_seats(self.views.institutions.body_seats(body).to_vec())
        {
            for index in 0..plan.seats.get(seat).options.len() {
                meetings.extend(self.option(seat, index, counts, reading));
            }
        }
        for at in &plan.bodies.get(body).meets_at {
            let available = self.stands(*at);
            meetings.push(Meeting {
                at: *at,
                available,
                option: None,
            });
        }
        if meetings.is_empty() {
            for at in self.member_nodes(body) {
                let available = self.stands(at);
                meetings.push(Meeting {
                    at,
                    available,
                    option: None,
                });
            }
        }
        meetings
    }

    /// The seats among these that can count, with the condition under which they do.
    pub(crate) fn counting_seats(&mut self, seats: Vec<Id<Seat>>) -> Vec<(Id<Seat>, Node)> {
        let plan = self.plan;
        let mut counting = Vec::new();
        for seat in seats {
            let counts = self.counts(&plan.seats.get(seat).terms, element_of("seat", seat));
            if counts != Node::FALSE {
                counting.push((seat, counts));
            }
        }
        counting
    }

    /// An option of a seat with the condition under which it is available; `None` when it cannot
    /// count.
    pub(crate) fn option(
        &mut self,
        seat: Id<Seat>,
        index: usize,
        seat_counts: Node,
        reading: Reading,
    ) -> Option<Meeting> {
        let plan = self.plan;
        let option = plan.seats.get(seat).options.get(index)?;
        let counts = self.counts(&option.terms, part_of("seat", seat, "option", index));
        if counts == Node::FALSE {
            return None;
        }
        let stands = self.stands(option.at);
        let needs = self.holds(option.needs.as_ref());
        let agreed = match &option.agreed_by {
            Some(actors) => self.acts(actors, View::From(option.at), reading, None),
            None => Node::TRUE,
        };
        let refused = self.fact_or_false(option.refused);
        let granted = self.circuit.not(refused);
        let available = self
            .circuit
            .and([seat_counts, counts, stands, needs, agreed, granted]);
        Some(Meeting {
            at: option.at,
            available,
            option: Some((seat, index)),
        })
    }
}

/// Whether somebody who holds a member post can sit for it: a body cannot.
fn sits(party: Party) -> bool {
    !matches!(party, Party::Body(_))
}
