//! The independent check of the meaning: random small plans, each enumerated world by world by an
//! interpreter that cannot be clever, against what `interrex_prove` answers.

#[expect(
    clippy::indexing_slicing,
    reason = "lists of one plan, indexed by its own identifiers; tables by sets of its variables"
)]
mod naive;

use naive::generate::{EVERY, random_plan};

#[test]
fn every_construct_occurs() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..2000 {
        for (construct, times) in random_plan(seed).constructs {
            *seen.entry(construct).or_insert(0) += times;
        }
    }
    let mut rare: Vec<(u32, &str)> = EVERY
        .iter()
        .map(|one| (seen.get(one).copied().unwrap_or(0), *one))
        .collect();
    rare.sort_unstable();
    println!("rarest of {} constructs: {:?}", EVERY.len(), &rare[..60]);
    assert!(
        rare[0].0 >= 20,
        "`{}` occurs {} times",
        rare[0].1,
        rare[0].0
    );
}
