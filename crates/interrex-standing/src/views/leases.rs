//! Leases: whether enough keepers can be reached from where a claim is judged.

use interrex_circuit::Node;
use interrex_plan::model::{Actor, Id, Lease, PersonState};

use super::{Judged, Party};
use crate::compiler::{Compiler, element_of};
use crate::view::{Reading, View};

impl Compiler<'_> {
    /// Whether the exercise of an office can be had in a view as far as leases go: every counting
    /// lease is held there.
    pub(crate) fn leases_held(&mut self, judged: Judged) -> Node {
        let mut all = Vec::new();
        for lease in self.views.institutions.leases(judged.office).to_vec() {
            let counts = self.lease_counts(lease);
            if counts != Node::FALSE {
                let held = self.lease_held(lease, judged.view, judged.reading);
                all.push(self.circuit.implies(counts, held));
            }
        }
        self.circuit.and(all)
    }

    /// The event `lease`: some counting lease is not held in the view, or the holder cannot keep it
    /// up.
    pub(super) fn lease_lapsed(&mut self, judged: Judged, holder: Party) -> Node {
        let mut ways = Vec::new();
        for lease in self.views.institutions.leases(judged.office).to_vec() {
            let counts = self.lease_counts(lease);
            if counts == Node::FALSE {
                continue;
            }
            let held = self.lease_held(lease, judged.view, judged.reading);
            let keeps = self.keeps_up(judged, holder);
            let kept = self.circuit.and2(held, keeps);
            let lapsed = self.circuit.not(kept);
            ways.push(self.circuit.and2(counts, lapsed));
        }
        self.circuit.or(ways)
    }

    /// Whether the holder, as far as is known in the view, is fit, present and reachable.
    fn keeps_up(&mut self, judged: Judged, holder: Party) -> Node {
        let Party::Person(person) = holder else {
            return self.party_acts(holder, judged.view, judged.reading);
        };
        let fit = self.fit(person);
        let absent = self.state(person, PersonState::Absent);
        let present = self.circuit.not(absent);
        let reachable = self.reachable(person, judged.view);
        self.circuit.and([fit, present, reachable])
    }

    fn lease_counts(&mut self, lease: Id<Lease>) -> Node {
        let plan = self.plan;
        self.counts(&plan.leases.get(lease).terms, element_of("lease", lease))
    }

    /// Whether enough distinct keepers can act in a view.
    fn lease_held(&mut self, lease: Id<Lease>, view: View, reading: Reading) -> Node {
        let plan = self.plan;
        let lease = plan.leases.get(lease);
        let mut persons: Vec<(Party, Node)> = Vec::new();
        for (keeper, _) in &lease.keepers {
            match *keeper {
                Actor::Person(person) => {
                    let acts = self.person_acts(person, view);
                    self.add_person(&mut persons, Party::Person(person), acts);
                }
                Actor::Office(office) => {
                    let state = self.office(Judged {
                        office,
                        view,
                        reading,
                    });
                    for holding in &state.title {
                        let acts = self.party_acts(holding.party, view, reading);
                        let acts = self.circuit.and2(holding.when, acts);
                        self.add_person(&mut persons, holding.party, acts);
                    }
                }
                Actor::Body(body, kind) => {
                    let acts = self.can_act(body, kind as usize, view, reading);
                    self.add_person(&mut persons, Party::Body(body), acts);
                }
            }
        }
        self.circuit.at_least(
            lease.needs as usize,
            persons.into_iter().map(|(_, node)| node),
        )
    }

    /// Adds a way in which somebody acts; a person counts once however many posts they hold.
    pub(super) fn add_person(
        &mut self,
        persons: &mut Vec<(Party, Node)>,
        party: Party,
        acts: Node,
    ) {
        match persons.iter_mut().find(|(known, _)| *known == party) {
            Some((_, node)) => *node = self.circuit.or2(*node, acts),
            None => persons.push((party, acts)),
        }
    }
}
