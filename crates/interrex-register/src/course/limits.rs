//! For how long somebody may act by an order that limits it (`limit`), and what becomes of it when that is over.
//!
//! The time runs from when somebody first came to act by the order, for as long as the cause lasts for which they came.
//! When it is over they act no longer, and the order is not in force until the cause is another: another order may be
//! followed then, by which the same person may come. The time of a title is never limited so.

use interrex_plan::model::{Id, Office};
use interrex_standing::Slot;
use interrex_standing::record::Acting;
use interrex_units::Moment;

use super::Course;

impl Course {
    /// Notes that somebody acts by an order.
    pub(super) fn begin_limit(&mut self, office: Id<Office>, acting: Acting) {
        if let Slot::Via(order, _) = acting.slot {
            self.begun.entry((office, order)).or_insert(self.now);
        }
    }

    /// Another cause: its time begins anew.
    pub(super) fn forget_limits(&mut self, office: Id<Office>) {
        self.begun.retain(|(of, _), _| *of != office);
        if self.record.over.iter().any(|(of, _)| *of == office) {
            self.record_mut().over.retain(|(of, _)| *of != office);
        }
    }

    /// Takes over since when somebody acted by an order, or a ground was certified: that an act is annulled from now on gives
    /// nobody more time.
    pub(super) fn keep_begun(&mut self, before: &Self) {
        if self.plan_digest != before.plan_digest {
            return;
        }
        let same_cause =
            |office| self.record.causes.get(office) == before.record.causes.get(office);
        let before_since = &before.certified_since;
        let before = before.begun.iter();
        let kept = before.filter(|((office, _), _)| same_cause(office));
        for (of, since) in kept.collect::<Vec<_>>() {
            let known = self.begun.entry(*of).or_insert(*since);
            *known = (*known).min(*since);
        }
        for (asked, since) in &mut self.certified_since {
            let before = before_since.get(asked).copied();
            *since = before.map_or(*since, |before| before.min(*since));
        }
    }

    /// When the time of an order is over by which somebody acts or has acted; nothing where it has none.
    pub(crate) fn limit_of(&self, (office, order): (Id<Office>, u32)) -> Option<Moment> {
        let since = self.begun.get(&(office, order))?;
        let declared = self.plan.offices.get(office).orders.get(order as usize)?;
        since.plus(declared.limit?)
    }

    /// When the time of an order is over next.
    pub(super) fn next_limit(&self) -> Option<Moment> {
        let running = self.begun.keys();
        let running = running.filter(|of| !self.record.over.contains(of));
        let ends = running.filter_map(|of| self.limit_of(*of));
        // A plan that is adopted meanwhile may have made it shorter.
        ends.min().map(|end| end.max(self.now))
    }

    /// How many orders have had their time by a moment.
    pub(super) fn limits_over(&self, at: Moment) -> usize {
        let ends = self.begun.keys().filter_map(|of| self.limit_of(*of));
        ends.filter(|end| *end <= at).count()
    }

    /// Takes the exercise from whoever acts by an order whose time is over. They have left nothing, and may come again by
    /// another.
    pub(super) fn end_limits(&mut self) {
        let now = self.now;
        let running = self.begun.keys();
        let running = running.filter(|of| !self.record.over.contains(of));
        let over = running.filter(|of| self.limit_of(**of).is_some_and(|end| end <= now));
        for (office, order) in over.copied().collect::<Vec<_>>() {
            self.record_mut().over.insert((office, order));
            let acting = self.record.acting.get(&office).copied();
            let by_it = |acting: &Acting| matches!(acting.slot, Slot::Via(by, _) if by == order);
            if let Some(acting) = acting.filter(by_it) {
                self.record_mut().acting.remove(&office);
                self.spend_choice(office, acting);
                self.forget_entry(office, acting.party);
            }
        }
    }
}
