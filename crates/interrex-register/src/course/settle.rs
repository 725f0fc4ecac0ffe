//! The step after an act: what an act bears on the record, and what the standing makes of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use interrex_plan::model::{
    Actor, Effect as GroundEffect, Event, Id, Office, Person, PersonState, Plan,
};
use interrex_standing::record::{Acting, Record, Requirement, Seen};
use interrex_standing::{Party, Reading, Slot};
use interrex_units::Moment;

use super::acting::Stepped;
use super::dates;
use super::deeds::{Bearing, Judged, is_over};
use super::names::{Names, holder_of, party_name, party_of};
use super::{Change, Claimed, Course, Plans, translate};

impl Course {
    pub(super) fn new(plans: &Plans) -> Self {
        Self {
            plans: Arc::clone(plans),
            plan: Arc::default(),
            plan_digest: String::new(),
            unheld: None,
            is_apart: false,
            is_founded: false,
            names: Arc::default(),
            dates: Arc::default(),
            record: Arc::default(),
            effects: BTreeMap::new(),
            proof: Arc::default(),
            stepped: Arc::default(),
            certified_since: BTreeMap::new(),
            lapsed: BTreeMap::new(),
            begun: BTreeMap::new(),
            parts: BTreeMap::new(),
            given: BTreeMap::new(),
            reports: Arc::default(),
            refusals: Arc::default(),
            grants: Arc::default(),
            recognized: Arc::default(),
            control: Arc::default(),
            claims: BTreeMap::new(),
            turns: BTreeMap::new(),
            holders: BTreeMap::new(),
            unsettled: None,
            waiting: BTreeMap::new(),
            now: Moment::LAST,
        }
    }

    /// Goes on to a moment. On each day on the way on which something begins or ends, and where the time of an order is
    /// over, a step is made: what turns by the date turns on it.
    pub(super) fn go_on_to(&mut self, moment: Moment) {
        if self.now != moment {
            self.settle_reports();
        }
        if !self.plan_digest.is_empty() {
            if self.now.date() != moment.date() {
                self.holders.clear();
            }
            while let Some(next) = self.next_change().filter(|next| *next <= moment) {
                self.now = next;
                self.holders.clear();
                self.end_limits();
                self.end_lapsed();
                self.expire();
                self.settle(None);
            }
        }
        self.now = moment;
        self.expire();
    }

    /// When something changes next by the date alone: a day on which something begins or ends, or the time of an order, of a
    /// suspension or of a part in one.
    fn next_change(&self) -> Option<Moment> {
        let after = self.dates.partition_point(|day| *day <= self.now.date());
        let day = self.dates.get(after).map(|day| Moment::start_of(*day));
        let times = self.next_limit().into_iter().chain(self.next_lapse());
        day.into_iter().chain(times).min()
    }

    /// Keeps what an act will bear until its moment comes.
    pub(super) fn held_back(&mut self, number: u32, judged: Judged) {
        self.waiting.insert(number, judged);
    }

    /// The acts whose moment has not come.
    pub(crate) fn to_bear(&self) -> impl Iterator<Item = u32> {
        self.waiting.keys().copied()
    }

    /// Lets an act bear whose moment has come.
    pub(super) fn bear_held_back(&mut self, number: u32) {
        self.settle_reports();
        if let Some(judged) = self.waiting.remove(&number) {
            // What it needed was so when it was judged.
            let is_apart = std::mem::replace(&mut self.is_apart, true);
            self.take(number, judged);
            self.is_apart = is_apart;
        }
    }

    /// Takes an act onto the record, and makes a step.
    pub(super) fn take(&mut self, number: u32, judged: Judged) {
        self.effects.insert(number, judged.effect);
        let steps = judged.bearings.iter().any(Bearing::moves_offices);
        let mut bearings = judged.bearings.iter();
        let is_report = bearings.all(|one| {
            matches!(
                one,
                Bearing::Fact(..) | Bearing::Lost(..) | Bearing::State(..)
            )
        });
        for bearing in judged.bearings {
            self.bear(bearing, number);
        }
        if steps {
            self.holders.clear();
            self.expire();
            if is_report {
                self.unsettled = Some(number);
            } else {
                self.settle(Some(number));
            }
        }
    }

    /// Makes the step after reports of the same second.
    pub(super) fn settle_reports(&mut self) {
        if let Some(number) = self.unsettled.take() {
            self.settle(Some(number));
        }
    }

