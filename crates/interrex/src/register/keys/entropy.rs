//! Random bytes of the operating system: asked for here and nowhere else.

/// Fills a slice with bytes that nobody can foretell.
///
/// # Panics
///
/// If the operating system has none to give, which it says only where it is broken: whatever would be sealed
/// then, would not be.
pub(crate) fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}
