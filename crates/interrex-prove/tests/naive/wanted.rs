//! Which seeds the environment asks for.

use std::ops::Range;

/// Other seeds than the usual ones: `INTERREX_SEEDS=0..100000`, or a single one.
pub(crate) const SEEDS: &str = "INTERREX_SEEDS";

/// The seeds that the environment asks for, else the usual ones.
pub(crate) fn wanted(usual: Range<u64>) -> Range<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test may be told which seeds to try; nothing that ships reads this"
    )]
    let asked = std::env::var(SEEDS);
    asked.map_or(usual, |text| {
        range(&text).unwrap_or_else(|| panic!("`{SEEDS}={text}` is no range like 0..2000"))
    })
}

fn range(text: &str) -> Option<Range<u64>> {
    let (start, end) = if let Some((start, end)) = text.split_once("..") {
        (start.parse().ok()?, end.parse().ok()?)
    } else {
        let seed: u64 = text.parse().ok()?;
        (seed, seed + 1)
    };
    (start < end).then_some(start..end)
}
