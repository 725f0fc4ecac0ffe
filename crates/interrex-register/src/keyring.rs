//! Whose signatures count: keys enrolled, rotated and revoked by acts, from a root that the register names.
//!
//! * The **root** keys stand in the register's own description, and in the trust file of whoever checks it.
//!   They enrol others, and can revoke any key. That is all that they can do.
//! * A key is **enrolled** for somebody by an act signed by a root or by somebody with a key already enrolled for
//!   that same name.
//! * It is **rotated** by an act that is signed by the *new* key, whose digest was committed to when the old one
//!   was enrolled: who steals a key cannot rotate it.
//! * It is **revoked** by a root or by its owner. What the register learned before stays; what it learns
//!   afterwards is not signed by that key, whatever date it states.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use interrex_plan::model::Plan;
use interrex_signature::PublicKey;
use interrex_units::Moment;

use crate::act::Deed;
use crate::course::Known;
use crate::entry::{Entry, Signed, bare};

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
#[derive(Debug, Clone, Default)]
pub struct Keyring {
    roots: BTreeMap<String, BTreeSet<String>>,
    enrolled: BTreeMap<String, Vec<Enrolled>>,
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

    /// Whether a key counts for somebody.
    pub fn counts(&self, who: &str, key: &PublicKey) -> bool {
        let key = bare(key);
        let root = self.roots.get(who).is_some_and(|keys| keys.contains(&key));
        let mut enrolled = self.enrolled.get(who).into_iter().flatten();
        root || enrolled.any(|known| known.key == key)
    }

    /// The keys enrolled for somebody.
    pub fn of(&self, who: &str) -> &[Enrolled] {
        self.enrolled.get(who).map_or(&[], Vec::as_slice)
    }

    /// Everybody for whom a key is enrolled.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.enrolled.keys().map(String::as_str)
    }

    /// Those who signed an act with a key that counts for them. A rotation is signed by the new key.
    ///
    /// # Errors
    ///
    /// Says which signature is not what it says.
    pub fn signers(&self, signed: &Signed) -> Result<BTreeSet<String>, String> {
        let checked = signed.checked()?;
        let counting = checked.into_iter().filter(|(by, key)| {
            let rotated = match &signed.act.deed {
                Deed::Rotate { who, key: new, .. } if who == by => {
                    bare(key) == *new && self.is_committed(who, key)
                }
                _ => false,
            };
            rotated || self.counts(by, key)
        });
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
        let by_root = signers.iter().any(|name| self.roots.contains_key(name));
        let parsed = |key: &str| {
            PublicKey::parse(key)
                .map(|key| bare(&key))
                .map_err(|error| format!("`{key}`: {error}"))
        };
        match &act.deed {
            Deed::Enrol { who, key, next } => {
                if !by_root && !signers.contains(who) {
                    return Err(format!(
                        "a key for `{who}` is enrolled by a root of the register, or by themselves"
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
}

/// Reads logs together.
pub fn union(roots: &Keyring, logs: &[Held]) -> Union {
    let mut found: Vec<(Moment, &Held, u64, &Signed)> = Vec::new();
    for log in logs {
        for (index, entry) in (0u64..).zip(&log.entries) {
            if let Entry::Act(learned, signed) = entry {
                found.push((*learned, log, index, signed));
            }
        }
    }
    found.sort_by(|one, other| {
        (one.0, &one.1.origin, one.2).cmp(&(other.0, &other.1.origin, other.2))
    });
    let mut union = Union {
        keyring: roots.clone(),
        ..Union::default()
    };
    let mut known: BTreeMap<crate::Digest, usize> = BTreeMap::new();
    for (learned, log, index, signed) in found {
        let digest = signed.act.digest();
        let mut seen = seen_by_others(logs, log, index);
        seen.insert(log.site.clone(), learned);
        if let Some(at) = known.get(&digest) {
            if let Some(act) = union.acts.get_mut(*at) {
                merge(&mut act.seen, seen);
            }
            continue;
        }
        let number = u32::try_from(union.acts.len()).unwrap_or(u32::MAX);
        let signers = union.keyring.signers(signed).unwrap_or_else(|reason| {
            union.faults.push((number, reason));
            BTreeSet::new()
        });
        if let Err(reason) = union.keyring.take(&signed.act, &signers, learned) {
            union.faults.push((number, reason));
        }
        known.insert(digest, union.acts.len());
        union.places.push((log.origin.clone(), index));
        union.acts.push(Known {
            number,
            act: signed.act.clone(),
            digest,
            seen,
            signers,
        });
    }
    union
}

fn merge(seen: &mut BTreeMap<String, Moment>, more: BTreeMap<String, Moment>) {
    for (site, moment) in more {
        let known = seen.entry(site).or_insert(moment);
        *known = moment.min(*known);
    }
}

/// When other sites noted a head that contains an entry.
fn seen_by_others(logs: &[Held], log: &Held, index: u64) -> BTreeMap<String, Moment> {
    let mut seen = BTreeMap::new();
    for other in logs.iter().filter(|other| other.origin != log.origin) {
        let noted = other.entries.iter().find_map(|entry| match entry {
            Entry::Seen {
                learned,
                origin,
                size,
            } if *origin == log.origin && *size > index => Some(*learned),
            _ => None,
        });
        if let Some(learned) = noted {
            seen.insert(other.site.clone(), learned);
        }
    }
    seen
}

/// The digest of the plan in force for people who write an act: the one adopted last.
pub fn plan_in_force(plans: &BTreeMap<String, Plan>, acts: &[Known]) -> Option<String> {
    let course = crate::course::run(plans, acts, Moment::LAST);
    (!course.plan_digest.is_empty()).then_some(course.plan_digest)
}
