//! The order of acts: after every act that they rest on, else by the moment of signing, then by number.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::Known;

/// Places in the list, in order. Acts that rest on each other in a circle, which no digest allows, come
/// last.
pub(super) fn of(acts: &[Known]) -> Vec<usize> {
    let places: BTreeMap<_, _> = acts
        .iter()
        .enumerate()
        .map(|(at, known)| (known.digest, at))
        .collect();
    let mut open = vec![0_usize; acts.len()];
    let mut followers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, known) in acts.iter().enumerate() {
        for before in known
            .act
            .rests_on
            .iter()
            .filter_map(|digest| places.get(digest))
        {
            followers.entry(*before).or_default().push(at);
            if let Some(count) = open.get_mut(at) {
                *count += 1;
            }
        }
    }
    let key = |at: usize| acts.get(at).map(|known| (known.act.signed, known.number));
    let free = open.iter().enumerate().filter(|(_, count)| **count == 0);
    let mut ready: BinaryHeap<_> = free.map(|(at, _)| Reverse((key(at), at))).collect();
    let mut list = Vec::with_capacity(acts.len());
    while let Some(Reverse((_, at))) = ready.pop() {
        list.push(at);
        for next in followers.get(&at).into_iter().flatten() {
            if let Some(count) = open.get_mut(*next) {
                *count -= 1;
                if *count == 0 {
                    ready.push(Reverse((key(*next), *next)));
                }
            }
        }
    }
    list
}
