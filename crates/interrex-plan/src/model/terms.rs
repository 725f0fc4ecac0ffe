//! What anything that somebody must decide has in common: since when and until when it holds, how
//! far its decision has come, and the measure that it belongs to.

use interrex_diag::Span;
use interrex_units::Date;

use super::{Id, Measure, Source};

/// How far a decision has come. Only [`Status::Decided`] and [`Status::InForce`] count; the others
/// count when a question asks for them by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Said aloud, by anybody.
    Floated,
    /// Under discussion.
    UnderDiscussion,
    /// Prepared, not offered.
    Prepared,
    /// Offered, not answered.
    Offered,
    /// Accepted, not decided.
    Accepted,
    /// Refused.
    Refused,
    /// Decided.
    Decided,
    /// In force.
    InForce,
    /// Withdrawn.
    Withdrawn,
}

impl Status {
    /// Every status, in the order in which decisions usually come about.
    pub const ALL: [Self; 9] = [
        Self::Floated,
        Self::UnderDiscussion,
        Self::Prepared,
        Self::Offered,
        Self::Accepted,
        Self::Refused,
        Self::Decided,
        Self::InForce,
        Self::Withdrawn,
    ];

    /// The word that a plan writes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Floated => "floated",
            Self::UnderDiscussion => "under discussion",
            Self::Prepared => "prepared",
            Self::Offered => "offered",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Decided => "decided",
            Self::InForce => "in force",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether an answer may rest on something of this status without being asked to.
    pub fn counts(self) -> bool {
        matches!(self, Self::Decided | Self::InForce)
    }
}

/// One entry in the history of a decision.
#[derive(Debug, Clone)]
pub struct StatusEntry {
    /// The status reached.
    pub status: Status,
    /// When; an undated entry counts as older than every dated one.
    pub on: Option<Date>,
    /// Who says so.
    pub source: Option<Id<Source>>,
    /// Where the entry stands.
    pub span: Span,
}

/// Dates, status and measure of one element.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// History of its status; empty means in force.
    pub status: Vec<StatusEntry>,
    /// It exists only where this measure is in effect.
    pub by_measure: Option<Id<Measure>>,
    /// The law or document that it rests on.
    pub basis: Option<String>,
    /// Who reports it.
    pub source: Option<Id<Source>>,
    /// Whether it is written down for the sake of the example or argument alone.
    pub assumed: bool,
    /// Free text.
    pub note: Option<String>,
}

impl Terms {
    /// Whether the dates include `date`; both ends belong to it.
    pub fn valid_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// The latest status on `date`. An element without any history is in force; one whose history
    /// begins after `date` has not been heard of yet and counts as withdrawn.
    pub fn status_on(&self, date: Date) -> Status {
        match self.entry_on(date) {
            Some(entry) => entry.status,
            None if self.status.is_empty() => Status::InForce,
            None => Status::Withdrawn,
        }
    }

    /// The latest entry on `date`: undated entries count as oldest, ties go to the later one in
    /// the text.
    pub fn entry_on(&self, date: Date) -> Option<&StatusEntry> {
        let mut latest: Option<&StatusEntry> = None;
        for entry in &self.status {
            let known = entry.on.is_none_or(|on| on <= date);
            if known && latest.is_none_or(|best| best.on <= entry.on) {
                latest = Some(entry);
            }
        }
        latest
    }
}
