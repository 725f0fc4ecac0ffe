//! The order of acts: after every act that they rest on, else by the moment of signing, then by number.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use interrex_units::Moment;

use super::Known;

/// Places in the list, in order. Acts that rest on each other in a circle, which no digest allows, come
/// last.
pub(super) fn of(acts: &[Known]) -> Vec<usize> {
    let places: BTreeMap<_, _> = acts
        .iter()
        .enumerate()
        .map(|(at, known)| (known.digest, at))
        .collect();
    let keys: Vec<_> = acts
        .iter()
        .map(|known| (known.act.signed, known.number))
        .collect();
    let pairs = acts.iter().enumerate().flat_map(|(at, known)| {
        let before = known.act.rests_on.iter();
        let before = before.filter_map(|digest| places.get(digest));
        before.map(move |before| (*before, at))
    });
    by(&keys, pairs)
}

/// Places in a list of keys, in the order of the keys, but of each pair the second after the first.
pub(crate) fn by(
    keys: &[(Moment, u32)],
    pairs: impl Iterator<Item = (usize, usize)>,
) -> Vec<usize> {
    let mut open = vec![0_usize; keys.len()];
    let mut followers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (before, at) in pairs {
        followers.entry(before).or_default().push(at);
        if let Some(count) = open.get_mut(at) {
            *count += 1;
        }
    }
    let key = |at: usize| keys.get(at).copied();
    let free = open.iter().enumerate().filter(|(_, count)| **count == 0);
    let mut ready: BinaryHeap<_> = free.map(|(at, _)| Reverse((key(at), at))).collect();
    let mut list = Vec::with_capacity(keys.len());
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
