//! Numbers without visible order, the same on every run.

/// A generator (Marsaglia 2003).
pub(crate) struct Random(u64);

impl Random {
    /// The generator of a number.
    pub(crate) const fn new(seed: u64) -> Self {
        // An odd multiple of an odd number is not zero.
        Self((2 * seed + 1).wrapping_mul(0x2545_f491_4f6c_dd1d))
    }

    /// A number from zero up to, but not including, one.
    pub(crate) fn unit(&mut self) -> f64 {
        f64::from(self.next()) / 4_294_967_296.0
    }

    /// A number from zero up to, but not including, a bound that is not zero.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.next() as usize % bound
    }

    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 >> 32).unwrap_or_default()
    }
}
