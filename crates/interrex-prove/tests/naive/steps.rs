//! Section 6: the step from who holds an office at the start to who holds it in a view, and the
//! rounds of offices that rest on each other.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use interrex_plan::model::{
    Candidate, CandidateWho, Effect, Event, Forfeit, Gives, Ground, Id, Office, Order, Who,
};

use super::offices::GroundOf;
use super::readings::Reading;
use super::views::{Holder, Sight, View};
use super::world::{Matter, World};

/// The offices of a circle.
pub(crate) type Posts = BTreeMap<Id<Office>, Post>;

/// The state of an office in a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Post {
    pub(crate) title: Option<Holder>,
    pub(crate) exercise: Option<Exercise>,
    /// Grounds certified against the holder at the start.
    pub(crate) certified: BTreeSet<GroundOf>,
    /// Whether a successor in another office has left this one vacant.
    pub(crate) left: bool,
    /// Everybody who has entered, in order.
    pub(crate) entered: Vec<Entry>,
    /// Whether the last who entered is in the office.
    pub(crate) filled: bool,
    /// Whether somebody is waited for, and what they would get.
    pub(crate) awaited: Option<Gives>,
}

/// Who may use an office, and through what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exercise {
    pub(crate) who: Holder,
    pub(crate) via: Via,
}

/// Through what somebody exercises an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Via {
    /// Holder or acting from the start.
    Start,
    /// Order and candidate, by place.
    Candidate(usize, usize),
    /// A partner's recognition.
    Recognition(usize),
}

/// Somebody who entered an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) who: Holder,
    pub(crate) order: usize,
    pub(crate) candidate: usize,
    /// Whether they got the title, or the exercise alone.
    pub(crate) gives: Gives,
}

/// Why an order came into force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    Ended,
    Vacant,
    Suspended,
}

impl Post {
    /// Nobody has the title or the exercise and nobody is waited for.
    pub(crate) fn is_vacant(&self) -> bool {
        self.title.is_none() && self.exercise.is_none() && self.awaited.is_none()
    }
}

