//! Bodies: whether enough members are fit and in contact, or can be in one room.

use interrex_circuit::Node;
use interrex_plan::model::{Body, DecisionKind, Id, Locus, Meeting as Rule, Member, Person, Seat};

use super::{Judged, Party};
use crate::compiler::{Compiler, element_of, part_of};
use crate::contact::home_of;
use crate::record::Requirement;
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
        let depth = self.views.open.iter().filter(|open| **open == key).count();
        if depth > 1 {
            // Once more than by way of an office of its circle: a body that must agree to its own
            // meeting place, which the reader refuses.
            return Node::FALSE;
        }
        self.views.open.push(key);
        let plan = self.plan;
        let declared = plan.bodies.get(body);
        let counts = self.counts(&declared.terms, element_of("body", body));
        let own = self.acts_itself(body, kind, view, reading);
        let stand_in = self.stand_in_acts(body, kind, view, reading);
        let either = self.circuit.or2(own, stand_in);
        let node = self.circuit.and2(counts, either);
        self.views.open.pop();
        if !in_circle {
            self.views.bodies.insert(key, node);
        }
        node
    }

    fn bearing_on_body(&self, reading: Reading, body: Id<Body>) -> Reading {
        let place = self.views.institutions.place_of_body(body);
        self.bearing_at(reading, place)
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
    pub(crate) fn needed(&self, body: Id<Body>, kind: usize, reading: Reading) -> usize {
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
        for (party, when) in self.named_members(body, view, reading) {
            let acts = self.party_acts(party, view, reading);
            let acts = self.circuit.and2(when, acts);
            self.add_person(&mut persons, party, acts);
        }
        let mut all: Vec<Node> = persons.into_iter().map(|(_, node)| node).collect();
        for member in &plan.bodies.get(body).members {
            if let Member::Class {
                count, at, unfit, ..
            } = member
            {
                let near = self.seen_from(home_of(plan, *at), view);
                all.extend(self.class_members(*count, *unfit, near));
            }
        }
        self.circuit.at_least(self.needed(body, kind, reading), all)
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
            let enough = self.enough_in_contact(body, kind, View::From(node), reading);
            let met = self.some_member_met(body, node, reading);
            ways.push(self.circuit.and2(enough, met));
        }
        ways.push(self.enough_nowhere(body, kind, reading));
        self.circuit.or(ways)
    }

    /// Whether somebody who is a member, as seen from a node, can be met at it. Where the plan says
    /// of each of them where they are this need not be asked: one of those who act can be met at
    /// some node of the same island.
    fn some_member_met(&mut self, body: Id<Body>, node: Locus, reading: Reading) -> Node {
        let plan = self.plan;
        let members = self.named_members(body, View::From(node), reading);
        let placed = |compiler: &mut Self, (party, _): &(Party, Node)| {
            compiler.is_nowhere(*party) == Node::FALSE
        };
        if members.iter().all(|member| placed(self, member)) {
            return Node::TRUE;
        }
        let mut ways = Vec::new();
        for (party, when) in members {
            let there = self.met_at(party, node);
            ways.push(self.circuit.and2(when, there));
        }
        for member in &plan.bodies.get(body).members {
            if let Member::Class { at, .. } = member {
                ways.push(self.circuit.constant(home_of(plan, *at) == node));
            }
        }
        self.circuit.or(ways)
    }

    /// Whether somebody can be met at a node itself.
    fn met_at(&mut self, party: Party, node: Locus) -> Node {
        let mut ways = Vec::new();
        match party {
            Party::Person(person) => {
                for (condition, base) in self.bases(person) {
                    if home_of(self.plan, base) == node {
                        ways.push(condition);
                    }
                }
                for (at, counts) in self.whereabouts(person) {
                    if at == node {
                        let there = self.can_be_at(person, at);
                        ways.push(self.circuit.and2(counts, there));
                    }
                }
            }
            Party::Chosen(office, order, candidate) => {
                let places = self.chosen_places(office, order, candidate);
                ways.extend(
                    places
                        .into_iter()
                        .filter_map(|(at, when)| (at == node).then_some(when)),
                );
            }
            Party::Body(_) => {}
        }
        self.circuit.or(ways)
    }

    /// Enough of those members of whose place the plan says nothing: they meet without a node.
    pub(crate) fn enough_nowhere(&mut self, body: Id<Body>, kind: usize, reading: Reading) -> Node {
        let mut persons: Vec<(Party, Node)> = Vec::new();
        for (party, when) in self.named_members(body, View::Everywhere, reading) {
            let nowhere = self.is_nowhere(party);
            if nowhere != Node::FALSE {
                let acts = self.party_acts(party, View::Everywhere, reading);
                let acts = self.circuit.and([when, nowhere, acts]);
                self.add_person(&mut persons, party, acts);
            }
        }
        let needed = self.needed(body, kind, reading);
        let all = persons.into_iter().map(|(_, node)| node);
        self.circuit.at_least(needed, all)
    }

    /// Who sits in a body, members by number aside: for an office, whoever has its title in the view, or
    /// its exercise where the body says so.
    pub(crate) fn named_members(
        &mut self,
        body: Id<Body>,
        view: View,
        reading: Reading,
    ) -> Vec<(Party, Node)> {
        let plan = self.plan;
        let mut named = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => named.push((Party::Person(*person), Node::TRUE)),
                Member::Office(office, _) => {
                    let state = self.office(Judged {
                        office: *office,
                        view,
                        reading,
                    });
                    let held = if plan.bodies.get(body).acting {
                        &state.exercise
                    } else {
                        &state.title
                    };
                    let sitting = held.iter().filter(|holding| sits(holding.party));
                    named.extend(sitting.map(|holding| (holding.party, holding.when)));
                }
                Member::Class { .. } => {}
            }
        }
        named
    }

    /// The condition under which the plan says nothing of where somebody is.
    fn is_nowhere(&mut self, party: Party) -> Node {
        match party {
            Party::Person(person) => self.is_baseless(person),
            Party::Body(_) => Node::FALSE,
            Party::Chosen(office, order, candidate) => {
                self.chosen_is_nowhere(office, order, candidate)
            }
        }
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
        let mut parties = Vec::new();
        for member in &plan.bodies.get(body).members {
            match member {
                Member::Person(person, _) => parties.push(Party::Person(*person)),
                Member::Office(office, _) => {
                    parties.extend(self.views.institutions.possible(*office));
                }
                Member::Class { .. } => {}
            }
        }
        for party in parties {
            let places = match party {
                Party::Person(person) => self.whereabouts(person),
                Party::Chosen(office, order, candidate) => {
                    self.chosen_places(office, order, candidate)
                }
                Party::Body(_) => Vec::new(),
            };
            for (at, _) in places {
                if !nodes.contains(&at) {
                    nodes.push(at);
                }
            }
        }
        nodes
    }

    fn add_homes(&mut self, nodes: &mut Vec<Locus>, person: Id<Person>) {
        let bases = self.bases(person).into_iter().map(|(_, base)| base);
        let there: Vec<Locus> = self.there(person).collect();
        for at in bases.chain(there) {
            let home = home_of(self.plan, at);
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
        for meeting in self.meetings(body, view, reading) {
            let near = match view {
                View::Everywhere => Node::TRUE,
                View::From(node) => self.in_contact(meeting.at, node),
            };
            if near == Node::FALSE || meeting.available == Node::FALSE {
                continue;
            }
            let enough = self.enough_at(body, kind, meeting, view, reading);
            ways.push(self.circuit.and2(near, enough));
        }
        self.circuit.or(ways)
    }

    /// Whether a body that meets in person has enough members who can be at a meeting place, and
    /// that is available. Who they are is seen from the view; from everywhere, at that place.
    pub(crate) fn enough_at(
        &mut self,
        body: Id<Body>,
        kind: usize,
        meeting: Meeting,
        view: View,
        reading: Reading,
    ) -> Node {
        let plan = self.plan;
        let view = view.or_from(meeting.at);
        let mut persons: Vec<(Party, Node)> = Vec::new();
        for (party, when) in self.named_members(body, view, reading) {
            let there = self.party_can_be_at(party, meeting.at);
            let there = self.circuit.and2(when, there);
            self.add_person(&mut persons, party, there);
        }
        let mut all: Vec<Node> = persons.into_iter().map(|(_, node)| node).collect();
        for member in &plan.bodies.get(body).members {
            if let Member::Class {
                count, at, unfit, ..
            } = member
            {
                let near = self.way_of_class(*at, meeting.at);
                all.extend(self.class_members(*count, *unfit, near));
            }
        }
        let enough = self.circuit.at_least(self.needed(body, kind, reading), all);
        self.circuit.and2(meeting.available, enough)
    }

    /// Whether somebody who sits in a body can be at a place or site.
    fn party_can_be_at(&mut self, party: Party, at: Locus) -> Node {
        match party {
            Party::Person(person) => self.can_be_at(person, at),
            Party::Body(_) => Node::FALSE,
            Party::Chosen(office, order, candidate) => {
                let places = self.chosen_places(office, order, candidate);
                let here: Vec<Node> = places
                    .into_iter()
                    .filter(|(place, _)| *place == at)
                    .map(|(_, when)| when)
                    .chain([self.is_nowhere(party)])
                    .collect();
                let here = self.circuit.or(here);
                let stands = self.stands(at);
                self.circuit.and2(here, stands)
            }
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

    /// Where a body that meets in person can meet: the options of its seat, without any its
    /// `meets-at`, else the homes of its members as the view sees them.
    pub(crate) fn meetings(
        &mut self,
        body: Id<Body>,
        view: View,
        reading: Reading,
    ) -> Vec<Meeting> {
        let plan = self.plan;
        let (mut meetings, homeless) = self.seat_meetings(body, reading);
        if homeless == Node::FALSE {
            return meetings;
        }
        let meets_at = &plan.bodies.get(body).meets_at;
        for at in meets_at {
            let stands = self.stands(*at);
            let available = self.circuit.and2(homeless, stands);
            meetings.push(Meeting {
                at: *at,
                available,
                option: None,
            });
        }
        if meets_at.is_empty() {
            for at in self.member_nodes(body) {
                let home = self.is_home_of_member(body, at, view.or_from(at), reading);
                let stands = self.stands(at);
                let available = self.circuit.and([homeless, home, stands]);
                meetings.push(Meeting {
                    at,
                    available,
                    option: None,
                });
            }
        }
        meetings
    }

    /// The options of the seats of a body, and the condition under which none of them counts.
    pub(crate) fn seat_meetings(
        &mut self,
        body: Id<Body>,
        reading: Reading,
    ) -> (Vec<Meeting>, Node) {
        let plan = self.plan;
        let mut meetings = Vec::new();
        let mut counting = Vec::new();
        for (seat, counts) in self.counting_seats(self.views.institutions.body_seats(body).to_vec())
        {
            for index in 0..plan.seats.get(seat).options.len() {
                if let Some(meeting) = self.option(seat, index, counts, reading) {
                    let option = self.option_counts(seat, index);
                    counting.push(self.circuit.and2(counts, option));
                    meetings.push(meeting);
                }
            }
        }
        let some = self.circuit.or(counting);
        (meetings, self.circuit.not(some))
    }

    /// Whether some member is based at a node, as a view sees who the members are.
    pub(crate) fn is_home_of_member(
        &mut self,
        body: Id<Body>,
        at: Locus,
        view: View,
        reading: Reading,
    ) -> Node {
        let plan = self.plan;
        let members = plan.bodies.get(body).members.iter();
        let mut ways: Vec<Node> = members
            .filter(|member| matches!(member, Member::Class { at: class, .. } if home_of(plan, *class) == at))
            .map(|_| Node::TRUE)
            .collect();
        for (party, when) in self.named_members(body, view, reading) {
            if let Party::Person(person) = party {
                for (condition, base) in self.bases(person) {
                    if home_of(plan, base) == at {
                        ways.push(self.circuit.and2(when, condition));
                    }
                }
                if self.there(person).any(|there| home_of(plan, there) == at) {
                    ways.push(when);
                }
            }
        }
        self.circuit.or(ways)
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

    /// Whether an option of a seat counts, the seat aside.
    pub(crate) fn option_counts(&mut self, seat: Id<Seat>, index: usize) -> Node {
        let plan = self.plan;
        let option = plan.seats.get(seat).options.get(index);
        option.map_or(Node::FALSE, |option| {
            self.counts(&option.terms, part_of("seat", seat, "option", index))
        })
    }

    /// The condition under which none of some seats counts.
    pub(crate) fn without_seat(&mut self, seats: &[(Id<Seat>, Node)]) -> Node {
        let some = self.circuit.or(seats.iter().map(|(_, counts)| *counts));
        self.circuit.not(some)
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
        let counts = self.option_counts(seat, index);
        if counts == Node::FALSE {
            return None;
        }
        let stands = self.stands(option.at);
        let needs = self.holds(option.needs.as_ref());
        let agreed = match &option.agreed_by {
            Some(actors) => {
                let place = u32::try_from(index).expect("fewer than 2^32 options");
                let asked = Requirement::Option(seat, place);
                self.required(asked, actors, View::From(option.at), reading, None)
            }
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
