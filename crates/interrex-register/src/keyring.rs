//! Whose signatures count: keys enrolled, rotated and revoked by acts, from a root that the register names.
//!
//! * The **root** keys stand in the register's own description, and in the trust file of whoever checks it.
//!   They enrol others, can revoke any key, and let a register go on from another. That is all that they can do:
//!   whoever keeps one and acts in other things has a key enrolled for that.
//! * A key is **enrolled** for somebody by an act signed by a root, and by nobody else: who steals a key cannot put
//!   others beside it, which would outlive its end.
//! * It is **rotated** by an act that is signed by the *new* key, whose digest was committed to when the old one
//!   was enrolled, and not by the old one: who steals a key cannot rotate it.
//! * It is **revoked** by a root or by its owner. What the register learned before stays; what it learns
//!   afterwards is not signed by that key, whatever date it states.
//! * Acts of an exercise change nothing of this.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use interrex_plan::model::Plan;
use interrex_signature::PublicKey;
use interrex_units::Moment;

use crate::act::Deed;
use crate::course::Known;
use crate::entry::{Entry, Signed, bare};

mod succession;

/// A key that counts for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// In one line, without comment.
    pub key: String,
    /// The digest of the next key.
    pub next: Option<String>,
    /// Since when the register knows it.
    pub since: Moment,
}

/// The keys of a register at one point of its course.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keyring {
    pub(crate) roots: BTreeMap<String, BTreeSet<String>>,
    pub(crate) enrolled: BTreeMap<String, Vec<Enrolled>>,
}

