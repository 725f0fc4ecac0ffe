//! The logs that are held, read together: every act with its number, when each site learned of it, who signed it.

use std::collections::{BTreeMap, BTreeSet};

use interrex_units::Moment;

use super::order::{Found, in_order};
use super::{Keyring, succession};
use crate::course::Known;
use crate::entry::Entry;

/// One site's log as it is held.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its origin.
    pub origin: String,
    /// The site's name in answers.
    pub site: String,
    /// Its entries, from the first on.
    pub entries: Vec<Entry>,
}

/// The union of the logs that are held.
///
/// Acts are numbered in the order in which they were first learned; with one log that is its own. The same
/// logs give the same numbers, wherever they are held.
#[derive(Debug, Default)]
pub struct Union {
    /// The acts.
    pub acts: Vec<Known>,
    /// The keys after the last act.
    pub keyring: Keyring,
    /// For each act by number: the log and the index at which it stands first.
    pub places: Vec<(String, u64)>,
    /// What is wrong with an entry, without which the rest goes on: number and reason.
    pub faults: Vec<(u32, String)>,
    /// Why a log cannot be read together with the one that it goes on from.
    pub broken: Vec<String>,
    /// Entries that cannot be read: what they say is in no answer.
    pub unread: Vec<Unread>,
    /// Of acts that stand in several copies: since when sites know each signature, by the act's place.
    parts: BTreeMap<usize, BTreeMap<String, Seen>>,
}

/// An entry that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The log.
    pub origin: String,
    /// Where in it.
    pub index: u64,
    /// Why not.
    pub reason: String,
    /// Whether it says that it is of a form which this program does not know.
    pub is_unknown: bool,
}

impl Unread {
    /// What is to be said of it.
    pub fn words(&self) -> String {
        let way_out = if self.is_unknown {
            "; a newer program may read it"
        } else {
            ", and nobody can: it is no act"
        };
        format!(
            "entry {} of the log `{}` is not read here ({}){way_out}",
            self.index, self.origin, self.reason
        )
    }
}

/// Reads logs together.
pub fn union(roots: &Keyring, logs: &[Held]) -> Union {
    let (ends, broken) = succession::ends(roots, logs);
    let noted = Noted::of(logs);
    let mut union = Union {
        keyring: roots.clone(),
        broken,
        unread: logs.iter().flat_map(|log| unread(log, 0)).collect(),
        ..Union::default()
    };
    let mut numbers: BTreeMap<crate::Digest, usize> = BTreeMap::new();
    for found in in_order(logs, &ends) {
        let mut seen = noted.others(found.log, found.index);
        let site = ends.site(found.log).to_owned();
        merge(&mut seen, BTreeMap::from([(site, found.learned)]));
        let digest = found.signed.act.digest();
        if let Some(at) = numbers.get(&digest) {
            union.again(*at, &found, seen);
        } else {
            numbers.insert(digest, union.acts.len());
            union.add(0, &found, digest, seen);
        }
    }
    union
}

/// Reads what was added to the only log that is held: its entries from `start` on, the first act of which has the
/// number `first`, after one that was learned at `last`.
pub fn grown(keyring: &Keyring, log: &Held, (start, first): (u64, u32), last: Moment) -> Union {
    let mut union = Union {
        keyring: keyring.clone(),
        unread: unread(log, start).collect(),
        ..Union::default()
    };
    let mut last = last;
    for (index, entry) in (start..).zip(&log.entries) {
        let Entry::Act(stated, signed) = entry else {
            continue;
        };
        last = last.max(*stated);
        let found = Found {
            learned: last,
            log,
            index,
            signed,
        };
        let seen = BTreeMap::from([(log.site.clone(), last)]);
        union.add(first, &found, signed.act.digest(), seen);
    }
    union
}

/// The entries of a log that cannot be read, whose first entry here has the index `start`.
fn unread(log: &Held, start: u64) -> impl Iterator<Item = Unread> {
    let entries = (start..).zip(&log.entries);
    entries.filter_map(|(index, entry)| match entry {
        Entry::Unread(unread) => Some(Unread {
            origin: log.origin.clone(),
            index,
            reason: unread.reason.clone(),
            is_unknown: unread.is_unknown,
        }),
        Entry::Act(..) | Entry::Seen { .. } => None,
    })
}

impl Union {
    /// Adds an act that is not known, after `first` acts that are not here.
    fn add(&mut self, first: u32, found: &Found<'_>, digest: crate::Digest, seen: Seen) {
        let number = u32::try_from(self.acts.len()).unwrap_or(u32::MAX);
        let number = first.saturating_add(number);
        let signers = self.keyring.signers(found.signed).unwrap_or_else(|reason| {
            self.faults.push((number, reason));
            BTreeSet::new()
        });
        self.take(number, found, &signers);
        self.places.push((found.log.origin.clone(), found.index));
        self.acts.push(Known {
            number,
            act: found.signed.act.clone(),
            digest,
            seen,
            signers,
        });
    }