    fn bear(&mut self, bearing: Bearing, number: u32) {
        match bearing {
            Bearing::Done(requirement, done) => {
                let parties = done.iter().map(|(_, party)| *party);
                self.note_steps(&requirement, parties.collect());
                let proof = Arc::make_mut(&mut self.proof)
                    .entry(requirement.clone())
                    .or_default();
                proof.extend(done.iter().map(|(_, party)| (*party, number)));
                self.record_mut()
                    .done
                    .entry(requirement.clone())
                    .or_default()
                    .extend(done);
                self.certify_again(&requirement);
            }
            Bearing::Oneself(requirement, party) => {
                self.note_steps(&requirement, vec![party]);
                Arc::make_mut(&mut self.proof)
                    .entry(requirement.clone())
                    .or_default()
                    .push((party, number));
                let actor = match party {
                    Party::Person(person) => Actor::Person(person),
                    Party::Body(body) => Actor::Body(body, 0),
                    Party::Chosen(..) => return,
                };
                self.record_mut()
                    .done
                    .entry(requirement)
                    .or_default()
                    .insert((actor, party));
            }
            Bearing::Occurred(office, ground, party) => {
                self.record_mut().occurred.insert((office, ground, party));
                let requirement = Requirement::Ground(office, ground, party);
                Arc::make_mut(&mut self.proof)
                    .entry(requirement)
                    .or_default()
                    .push((party, number));
            }
            Bearing::Ended(office, ground, party, since) => {
                let against = (office, ground, party);
                if self.shown(against) == since && self.is_end_whole(against) {
                    self.end_ground(against);
                }
            }
            Bearing::Certified(office, ground, party) if self.is_apart => {
                self.certify_as_judged((office, ground, party));
            }
            Bearing::Chosen(slot, party, done) => self.take_choice(slot, party, &done, number),
            other => self.bear_said(other, number),
        }
    }

    /// What an act says of facts and people.
    fn bear_said(&mut self, bearing: Bearing, number: u32) {
        match bearing {
            Bearing::Fact(name, fact, holds) => {
                if holds {
                    self.record_mut().facts.insert(fact);
                } else {
                    self.record_mut().facts.remove(&fact);
                }
                Arc::make_mut(&mut self.reports).insert(name, (holds, number));
            }
            Bearing::Lost(name, thing, holds) => {
                if holds {
                    self.record_mut().lost.insert(thing);
                } else {
                    self.record_mut().lost.remove(&thing);
                }
                Arc::make_mut(&mut self.reports).insert(name, (holds, number));
            }
            Bearing::State(name, person, state, holds) => {
                if holds {
                    self.record_mut().states.insert((person, state));
                } else {
                    self.record_mut().states.remove(&(person, state));
                    self.give_back(person, state);
                }
                Arc::make_mut(&mut self.reports).insert(name, (holds, number));
            }
            Bearing::Declined(name, person, office) => {
                self.record_mut().declined.insert((person, office));
                Arc::make_mut(&mut self.refusals).insert(name, number);
            }
            Bearing::Leaves(office) => {
                if let Some(acting) = self.record_mut().acting.remove(&office) {
                    self.spend_choice(office, acting);
                }
            }
            other => self.bear_beside(other, number),
        }
    }

    /// Of a report that somebody is dead the contrary is a correction: it has taken no title.
    fn give_back(&mut self, person: Id<Person>, state: PersonState) {
        if state != PersonState::Dead {
            return;
        }
        let plan = Arc::clone(&self.plan);
        let by_report = |office: Id<Office>, place: u32| {
            let ground = plan.offices.get(office).grounds.get(place as usize);
            ground.is_some_and(|ground| {
                matches!(ground.event, Event::State(PersonState::Dead))
                    && ground.certified_by.is_none()
            })
        };
        self.record_mut().certified.retain(|(office, place, of)| {
            *of != Party::Person(person) || !by_report(*office, *place)
        });
    }

