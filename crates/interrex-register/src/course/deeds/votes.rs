//! Why a body that may do something has not decided it: the votes that its act states are too few.

use std::collections::BTreeMap;

use interrex_plan::model::ActorExpr;
use interrex_standing::record::Votes;

use super::{Course, Signers};

impl Course {
    /// How many votes were in favor and how many were needed, where the signers would be competent but for the votes
    /// that they state.
    pub(super) fn lost_vote(&self, actors: &ActorExpr, signers: &Signers) -> Option<String> {
        let votes = signers.values().find(|votes| votes.in_favor.is_some())?;
        let in_favor = votes.in_favor?;
        let decides = |votes: Votes| {
            let with = signers.keys().map(|party| (*party, votes));
            let with: BTreeMap<_, _> = with.collect();
            !self.ask(|judge| judge.competent(actors, &with)).is_empty()
        };
        if !decides(Votes::default()) {
            return None;
        }
        let with = |in_favor: u32| Votes {
            in_favor: Some(in_favor),
            present: votes.present,
        };
        if let Some(present) = votes.present
            && !decides(with(VOTES_MAX))
        {
            return Some(format!("{present} present are no quorum"));
        }
        let needed = fewest(|in_favor| decides(with(in_favor)));
        Some(format!("{in_favor} of the {needed} votes needed"))
    }
}

/// No body has more members.
const VOTES_MAX: u32 = 1 << 20;

/// The least number that is enough, where all are.
fn fewest(enough: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, VOTES_MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}