    /// Takes in another copy of an act that is known: signatures that it has more count from now on, so that a site which
    /// writes an act down without them does not undo them elsewhere. The act is known since it is known with all of them.
    fn again(&mut self, at: usize, found: &Found<'_>, seen: Seen) {
        let signers = self.keyring.signers(found.signed).unwrap_or_default();
        let Some(known) = self.acts.get_mut(at) else {
            return;
        };
        let is_more = !signers.is_subset(&known.signers);
        if known.signers.is_empty() && !is_more {
            merge(&mut known.seen, seen);
            return;
        }
        let parts = self.parts.entry(at).or_insert_with(|| {
            let each = known.signers.iter();
            each.map(|name| (name.clone(), known.seen.clone()))
                .collect()
        });
        for name in &signers {
            merge(parts.entry(name.clone()).or_default(), seen.clone());
        }
        known.seen = with_all(parts, seen);
        known.signers.extend(signers);
        let (number, signers) = (known.number, known.signers.clone());
        let faults = self.faults.len();
        if is_more {
            self.faults.retain(|(of, _)| *of != number);
        }
        if self.faults.len() < faults {
            self.take(number, found, &signers);
        }
    }

    /// Lets an act about keys change them.
    fn take(&mut self, number: u32, found: &Found<'_>, signers: &BTreeSet<String>) {
        let (act, learned) = (&found.signed.act, found.learned);
        if let Err(reason) = self.keyring.take(act, signers, learned) {
            self.faults.push((number, reason));
        }
    }
}

/// Since when sites know something.
type Seen = BTreeMap<String, Moment>;

/// Takes in when sites learned of something; the earliest counts.
fn merge(seen: &mut Seen, more: Seen) {
    for (site, moment) in more {
        let known = seen.entry(site).or_insert(moment);
        *known = moment.min(*known);
    }
}

/// Since when sites know every signature of an act. Where no site does by itself, those who have the copy with the last of
/// them, that stands in `last`, know them since all are anywhere.
fn with_all(parts: &BTreeMap<String, Seen>, last: Seen) -> Seen {
    let sites: BTreeSet<&String> = parts.values().flat_map(BTreeMap::keys).collect();
    let by_itself = sites.into_iter().filter_map(|site| {
        let each = parts.values().map(|seen| seen.get(site).copied());
        let since = each.collect::<Option<Vec<Moment>>>()?.into_iter().max()?;
        Some((site.clone(), since))
    });
    let by_itself: Seen = by_itself.collect();
    if !by_itself.is_empty() {
        return by_itself;
    }
    let each = parts.values().filter_map(|seen| seen.values().min());
    let anywhere = each.max().copied();
    let last = last.into_iter();
    last.map(|(site, since)| (site, anywhere.map_or(since, |all| all.max(since))))
        .collect()
}

/// The heads that sites noted of the logs of others.
struct Noted<'l>(BTreeMap<&'l str, Vec<(&'l str, Heads)>>);

/// Sizes of a log, each with the moment at which it was noted.
type Heads = Vec<(u64, Moment)>;

impl<'l> Noted<'l> {
    /// For each log: the other sites, each with the sizes that it noted, as long as they grow.
    fn of(logs: &'l [Held]) -> Self {
        let each = logs.iter().map(|log| {
            let others = logs.iter().filter(|other| other.origin != log.origin);
            let others = others.map(|other| (other.site.as_str(), growing(other, &log.origin)));
            (log.origin.as_str(), others.collect())
        });
        Self(each.collect())
    }

    /// When other sites noted a head that contains an entry.
    fn others(&self, log: &Held, index: u64) -> Seen {
        let others = self.0.get(log.origin.as_str()).into_iter().flatten();
        let seen = others.filter_map(|(site, heads)| {
            let at = heads.partition_point(|(size, _)| *size <= index);
            let (_, learned) = heads.get(at)?;
            Some(((*site).to_owned(), *learned))
        });
        seen.collect()
    }
}

/// The heads of a log that another noted, without those that are no larger than an earlier one.
fn growing(other: &Held, origin: &str) -> Heads {
    let mut heads = Heads::new();
    for entry in &other.entries {
        if let Entry::Seen {
            learned,
            origin: noted,
            size,
        } = entry
            && noted == origin
            && heads.last().is_none_or(|(last, _)| last < size)
        {
            heads.push((*size, *learned));
        }
    }
    heads
}
