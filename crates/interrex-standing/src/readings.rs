//! Everything in a plan that can be read in more than one way, and on which offices it bears.

use interrex_plan::model::{Id, Office, Plan};
use rustc_hash::FxHashMap;

use crate::compiler::{Compiler, part_of};
use crate::view::Reading;
use crate::views::{Institutions, forfeits};

/// The readings of a plan, and the prices of entering an office.
#[derive(Default)]
pub(crate) struct Readings {
    /// Departures that concern every office on which they bear.
    general: Vec<Reading>,
    reach: FxHashMap<Reading, Vec<bool>>,
    forfeiters: Vec<Vec<(Id<Office>, u32, u32)>>,
}

impl Readings {
    pub(crate) fn new(plan: &Plan, institutions: &Institutions) -> Self {
        let mut readings = Self {
            forfeiters: forfeiters_of(plan),
            ..Self::default()
        };
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

    /// Whether a reading bears on an office or body: offices first, then bodies.
    pub(crate) fn bears_on(&self, reading: Reading, institution: usize) -> bool {
        self.reach
            .get(&reading)
            .and_then(|reach| reach.get(institution))
            .copied()
            .unwrap_or(false)
    }

    /// Orders and candidates of other offices at whose price this office is forfeited.
    pub(crate) fn forfeiters(&self, office: Id<Office>) -> &[(Id<Office>, u32, u32)] {
        self.forfeiters
            .get(office.index())
            .map_or(&[], Vec::as_slice)
    }
}

fn forfeiters_of(plan: &Plan) -> Vec<Vec<(Id<Office>, u32, u32)>> {
    let mut table = vec![Vec::new(); plan.offices.len()];
    for (id, office) in plan.offices.iter() {
        for (r, order) in (0u32..).zip(&office.orders) {
            if order.forfeits.is_none() {
                continue;
            }
            for (c, candidate) in (0u32..).zip(&order.candidates) {
                for (forfeited, list) in plan.offices.ids().zip(&mut table) {
                    if forfeits(order.forfeits.as_ref(), &candidate.who, forfeited) {
                        list.push((id, r, c));
                    }
                }
            }
        }
    }
    table
}

impl Compiler<'_> {
    /// Every reading in which the claims to an office have to be judged, the text's own first.
    pub(crate) fn readings_of(&self, office: Id<Office>) -> Vec<Reading> {
        let mut list = vec![Reading::AsWritten];
        let bearing = self.readings.general.iter();
        list.extend(bearing.filter(|reading| self.readings.bears_on(**reading, office.index())));
        list.extend(self.orders_to_follow(office));
        for (index, known) in (0u32..).zip(&self.plan.recognitions) {
            let element = interrex_plan::model::Element::Of("recognition", index);
            if known.office == office && self.may_count(&known.terms, element) {
                list.push(Reading::Recognizing(index));
            }
        }
        list
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