/// The digest by which a key is committed to beforehand.
pub fn commitment(key: &PublicKey) -> String {
    let mut text = "sha256:".to_owned();
    for byte in key.commitment() {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

impl Keyring {
    /// The keys of a register before its first act: its roots.
    pub fn of_roots<'r>(roots: impl IntoIterator<Item = (&'r str, &'r PublicKey)>) -> Self {
        let mut keyring = Self::default();
        for (name, key) in roots {
            keyring
                .roots
                .entry(name.to_owned())
                .or_default()
                .insert(bare(key));
        }
        keyring
    }

    /// Whether a key is enrolled for somebody.
    pub fn counts(&self, who: &str, key: &PublicKey) -> bool {
        let key = bare(key);
        let mut enrolled = self.enrolled.get(who).into_iter().flatten();
        enrolled.any(|known| known.key == key)
    }

    /// Whether a key is one of somebody who is a root.
    pub fn counts_as_root(&self, who: &str, key: &PublicKey) -> bool {
        let keys = self.roots.get(who);
        keys.is_some_and(|keys| keys.contains(&bare(key)))
    }

    /// Whether a key of somebody counts for an act of a kind: a root key for those about keys and logs, an enrolled one
    /// for all, the new one alone for a rotation.
    fn counts_for(&self, deed: &Deed, by: &str, key: &PublicKey) -> bool {
        match deed {
            Deed::Rotate { who, key: new, .. } if who == by => {
                bare(key) == *new && self.is_committed(who, key)
            }
            Deed::Enrol { .. } | Deed::RevokeKey { .. } | Deed::Succeed { .. }
                if self.is_root(by) =>
            {
                self.counts_as_root(by, key)
            }
            _ => self.counts(by, key),
        }
    }

    /// Whether somebody's key counts before any act.
    pub fn is_root(&self, who: &str) -> bool {
        self.roots.contains_key(who)
    }

    /// The keys of roots.
    pub fn root_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        let each = self.roots.iter();
        each.flat_map(|(who, keys)| keys.iter().map(move |key| (who.as_str(), key.as_str())))
    }

    /// The keys enrolled for somebody.
    pub fn of(&self, who: &str) -> &[Enrolled] {
        self.enrolled.get(who).map_or(&[], Vec::as_slice)
    }

    /// Everybody for whom a key is enrolled.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.enrolled.keys().map(String::as_str)
    }

    /// Those who signed an act with a key that counts for them and for such an act.
    ///
    /// # Errors
    ///
    /// Says which signature is not what it says.
    pub fn signers(&self, signed: &Signed) -> Result<BTreeSet<String>, String> {
        let checked = signed.checked()?;
        let counting = checked
            .into_iter()
            .filter(|(by, key)| self.counts_for(&signed.act.deed, by, key));
        Ok(counting.map(|(by, _)| by.to_owned()).collect())
    }

    fn is_committed(&self, who: &str, key: &PublicKey) -> bool {
        let commitment = commitment(key);
        let mut known = self.of(who).iter();
        known.any(|known| known.next.as_ref() == Some(&commitment))
    }

    /// Takes in an act about keys, by those who signed it; what they may not do changes nothing.
    ///
    /// # Errors
    ///
    /// Says why the act changes nothing.
    pub fn take(
        &mut self,
        act: &crate::Act,
        signers: &BTreeSet<String>,
        learned: Moment,
    ) -> Result<(), String> {
        if act.exercise.is_some() {
            return Ok(());
        }
        let by_root = signers.iter().any(|name| self.roots.contains_key(name));
        let parsed = |key: &str| {
            PublicKey::parse(key)
                .map(|key| bare(&key))
                .map_err(|error| format!("`{key}`: {error}"))
        };
        match &act.deed {
            Deed::Enrol { who, key, next } => {
                if !by_root {
                    return Err(format!(
                        "a key for `{who}` is enrolled by a root of the register, and by nobody else"
                    ));
                }
                let key = parsed(key)?;
                self.enrolled
                    .entry(who.clone())
                    .or_default()
                    .push(Enrolled {
                        key,
                        next: next.clone(),
                        since: learned,
                    });
            }
            Deed::Rotate { who, key, next } => {
                let new = PublicKey::parse(key).map_err(|error| format!("`{key}`: {error}"))?;
                if !signers.contains(who) || !self.is_committed(who, &new) {
                    return Err(format!(
                        "`{who}` did not commit to that key beforehand, or it did not sign"
                    ));
                }
                let commitment = commitment(&new);
                let known = self.enrolled.entry(who.clone()).or_default();
                known.retain(|known| known.next.as_ref() != Some(&commitment));
                known.push(Enrolled {
                    key: bare(&new),
                    next: next.clone(),
                    since: learned,
                });
            }
            Deed::RevokeKey { who, key } => {
                if !by_root && !signers.contains(who) {
                    return Err(format!(
                        "a key of `{who}` is revoked by a root of the register, or by themselves"
                    ));
                }
                let key = parsed(key)?;
                self.enrolled
                    .entry(who.clone())
                    .or_default()
                    .retain(|known| known.key != key);
            }
            _ => {}
        }
        Ok(())
    }
}

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

/// The union of the logs that are held: every act with its number, when each site learned of it, and who was
/// found to have signed it.
///
/// Acts are numbered in the order in which they were first learned; with one log that is its own. The same
/// logs give the same numbers, wherever they are held.
#[derive(Debug, Default)]
pub struct Union {
    /// The acts.
    pub acts: Vec<Known>,
    /// The keys after the last act.
    pub keyring: Keyring,
    /// For each act by number: the log and the index at which it stands.
    pub places: Vec<(String, u64)>,
    /// What is wrong with an entry, without which the rest goes on: number and reason.
    pub faults: Vec<(u32, String)>,
    /// Why a log cannot be read together with the one that it goes on from.
    pub broken: Vec<String>,
}

