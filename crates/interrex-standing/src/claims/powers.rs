//! Powers by region: exercised by their holder, a delegate, or whoever they devolve to.

use interrex_circuit::Node;
use interrex_plan::model::{
    Body, Delegation, Id, Meeting as Rule, Office, Person, PersonState, Power, Region, Seat, Who,
};

use super::{Claim, Exerciser, Position};
use crate::compiler::{Compiler, element_of, part_of};
use crate::view::{Reading, View};
use crate::views::{Party, Slot};

/// Where a power is asked about: a region, or everywhere for one that names none.
type Where = Option<Region>;

impl Compiler<'_> {
    /// Whether a power is exercised in every region that it must reach.
    pub(crate) fn power_exercised(&mut self, power: Id<Power>) -> Node {
        let regions = self.region_count(power);
        let all: Vec<Node> = (0..regions)
            .map(|region| self.power_exercised_in(power, region))
            .collect();
        self.circuit.and(all)
    }

    /// How many regions a power has; the one `everywhere` when it names none.
    pub(crate) fn region_count(&self, power: Id<Power>) -> usize {
        self.plan.powers.get(power).reach.len().max(1)
    }

    fn region_of(&self, power: Id<Power>, region: usize) -> Where {
        self.plan
            .powers
            .get(power)
            .reach
            .get(region)
            .map(|(region, _)| *region)
    }

    /// Whether a power is exercised in a region, in some reading.
    pub(crate) fn power_exercised_in(&mut self, power: Id<Power>, region: usize) -> Node {
        let at = self.region_of(power, region);
        let mut ways = Vec::new();
        for reading in self.power_readings(power) {
            let holders = self.power_holders(power, at, reading);
            let mut exercised: Vec<Node> = holders.iter().map(|(_, node)| *node).collect();
            exercised.push(self.power_delegated(power, at, reading));
            let exercised = self.circuit.or(exercised);
            let open = self.is_open(reading);
            ways.push(self.circuit.and2(open, exercised));
        }
        let exercised = self.circuit.or(ways);
        let plan = self.plan;
        let counts = self.counts(&plan.powers.get(power).terms, element_of("power", power));
        self.circuit.and2(counts, exercised)
    }

    /// Whether two different parties exercise a power in a region: in one reading, or in two.
    pub(crate) fn power_contested_in(&mut self, power: Id<Power>, region: usize) -> Node {
        let at = self.region_of(power, region);
        let mut by_reading = Vec::new();
        for reading in self.power_readings(power) {
            let open = self.is_open(reading);
            let mut holders = self.power_holders(power, at, reading);
            for (_, node) in &mut holders {
                *node = self.circuit.and2(*node, open);
            }
            for (party, node) in &holders {
                let (party, complete) = (*party, *node);
                self.claims.exercisers.push(Exerciser {
                    power,
                    region,
                    party,
                    complete,
                });
            }
            by_reading.push(holders);
        }
        let mut ways = vec![self.disputed(&by_reading)];
        for parties in &by_reading {
            ways.push(
                self.circuit
                    .at_least(2, parties.iter().map(|(_, node)| *node)),
            );
        }
        let contested = self.circuit.or(ways);
        let plan = self.plan;
        let counts = self.counts(&plan.powers.get(power).terms, element_of("power", power));
        self.circuit.and2(counts, contested)
    }

    /// The readings of every office that has a part in a power.
    pub(crate) fn power_readings(&self, power: Id<Power>) -> Vec<Reading> {
        let declared = self.plan.powers.get(power);
        let mut involved = vec![declared.held_by];
        involved.extend(declared.delegations.iter().map(|delegation| delegation.to));
        if let Some(devolution) = &declared.devolution {
            involved.extend(devolution.to.iter().map(|(_, who, _)| *who));
        }
        let mut readings = vec![Reading::AsWritten];
        for who in involved {
            if let Who::Office(office) = who {
                for reading in self.readings_of(office) {
                    if !readings.contains(&reading) {
                        readings.push(reading);
                    }
                }
            }
        }
        readings.extend(
            self.body_readings(power)
                .into_iter()
                .filter(|reading| *reading != Reading::AsWritten),
        );
        readings.dedup();
        readings
    }

    /// Departures that bear on a body which has a part in a power.
    fn body_readings(&self, power: Id<Power>) -> Vec<Reading> {
        let declared = self.plan.powers.get(power);
        let holder = match declared.held_by {
            Who::Body(body) => Some(body),
            _ => None,
        };
        let to = declared.delegations.iter().map(|delegation| delegation.to);
        let devolved = declared
            .devolution
            .iter()
            .flat_map(|devolution| devolution.to.iter().map(|(_, who, _)| *who));
        let bodies = to.chain(devolved).filter_map(|who| match who {
            Who::Body(body) => Some(body),
            _ => None,
        });
        let mut list = Vec::new();
        let regions = declared
            .reach
            .iter()
            .filter_map(|(region, _)| match region {
                Region::Body(body) => Some(*body),
                Region::Locus(_) => None,
            });
        for body in holder.into_iter().chain(bodies).chain(regions) {
            let place = self.views.institutions.place_of_body(body);
            for reading in self.readings.general() {
                if self.readings.bears_on(*reading, place) && !list.contains(reading) {
                    list.push(*reading);
                }
            }
        }
        list
    }

    /// Who exercises a power in a region as its holder or by devolution, in a reading.
    pub(crate) fn power_holders(
        &mut self,
        power: Id<Power>,
        at: Where,
        reading: Reading,
    ) -> Vec<(Party, Node)> {
        let plan = self.plan;
        let declared = plan.powers.get(power);
        let mut holders = self.in_region(declared.held_by, Some(power), at, reading);
        let Some(devolution) = &declared.devolution else {
            return holders;
        };
        let Some(at) = at else { return holders };
        let counts = self.counts(&devolution.terms, part_of("power", power, "devolution", 0));
        let open = if let Some(when) = &devolution.when {
            self.expr_in_world(when)
        } else {
            let held: Vec<Node> = holders.iter().map(|(_, node)| *node).collect();
            let held = self.circuit.or(held);
            self.circuit.not(held)
        };
        let open = self.circuit.and2(counts, open);
        for (_, who, _) in devolution.to.iter().filter(|(region, ..)| *region == at) {
            for (party, node) in self.in_region(*who, None, Some(at), reading) {
                let node = self.circuit.and2(open, node);
                match holders.iter_mut().find(|(known, _)| *known == party) {
                    Some((_, known)) => *known = self.circuit.or2(*known, node),
                    None => holders.push((party, node)),
                }
            }
        }
        holders
    }

    fn power_delegated(&mut self, power: Id<Power>, at: Where, reading: Reading) -> Node {
        let plan = self.plan;
        let declared = plan.powers.get(power);
        let mut ways = Vec::new();
        for (index, delegation) in declared.delegations.iter().enumerate() {
            let in_scope = delegation.scope.is_empty()
                || at.is_some_and(|region| delegation.scope.contains(&region));
            if in_scope {
                let lasts = self.delegation_lasts(power, index);
                let delegates = self.in_region(delegation.to, None, at, reading);
                let delegates = self.circuit.or(delegates.into_iter().map(|(_, node)| node));
                ways.push(self.circuit.and2(lasts, delegates));
            }
        }
        self.circuit.or(ways)
    }

    /// Whether a delegation counts, its condition holds and, where that is asked, whoever granted it is there.
    pub(crate) fn delegation_lasts(&mut self, power: Id<Power>, index: usize) -> Node {
        let plan = self.plan;
        let declared = plan.powers.get(power);
        let Some(delegation) = declared.delegations.get(index) else {
            return Node::FALSE;
        };
        let element = part_of("power", power, "delegation", index);
        let counts = self.counts(&delegation.terms, element);
        let granted = self.grant_lasts(declared.held_by, delegation);
        let condition = self.holds(delegation.condition.as_ref());
        self.circuit.and([counts, granted, condition])
    }

    /// Whether a person or body can act in contact with a region, as written.
    pub(crate) fn party_reaches(&mut self, party: Party, at: Region) -> Node {
        let who = match party {
            Party::Person(person) => Who::Person(person),
            Party::Body(body) => Who::Body(body),
            Party::Chosen(..) => return Node::TRUE,
        };
        let list = self.in_region(who, None, Some(at), Reading::AsWritten);
        self.circuit.or(list.into_iter().map(|(_, node)| node))
    }

    /// Whether whoever granted a delegation is still there, where that is asked: an office that is
    /// not vacant, a person who lives, a body that can act somewhere.
    pub(crate) fn grant_lasts(&mut self, grantor: Who, delegation: &Delegation) -> Node {
        if delegation.survives_grantor {
            return Node::TRUE;
        }
        match grantor {
            Who::Office(office) => {
                let vacant = self.outcome(office).vacant;
                self.circuit.not(vacant)
            }
            Who::Person(person) => {
                let dead = self.state(person, PersonState::Dead);
                self.circuit.not(dead)
            }
            Who::Body(body) => self.can_act(body, 0, View::Everywhere, Reading::AsWritten),
        }
    }

    /// Who can act for somebody in a region, in a reading. With a power, what bars its holder from
    /// exercising it is taken into account.
    fn in_region(
        &mut self,
        who: Who,
        power: Option<Id<Power>>,
        at: Where,
        reading: Reading,
    ) -> Vec<(Party, Node)> {
        match who {
            Who::Office(office) => self.office_in_region(office, power, at, reading),
            Who::Body(body) => {
                let mut ways = Vec::new();
                for position in self.power_positions(body, reading) {
                    if power.is_some_and(|power| self.is_barred_at(position.option, power)) {
                        continue;
                    }
                    let acts = self.can_act(body, 0, position.view, reading);
                    let reached = self.reached(at, position.view, reading);
                    ways.push(self.circuit.and([position.when, acts, reached]));
                }
                let node = self.circuit.or(ways);
                vec![(Party::Body(body), node)]
            }
            Who::Person(person) => {
                let party = Party::Person(person);
                let mut ways = Vec::new();
                for (view, able) in self.person_positions(person, reading) {
                    let reached = self.reached(at, view, reading);
                    ways.push(self.circuit.and2(able, reached));
                }
                let node = self.circuit.or(ways);
                vec![(party, node)]
            }
        }
    }

    /// Where a body can act from as holder of a power: the options of its seat, without any where
    /// it acts from otherwise.
    fn power_positions(&mut self, body: Id<Body>, reading: Reading) -> Vec<Position> {
        if self.plan.bodies.get(body).meets == Rule::InPerson {
            return self.body_positions(body, reading);
        }
        let (meetings, without) = self.seat_meetings(body, reading);
        let mut list: Vec<Position> = meetings.into_iter().map(Position::of).collect();
        if without != Node::FALSE {
            for position in self.body_positions(body, reading) {
                let when = self.circuit.and2(position.when, without);
                list.push(Position { when, ..position });
            }
        }
        list
    }

    /// Where a person can act from: at home, and where else they may come to sit.
    fn person_positions(&mut self, person: Id<Person>, reading: Reading) -> Vec<(View, Node)> {
        let mut list = self.positions(Party::Person(person), reading);
        for (at, counts) in self.whereabouts(person) {
            let there = self.can_be_at(person, at);
            list.push((View::From(at), self.circuit.and2(counts, there)));
        }
        list
    }

    /// Whether a power cannot be exercised at an option of a seat.
    pub(crate) fn is_barred_at(&self, option: Option<(Id<Seat>, usize)>, power: Id<Power>) -> bool {
        let option = option.and_then(|(seat, index)| self.plan.seats.get(seat).options.get(index));
        option.is_some_and(|option| option.cannot.contains(&power))
    }

    fn office_in_region(
        &mut self,
        office: Id<Office>,
        power: Option<Id<Power>>,
        at: Where,
        reading: Reading,
    ) -> Vec<(Party, Node)> {
        let claims = self.claims_in(office, reading);
        let mut list: Vec<(Party, Node)> = Vec::new();
        for claim in claims.iter() {
            if power.is_some_and(|power| self.is_withheld(office, claim, power)) {
                continue;
            }
            let reached = self.reached(at, claim.view, reading);
            let node = self.circuit.and2(claim.complete, reached);
            match list.iter_mut().find(|(party, _)| *party == claim.party) {
                Some((_, known)) => *known = self.circuit.or2(*known, node),
                None => list.push((claim.party, node)),
            }
        }
        list
    }

    pub(crate) fn reached(&mut self, at: Where, view: View, reading: Reading) -> Node {
        at.map_or(Node::TRUE, |region| {
            self.region_reached(region, view, reading)
        })
    }

    /// Whether a claim does not carry a power: its seat or its order withholds it.
    fn is_withheld(&self, office: Id<Office>, claim: &Claim, power: Id<Power>) -> bool {
        let option = claim.option.map(|(seat, index)| (seat, index as usize));
        let by_seat = self.is_barred_at(option, power);
        let by_order = match self.came_by(office, claim.slot, claim.party) {
            Slot::Via(order, _) => {
                let order = self.plan.offices.get(office).orders.get(order as usize);
                order.is_some_and(|order| order.without_powers.contains(&power))
            }
            _ => false,
        };
        by_seat || by_order
    }
}
