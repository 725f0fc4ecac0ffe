//! What a question fixes before anything is asked: the date, and what is supposed to hold or to be
//! missing.

use std::collections::BTreeSet;

use interrex_plan::model::Element;
use interrex_units::Date;

/// The date as of which a plan is read, and what the question supposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The date.
    pub as_of: Date,
    /// Elements that count whatever their status: floated measures, offered pledges.
    pub with: BTreeSet<Element>,
    /// Elements that do not count whatever their status. A source named here has said nothing.
    pub without: BTreeSet<Element>,
    /// Whether measures that do not count are to be weighed: each becomes a variable of its own,
    /// never true unless the analysis takes it.
    pub weigh: bool,
}

impl Question {
    /// The plan as it stands on a date, nothing supposed.
    pub fn as_of(as_of: Date) -> Self {
        Self {
            as_of,
            with: BTreeSet::new(),
            without: BTreeSet::new(),
            weigh: false,
        }
    }
}
