//! What a claimant has and lacks: each way in which the law could bring somebody into an office, with what
//! that way asks for and how far the record has it.

use interrex_circuit::Node;
use interrex_plan::model::{
    Candidate, CandidateWho, Effect, Id, Office, Order, Pass, Person, PersonState, Step, Who,
};

use super::{Judge, Requirement};
use crate::compiler::{candidate_element, element_of, part_of};
use crate::expr::Scope;
use crate::view::{Reading, View};
use crate::views::{Judged, Own, Party, Slot};

/// One way into an office: an order, and a candidacy in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The order, by its place in the office's list.
    pub order: u32,
    /// The candidacy, by its place in the order.
    pub candidate: u32,
    /// What it asks for, in the order in which the law asks.
    pub items: Vec<Item>,
}

impl Way {
    /// Whether its order is law on the date.
    fn is_law(&self) -> bool {
        let mut items = self.items.iter();
        items.all(|item| item.met || item.need != Need::InForce)
    }

    /// Whether it is for whoever is chosen, and the choice has not fallen on them: a way open to anybody.
    pub fn is_unchosen(&self) -> bool {
        let mut items = self.items.iter();
        items.any(|item| item.need == Need::Chosen && !item.met)
    }

    /// Whether it is for whoever is chosen.
    pub fn is_for_the_chosen(&self) -> bool {
        self.items.iter().any(|item| item.need == Need::Chosen)
    }

    /// How many of the things asked for the record lacks or contradicts.
    pub fn lacking(&self) -> usize {
        self.items.iter().filter(|item| !item.met).count()
    }
}

/// One thing that a way asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub need: Need,
    /// Whether the record has it.
    pub met: bool,
    /// The requirement that acts have to meet, where it is one.
    pub requirement: Option<Requirement>,
}

/// What a way into an office can ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// The order is law on the date.
    InForce,
    /// The time is not over for which the order lets somebody act.
    InTime,
    /// One of these grounds is certified against the holder: places in the office's list.
    Ground(Vec<u32>),
    /// The office is vacant.
    Vacancy,
    /// The condition of the order holds.
    Condition,
    /// Of several orders in force this one is followed.
    Followed,
    /// An earlier candidate of the order is passed: the place of that candidacy.
    Passed(u32),
    /// The claimant has the title of a post.
    Title(Id<Office>),
    /// The claimant exercises a post.
    Exercise(Id<Office>),
    /// The claimant has the qualities that the order requires.
    Qualities,
    /// The claimant is not held back by this.
    Free(Pass),
    /// Enough members of the claimant, a body, can act.
    Able,
    /// The claimant has not entered the office before for the same cause: nobody does twice.
    Anew,
    /// The claimant did not have the title which is to be filled: nobody follows themselves, unless they are chosen.
    Another,
    /// The claimant is chosen.
    Chosen,
    /// A step of this name is completed.
    Step(String),
}

impl Need {
    /// Whether it says nothing of somebody who acts by the way already, where it is no longer met: what they
    /// came by, once they have come.
    fn is_past(&self) -> bool {
        matches!(
            self,
            Self::Title(_) | Self::Exercise(_) | Self::Qualities | Self::Chosen | Self::Step(_)
        )
    }
}

