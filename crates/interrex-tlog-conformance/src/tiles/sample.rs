//! Which of many files are read, and what is told of those that are bad.

use std::collections::BTreeSet;

/// So many faults are found before the rest is left unread: a server that is gone answers nothing at all.
const FAULTS_MAX: usize = 8;

/// So many of them are told.
const TOLD_MAX: usize = 3;

/// Indices below a count: all, or the first, the last and others that follow from a seed.
pub(super) struct Sample {
    count: u64,
    /// Nothing where all are read.
    chosen: Option<BTreeSet<u64>>,
}

impl Sample {
    /// No more than `max` of `count`.
    pub(super) fn of(count: u64, max: u64, seed: u64) -> Self {
        let mut chosen = BTreeSet::new();
        if count <= max {
            return Self {
                count,
                chosen: None,
            };
        }
        let mut state = seed;
        let mut next = count - 1;
        if max > 0 {
            chosen.insert(0);
        }
        while u64::try_from(chosen.len()).is_ok_and(|length| length < max) {
            chosen.insert(next);
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            next = mixed(state) % count;
        }
        let chosen = Some(chosen);
        Self { count, chosen }
    }

    /// In rising order.
    pub(super) fn indices(&self) -> Box<dyn Iterator<Item = u64> + '_> {
        match &self.chosen {
            Some(chosen) => Box::new(chosen.iter().copied()),
            None => Box::new(0..self.count),
        }
    }

    pub(super) fn len(&self) -> u64 {
        let chosen = self.chosen.as_ref().map(BTreeSet::len);
        chosen.map_or(self.count, |length| {
            u64::try_from(length).unwrap_or(u64::MAX)
        })
    }

    /// How many are not read.
    pub(super) fn left(&self) -> u64 {
        self.count.saturating_sub(self.len())
    }
}

/// The mixing step of `SplitMix64`, so that the same seed chooses the same files everywhere.
fn mixed(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// What is wrong with files that were read.
#[derive(Default)]
pub(super) struct Faults {
    count: usize,
    told: BTreeSet<String>,
}

impl Faults {
    pub(super) fn add(&mut self, found: Result<(), String>) {
        if let Err(what) = found {
            self.count += 1;
            if self.told.len() < TOLD_MAX {
                self.told.insert(what);
            }
        }
    }

    pub(super) fn is_enough(&self) -> bool {
        self.count >= FAULTS_MAX
    }

    pub(super) fn found(self) -> Result<(), String> {
        let Some(first) = self.told.first() else {
            return Ok(());
        };
        let told = self.told.iter().skip(1);
        let told = told.fold(first.clone(), |all, one| format!("{all}; {one}"));
        Err(match self.count {
            FAULTS_MAX.. => format!("{told}; after {FAULTS_MAX} the rest is not read"),
            _ => told,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_has_both_ends_and_no_more_than_asked() {
        for (count, max, expect) in [
            (0, 4, 0),
            (3, 4, 3),
            (4, 4, 4),
            (9, 0, 0),
            (9, 1, 1),
            (300, 7, 7),
        ] {
            let sample = Sample::of(count, max, 1);
            let indices: Vec<u64> = sample.indices().collect();
            assert_eq!(indices.len(), expect, "{max} of {count}");
            assert_eq!(sample.left(), count - sample.len());
            assert!(indices.iter().all(|index| *index < count));
            if expect > 1 {
                assert_eq!(indices.first(), Some(&0));
                assert_eq!(indices.last(), Some(&(count - 1)));
            }
        }
    }
}
