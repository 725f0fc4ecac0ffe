//! Section 7, *Readings*: what is disputed, one thing at a time.

use interrex_plan::model::{Body, Element, Ground, Id, Office, Order};

use super::world::World;

/// The base reading, or one that departs from it in one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reading {
    /// Everything as written, the first of several orders, no recognition.
    Base,
    /// A disputed ground is left out.
    WithoutGround(Id<Office>, usize),
    /// A disputed order is left out.
    WithoutOrder(Id<Office>, usize),
    /// Every disputed ground and order is left out, where there are several.
    WithoutAny,
    /// A disputed threshold has its other value.
    OtherThreshold(Id<Body>, usize),
    /// An order is followed wherever it is among several.
    Follow(Id<Office>, usize),
    /// A partner's recognition holds.
    Recognize(usize),
}

impl Reading {
    /// Whether a ground is left out.
    pub(crate) fn omits_ground(self, id: Id<Office>, index: usize, ground: &Ground) -> bool {
        self == Self::WithoutGround(id, index) || (self == Self::WithoutAny && ground.disputed)
    }

    /// Whether an order is left out.
    pub(crate) fn omits_order(self, id: Id<Office>, index: usize, order: &Order) -> bool {
        self == Self::WithoutOrder(id, index) || (self == Self::WithoutAny && order.disputed)
    }
}

impl World<'_> {
    /// The readings of some offices: departures anywhere, and what each of these may follow and
    /// who may recognize whom in it.
    pub(crate) fn readings(&self, offices: &[Id<Office>]) -> Vec<Reading> {
        let plan = self.model.plan;
        let mut readings = vec![Reading::Base];
        for (id, office) in plan.offices.iter() {
            for (index, ground) in office.grounds.iter().enumerate() {
                if ground.disputed {
                    readings.push(Reading::WithoutGround(id, index));
                }
            }
            for (index, order) in office.orders.iter().enumerate() {
                if order.disputed {
                    readings.push(Reading::WithoutOrder(id, index));
                }
            }
        }
        if readings.len() > 2 {
            readings.push(Reading::WithoutAny);
        }
        for (id, body) in plan.bodies.iter() {
            for (index, kind) in body.decisions.iter().enumerate() {
                if kind.disputed.is_some() {
                    readings.push(Reading::OtherThreshold(id, index));
                }
            }
        }
        for office in offices {
            let orders = plan.offices.get(*office).orders.len();
            if orders > 1 {
                readings.extend((0..orders).map(|index| Reading::Follow(*office, index)));
            }
            for (index, recognition) in plan.recognitions.iter().enumerate() {
                let place = u32::try_from(index).expect("a small plan");
                if recognition.office == *office
                    && self.counts(&recognition.terms, Element::Of("recognition", place))
                {
                    readings.push(Reading::Recognize(index));
                }
            }
        }
        readings
    }
}