impl Judge<'_> {
    /// Every way in which somebody could come to an office, as written, each with what the record has of
    /// it; the one by which they act comes first, then of those that are law on the date the one that lacks least. Those that are open to
    /// anybody, if only they were chosen, come last.
    ///
    /// Somebody whom no candidacy fits is shown those by way of a post, with the post as what they lack.
    pub fn ways(&mut self, office: Id<Office>, party: Party) -> Vec<Way> {
        let mut ways = self.ways_of(office, party, false);
        if ways.iter().all(Way::is_unchosen) {
            ways = self.ways_of(office, party, true);
        }
        let acting = self.record.acting.get(&office);
        let acting = acting.filter(|acting| acting.party == party);
        let acts_by = |way: &Way| {
            acting.is_some_and(|acting| acting.slot == Slot::Via(way.order, way.candidate))
        };
        for way in ways.iter_mut().filter(|way| acts_by(way)) {
            way.items.retain(|item| item.met || !item.need.is_past());
        }
        ways.sort_by_key(|way| {
            (
                !acts_by(way),
                !way.is_law(),
                way.is_unchosen(),
                way.lacking(),
            )
        });
        ways
    }

    fn ways_of(&mut self, office: Id<Office>, party: Party, by_any_post: bool) -> Vec<Way> {
        let plan = self.compiler.plan;
        let mut ways = Vec::new();
        for (r, order) in (0u32..).zip(&plan.offices.get(office).orders) {
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                ways.extend(self.way(office, (r, order), (c, candidate), party, by_any_post));
            }
        }
        ways
    }

    fn way(
        &mut self,
        office: Id<Office>,
        (r, order): (u32, &Order),
        (c, candidate): (u32, &Candidate),
        party: Party,
        by_any_post: bool,
    ) -> Option<Way> {
        let element = candidate_element(office, r as usize, c as usize);
        if !self.compiler.may_count(&candidate.terms, element) {
            return None;
        }
        let mut items = self.of_order(office, r, order);
        for earlier in 0..c {
            items.push(Item::of(
                Need::Passed(earlier),
                self.is_passed(office, (r, order), earlier),
            ));
        }
        match candidate.who {
            CandidateWho::Who(Who::Office(post)) => {
                let need = if candidate.acting {
                    Need::Exercise(post)
                } else {
                    Need::Title(post)
                };
                let held = if candidate.acting {
                    self.exercise(post)
                } else {
                    self.title(post)
                };
                let possible = held.is_some_and(|held| held.party == party);
                if !possible && !by_any_post && !self.once_held(post, party) {
                    return None;
                }
                items.push(Item::of(need, possible));
            }
            CandidateWho::Who(who) if Party::of(who) != Some(party) => return None,
            CandidateWho::Who(_) => {}
            CandidateWho::Chosen { .. } => {
                let chosen = self.compiler.chosen_party(office, r, c) == party;
                let requirement = Requirement::Chosen(office, r, c);
                let met = chosen && self.record.done(&requirement).next().is_some();
                items.push(Item {
                    need: Need::Chosen,
                    met,
                    requirement: met.then_some(requirement),
                });
            }
        }
        self.of_claimant(office, order, candidate, party, &mut items);
        self.of_steps(office, order, candidate, party, &mut items);
        Some(Way {
            order: r,
            candidate: c,
            items,
        })
    }

    /// What an order asks for before any candidate is looked at.
    fn of_order(&mut self, office: Id<Office>, r: u32, order: &Order) -> Vec<Item> {
        let judged = written(office);
        let element = part_of("office", office, "order", r as usize);
        let counts = self.compiler.counts(&order.terms, element) == Node::TRUE;
        let mut items = vec![Item::of(Need::InForce, counts)];
        items.push(self.cause(office, order));
        if self.record.over.contains(&(office, r)) {
            items.push(Item::of(Need::InTime, false));
        }
        if let Some(when) = &order.when {
            let scope = Scope::View(View::Everywhere, Reading::AsWritten);
            let holds = self.compiler.expr(when, scope) == Node::TRUE;
            items.push(Item::of(Need::Condition, holds));
        }
        let in_force = self.compiler.order_counts(judged, r as usize, order) == Node::TRUE;
        let rival = in_force && self.has_rival(office, r, order);
        if rival {
            items.push(Item::of(Need::Followed, false));
        }
        items
    }

    /// The ground or the vacancy for which an order is in force.
    fn cause(&mut self, office: Id<Office>, order: &Order) -> Item {
        let plan = self.compiler.plan;
        let declared = plan.offices.get(office);
        let Some(holder) = declared.holder.and_then(Party::of) else {
            let dead = |person| self.compiler.state(person, PersonState::Dead) == Node::TRUE;
            let vacant = declared.acting.is_none_or(dead);
            return Item::of(Need::Vacancy, order.on_vacancy && vacant);
        };
        let seen = self.seen(office, Reading::AsWritten);
        let named: Vec<u32> = order.on.clone();
        // Where the title has ended, nothing suspends.
        let ends = |ground: &u32| {
            let ground = declared.grounds.get(*ground as usize);
            ground.is_some_and(|ground| ground.effect == Effect::Ends)
        };
        let ended = seen.certified.iter().any(ends);
        let mut met = named
            .iter()
            .filter(|ground| seen.certified.contains(ground));
        let met = met.find(|ground| ends(ground) == ended);
        let requirement = met.map(|ground| Requirement::Ground(office, *ground, holder));
        Item {
            met: met.is_some(),
            need: Need::Ground(named),
            requirement,
        }
    }

    /// Whether another order that is in force for the same cause comes before this one.
    fn has_rival(&mut self, office: Id<Office>, r: u32, order: &Order) -> bool {
        let plan = self.compiler.plan;
        let declared = plan.offices.get(office);
        let certified = self.seen(office, Reading::AsWritten).certified;
        let rank =
            |order: &Order, index: u32| (order.precedence.is_none(), order.precedence, index);
        let mine = rank(order, r);
        for (index, other) in (0u32..).zip(&declared.orders) {
            let caused = other.on.iter().any(|ground| certified.contains(ground));
            if index != r
                && caused
                && rank(other, index) < mine
                && self
                    .compiler
                    .order_counts(written(office), index as usize, other)
                    == Node::TRUE
            {
                return true;
            }
        }
        false
    }

    /// What an order asks of whoever comes by it.
    fn of_claimant(
        &mut self,
        office: Id<Office>,
        order: &Order,
        candidate: &Candidate,
        party: Party,
        items: &mut Vec<Item>,
    ) {
        if self.has_entered(office, order, party) {
            items.push(Item::of(Need::Anew, false));
        }
        let is_chosen = matches!(candidate.who, CandidateWho::Chosen { .. });
        if !is_chosen && self.has_lost(office, party) {
            items.push(Item::of(Need::Another, false));
        }
        match party {
            Party::Person(person) => self.of_person(office, person, order, candidate, items),
            Party::Body(body) => {
                let (view, reading) = (View::Everywhere, Reading::AsWritten);
                if self.compiler.can_act(body, 0, view, reading) != Node::TRUE {
                    items.push(Item::of(Need::Able, false));
                }
            }
            Party::Chosen(..) => {}
        }
    }

    fn of_person(
        &mut self,
        office: Id<Office>,
        person: Id<Person>,
        order: &Order,
        candidate: &Candidate,
        items: &mut Vec<Item>,
    ) {
        if !order.requires.is_empty() || !candidate.requires.is_empty() {
            let lacks = self.compiler.lacks_quality(person, order, candidate);
            items.push(Item::of(Need::Qualities, lacks == Node::FALSE));
        }
        for (kind, failing) in self.compiler.personal_failings(written(office), person) {
            if failing == Node::TRUE {
                items.push(Item::of(Need::Free(kind), false));
            }
        }
    }

    pub(super) fn of_steps(
        &mut self,
        office: Id<Office>,
        order: &Order,
        candidate: &Candidate,
        party: Party,
        items: &mut Vec<Item>,
    ) {
        let own = match candidate.who {
            CandidateWho::Who(Who::Office(post)) => Some(Own {
                post,
                acting: candidate.acting,
            }),
            _ => None,
        };
        let steps: Vec<&Step> = order.steps.iter().chain(&candidate.steps).collect();
        for step in steps {
            let done = self.compiler.step_done(written(office), step, own, party);
            items.push(Item {
                need: Need::Step(step.name.clone()),
                met: done == Node::TRUE,
                requirement: Some(Requirement::Step(office, step.name.clone(), party)),
            });
        }
    }

    /// Whether somebody held a post before the step: one who lost it is still told what they lack.
    fn once_held(&self, post: Id<Office>, party: Party) -> bool {
        let declared = self.compiler.plan.offices.get(post);
        declared.holder.and_then(Party::of) == Some(party)
    }

    /// Whether somebody had the title of an office before the step and has it no longer.
    fn has_lost(&mut self, office: Id<Office>, party: Party) -> bool {
        let title = self.title(office).map(|held| held.party);
        self.once_held(office, party) && title != Some(party)
    }

    /// Whether a ground counts on the date.
    pub fn ground_counts(&mut self, office: Id<Office>, ground: u32) -> bool {
        let plan = self.compiler.plan;
        let declared = plan.offices.get(office).grounds.get(ground as usize);
        let element = part_of("office", office, "ground", ground as usize);
        declared.is_some_and(|ground| self.compiler.counts(&ground.terms, element) == Node::TRUE)
    }

    /// Whether an office counts on the date.
    pub fn counts(&mut self, office: Id<Office>) -> bool {
        let plan = self.compiler.plan;
        let terms = &plan.offices.get(office).terms;
        self.compiler.counts(terms, element_of("office", office)) == Node::TRUE
    }
}

impl Item {
    fn of(need: Need, met: bool) -> Self {
        Self {
            need,
            met,
            requirement: None,
        }
    }
}

pub(super) fn written(office: Id<Office>) -> Judged {
    Judged {
        office,
        view: View::Everywhere,
        reading: Reading::AsWritten,
    }
}
