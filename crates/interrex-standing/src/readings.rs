//! Everything in a plan that can be read in more than one way, and on which offices it bears.

use interrex_circuit::Node;
use interrex_plan::model::{Element, Id, Office, Plan};
use rustc_hash::FxHashMap;

use crate::compiler::{Compiler, part_of};
use crate::view::Reading;
use crate::views::Institutions;

/// The readings of a plan.
#[derive(Default)]
pub(crate) struct Readings {
    /// Departures that concern every office on which they bear.
    general: Vec<Reading>,
    reach: FxHashMap<Reading, Vec<bool>>,
}

impl Readings {
    pub(crate) fn new(plan: &Plan, institutions: &Institutions) -> Self {
        let mut readings = Self::default();
        for (id, office) in plan.offices.iter() {
            for (index, ground) in (0u32..).zip(&office.grounds) {
                if ground.disputed {
                    readings.general.push(Reading::WithoutGround(id, index));
                }
            }
            for (index, order) in (0u32..).zip(&office.orders) {
                if order.disputed {
                    readings.general.push(Reading::WithoutOrder(id, index));
                }
                readings.reach_of(
                    plan,
                    institutions,
                    Reading::Following(id, index),
                    office.orders.len() > 1,
                );
            }
        }
        for (id, body) in plan.bodies.iter() {
            for (index, kind) in (0u32..).zip(&body.decisions) {
                if kind.disputed.is_some() {
                    readings.general.push(Reading::OtherThreshold(id, index));
                }
            }
        }
        for index in 0..plan.recognitions.len() {
            let index = u32::try_from(index).expect("fewer than 2^32 recognitions");
            readings.reach_of(plan, institutions, Reading::Recognizing(index), true);
        }
        for reading in readings.general.clone() {
            readings.reach_of(plan, institutions, reading, true);
        }
        readings.add_undisputed();
        readings
    }

    /// Where several grounds and orders are disputed, the reading that leaves out all of them.
    fn add_undisputed(&mut self) {
        let rules = self.general.iter().filter(|reading| {
            matches!(
                reading,
                Reading::WithoutGround(..) | Reading::WithoutOrder(..)
            )
        });
        let rules: Vec<Reading> = rules.copied().collect();
        if rules.len() < 2 {
            return;
        }
        let mut reach: Vec<bool> = Vec::new();
        for one in rules.iter().filter_map(|reading| self.reach.get(reading)) {
            reach.resize(one.len(), false);
            reach.iter_mut().zip(one).for_each(|(all, one)| *all |= one);
        }
        self.reach.insert(Reading::Undisputed, reach);
        self.general.push(Reading::Undisputed);
    }

    fn reach_of(
        &mut self,
        plan: &Plan,
        institutions: &Institutions,
        reading: Reading,
        wanted: bool,
    ) {
        if wanted {
            self.reach
                .insert(reading, institutions.reach_of(plan, reading));
        }
    }

    /// Departures from the text that concern every office and body on which they bear.
    pub(crate) fn general(&self) -> &[Reading] {
        &self.general
    }

    /// Whether a reading bears on an office, a body or the claims to an office: offices first, then
    /// bodies, then claims.
    pub(crate) fn bears_on(&self, reading: Reading, institution: usize) -> bool {
        self.reach
            .get(&reading)
            .and_then(|reach| reach.get(institution))
            .copied()
            .unwrap_or(false)
    }
}

impl Compiler<'_> {
    /// Every reading in which the claims to an office have to be judged, the text's own first.
    pub(crate) fn readings_of(&self, office: Id<Office>) -> Vec<Reading> {
        let mut list = vec![Reading::AsWritten];
        let claims = self.views.institutions.place_of_claims(office);
        let bearing = self.readings.general.iter();
        list.extend(bearing.filter(|reading| self.readings.bears_on(**reading, claims)));
        list.extend(self.orders_to_follow(office));
        for (index, known) in (0u32..).zip(&self.plan.recognitions) {
            let element = Element::Of("recognition", index);
            if known.office == office && self.may_count(&known.terms, element) {
                list.push(Reading::Recognizing(index));
            }
        }
        list
    }

    /// When a reading is to be considered at all: that of a recognition while it counts.
    pub(crate) fn is_open(&mut self, reading: Reading) -> Node {
        let Reading::Recognizing(index) = reading else {
            return Node::TRUE;
        };
        let plan = self.plan;
        let known = plan.recognitions.get(index as usize);
        known.map_or(Node::FALSE, |known| {
            self.counts(&known.terms, Element::Of("recognition", index))
        })
    }

    /// Orders that could be followed in place of an earlier one of the same precedence.
    fn orders_to_follow(&self, id: Id<Office>) -> Vec<Reading> {
        let office = self.plan.offices.get(id);
        let mut list = Vec::new();
        for (index, order) in office.orders.iter().enumerate() {
            let counts = |index: usize| {
                let element = part_of("office", id, "order", index);
                office
                    .orders
                    .get(index)
                    .is_some_and(|order| self.may_count(&order.terms, element))
            };
            let earlier = office.orders.iter().take(index).enumerate();
            let rivals = earlier.filter(|(_, earlier)| earlier.precedence == order.precedence);
            if counts(index) && rivals.into_iter().any(|(earlier, _)| counts(earlier)) {
                let index = u32::try_from(index).expect("fewer than 2^32 orders");
                list.push(Reading::Following(id, index));
            }
        }
        list
    }
}
