//! Trust policies: which logs count, which witnesses, and how many of whom must have cosigned.
//!
//! Specification: [tlog-policy](https://c2sp.org/tlog-policy), as of its change of 22 June 2026
//! (`1896a5a`).
//!
//! Responsible for the file, for whether a checkpoint satisfies it, and, in [`Policy::survival`], for
//! how many witnesses may fall silent or lie before it fails. Names and URLs are octets without meaning.
//! A log counts only for checkpoints whose origin is the name of its key. What to think of times is left
//! to the caller.
//!
//! # A whole example
//!
//! Two of three witnesses of one operator and any of two of another:
//!
//! ```
//! use interrex_tlog::policy::Policy;
//!
//! let text = "\
//! ## The log, and who watches it.
//! log log.example+1cc758f9+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c https://log.example/
//!
//! witness X1 x1.example+02f2209d+BIE5dw6ofRdfVqNUZsNMfszLjYqRtO43ol32D1uPybOU
//! witness X2 x2.example+0668a404+BO1JKMYo0cLG6ukDOJBZlWEpWSc6XGP5NjbBRhSshzfR
//! witness X3 x3.example+0613ec38+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58
//! group X-witnesses 2 X1 X2 X3
//!
//! witness Y1 y1.example+e9353c2c+BG56HN0psLeP0Tr0xVmP7/TvKpcWbjym8uT7/M2AUFvx
//! witness Y2 y2.example+37310916+BIqHX/8es4RRV3rNWv7kBUVlaN18ieCQhjoFV7x69J8X
//! group Y-witnesses any Y1 Y2
//!
//! group X-and-Y all X-witnesses Y-witnesses
//! quorum X-and-Y
//! ";
//! let policy = Policy::parse(text.as_bytes()).unwrap();
//! assert!(policy.is_met(|witness| [0, 2, 4].contains(&witness)));
//! assert!(!policy.is_met(|witness| witness < 3));
//!
//! let survival = policy.survival();
//! // With X1 and X2 silent, or Y1 and Y2, there is no quorum.
//! assert_eq!(survival.silent, 1);
//! // Two quorums share one of the X at least: one that lies to both sides is enough.
//! assert_eq!(survival.lying, Some(0));
//! // Without an honest witness, two of the X and one of the Y have to lie.
//! assert_eq!(survival.forging, Some(2));
//! ```

mod check;
mod read;
mod survival;

use crate::note::VerifierKey;

pub use check::{Accepted, Cosigned, PolicyError};
pub use survival::Survival;

/// A policy is refused where it is longer, in bytes.
pub const BYTES_MAX: usize = 1 << 22;

/// A policy is refused where it has more logs, more witnesses or more groups. The specification asks for
/// 32 of each at least.
pub const ENTRIES_MAX: usize = 1024;

/// A policy whose names are resolved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Policy {
    logs: Vec<Log>,
    witnesses: Vec<Witness>,
    groups: Vec<Group>,
    quorum: Option<Member>,
}

/// A log that counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Log {
    /// Its key, whose name is the origin of its checkpoints.
    pub key: VerifierKey,
    /// Where it is reached, if the policy says so.
    pub url: Option<Vec<u8>>,
}

/// A witness that a quorum can count on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Witness {
    /// Its name within the policy.
    pub name: Vec<u8>,
    /// Its key, which makes cosignatures.
    pub key: VerifierKey,
    /// Where it is reached, if the policy says so.
    pub url: Option<Vec<u8>>,
}

/// A group: as good as a cosignature where `threshold` of its members are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Its name within the policy.
    pub name: Vec<u8>,
    /// From 1 to the number of members.
    pub threshold: usize,
    /// The members, each of which is a member of no other group.
    pub members: Vec<Member>,
}

/// What a group or the quorum consists of, by its position in the policy.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Member {
    /// A witness.
    Witness(usize),
    /// A group defined before.
    Group(usize),
}

impl Policy {
    /// The logs, in their order.
    pub fn logs(&self) -> &[Log] {
        &self.logs
    }

    /// The witnesses, in their order.
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// The groups, each after those that are its members.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// What must have cosigned; nothing for `quorum none`.
    pub fn quorum(&self) -> Option<Member> {
        self.quorum
    }

    /// The same logs and witnesses, of whom nobody must have cosigned: for who takes over what a log signs, and tells
    /// apart what witnesses have seen.
    pub fn without_quorum(&self) -> Self {
        Self {
            quorum: None,
            ..self.clone()
        }
    }

    /// Whether cosignatures of the witnesses at these positions are a quorum.
    pub fn is_met(&self, cosigned: impl Fn(usize) -> bool) -> bool {
        let met = self.of_quorum(cosigned, |group, members| {
            members.iter().filter(|member| **member).count() >= group.threshold
        });
        met.unwrap_or(true)
    }

    /// A value of the quorum, from a value of each witness and a rule that gives that of a group from
    /// those of its members; nothing for `quorum none`.
    fn of_quorum<T: Clone>(
        &self,
        witness: impl Fn(usize) -> T,
        rule: impl Fn(&Group, Vec<T>) -> T,
    ) -> Option<T> {
        let mut groups: Vec<T> = Vec::with_capacity(self.groups.len());
        let value = |member: &Member, groups: &[T]| match member {
            Member::Witness(at) => Some(witness(*at)),
            Member::Group(at) => groups.get(*at).cloned(),
        };
        for group in &self.groups {
            let members = group.members.iter();
            let values = members.filter_map(|member| value(member, &groups));
            let found = rule(group, values.collect());
            groups.push(found);
        }
        value(&self.quorum?, &groups)
    }

    /// The name of a member.
    fn name(&self, member: Member) -> &[u8] {
        let name = match member {
            Member::Witness(at) => self.witnesses.get(at).map(|witness| &witness.name),
            Member::Group(at) => self.groups.get(at).map(|group| &group.name),
        };
        name.map(Vec::as_slice).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