    /// What an act bears beside the holding of offices.
    fn bear_beside(&mut self, bearing: Bearing, number: u32) {
        match bearing {
            Bearing::Refused(what) => {
                Arc::make_mut(&mut self.refusals).insert(what, number);
            }
            Bearing::Grant(grant) => self.grant(grant),
            Bearing::EndGrant(power, to, from) => self.end_grants(power, to, from),
            Bearing::Recognized(recognized, holds) => {
                // One holder is recognized, and any number refused.
                let all = Arc::make_mut(&mut self.recognized);
                all.retain(|known| {
                    (&known.partner, &known.office) != (&recognized.partner, &recognized.office)
                        || (known.who != recognized.who && !(known.holds && holds))
                });
                all.push(recognized);
            }
            Bearing::Control(reported, holds) => {
                Arc::make_mut(&mut self.control).retain(|known| known.of != reported.of);
                if holds {
                    Arc::make_mut(&mut self.control).push(reported);
                }
            }
            Bearing::Claim(claim) => {
                let claims = self.claims.entry(claim.of.clone()).or_default();
                Arc::make_mut(claims).push(claim);
            }
            Bearing::Adopt(digest) => self.adopt_plan(digest, number),
            Bearing::Moved(seat, place, goes) => {
                let there = &mut self.record_mut().there;
                there.retain(|(_, _, person)| !goes.contains(person));
                there.extend(goes.into_iter().map(|person| (seat, place, person)));
            }
            Bearing::Undone(requirement) => self.undo(&requirement),
            _ => {}
        }
    }

    /// Puts a plan in force. Holders stay who they are: what a new text says of them is how things stood when
    /// it was written.
    fn adopt_plan(&mut self, digest: String, number: u32) {
        let Some(plan) = self.plans.get(&digest).cloned() else {
            self.unheld.get_or_insert((number, digest));
            self.is_founded = true;
            return;
        };
        let old = std::mem::replace(&mut self.plan, plan);
        self.names = Arc::new(Names::of(&self.plan));
        self.dates = Arc::new(dates::of(&self.plan));
        let is_first = std::mem::replace(&mut self.plan_digest, digest).is_empty();
        self.is_founded = true;
        if is_first {
            return;
        }
        translate::holders(self, &old);
        translate::record(self, &old);
        translate::waiting(self, &old);
    }

    /// Lets delegations go that are over.
    pub(super) fn expire(&mut self) {
        let now = self.now;
        if self.grants.iter().any(|grant| is_over(grant, now)) {
            let lasting = self.grants.iter().filter(|grant| !is_over(grant, now));
            self.grants = Arc::new(lasting.cloned().collect());
        }
    }

    /// Steps until nothing changes: titles that changed hands become the holders of the next step.
    pub(super) fn settle(&mut self, number: Option<u32>) {
        self.release_lapsed();
        self.release_unable();
        self.forget_conditions();
        self.drop_unneeded();
        let offices: Vec<Id<Office>> = self.moving();
        for _ in 0..=3 * offices.len() {
            let seen: Vec<Stepped> = self.ask(|judge| {
                // One that is not law yet, or no longer, has nobody: nobody has left it by that.
                let mut law = offices.clone();
                law.retain(|office| judge.counts(*office));
                let each = law.into_iter().map(|office| {
                    let seen = judge.seen(office, Reading::AsWritten);
                    (office, seen, judge.acting(office))
                });
                each.collect()
            });
            let mut changed = false;
            for (office, seen, _) in &seen {
                changed |= self.arise(*office, seen);
            }
            if changed {
                continue;
            }
            if let Some((office, order, candidate)) = self.chosen_and_leaving(&seen) {
                self.drop_choice(office, order, candidate);
                continue;
            }
            if let Some((post, through)) = self.passed_through(&seen) {
                self.follow(post, &through, None, number);
                self.holders.clear();
                continue;
            }
            for (office, seen, acting) in seen {
                changed |= self.follow(office, &seen, acting, number);
            }
            if !changed {
                break;
            }
            self.holders.clear();
        }
    }

    /// Offices that can move at all.
    fn moving(&self) -> Vec<Id<Office>> {
        let offices = self.plan.offices.iter();
        let moving =
            offices.filter(|(_, office)| !office.grounds.is_empty() || !office.orders.is_empty());
        moving.map(|(id, _)| id).collect()
    }