/// Reads logs together.
pub fn union(roots: &Keyring, logs: &[Held]) -> Union {
    let (ends, broken) = succession::ends(roots, logs);
    let found = logs.iter().flat_map(|log| acts_of(log, 0));
    let found = found.filter(|found| ends.counts(found.log, found.index));
    let mut found: Vec<Found<'_>> = found.collect();
    let before = logs
        .iter()
        .map(|log| (log.origin.as_str(), ends.before(log)));
    let before: BTreeMap<&str, (Option<Moment>, usize)> = before.collect();
    found.sort_by_key(|found| {
        let origin = found.log.origin.as_str();
        let (last, count) = before.get(origin).copied().unwrap_or_default();
        let after = last.map_or(found.learned, |last| last.max(found.learned));
        (after, count, origin, found.index)
    });
    let noted = Noted::of(logs);
    let mut union = Union {
        keyring: roots.clone(),
        broken,
        ..Union::default()
    };
    let mut known: BTreeMap<crate::Digest, usize> = BTreeMap::new();
    for found in found {
        let digest = found.signed.act.digest();
        let mut seen = noted.others(found.log, found.index);
        let site = ends.site(found.log).to_owned();
        merge(&mut seen, BTreeMap::from([(site, found.learned)]));
        if let Some(at) = known.get(&digest) {
            if let Some(act) = union.acts.get_mut(*at) {
                merge(&mut act.seen, seen);
            }
            continue;
        }
        known.insert(digest, union.acts.len());
        union.add(0, &found, digest, seen);
    }
    union
}

/// Reads what was added to the only log that is held: its entries from `start` on, the first act of which has the
/// number `first`. Nothing where an act was learned before one that is known: then acts have other numbers.
pub fn grown(
    keyring: &Keyring,
    log: &Held,
    (start, first): (u64, u32),
    last: Moment,
) -> Option<Union> {
    let mut union = Union {
        keyring: keyring.clone(),
        ..Union::default()
    };
    let mut last = last;
    for found in acts_of(log, start) {
        if found.learned < last {
            return None;
        }
        last = found.learned;
        let digest = found.signed.act.digest();
        let seen = BTreeMap::from([(log.site.clone(), found.learned)]);
        union.add(first, &found, digest, seen);
    }
    Some(union)
}

/// An act in a log.
struct Found<'l> {
    learned: Moment,
    log: &'l Held,
    index: u64,
    signed: &'l Signed,
}

/// The acts of a log, whose first entry here has the index `start`.
fn acts_of(log: &Held, start: u64) -> impl Iterator<Item = Found<'_>> {
    let entries = (start..).zip(&log.entries);
    entries.filter_map(move |(index, entry)| match entry {
        Entry::Act(learned, signed) => Some(Found {
            learned: *learned,
            log,
            index,
            signed,
        }),
        Entry::Seen { .. } => None,
    })
}

impl Union {
    /// Adds an act that is not known, after `first` acts that are not here.
    fn add(
        &mut self,
        first: u32,
        found: &Found<'_>,
        digest: crate::Digest,
        seen: BTreeMap<String, Moment>,
    ) {
        let number = u32::try_from(self.acts.len()).unwrap_or(u32::MAX);
        let number = first.saturating_add(number);
        let signers = self.keyring.signers(found.signed).unwrap_or_else(|reason| {
            self.faults.push((number, reason));
            BTreeSet::new()
        });
        let taken = self
            .keyring
            .take(&found.signed.act, &signers, found.learned);
        if let Err(reason) = taken {
            self.faults.push((number, reason));
        }
        self.places.push((found.log.origin.clone(), found.index));
        self.acts.push(Known {
            number,
            act: found.signed.act.clone(),
            digest,
            seen,
            signers,
        });
    }
}

fn merge(seen: &mut BTreeMap<String, Moment>, more: BTreeMap<String, Moment>) {
    for (site, moment) in more {
        let known = seen.entry(site).or_insert(moment);
        *known = moment.min(*known);
    }
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
    fn others(&self, log: &Held, index: u64) -> BTreeMap<String, Moment> {
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

/// The digest of the plan in force at a moment, for people who write an act that is signed then.
pub fn plan_in_force(plans: &BTreeMap<String, Plan>, acts: &[Known], at: Moment) -> Option<String> {
    let course = crate::course::run(plans, acts, at);
    (!course.plan_digest.is_empty()).then_some(course.plan_digest)
}
