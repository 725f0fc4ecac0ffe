//! From where bodies and offices are seen, and how what is disputed is read.

use interrex_plan::model::{Body, DecisionIndex, Id, Locus, Office};

/// Where somebody judges from. Acts and fitness are known within an island; beyond it only that
/// somebody is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// As somebody would who knew all islands.
    Everywhere,
    /// From a place or site.
    From(Locus),
}

impl View {
    /// This view; in place of the one from everywhere, that from a place or site.
    pub(crate) fn or_from(self, at: Locus) -> Self {
        match self {
            Self::Everywhere => Self::From(at),
            Self::From(_) => self,
        }
    }
}

/// How what is disputed is read: as written, or otherwise in exactly one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// As written; of several orders in force without precedence, the first in the text.
    AsWritten,
    /// A disputed ground does not apply: the office and the ground's place in it.
    WithoutGround(Id<Office>, u32),
    /// A disputed order does not apply: the office and the order's place in it.
    WithoutOrder(Id<Office>, u32),
    /// No disputed ground or order of any office applies.
    Undisputed,
    /// A disputed threshold has its other value.
    OtherThreshold(Id<Body>, DecisionIndex),
    /// This order is followed wherever it is among several without distinct precedence.
    Following(Id<Office>, u32),
    /// A partner's view of who holds an office: by place in the plan's list of recognitions.
    Recognizing(u32),
}
