//! Many pairs of sizes. A check of proofs is a walk over the bits of both, and what goes wrong in one goes wrong for
//! sizes of a kind: powers of two, their neighbors, odd ones, small and large ones.

use super::bad::Bad;
use super::log::History;
use super::session::{ADD, Expect, Session, cosigned, judge};
use crate::report::Report;

/// The sizes that a new log stops at.
const SIZES: [u64; 41] = [
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 21, 31, 32, 33, 47, 63, 64, 65, 66,
    100, 127, 128, 129, 200, 255, 256, 257, 300, 500, 511, 512, 513, 1000, 1025,
];

/// Where the log has more entries already, it stops after so many more each.
const STEPS: [u64; 12] = [1, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89];

/// No head is asked for that is further from the last one.
const STEP_MAX: u64 = 1500;

/// So many faults are told.
const TOLD_MAX: usize = 3;

/// Runs the checks.
pub(super) fn run(session: &mut Session, report: &mut Report) -> Result<(), String> {
    let (mut grown, mut refused) = (Told::default(), Told::default());
    for (at, size) in stops(session.size).iter().enumerate() {
        // A wrong answer may have led beyond it.
        if *size < session.size {
            continue;
        }
        if *size > session.size {
            grow(session, *size, &mut grown)?;
        }
        if session.size > 0 {
            refuse(session, at, &mut refused)?;
        }
    }
    let rule = format!("{} heads of growing sizes are cosigned", grown.count);
    report.must(ADD, &rule, grown.found());
    let rule = format!(
        "{} heads and proofs that do not extend the last one, between sizes of every kind, are answered with 422",
        refused.count
    );
    report.must(ADD, &rule, refused.found());
    Ok(())
}

/// The sizes to stop at, from a size on.
fn stops(from: u64) -> Vec<u64> {
    let mut all: Vec<u64> = SIZES.into_iter().filter(|at| *at >= from).collect();
    if all.len() < STEPS.len() {
        let steps = STEPS.iter().scan(from, |at, by| {
            *at += by;
            Some(*at)
        });
        all = steps.collect();
        // A power of two and what is beside it, where they are near.
        let power = (from + 1).next_power_of_two();
        if power - from < STEP_MAX {
            all.extend([power - 1, power, power + 1]);
        }
        all.sort_unstable();
        all.dedup();
    }
    all
}

fn grow(session: &mut Session, size: u64, told: &mut Told) -> Result<(), String> {
    let before = session.size;
    let request = session.log.request(History::First, before, size)?;
    let answer = session.post(request.to_string().as_bytes())?;
    let found = cosigned(&request, &answer, &session.keys);
    if answer.is_success() {
        session.size = size;
    } else {
        session.is_moved()?;
    }
    told.add(&format!("from {before} to {size} entries"), found);
    Ok(())
}

/// Two bad requests to each of some sizes. Which ways are tried, changes from size to size.
fn refuse(session: &mut Session, at: usize, told: &mut Told) -> Result<(), String> {
    let last = session.size;
    let power = (last + 1).next_power_of_two();
    let mut sizes = vec![last + 1, last + 2, power, power + 1, 2 * last + 3];
    sizes.retain(|size| *size < last + STEP_MAX);
    sizes.sort_unstable();
    sizes.dedup();
    let mut ways = Bad::ALL.into_iter().cycle().skip(at);
    for size in sizes {
        for bad in [Some(Bad::SplitView), ways.next()].into_iter().flatten() {
            let last = session.size;
            if last == 0 || size <= last {
                continue;
            }
            let request = bad.request(&session.log, last, size)?;
            let answer = session.post(request.to_string().as_bytes())?;
            let (_, found) = judge(&answer, Expect::Status(422));
            if answer.is_success() {
                session.adopt(size)?;
            } else if found.is_err() {
                session.is_moved()?;
            }
            let what = format!("from {last} to {size} entries, {}", bad.told());
            told.add(what.trim_end_matches(','), found);
        }
    }
    let before = session.size;
    if session.is_moved()? {
        let now = session.size;
        let found = format!("the witness held a head of {before} entries, and now one of {now}");
        told.add::<()>("after refusals", Err(found));
    }
    Ok(())
}

/// How many requests there were, and those that were answered wrongly.
#[derive(Default)]
struct Told {
    count: usize,
    wrong: usize,
    first: Vec<String>,
}

impl Told {
    fn add<T>(&mut self, what: &str, found: Result<T, String>) {
        self.count += 1;
        if let Err(error) = found {
            self.wrong += 1;
            if self.first.len() < TOLD_MAX {
                self.first.push(format!("{what}: {error}"));
            }
        }
    }

    fn found(self) -> Result<(), String> {
        match self.wrong {
            0 => Ok(()),
            wrong => Err(format!("{wrong} are not: {}", self.first.join("; "))),
        }
    }
}