    /// Takes over what a step made of an office; whether its title or who acts in it changed hands.
    fn follow(
        &mut self,
        office: Id<Office>,
        seen: &Seen,
        acting: Option<Acting>,
        number: Option<u32>,
    ) -> bool {
        let before = self.plan.offices.get(office).holder.and_then(party_of);
        self.keep_certified(office, seen);
        self.keep_awaited(office, seen);
        let entered = seen.title.filter(|held| matches!(held.slot, Slot::Via(..)));
        if let Some(held) = entered
            && let Some(who) = holder_of(held.party)
        {
            self.turn(office, Change::Title, Some(held), seen, number);
            self.plan_mut().offices.get_mut(office).value.holder = Some(who);
            self.plan_mut().offices.get_mut(office).value.acting = None;
            self.record_mut().acting.remove(&office);
            self.record_mut().entered.remove(&office);
            self.forget_limits(office);
            self.spend(office, held.party);
            if let Slot::Via(order, candidate) = held.slot {
                let came = (held.party, order, candidate);
                self.record_mut().came.insert(office, came);
            }
            self.keep_conditions(office, held.party);
            return true;
        }
        let ended = seen
            .certified
            .iter()
            .any(|ground| self.ends(office, *ground));
        if seen.title.is_none() && before.is_some() && !ended {
            // They left it for another office.
            self.turn(office, Change::Title, None, seen, number);
            self.plan_mut().offices.get_mut(office).value.holder = None;
            self.record_mut().came.remove(&office);
            self.record_mut().entered.remove(&office);
            return true;
        }
        let title = seen.title.map(|held| party_name(&self.plan, held.party));
        let last = self.last(office, Change::Title);
        let had = last.map_or(before.is_some(), |turn| turn.who.is_some());
        let is_other = last.is_some_and(|turn| turn.who != title);
        if title.is_none() && had {
            self.turn(office, Change::Title, None, seen, number);
            // A vacancy is another cause than a suspension: whoever stood in goes on, or comes again, for it.
            if self.record_mut().entered.remove(&office).is_some() {
                return true;
            }
        }
        if title.is_some() && is_other {
            self.turn(office, Change::Title, seen.title, seen, number);
        }
        self.follow_acting(office, seen, acting, number)
    }

    /// Notes which conditions held already when somebody came to the title: they took title or exercise from somebody
    /// before.
    fn keep_conditions(&mut self, office: Id<Office>, holder: Party) {
        let grounds = self.plan.offices.get(office).grounds.iter();
        let by_themselves = (0u32..)
            .zip(grounds)
            .filter(|(_, ground)| ground.certified_by.is_none());
        let mut places: Vec<u32> = by_themselves.map(|(place, _)| place).collect();
        if !places.is_empty() {
            self.ask(|judge| places.retain(|place| judge.condition_holds(office, *place)));
        }
        let conditions = &mut self.record_mut().conditions;
        conditions.retain(|(of, ..)| *of != office);
        conditions.extend(places.into_iter().map(|place| (office, place, holder)));
    }

    /// A condition that has ceased to hold is another one when it comes again.
    fn forget_conditions(&mut self) {
        if self.record.conditions.is_empty() {
            return;
        }
        let mut over = self.record.conditions.clone();
        let holds = |(office, place, _): &(Id<Office>, u32, Party)| {
            self.ask(|judge| judge.condition_holds(*office, *place))
        };
        over.retain(|condition| !holds(condition));
        let conditions = &mut self.record_mut().conditions;
        conditions.retain(|condition| !over.contains(condition));
    }

    /// Keeps whether somebody is waited for.
    fn keep_awaited(&mut self, office: Id<Office>, seen: &Seen) {
        for (title, waits) in [(false, seen.waiting), (true, seen.waiting_title)] {
            if self.record.awaited.contains(&(office, title)) != waits {
                let awaited = &mut self.record_mut().awaited;
                if waits {
                    awaited.insert((office, title));
                } else {
                    awaited.remove(&(office, title));
                }
            }
        }
    }

    /// Keeps what was certified or made against the holder before the step, and what took their title: that does
    /// not come back by itself.
    fn keep_certified(&mut self, office: Id<Office>, seen: &Seen) {
        let declared = self.plan.offices.get(office);
        let Some(holder) = declared.holder.and_then(party_of) else {
            return;
        };
        let grounds = &declared.grounds;
        let is_act = |place: &&u32| {
            let ground = grounds.get(**place as usize);
            ground.is_some_and(|ground| {
                ground.certified_by.is_some()
                    || matches!(ground.event, Event::Made { .. })
                    || ground.effect == GroundEffect::Ends
            })
        };
        let acts = seen.certified.iter().filter(is_act);
        let kept = acts.map(|place| (office, *place, holder));
        let kept: Vec<_> = kept.collect();
        for against in kept {
            if !self.record.certified.contains(&against) {
                self.record_mut().certified.insert(against);
                self.certify_since(against);
            }
        }
    }

