//! A register that goes on from another: the first entry of its log names the last head of the old log, by a root.
//!
//! Acts of the old log count up to that head; what is added to it afterwards is added to a log that has ended. Who holds
//! an old log that does not have that head holds another one.

use std::collections::BTreeMap;

use super::{Held, Keyring};
use crate::act::Deed;
use crate::entry::Entry;
use interrex_tlog::merkle::{self, Hash, leaf_hash};

/// Logs that have ended, by their origin: how many of their entries count, and the log that goes on.
#[derive(Default)]
pub(super) struct Ends<'l>(BTreeMap<&'l str, End<'l>>);

struct End<'l> {
    old: &'l Held,
    size: u64,
    next: &'l Held,
}

impl<'l> Ends<'l> {
    /// How many entries of a log count.
    pub(super) fn counting(&self, log: &Held) -> usize {
        let all = log.entries.len();
        let end = self.0.get(log.origin.as_str());
        let size = end.map(|end| usize::try_from(end.size).unwrap_or(usize::MAX));
        size.map_or(all, |size| size.min(all))
    }

    /// How many logs come before one, each going on from another.
    pub(super) fn depth(&self, log: &Held) -> usize {
        let mut count = 0;
        let mut log = log;
        while let Some((old, _)) = self.from(log)
            && count < self.0.len()
        {
            log = old;
            count += 1;
        }
        count
    }

    /// The log from which another goes on, and how much of it counts.
    pub(super) fn from(&self, log: &Held) -> Option<(&'l Held, u64)> {
        let mut ends = self.0.values();
        let found = ends.find(|end| end.next.origin == log.origin)?;
        Some((found.old, found.size))
    }

    /// The site that knows what a log has: of one that has ended, the site whose log goes on from it.
    pub(super) fn site(&self, log: &'l Held) -> &'l str {
        let mut log = log;
        for _ in 0..=self.0.len() {
            let Some(end) = self.0.get(log.origin.as_str()) else {
                break;
            };
            log = end.next;
        }
        &log.site
    }
}

/// The logs that have ended. With them, why a log cannot be read.
pub(super) fn ends<'l>(roots: &Keyring, logs: &'l [Held]) -> (Ends<'l>, Vec<String>) {
    let (mut ends, mut broken) = (Ends::default(), Vec::new());
    for log in logs {
        let Some(Entry::Act(_, signed)) = log.entries.first() else {
            continue;
        };
        let Deed::Succeed { origin, size, root } = &signed.act.deed else {
            continue;
        };
        if signed.act.exercise.is_some() {
            continue;
        }
        let signers = roots.signers(signed).unwrap_or_default();
        if !signers.iter().any(|name| roots.is_root(name)) {
            broken.push(format!(
                "`{}` goes on from `{origin}`, and no root of the register has signed that",
                log.origin
            ));
            continue;
        }
        match logs.iter().find(|other| other.origin == *origin) {
            None => broken.push(format!(
                "`{}` goes on from `{origin}`, which is not held here; take it over with `interrex register sync`",
                log.origin
            )),
            Some(old) if root_of(old, *size).is_none_or(|found| found.to_string() != *root) => {
                broken.push(format!(
                    "`{}` goes on from `{origin}` as of its head of {size} entries, and the copy that is held \
                     here has another one; take over the log as it was then",
                    log.origin
                ));
            }
            Some(old) => {
                let (size, next) = (*size, log);
                if ends.0.insert(&old.origin, End { old, size, next }).is_some() {
                    broken.push(format!("two logs go on from `{origin}`"));
                }
            }
        }
    }
    (ends, broken)
}

/// The root hash of the first entries of a log.
fn root_of(log: &Held, size: u64) -> Option<Hash> {
    let size = usize::try_from(size).ok()?;
    let entries = log.entries.get(..size)?.iter();
    let leaves: Vec<Hash> = entries.map(|entry| leaf_hash(&entry.to_bytes())).collect();
    Some(merkle::root(&leaves))
}
