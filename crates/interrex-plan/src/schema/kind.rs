//! The kinds of things that a plan declares by name.

use crate::model::Element;

/// A kind of thing with names of its own: `[office.ID]`, `[place.ID]`, ...
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `[source.ID]`
    Source,
    /// `[place.ID]`
    Place,
    /// `[site.ID]`
    Site,
    /// `[link.ID]`
    Link,
    /// `[person.ID]`
    Person,
    /// `[threat.ID]`
    Threat,
    /// `[body.ID]`
    Body,
    /// `[office.ID]`
    Office,
    /// `[lease.ID]`
    Lease,
    /// `[power.ID]`
    Power,
    /// `[seat.ID]`
    Seat,
    /// `[record.ID]`
    Record,
    /// `[partner.ID]`
    Partner,
    /// `[coalition.ID]`
    Coalition,
    /// `[pledge.ID]`
    Pledge,
    /// `[measure.ID]`
    Measure,
    /// `[decision.ID]`
    Decision,
    /// `[function.ID]`
    Function,
    /// `[agreement.ID]`
    Agreement,
    /// `[devolution.ID]`
    Devolution,
    /// `[exercise.ID]`
    Exercise,
    /// `[sealed.ID]`
    Sealed,
}

impl Kind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 22] = [
        Self::Source,
        Self::Place,
        Self::Site,
        Self::Link,
        Self::Person,
        Self::Threat,
        Self::Body,
        Self::Office,
        Self::Lease,
        Self::Power,
        Self::Seat,
        Self::Record,
        Self::Partner,
        Self::Coalition,
        Self::Pledge,
        Self::Measure,
        Self::Decision,
        Self::Function,
        Self::Agreement,
        Self::Devolution,
        Self::Exercise,
        Self::Sealed,
    ];

    /// The word that the language uses: `office`.
    pub fn word(self) -> &'static str {
        self.row().0
    }

    /// With its article: `an office`.
    pub fn phrase(self) -> &'static str {
        self.row().1
    }

    /// The code of the fault of naming one that the plan does not declare.
    pub(crate) fn unknown(self) -> &'static str {
        self.row().2
    }

    /// The kind of this word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The element of this kind at this place of its arena.
    pub fn element(self, index: u32) -> Element {
        Element::Of(self.word(), index)
    }

    fn row(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Source => ("source", "a source", "unknown-source"),
            Self::Place => ("place", "a place", "unknown-place"),
            Self::Site => ("site", "a site", "unknown-site"),
            Self::Link => ("link", "a link", "unknown-name"),
            Self::Person => ("person", "a person", "unknown-person"),
            Self::Threat => ("threat", "a threat", "unknown-threat"),
            Self::Body => ("body", "a body", "unknown-body"),
            Self::Office => ("office", "an office", "unknown-office"),
            Self::Lease => ("lease", "a lease", "unknown-name"),
            Self::Power => ("power", "a power", "unknown-power"),
            Self::Seat => ("seat", "a seat", "unknown-seat"),
            Self::Record => ("record", "a record", "unknown-record"),
            Self::Partner => ("partner", "a partner", "unknown-partner"),
            Self::Coalition => ("coalition", "a coalition", "unknown-name"),
            Self::Pledge => ("pledge", "a pledge", "unknown-pledge"),
            Self::Measure => ("measure", "a measure", "unknown-measure"),
            Self::Decision => ("decision", "a decision", "unknown-decision"),
            Self::Function => ("function", "a function", "unknown-function"),
            Self::Agreement => ("agreement", "an agreement", "unknown-agreement"),
            Self::Devolution => ("devolution", "a devolution", "unknown-name"),
            Self::Exercise => ("exercise", "an exercise", "unknown-name"),
            Self::Sealed => ("sealed", "a sealed part", "unknown-name"),
        }
    }
}

/// Joins the kinds as `a person, an office or a body`.
pub(crate) fn phrase(kinds: &[Kind]) -> String {
    crate::words::either(kinds.iter().map(|kind| kind.phrase()))
}