    /// The choice and the steps by which somebody came to a title are used up, and the grounds that ended an
    /// earlier term of theirs with it: who comes again needs others, and loses it by others.
    fn spend(&mut self, office: Id<Office>, entered: Party) {
        let record = self.record_mut();
        record.chosen.retain(|(of, ..), _| *of != office);
        self.parts.retain(|((of, ..), _), _| *of != office);
        let record = self.record_mut();
        let earlier =
            |(of, _, party): &(Id<Office>, u32, Party)| (*of, *party) != (office, entered);
        record.occurred.retain(earlier);
        record.certified.retain(earlier);
        record.done.retain(|requirement, _| match requirement {
            Requirement::Chosen(of, ..) => *of != office,
            Requirement::Step(of, _, party) | Requirement::Ground(of, _, party) => {
                (*of, *party) != (office, entered)
            }
            _ => true,
        });
        let is_earlier = |asked: &Requirement| matches!(asked, Requirement::Ground(of, _, party) if (*of, *party) == (office, entered));
        if self.proof.keys().any(is_earlier) {
            Arc::make_mut(&mut self.proof).retain(|asked, _| !is_earlier(asked));
            Arc::make_mut(&mut self.stepped).retain(|asked, _| !is_earlier(asked));
            self.certified_since.retain(|asked, _| !is_earlier(asked));
        }
    }

    fn follow_acting(
        &mut self,
        office: Id<Office>,
        seen: &Seen,
        acting: Option<Acting>,
        number: Option<u32>,
    ) -> bool {
        let known = self.record.acting.get(&office).copied();
        if self.exercise_turns(office, seen, known, acting) {
            self.turn(office, Change::Exercise, seen.exercise, seen, number);
        }
        if known == acting {
            return false;
        }
        if let Some(known) =
            known.filter(|known| acting.map(|acting| acting.party) != Some(known.party))
        {
            self.may_come_again(office, known, acting);
        }
        match acting {
            Some(acting) => {
                let record = self.record_mut();
                record
                    .entered
                    .entry(office)
                    .or_default()
                    .insert(acting.party);
                record.acting.insert(office, acting);
                self.begin_limit(office, acting);
            }
            None => {
                self.record_mut().acting.remove(&office);
            }
        }
        true
    }

    /// Whether the exercise of an office changes hands by a step, after which this one acts where that one did, and was not
    /// told with its title.
    fn exercise_turns(
        &self,
        office: Id<Office>,
        seen: &Seen,
        known: Option<Acting>,
        acting: Option<Acting>,
    ) -> bool {
        let now = seen.exercise.map(|held| party_name(&self.plan, held.party));
        let last = self.last(office, Change::Exercise);
        let last = last.map(|turn| turn.who.clone());
        let mut turns = self.turns_of(&self.plan.offices.get(office).name);
        // Unless somebody acted until now, who went on when the title turned.
        let is_told = turns.next_back().is_some_and(|turn| {
            turn.change == Change::Title
                && turn.who == now
                && (known.is_none() || turn.at == self.now)
        });
        // Who acts again after the title turned has come anew, though they were the last who acted; so has who acts by
        // another order, or for another cause.
        let by = |acting: Option<Acting>| {
            acting.map(|acting| match acting.slot {
                Slot::Via(order, _) => (acting.party, acting.cause, Some(order)),
                _ => (acting.party, acting.cause, None),
            })
        };
        let comes_anew = acting.is_some() && by(known) != by(acting);
        let before = last.unwrap_or_else(|| self.first_exercise(office));
        !is_told && (comes_anew || before != now)
    }

    fn first_exercise(&self, office: Id<Office>) -> Option<String> {
        let declared = self.plan.offices.get(office);
        let acting = declared
            .acting
            .map(|person| self.plan.people.get(person).name.clone());
        acting.or_else(|| Some(party_name(&self.plan, declared.holder.and_then(party_of)?)))
    }

    pub(super) fn ends(&self, office: Id<Office>, ground: u32) -> bool {
        let declared = self.plan.offices.get(office);
        let ground = declared.grounds.get(ground as usize);
        ground.is_some_and(|ground| ground.effect == GroundEffect::Ends)
    }

    /// How many changes an office had.
    pub(crate) fn turn_count(&self, office: &str) -> usize {
        self.turns.get(office).map_or(0, |turns| turns.all.len())
    }

    /// Claims on record of an office or power.
    pub fn claims_of(&self, of: &str) -> impl Iterator<Item = &Claimed> {
        let claims = self.claims.get(of).into_iter();
        claims.flat_map(|claims| claims.iter())
    }

    pub(super) fn record_mut(&mut self) -> &mut Record {
        Arc::make_mut(&mut self.record)
    }

    pub(super) fn plan_mut(&mut self) -> &mut Plan {
        Arc::make_mut(&mut self.plan)
    }
}
