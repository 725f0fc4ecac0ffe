//! What a question fixes before anything is asked: the date, and what is supposed to hold or to be
//! missing.

use std::collections::BTreeSet;

use interrex_plan::model::{Element, Id, Source, Status, StatusEntry, Terms};
use interrex_units::Date;

use crate::compiler::element_of;

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

    /// Whether an element counts, the measure that it belongs to left aside.
    pub(crate) fn may_count(&self, terms: &Terms, element: Element) -> bool {
        if self.without.contains(&element) || self.is_unheard(terms) {
            return false;
        }
        terms.valid_on(self.as_of)
            && (self.with.contains(&element) || self.status_of(terms).counts())
    }

    /// Whether the only word of an element comes from a source that the question leaves out.
    fn is_unheard(&self, terms: &Terms) -> bool {
        terms.source.is_some_and(|source| self.is_left_out(source))
    }

    fn is_left_out(&self, source: Id<Source>) -> bool {
        self.without.contains(&element_of("source", source))
    }

    /// The status on the date of the question, entries of left-out sources ignored.
    fn status_of(&self, terms: &Terms) -> Status {
        let heard =
            |entry: &&StatusEntry| entry.source.is_none_or(|source| !self.is_left_out(source));
        if terms.status.iter().all(|entry| heard(&entry)) {
            return terms.status_on(self.as_of);
        }
        let history = terms
            .status
            .iter()
            .filter(heard)
            .cloned()
            .collect::<Vec<_>>();
        if history.is_empty() {
            return Status::Withdrawn;
        }
        Terms {
            status: history,
            ..Terms::default()
        }
        .status_on(self.as_of)
    }
}
