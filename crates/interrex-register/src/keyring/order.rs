//! The order in which the entries of several logs count, for keys and for the numbers of acts.
//!
//! A log goes forward: an entry is learned no earlier than those before it, whatever a clock said. What a site had noted
//! of another log comes before all that it wrote afterwards, and a log that goes on from another comes after it. Between
//! logs that have not heard of each other the moments decide at which they say that they learned.

use std::collections::BTreeMap;

use interrex_units::Moment;

use super::succession::Ends;
use super::union::Held;
use crate::entry::{Entry, Signed};

/// An act in a log.
pub(super) struct Found<'l> {
    /// When the log learned of it: no earlier than of those before it.
    pub(super) learned: Moment,
    pub(super) log: &'l Held,
    pub(super) index: u64,
    pub(super) signed: &'l Signed,
}

/// How far a log has been read.
struct Cursor<'l> {
    log: &'l Held,
    next: usize,
    end: usize,
    /// When its last act was learned.
    last: Option<Moment>,
    /// How many logs come before it, one after another.
    depth: usize,
    /// The log from which it goes on, and how much of that counts.
    after: Option<(&'l str, u64)>,
}

impl<'l> Cursor<'l> {
    fn entry(&self) -> Option<&'l Entry> {
        self.log.entries.get(self.next..self.end)?.first()
    }

    /// When the next entry was learned; nothing for one that does not say it, and comes as soon as it may.
    fn learned(&self) -> Option<Moment> {
        self.entry()?.learned().map(|stated| self.forward(stated))
    }

    /// A moment, but no earlier than that of the last act: a log goes forward.
    fn forward(&self, stated: Moment) -> Moment {
        self.last.map_or(stated, |last| last.max(stated))
    }

    /// What has to be read of another log first.
    fn waits_for(&self) -> impl Iterator<Item = (&'l str, u64)> {
        let noted = self.entry().and_then(|entry| match entry {
            Entry::Seen { origin, size, .. } if *origin != self.log.origin => {
                Some((origin.as_str(), *size))
            }
            Entry::Seen { .. } | Entry::Act(..) | Entry::Unread(_) => None,
        });
        noted.into_iter().chain(self.after)
    }
}

/// The acts of logs that count, in their order.
pub(super) fn in_order<'l>(logs: &'l [Held], ends: &Ends<'l>) -> Vec<Found<'l>> {
    let cursor = |log: &'l Held| Cursor {
        log,
        next: 0,
        end: ends.counting(log),
        last: None,
        depth: ends.depth(log),
        after: ends
            .from(log)
            .map(|(old, size)| (old.origin.as_str(), size)),
    };
    let mut cursors: Vec<Cursor<'l>> = logs.iter().map(cursor).collect();
    cursors.sort_by_key(|cursor| cursor.log.origin.as_str());
    let places = cursors.iter().enumerate();
    let places: BTreeMap<&str, usize> = places
        .map(|(at, cursor)| (cursor.log.origin.as_str(), at))
        .collect();
    let mut found = Vec::new();
    while let Some(at) = next(&cursors, &places) {
        found.extend(cursors.get_mut(at).and_then(step));
    }
    found
}

/// The log whose entry comes next. Logs of which each says that the other comes first are read as their moments say.
fn next(cursors: &[Cursor<'_>], places: &BTreeMap<&str, usize>) -> Option<usize> {
    let is_read = |(origin, size): (&str, u64)| {
        let other = places.get(origin).and_then(|at| cursors.get(*at));
        other.is_none_or(|other| other.next == other.end || other.next as u64 >= size)
    };
    let waiting = cursors.iter().enumerate();
    let waiting = waiting.filter_map(|(at, cursor)| {
        cursor.entry()?;
        let learned = cursor.learned();
        let is_free = cursor.waits_for().all(is_read);
        Some((!is_free, learned, cursor.depth, at))
    });
    waiting.min().map(|(.., at)| at)
}

/// Reads one entry of a log.
fn step<'l>(cursor: &mut Cursor<'l>) -> Option<Found<'l>> {
    let entry = cursor.entry()?;
    let index = cursor.next as u64;
    cursor.next += 1;
    let Entry::Act(stated, signed) = entry else {
        return None;
    };
    let learned = cursor.forward(*stated);
    cursor.last = Some(learned);
    Some(Found {
        learned,
        log: cursor.log,
        index,
        signed,
    })
}
