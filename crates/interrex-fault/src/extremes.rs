//! The least and the greatest value of something that is linear, or a quotient of linear things, in
//! each knob: they are reached where each knob stands at one of its ends.

use std::collections::BTreeMap;

use interrex_circuit::{Polarity, Var};
use interrex_dd::{Frozen, Limits, Trend};

use crate::ranges::Ranges;

/// So many knobs without a known direction are tried at both ends, which costs less than to find
/// their directions.
pub(crate) const TRIED_MAX: usize = 8;

/// What one evaluation of all corners may cost, in visits to nodes.
const VISITS_MAX: usize = 1 << 29;

/// A diagram with the ranges of its variables and the direction of each knob.
pub(crate) struct Problem<'p> {
    pub(crate) frozen: &'p Frozen,
    pub(crate) ranges: &'p Ranges,
    pub(crate) trends: Vec<Trend>,
}

/// Which of two extremes is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Least,
    Most,
}

impl Problem<'_> {
    /// The exact extremes of a value computed from the probabilities of the diagram's functions,
    /// when at most so many knobs are without direction; none when they are more, or when the
    /// corners are too many for the size of the diagram.
    pub(crate) fn extremes(
        &self,
        free_max: usize,
        limits: &Limits<'_>,
        value: impl Fn(&[f64]) -> f64,
    ) -> Option<(f64, f64)> {
        let free = self.free();
        let corners = 1_usize.checked_shl(u32::try_from(free.len()).ok()?)?;
        if free.len() > free_max || corners.saturating_mul(self.frozen.node_count()) > VISITS_MAX {
            return None;
        }
        let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
        let middle = self.ranges.middle();
        let mut moving = self.frozen.moving(
            |var| self.ranges.probability(var, &middle),
            |var| self.ranges.moves(var),
        );
        // Where no knob is pinned to a side, both sides have the same corners.
        let is_sided = self.pinned(Side::Least) != self.pinned(Side::Most);
        let sides: &[Side] = if is_sided {
            &[Side::Least, Side::Most]
        } else {
            &[Side::Least]
        };
        for side in sides {
            for step in 0..corners {
                if limits.stop.is_some_and(|stop| stop()) {
                    return None;
                }
                // From one corner to the next a single knob turns (Gray's code), and little is computed again.
                let setting = self.corner(*side, step ^ (step >> 1), &free);
                let found = moving.probabilities(|var| self.ranges.probability(var, &setting));
                let found = value(&found);
                least = least.min(found);
                most = most.max(found);
            }
        }
        Some((least, most))
    }

    /// Bounds on the probability of each function: knobs with a direction stand where that puts
    /// them, the others are left between their ends.
    pub(crate) fn outer(&self) -> Vec<(f64, f64)> {
        let [least, most] = [Side::Least, Side::Most].map(|side| {
            let pinned = self.pinned(side);
            self.frozen
                .intervals(|var| self.ranges.interval(var, &pinned))
        });
        least
            .into_iter()
            .zip(most)
            .map(|(least, most)| (least.0, most.1))
            .collect()
    }

    /// The knobs whose direction is unknown, or not the same everywhere.
    fn free(&self) -> Vec<usize> {
        let pinned = self.pinned(Side::Least).into_iter().enumerate();
        pinned
            .filter(|(_, pinned)| pinned.is_none())
            .map(|(index, _)| index)
            .collect()
    }

    fn corner(&self, side: Side, corner: usize, free: &[usize]) -> Vec<f64> {
        let mut setting: Vec<f64> = self
            .pinned(side)
            .into_iter()
            .zip(&self.ranges.knobs)
            .map(|(pinned, knob)| pinned.unwrap_or(knob.low))
            .collect();
        for (bit, index) in free.iter().enumerate() {
            if corner >> bit & 1 == 1
                && let (Some(place), Some(knob)) =
                    (setting.get_mut(*index), self.ranges.knobs.get(*index))
            {
                *place = knob.high;
            }
        }
        setting
    }

    fn pinned(&self, side: Side) -> Vec<Option<f64>> {
        let ends = self.ranges.knobs.iter().zip(&self.trends);
        ends.map(|(knob, trend)| match (trend, side) {
            (Trend::Neither, _) => (knob.low >= knob.high).then_some(knob.low),
            (Trend::Increasing, Side::Least) | (Trend::Decreasing, Side::Most) => Some(knob.low),
            (Trend::Increasing, Side::Most) | (Trend::Decreasing, Side::Least) => Some(knob.high),
        })
        .collect()
    }
}

/// The direction in which each of some variables moves a function: from the circuit where that
/// shows it, else from the diagram; none for a few that are as well tried, and where that takes too
/// long.
pub(crate) fn directions(
    frozen: &Frozen,
    vars: &[Var],
    polarity: &BTreeMap<Var, Polarity>,
    limits: &Limits<'_>,
) -> BTreeMap<Var, Trend> {
    let shown = |var: &Var| match polarity.get(var) {
        Some(Polarity::Positive) => Some(Trend::Increasing),
        Some(Polarity::Negative) => Some(Trend::Decreasing),
        Some(Polarity::Both) | None => None,
    };
    let mut known: BTreeMap<Var, Trend> = vars
        .iter()
        .filter_map(|var| Some((*var, shown(var)?)))
        .collect();
    let open: Vec<Var> = vars
        .iter()
        .filter(|var| !known.contains_key(var))
        .copied()
        .collect();
    if open.len() > TRIED_MAX {
        let found = frozen.trends_of(|var| open.contains(&var), limits);
        known.extend(found.unwrap_or_default());
    }
    known
}
