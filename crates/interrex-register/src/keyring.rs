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
use crate::entry::{Signed, bare};

mod order;
mod succession;
mod union;

pub use union::{Held, Union, Unread, grown, union};

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
                self.revoke(who, &parsed(key)?)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes a key from somebody who has it.
    fn revoke(&mut self, who: &str, key: &str) -> Result<(), String> {
        let enrolled = self.enrolled.get_mut(who);
        let enrolled = enrolled.filter(|all| all.iter().any(|one| one.key == key));
        let Some(enrolled) = enrolled else {
            let of_root = self.roots.get(who).is_some_and(|keys| keys.contains(key));
            return Err(if of_root {
                format!(
                    "it is a key of the root `{who}`, which the trust file names: it is taken out there"
                )
            } else {
                format!("this key is not enrolled for `{who}`, and nothing is revoked")
            });
        };
        enrolled.retain(|known| known.key != key);
        Ok(())
    }
}

/// The digest of the plan in force at a moment, for people who write an act that is signed then.
///
/// # Errors
///
/// Says which plan is in force then and is not held.
pub fn plan_in_force(
    plans: &BTreeMap<String, Plan>,
    acts: &[Known],
    at: Moment,
) -> Result<Option<String>, String> {
    let course = crate::course::run(plans, acts, at);
    course.all_held()?;
    Ok((!course.plan_digest.is_empty()).then_some(course.plan_digest))
}
