//! Seeds that hold, and faults built in on purpose that do not.

use interrex_simulation::{PLANTED, Planted, Summary, run};

/// Three hundred worlds hold, and all that can happen in them has happened.
#[test]
fn three_hundred_seeds_hold() {
    let mut all = Summary::default();
    for seed in 0..300 {
        match run(seed, None) {
            Ok(summary) => all.add(&summary),
            Err(violation) => panic!("{violation}"),
        }
    }
    let happened = [
        all.acknowledged,
        all.crashes,
        all.failures,
        all.updates,
        all.refused,
        all.forks,
        all.cosigned,
    ];
    assert!(happened.iter().all(|count| *count > 20), "{all}");
}

/// A seed is one run.
#[test]
fn the_same_seed_is_the_same_run() {
    for seed in 0..10 {
        assert_eq!(run(seed, None), run(seed, None));
    }
}

/// Which invariants a fault breaks, in a few hundred seeds.
#[track_caller]
fn check(planted: Planted, expect: &[u8]) {
    let found = (0..400).find_map(|seed| run(seed, Some(planted)).err());
    let violation = found.unwrap_or_else(|| panic!("{planted:?} is not found"));
    assert!(
        expect.contains(&violation.invariant),
        "{planted:?}: {violation}"
    );
}

/// A fault of a disk loses entries of a log or tears a copy; of the others, each breaks one invariant.
#[test]
fn faults_that_are_built_in_are_found() {
    for planted in PLANTED {
        match planted {
            Planted::AcknowledgedBeforeSync => check(planted, &[1]),
            Planted::FailedSyncIgnored
            | Planted::FailedSyncRepeated
            | Planted::NamesNotSynced
            | Planted::OverwrittenInPlace => check(planted, &[1, 4]),
            Planted::NoConsistencyCheck => check(planted, &[4]),
            Planted::OneLiarTooMany => check(planted, &[5]),
        }
    }
}