impl World<'_> {
    /// The state of an office in a view when all rounds are done.
    pub(crate) fn settled_post(&self, id: Id<Office>, view: View, reading: Reading) -> Post {
        let circle = self.model.circles.of_office[id.index()];
        let posts = self.once(&self.known.posts, (circle, view, reading), || {
            let rounds = || Rc::new(self.rounds(circle, view, reading));
            self.guard(Matter::Posts(circle, view, reading), rounds)
        });
        posts.get(&id).cloned().unwrap_or_default()
    }

    fn rounds(&self, circle: usize, view: View, reading: Reading) -> Posts {
        let mut each = self.every_round(circle, view, reading);
        each.pop().unwrap_or_default()
    }

    /// The offices of a circle at the start and after each round.
    pub(crate) fn every_round(&self, circle: usize, view: View, reading: Reading) -> Vec<Posts> {
        let circle = &self.model.circles.list[circle];
        let sight = Sight::of(view, reading);
        let start = |id: &Id<Office>| (*id, self.post_at_start(*id, &sight));
        let mut posts: Posts = circle.offices.iter().map(start).collect();
        self.recognize(&mut posts, &sight);
        let mut each = vec![posts.clone()];
        for _ in 0..circle.rounds {
            let sight = Sight {
                before: Some(&posts),
                ..sight
            };
            let stepped = |id: &Id<Office>| (*id, self.step(*id, &posts, &sight));
            let mut after: Posts = circle.offices.iter().map(stepped).collect();
            self.recognize(&mut after, &sight);
            if after == posts {
                break;
            }
            each.push(after.clone());
            posts = after;
        }
        each
    }

    fn step(&self, id: Id<Office>, before: &Posts, sight: &Sight) -> Post {
        let mut post = before.get(&id).cloned().unwrap_or_default();
        if !self.office_counts(id) {
            return post;
        }
        self.leave(id, &mut post, before);
        self.certify(id, &mut post, sight);
        self.search(id, &mut post, sight);
        post
    }

    /// Who entered another office through this one, by an order with `leaves-post`, is gone.
    fn leave(&self, id: Id<Office>, post: &mut Post, before: &Posts) {
        for (other, entries) in before.iter().map(|(other, post)| (*other, &post.entered)) {
            for entry in entries {
                let order = &self.model.plan.offices.get(other).orders[entry.order];
                let through = &order.candidates[entry.candidate].who;
                let through_this =
                    matches!(through, CandidateWho::Who(Who::Office(through)) if *through == id);
                if order.leaves_post != Some(true) || !through_this {
                    continue;
                }
                if post.title == Some(entry.who) {
                    post.title = None;
                    post.left = true;
                    let acts_from_start = post.exercise.is_some_and(|exercise| {
                        exercise.via == Via::Start && exercise.who != entry.who
                    });
                    if !acts_from_start {
                        post.exercise = None;
                    }
                    post.filled = false;
                } else if let Some(exercise) = post.exercise
                    && exercise.who == entry.who
                {
                    // Who only acted from the start leaves the exercise to the holder.
                    let holder = post.title.filter(|_| exercise.via == Via::Start);
                    post.exercise = holder.map(|who| Exercise { who, ..exercise });
                    post.filled = false;
                }
            }
        }
    }

    /// Grounds apply to the holder at the start, until somebody enters with the title.
    fn certify(&self, id: Id<Office>, post: &mut Post, sight: &Sight) {
        let Some(holder) = self.holder_at_start(id) else {
            return;
        };
        let succeeded = post.entered.iter().any(|entry| entry.gives == Gives::Title);
        if post.left || succeeded {
            return;
        }
        for ground in self.grounds(id, sight.reading) {
            if !post.certified.contains(&ground) && self.is_certified(id, ground, holder, sight) {
                post.certified.insert(ground);
            }
        }
        let held = |exercise: &Exercise| exercise.who == holder && exercise.via == Via::Start;
        if self.has_certified(id, post, Effect::Ends) {
            if post.title == Some(holder) {
                post.title = None;
                post.exercise = None;
                post.filled = false;
            }
        } else if self.has_certified(id, post, Effect::Suspends)
            && post.exercise.as_ref().is_some_and(held)
        {
            post.exercise = None;
        }
    }

    pub(crate) fn has_certified(&self, id: Id<Office>, post: &Post, effect: Effect) -> bool {
        post.certified
            .iter()
            .any(|ground| self.effect(id, *ground) == effect)
    }

    fn is_certified(
        &self,
        id: Id<Office>,
        ground: GroundOf,
        holder: Holder,
        sight: &Sight,
    ) -> bool {
        let GroundOf::Written(index) = ground else {
            return self.lease_lapsed(id, holder, sight);
        };
        let ground = &self.model.plan.offices.get(id).grounds[index];
        self.is_present(id, ground, holder, sight)
            && ground
                .needs
                .as_ref()
                .is_none_or(|needs| self.holds_in(needs, sight))
            && ground
                .certified_by
                .as_ref()
                .is_none_or(|by| self.do_act(by, sight, None))
            && !ground.refused.is_some_and(|refused| self.fact(refused))
    }

    /// Whether the event of a ground is present in the view.
    pub(crate) fn is_present(
        &self,
        id: Id<Office>,
        ground: &Ground,
        holder: Holder,
        sight: &Sight,
    ) -> bool {
        let can_act = || self.holder_can_act(holder, sight);
        let is_known = |person| self.is_known(person, sight.view);
        match (&ground.event, holder) {
            (Event::State(state), Holder::Person(person)) => {
                self.is(person, *state) && is_known(person)
            }
            (Event::Unfit, Holder::Person(person)) => !self.is_fit(person) && is_known(person),
            (Event::Stays, Holder::Person(person)) => self.stays(person) && is_known(person),
            (Event::OutOfContact, Holder::Person(person)) => {
                sight.view != View::Everywhere && !self.is_met(person, sight.view)
            }
            (Event::Unfit | Event::OutOfContact, _) => !can_act(),
            (Event::State(_) | Event::Stays, _) => false,
            (Event::Resigned, _) => {
                let resigns = self.model.plan.offices.get(id).resigns;
                let known = match holder {
                    Holder::Person(person) => is_known(person),
                    _ => can_act(),
                };
                resigns.is_some_and(|resigns| self.fact(resigns)) && known
            }
            (Event::Lease, _) => self.lease_lapsed(id, holder, sight),
            (Event::When(when), _) => self.holds_in(when, sight),
            (Event::Made { by, decided }, _) => {
                decided.is_none_or(|decided| self.fact(decided)) && self.do_act(by, sight, None)
            }
        }
    }

    /// In the reading of a recognition whom it recognizes has title and exercise, whatever else.
    fn recognize(&self, posts: &mut Posts, sight: &Sight) {
        let Reading::Recognize(index) = sight.reading else {
            return;
        };
        let recognition = &self.model.plan.recognitions[index];
        if !posts.contains_key(&recognition.office) || !self.office_counts(recognition.office) {
            return;
        }
        let who = match recognition.holder {
            Who::Person(id) => Some(Holder::Person(id)),
            Who::Body(id) => Some(Holder::Body(id)),
            Who::Office(id) => self.settled_post(id, sight.view, Reading::Base).title,
        };
        let exercise = who.map(|who| Exercise {
            who,
            via: Via::Recognition(index),
        });
        posts.insert(
            recognition.office,
            Post {
                title: who,
                exercise,
                ..Post::default()
            },
        );
    }

    /// The state of an office after forfeits, which come last.
    pub(crate) fn post_after_forfeits(&self, id: Id<Office>, view: View, reading: Reading) -> Post {
        let mut post = self.settled_post(id, view, reading);
        if matches!(
            post.exercise,
            Some(Exercise {
                via: Via::Recognition(_),
                ..
            })
        ) {
            return post;
        }
        for (other, office) in self.model.plan.offices.iter() {
            let forfeits = |index: usize| office.orders[index].forfeits.as_ref();
            if !office.orders.iter().any(|order| may_take(id, order)) {
                continue;
            }
            let successor = self.settled_post(other, view, reading);
            let Some(entry) = successor.entered.last().filter(|_| successor.filled) else {
                continue;
            };
            let through = &office.orders[entry.order].candidates[entry.candidate].who;
            let loses = match forfeits(entry.order) {
                Some(Forfeit::Post) => {
                    matches!(through, CandidateWho::Who(Who::Office(through)) if *through == id)
                }
                Some(Forfeit::Offices(named)) => named.contains(&id),
                Some(Forfeit::Nothing) | None => false,
            };
            if loses {
                post.lose(entry.who);
            }
        }
        post
    }
}

impl Post {
    fn lose(&mut self, who: Holder) {
        if self.title == Some(who) {
            self.title = None;
        }
        if self.exercise.is_some_and(|exercise| exercise.who == who) {
            self.exercise = None;
        }
    }
}

/// Whether an order could make somebody forfeit an office.
fn may_take(id: Id<Office>, order: &Order) -> bool {
    let is_post = |candidate: &Candidate| matches!(candidate.who, CandidateWho::Who(Who::Office(post)) if post == id);
    match &order.forfeits {
        Some(Forfeit::Post) => order.candidates.iter().any(is_post),
        Some(Forfeit::Offices(named)) => named.contains(&id),
        Some(Forfeit::Nothing) | None => false,
    }
}
