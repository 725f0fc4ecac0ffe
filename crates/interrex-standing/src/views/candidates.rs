//! The search of an order: candidates in turn, passed, waited for or entering.

use interrex_circuit::Node;
use interrex_plan::model::{
    Candidate, CandidateWho, Id, Office, Order, Pass, Person, PersonState, Step, Who,
};

use super::Judged;
use super::actors::Own;
use super::orders::Cause;
use super::state::{Holding, Party, Slot, State};
use crate::compiler::{Compiler, candidate_element};
use crate::expr::Scope;
use crate::record::Requirement;

/// What to search: which order, from which and up to which candidate, when, and when it gives the title.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Search {
    pub(super) order: u32,
    pub(super) from: usize,
    pub(super) until: usize,
    pub(super) open: Node,
    pub(super) as_title: Node,
    /// When the title has ended of whoever had it at the start.
    pub(super) ended: Node,
}

/// What a search finds.
pub(crate) struct Found {
    pub(super) entering: Vec<Holding>,
    pub(super) waiting: Node,
}

/// What becomes of one candidate.
struct Tested {
    /// Who enters, and when, if the search comes to them.
    entering: Vec<(Party, Node)>,
    /// When they are passed.
    passed: Node,
}

impl Compiler<'_> {
    /// Takes the candidates of an order in turn while the search is open.
    pub(super) fn search(&mut self, judged: Judged, before: &State, search: Search) -> Found {
        let plan = self.plan;
        let mut found = Found {
            entering: Vec::new(),
            waiting: Node::FALSE,
        };
        let Some(order) = plan
            .offices
            .get(judged.office)
            .orders
            .get(search.order as usize)
        else {
            return found;
        };
        let mut open = search.open;
        let asked = (0u32..).zip(&order.candidates);
        for (index, candidate) in asked.take(search.until).skip(search.from) {
            if open == Node::FALSE {
                break;
            }
            let Some(tested) = self.test(judged, before, search, index, order, candidate) else {
                continue;
            };
            let slot = Slot::Via(search.order, index);
            let mut settled = vec![tested.passed];
            for (party, when) in tested.entering {
                settled.push(when);
                let when = self.circuit.and2(open, when);
                if when != Node::FALSE {
                    found.entering.push(Holding {
                        party,
                        slot,
                        cause: Cause::Start,
                        when,
                    });
                }
            }
            let settled = self.circuit.or(settled);
            let unsettled = self.circuit.not(settled);
            let waits = self.circuit.and2(open, unsettled);
            found.waiting = self.circuit.or2(found.waiting, waits);
            open = self.circuit.and2(open, tested.passed);
        }
        found
    }

    /// Tests one candidate; `None` when it cannot count at all.
    fn test(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        index: u32,
        order: &Order,
        candidate: &Candidate,
    ) -> Option<Tested> {
        let element = candidate_element(judged.office, search.order as usize, index as usize);
        if !self.may_count(&candidate.terms, element) {
            return None;
        }
        let counts = self.counts(&candidate.terms, element);
        let mut tested = match &candidate.who {
            CandidateWho::Who(Who::Office(post)) => {
                self.test_post(judged, before, search, order, candidate, *post)
            }
            CandidateWho::Who(who) => {
                let party = Party::of(*who)?;
                let holders = vec![(party, Node::TRUE)];
                self.test_holders(
                    judged,
                    before,
                    search,
                    order,
                    candidate,
                    &holders,
                    Node::TRUE,
                )
            }
            CandidateWho::Chosen { by, .. } => {
                let slot = (judged.office, search.order, index);
                let mut party = self.chosen_party(judged.office, search.order, index);
                let asked = Requirement::Chosen(judged.office, search.order, index);
                let mut chosen = self.required(asked, by, judged.view, judged.reading, None);
                if self.is_lost_choice(slot, party, order, candidate) {
                    (party, chosen) = (Party::Chosen(slot.0, slot.1, slot.2), Node::FALSE);
                }
                let holders = vec![(party, Node::TRUE)];
                self.test_holders(judged, before, search, order, candidate, &holders, chosen)
            }
        };
        if counts != Node::TRUE {
            for (_, when) in &mut tested.entering {
                *when = self.circuit.and2(counts, *when);
            }
            let missing = self.circuit.not(counts);
            tested.passed = self.circuit.or2(missing, tested.passed);
        }
        Some(tested)
    }

    /// On record, whether whoever was chosen can never enter (dead, or without what the order requires, or not willing) and
    /// the order names nobody after them: then another choice is waited for.
    pub(crate) fn is_lost_choice(
        &mut self,
        (office, _, place): (Id<Office>, u32, u32),
        party: Party,
        order: &Order,
        candidate: &Candidate,
    ) -> bool {
        let (Some(record), Party::Person(person)) = (self.record, party) else {
            return false;
        };
        if place as usize + 1 < order.candidates.len() {
            return false;
        }
        record.declined.contains(&(person, office))
            || self.state(person, PersonState::Dead) == Node::TRUE
            || self.lacks_quality(person, order, candidate) == Node::TRUE
    }

    /// A candidate that is an office: whoever has its title, or its exercise.
    fn test_post(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        order: &Order,
        candidate: &Candidate,
        post: Id<Office>,
    ) -> Tested {
        let state = self.office(Judged {
            office: post,
            ..judged
        });
        let (list, waiting) = if candidate.acting {
            (&state.exercise, state.waiting)
        } else {
            (&state.title, state.waiting_title)
        };
        let mut holders: Vec<(Party, Node)> = Vec::new();
        for holding in list {
            self.add_person(&mut holders, holding.party, holding.when);
        }
        let held: Vec<Node> = holders.iter().map(|(_, when)| *when).collect();
        let mut tested = self.test_holders(
            judged,
            before,
            search,
            order,
            candidate,
            &holders,
            Node::TRUE,
        );
        let passes_unfilled = order.passes.contains(&Pass::Unfilled);
        if passes_unfilled || order.passes.contains(&Pass::NoHolder) {
            let held = self.circuit.or(held);
            let filled = if passes_unfilled {
                held
            } else {
                self.circuit.or2(held, waiting)
            };
            let empty = self.circuit.not(filled);
            tested.passed = self.circuit.or2(tested.passed, empty);
        }
        tested
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one candidate is judged by all of these"
    )]
    fn test_holders(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        order: &Order,
        candidate: &Candidate,
        holders: &[(Party, Node)],
        chosen: Node,
    ) -> Tested {
        let mut tested = Tested {
            entering: Vec::new(),
            passed: Node::FALSE,
        };
        for (party, holds) in holders {
            let completed = self.completed(judged, order, candidate, *party);
            let completed = self.circuit.and2(chosen, completed);
            let failings =
                self.failings(judged, before, search, order, candidate, *party, completed);
            let passed = failings
                .iter()
                .filter(|(kind, _)| order.passes.contains(kind));
            let passed: Vec<Node> = passed.map(|(_, failing)| *failing).collect();
            let passed = self.circuit.or(passed);
            let any = self
                .circuit
                .or(failings.iter().map(|(_, failing)| *failing));
            let free = self.circuit.not(any);
            let enters = self.circuit.and2(*holds, free);
            tested.entering.push((*party, enters));
            let over = self.circuit.and2(*holds, passed);
            tested.passed = self.circuit.or2(tested.passed, over);
        }
        tested
    }

    /// Every failing of somebody as a candidate.
    #[expect(
        clippy::too_many_arguments,
        reason = "one candidate is judged by all of these"
    )]
    fn failings(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        order: &Order,
        candidate: &Candidate,
        party: Party,
        completed: Node,
    ) -> Vec<(Pass, Node)> {
        let missing = self.circuit.not(completed);
        let mut failings = vec![(Pass::NotCompleted, missing)];
        let barred = self.barred(judged, before, search, candidate, party);
        match party {
            Party::Person(person) => {
                let lacks = self.lacks_quality(person, order, candidate);
                let barred = self.circuit.or2(barred, lacks);
                failings.push((Pass::Ineligible, barred));
                failings.extend(self.personal_failings(judged, person));
            }
            Party::Body(body) => {
                failings.push((Pass::Ineligible, barred));
                let acts = self.can_act(body, 0, judged.view, judged.reading);
                failings.push((Pass::OutOfReach, self.circuit.not(acts)));
            }
            Party::Chosen(..) => failings.push((Pass::Ineligible, barred)),
        }
        failings
    }

    pub(crate) fn personal_failings(
        &mut self,
        judged: Judged,
        person: Id<Person>,
    ) -> Vec<(Pass, Node)> {
        let plan = self.plan;
        let states = [
            (Pass::Dead, PersonState::Dead),
            (Pass::Captive, PersonState::Captive),
            (Pass::Incapacitated, PersonState::Incapacitated),
            (Pass::Absent, PersonState::Absent),
        ];
        let mut failings: Vec<(Pass, Node)> = states
            .into_iter()
            .map(|(kind, state)| (kind, self.state_known(person, state, judged.view)))
            .collect();
        let general = self.fact_or_false(plan.people.get(person).declines);
        let special = self.views.institutions.declines(person, judged.office);
        let special = self.fact_or_false(special);
        let declines = self.circuit.or2(general, special);
        let known = self.known(person, judged.view);
        let on_record = self
            .record
            .is_some_and(|record| record.declined.contains(&(person, judged.office)));
        let declines = self.circuit.and2(declines, known);
        let on_record = self.circuit.constant(on_record);
        failings.push((Pass::Declined, self.circuit.or2(declines, on_record)));
        let reachable = self.reachable(person, judged.view);
        failings.push((Pass::OutOfReach, self.circuit.not(reachable)));
        failings
    }

    /// Whether somebody has entered this office before, or held it at the start. On record, whoever is chosen may have
    /// held it before: a choice for a title that has ended is another term.
    fn barred(
        &mut self,
        judged: Judged,
        before: &State,
        search: Search,
        candidate: &Candidate,
        party: Party,
    ) -> Node {
        let holder = self
            .plan
            .offices
            .get(judged.office)
            .holder
            .and_then(Party::of);
        let is_chosen = matches!(candidate.who, CandidateWho::Chosen { .. });
        let had = holder == Some(party) && matches!(party, Party::Person(_));
        let had = match self.record {
            _ if !had => Node::FALSE,
            Some(_) if is_chosen => self.circuit.not(search.ended),
            _ => return Node::TRUE,
        };
        let of_party = |list: &[Holding]| -> Vec<Node> {
            list.iter()
                .filter(|known| known.party == party)
                .map(|known| known.when)
                .collect()
        };
        let titled = self.circuit.or(of_party(&before.titled));
        let entered = self.circuit.or(of_party(&before.entered));
        let as_exercise = self.circuit.not(search.as_title);
        let entered = self.circuit.and2(entered, as_exercise);
        self.circuit.or([had, titled, entered])
    }

    pub(crate) fn lacks_quality(
        &self,
        person: Id<Person>,
        order: &Order,
        candidate: &Candidate,
    ) -> Node {
        let qualities = &self.plan.people.get(person).qualities;
        let required = order.requires.iter().chain(&candidate.requires);
        let lacks = required
            .into_iter()
            .any(|quality| !qualities.contains(quality));
        self.circuit.constant(lacks)
    }

    /// Whether every step of a candidate can be completed, the lease's contact with keepers among
    /// them.
    fn completed(
        &mut self,
        judged: Judged,
        order: &Order,
        candidate: &Candidate,
        party: Party,
    ) -> Node {
        let own = match candidate.who {
            CandidateWho::Who(Who::Office(post)) => Some(Own {
                post,
                acting: candidate.acting,
            }),
            _ => None,
        };
        let mut all = vec![self.leases_held(judged)];
        for step in order.steps.iter().chain(&candidate.steps) {
            all.push(self.step_done(judged, step, own, party));
        }
        self.circuit.and(all)
    }

    pub(crate) fn step_done(
        &mut self,
        judged: Judged,
        step: &Step,
        own: Option<Own>,
        party: Party,
    ) -> Node {
        let scope = Scope::View(judged.view, judged.reading);
        let needs = self.holds_in(step.needs.as_ref(), scope);
        let asked = Requirement::Step(judged.office, step.name.clone(), party);
        let acts = match &step.by {
            Some(actors) => self.required(asked, actors, judged.view, judged.reading, own),
            None => self.done_oneself(&asked, party),
        };
        let refused = self.fact_or_false(step.refused);
        let done = self.circuit.not(refused);
        self.circuit.and([needs, acts, done])
    }
}

/// The post by virtue of which a candidate acts, where the order says that they keep it.
pub(super) fn by_virtue_of(order: &Order, candidate: &Candidate) -> Option<Id<Office>> {
    match candidate.who {
        CandidateWho::Who(Who::Office(post)) if order.leaves_post == Some(false) => Some(post),
        _ => None,
    }
}
