//! How much a policy survives.
//!
//! Responsible for exact numbers. Every witness is a member once at most, so that a quorum is a tree,
//! and what is least for a group follows from what is least for its members.

use super::{Group, Policy};

/// How many witnesses can fail before a policy does, whichever they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Survival {
    /// So many witnesses can be silent, whichever they are, and the others still make a quorum. Where no
    /// quorum is asked for, all of them.
    pub silent: usize,
    /// So many witnesses can lie, that is cosign anything together with a log that lies, and no two
    /// checkpoints that contradict each other are both accepted. Nothing where that happens even if no
    /// witness lies, because two quorums need not share one.
    pub lying: Option<usize>,
    /// So many witnesses can lie, and every accepted checkpoint was still seen by one who does not.
    /// Nothing where none need see it.
    pub forging: Option<usize>,
}

impl Policy {
    /// How many witnesses can fail. Exact, in time that grows as the policy does.
    pub fn survival(&self) -> Survival {
        let blocking = self.of_quorum(|_| 1, fewest_that_block);
        let shared = self.of_quorum(|_| 1, fewest_shared);
        let enough = self.of_quorum(|_| 1, fewest_that_meet);
        let one_less = |count: Option<usize>| count.and_then(|count| count.checked_sub(1));
        Survival {
            silent: one_less(blocking).unwrap_or(self.witnesses.len()),
            lying: one_less(shared),
            forging: one_less(enough),
        }
    }
}

/// The least number of witnesses without whom a group of `n` members is not met: `n - threshold + 1` of
/// them have to be blocked.
fn fewest_that_block(group: &Group, members: Vec<usize>) -> usize {
    let blocked = (members.len() + 1).saturating_sub(group.threshold);
    least(members, blocked)
}

/// The least number of witnesses who meet a group.
fn fewest_that_meet(group: &Group, members: Vec<usize>) -> usize {
    least(members, group.threshold)
}

/// The least number of witnesses whom two sets share that both meet a group: two sets of `threshold`
/// members share `2 * threshold - n` at least, and only within those do they share witnesses.
fn fewest_shared(group: &Group, members: Vec<usize>) -> usize {
    let both = (2 * group.threshold).saturating_sub(members.len());
    least(members, both)
}

/// The sum of the `count` smallest.
fn least(mut values: Vec<usize>, count: usize) -> usize {
    values.sort_unstable();
    values.into_iter().take(count).sum()
}
