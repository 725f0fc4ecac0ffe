//! Choices, all from the seed.
//!
//! Responsible for the stream of numbers and for a few shapes of choice.

/// Chooses.
#[derive(Debug)]
pub(crate) struct Random(oorandom::Rand64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        // Neighboring seeds would begin alike.
        let spread = u128::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
        Self(oorandom::Rand64::new(spread))
    }

    /// A number below a bound, which is at least one.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0.rand_range(0..bound.max(1))
    }

    /// A position in a list of so many; 0 where it is empty.
    pub(crate) fn at(&mut self, count: usize) -> usize {
        usize::try_from(self.below(count as u64)).unwrap_or(0)
    }

    /// True in one of so many cases.
    pub(crate) fn one_in(&mut self, cases: u64) -> bool {
        self.below(cases) == 0
    }

    /// How many entries are added at once: a few, and seldom so many that a bundle is full.
    pub(crate) fn batch(&mut self) -> u64 {
        let most = if self.one_in(10) { 300 } else { 5 };
        1 + self.below(most)
    }

    /// A seed of a key.
    pub(crate) fn seed(&mut self) -> [u8; 32] {
        std::array::from_fn(|_| u8::try_from(self.below(256)).unwrap_or(0))
    }
}
