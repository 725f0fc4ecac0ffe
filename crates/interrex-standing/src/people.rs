//! People: their states, where they are based, where they can be, and who can reach them.

#![expect(
    clippy::indexing_slicing,
    reason = "states index a table of one entry each"
)]

use interrex_circuit::Node;
use interrex_plan::model::{
    CandidateWho, Change, Id, Locus, Office, Person, PersonState, Place, Plan, Thing, Threat, Who,
};
use rustc_hash::FxHashMap;

use crate::compiler::{Compiler, candidate_element, element_of, part_of};
use crate::contact::home_of;
use crate::view::View;

/// Where each person may come to sit, and when that counts.
type Whereabouts = FxHashMap<Id<Person>, Vec<(Locus, Node)>>;

/// What has been compiled about people.
#[derive(Default)]
pub(crate) struct People {
    fit: FxHashMap<Id<Person>, Node>,
    can_be_at: FxHashMap<(Id<Person>, Locus), Node>,
    /// Options of seats at which somebody may come to sit, for those who may.
    whereabouts: Option<Whereabouts>,
    known: FxHashMap<(Id<Person>, View), Node>,
}

impl People {
    pub(crate) fn forget(&mut self) {
        self.can_be_at.clear();
        self.known.clear();
    }
}

impl Compiler<'_> {
    /// Whether a threat occurs.
    pub(crate) fn occurs(&mut self, threat: Id<Threat>) -> Node {
        let plan = self.plan;
        let declared = plan.threats.get(threat);
        let counts = self.counts(&declared.terms, element_of("threat", threat));
        if counts == Node::FALSE {
            return Node::FALSE;
        }
        let occurs = self.fact_or_false(declared.occurs);
        self.circuit.and2(counts, occurs)
    }

    /// Whether a threat takes the thing at this place of its list.
    pub(crate) fn taking(&mut self, threat: Id<Threat>, index: usize) -> Node {
        let occurs = self.occurs(threat);
        if occurs == Node::FALSE {
            return Node::FALSE;
        }
        let taking = self.plan.threats.get(threat).takes.get(index);
        let chance = taking.and_then(|taking| taking.chance);
        let chance = chance.map_or(Node::TRUE, |fact| self.fact(fact));
        self.circuit.and2(occurs, chance)
    }

    /// Whether a person is dead, captive, ...: by a fact of their own or taken so by a threat.
    pub(crate) fn state(&mut self, person: Id<Person>, state: PersonState) -> Node {
        let plan = self.plan;
        let own = plan.people.get(person).states[state as usize];
        let mut ways = vec![self.fact_or_false(own)];
        if let Some(record) = self.record {
            ways.push(
                self.circuit
                    .constant(record.states.contains(&(person, state))),
            );
        }
        for (threat, index) in self.changes.takings(Thing::Person(person)).to_vec() {
            let taking = plan.threats.get(threat).takes.get(index);
            if taking.is_some_and(|taking| taking.leaves == state) {
                ways.push(self.taking(threat, index));
            }
        }
        self.circuit.or(ways)
    }

    /// Whether a person is free, alive and able.
    pub(crate) fn fit(&mut self, person: Id<Person>) -> Node {
        if let Some(node) = self.people.fit.get(&person) {
            return *node;
        }
        let unfit = [
            PersonState::Dead,
            PersonState::Captive,
            PersonState::Incapacitated,
        ];
        let states = unfit.map(|state| self.state(person, state));
        let unfit = self.circuit.or(states);
        let fit = self.circuit.not(unfit);
        self.people.fit.insert(person, fit);
        fit
    }

    /// The choice to stay, wherever one might go.
    pub(crate) fn stays(&mut self, person: Id<Person>) -> Node {
        self.fact_or_false(self.plan.people.get(person).stays)
    }

    /// Where a person is based: each possible base with the condition under which it is theirs.
    /// The conditions exclude each other; where none holds, the plan says nothing.
    pub(crate) fn bases(&mut self, person: Id<Person>) -> Vec<(Node, Locus)> {
        let plan = self.plan;
        let mut bases = Vec::new();
        let mut otherwise = Node::TRUE;
        for (measure, declared) in plan.measures.iter() {
            for change in &declared.effects {
                if let Change::Rebase(moved, to, _) = change
                    && *moved == person
                {
                    let active = self.in_effect(measure);
                    bases.push((self.circuit.and2(otherwise, active), *to));
                    let inactive = self.circuit.not(active);
                    otherwise = self.circuit.and2(otherwise, inactive);
                }
            }
        }
        let date = self.question.as_of;
        let known = plan.people.get(person).bases.iter();
        let begun = known.filter(|base| base.from.is_none_or(|from| from <= date));
        let latest = begun.reduce(|best, base| if base.from >= best.from { base } else { best });
        bases.extend(latest.map(|base| (otherwise, base.at)));
        bases.retain(|(condition, _)| *condition != Node::FALSE);
        bases
    }

    /// The condition under which the plan says nothing of where a person is.
    pub(crate) fn is_baseless(&mut self, person: Id<Person>) -> Node {
        let based: Vec<Node> = self
            .bases(person)
            .into_iter()
            .map(|(condition, _)| condition)
            .collect();
        let based = self.circuit.or(based);
        self.circuit.not(based)
    }

    /// Whether a person can be at a place or site.
    pub(crate) fn can_be_at(&mut self, person: Id<Person>, at: Locus) -> Node {
        if let Some(node) = self.people.can_be_at.get(&(person, at)) {
            return *node;
        }
        let fit = self.fit(person);
        let absent = self.state(person, PersonState::Absent);
        let present = self.circuit.not(absent);
        let stands = self.stands(at);
        let mut ways = Vec::new();
        let baseless = self.is_baseless(person);
        if baseless != Node::FALSE {
            let held_back = self.held_back(person, at, None);
            let goes = self.circuit.not(held_back);
            ways.push(self.circuit.and2(baseless, goes));
        }
        for (condition, base) in self.bases(person) {
            let way = self.arrives(person, base, at);
            ways.push(self.circuit.and2(condition, way));
        }
        ways.push(self.circuit.constant(self.is_there(person, at)));
        let way = self.circuit.or(ways);
        let node = self.circuit.and([fit, present, stands, way]);
        self.people.can_be_at.insert((person, at), node);
        node
    }

    /// Whether somebody is somewhere on record, since their seat was moved there.
    fn is_there(&self, person: Id<Person>, at: Locus) -> bool {
        self.there(person).any(|there| there == at)
    }

    /// Where somebody is on record, since their seat was moved there.
    pub(crate) fn there(&self, person: Id<Person>) -> impl Iterator<Item = Locus> {
        let there = self.record.into_iter().flat_map(|record| &record.there);
        let own = there.filter(move |(_, _, who)| *who == person);
        own.filter_map(|(seat, place, _)| {
            let options = &self.plan.seats.get(*seat).options;
            options.get(*place as usize).map(|option| option.at)
        })
    }

    /// Whether a fit person gets from a base to somewhere that stands.
    fn arrives(&mut self, person: Id<Person>, base: Locus, at: Locus) -> Node {
        let home = home_of(self.plan, base);
        if base == at || home == at || home_of(self.plan, at) == base {
            return Node::TRUE;
        }
        let held_back = self.held_back(person, at, Some(home));
        if held_back == Node::TRUE {
            return Node::FALSE;
        }
        let goes = self.circuit.not(held_back);
        let way = self.way(base, at);
        self.circuit.and2(goes, way)
    }

    /// The choices that keep a person from going somewhere.
    fn held_back(&mut self, person: Id<Person>, at: Locus, home: Option<Locus>) -> Node {
        let plan = self.plan;
        let declared = plan.people.get(person);
        let around = home_of(plan, at);
        let within = home == Some(around);
        let mut reasons = Vec::new();
        if !within {
            reasons.push(self.stays(person));
        }
        for (from, fact) in &declared.stays_from {
            let names = *from == at || (!within && contains(plan, *from, at));
            if names {
                reasons.push(self.fact(*fact));
            }
        }
        self.circuit.or(reasons)
    }

    /// Whether somebody's state and choices are known in a view: they can be met in it, or nowhere. What is on record is
    /// known.
    pub(crate) fn known(&mut self, person: Id<Person>, view: View) -> Node {
        if view == View::Everywhere || self.record.is_some() {
            return Node::TRUE;
        }
        let met = self.met_in(person, view);
        let anywhere = self.met_in(person, View::Everywhere);
        let nowhere = self.circuit.not(anywhere);
        self.circuit.or2(met, nowhere)
    }

    /// Whether a person can be reached in a view.
    pub(crate) fn reachable(&mut self, person: Id<Person>, view: View) -> Node {
        let met = self.met_in(person, view);
        let absent = self.state(person, PersonState::Absent);
        let present = self.circuit.not(absent);
        self.circuit.and2(met, present)
    }

    /// Whether a person is fit and can be reached in a view.
    pub(crate) fn person_acts(&mut self, person: Id<Person>, view: View) -> Node {
        let fit = self.fit(person);
        let reachable = self.reachable(person, view);
        self.circuit.and2(fit, reachable)
    }

    /// Whether a person's base, or somewhere else that they may come to be, is in contact with the
    /// node of the view (in the view from everywhere: stands).
    pub(crate) fn met_in(&mut self, person: Id<Person>, view: View) -> Node {
        if let Some(node) = self.people.known.get(&(person, view)) {
            return *node;
        }
        let mut ways = vec![self.is_baseless(person)];
        if ways != [Node::TRUE] {
            for (condition, base) in self.bases(person) {
                let home = home_of(self.plan, base);
                let near = self.seen_from(home, view);
                ways.push(self.circuit.and2(condition, near));
            }
            for (at, counts) in self.whereabouts(person) {
                let near = self.seen_from(at, view);
                if near != Node::FALSE {
                    let there = self.can_be_at(person, at);
                    ways.push(self.circuit.and([counts, there, near]));
                }
            }
        }
        let node = self.circuit.or(ways);
        self.people.known.insert((person, view), node);
        node
    }

    /// Whether a place or site is in contact with the node of a view, or stands.
    pub(crate) fn seen_from(&mut self, at: Locus, view: View) -> Node {
        match view {
            View::Everywhere => self.stands(at),
            View::From(node) => self.in_contact(at, node),
        }
    }

    /// The options of seats at which a person may come to sit, with the condition under which the
    /// option and their part in the office count.
    pub(crate) fn whereabouts(&mut self, person: Id<Person>) -> Vec<(Locus, Node)> {
        if self.people.whereabouts.is_none() {
            let table = self.all_whereabouts();
            self.people.whereabouts = Some(table);
        }
        let table = self.people.whereabouts.as_ref();
        table
            .and_then(|table| table.get(&person))
            .cloned()
            .unwrap_or_default()
    }

    /// For every office with a seat: its options, for whoever holds it, acts in it or is a
    /// candidate.
    fn all_whereabouts(&mut self) -> Whereabouts {
        let plan = self.plan;
        let mut table = Whereabouts::default();
        for (seat_id, seat) in plan.seats.iter() {
            let Who::Office(id) = seat.of else { continue };
            let seat_counts = self.counts(&seat.terms, element_of("seat", seat_id));
            let claimants = self.claimants(id);
            for (index, option) in seat.options.iter().enumerate() {
                let counts = self.counts(&option.terms, part_of("seat", seat_id, "option", index));
                for (person, part) in &claimants {
                    let when = self.circuit.and([seat_counts, counts, *part]);
                    if when == Node::FALSE {
                        continue;
                    }
                    let list = table.entry(*person).or_default();
                    match list.iter_mut().find(|(at, _)| *at == option.at) {
                        Some((_, known)) => *known = self.circuit.or2(*known, when),
                        None => list.push((option.at, when)),
                    }
                }
            }
        }
        // Who is somewhere on record is met there, whatever brought them.
        for (seat, place, person) in self.record.into_iter().flat_map(|record| &record.there) {
            let option = plan.seats.get(*seat).options.get(*place as usize);
            if let Some(option) = option {
                let list = table.entry(*person).or_default();
                list.retain(|(at, _)| *at != option.at);
                list.push((option.at, Node::TRUE));
            }
        }
        table
    }

    /// The persons who hold an office at the start, act in it or are listed candidates, with the
    /// condition under which that counts.
    fn claimants(&mut self, id: Id<Office>) -> Vec<(Id<Person>, Node)> {
        let plan = self.plan;
        let office = plan.offices.get(id);
        let counts = self.counts(&office.terms, element_of("office", id));
        let mut list: Vec<(Id<Person>, Node)> = Vec::new();
        let starts = office
            .holder
            .and_then(|who| holder_of(plan, who))
            .into_iter()
            .chain(office.acting);
        list.extend(starts.map(|person| (person, counts)));
        for (r, order) in office.orders.iter().enumerate() {
            let order_counts = self.counts(&order.terms, part_of("office", id, "order", r));
            for (c, candidate) in order.candidates.iter().enumerate() {
                let CandidateWho::Who(who) = candidate.who else {
                    continue;
                };
                let Some(person) = holder_of(plan, who) else {
                    continue;
                };
                let element = candidate_element(id, r, c);
                let candidate_counts = self.counts(&candidate.terms, element);
                list.push((
                    person,
                    self.circuit.and([counts, order_counts, candidate_counts]),
                ));
            }
        }
        list
    }
}

/// The person that somebody is at the start.
fn holder_of(plan: &Plan, who: Who) -> Option<Id<Person>> {
    match who {
        Who::Person(person) => Some(person),
        Who::Office(office) => match plan.offices.get(office).holder {
            Some(Who::Person(person)) => Some(person),
            _ => None,
        },
        Who::Body(_) => None,
    }
}

/// Whether a place or site is another place or site or contains it.
fn contains(plan: &Plan, outer: Locus, inner: Locus) -> bool {
    let places: &[Id<Place>] = match &inner {
        _ if inner == outer => return true,
        Locus::Place(id) => std::slice::from_ref(id),
        Locus::Site(id) => &plan.sites.get(*id).within,
    };
    places.iter().any(|place| lies_in(plan, *place, outer))
}

fn lies_in(plan: &Plan, place: Id<Place>, outer: Locus) -> bool {
    let mut place = Some(place);
    for _ in 0..=plan.places.len() {
        match place {
            Some(id) if Locus::Place(id) == outer => return true,
            Some(id) => place = plan.places.get(id).within,
            None => return false,
        }
    }
    false
}
