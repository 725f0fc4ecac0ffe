//! Persons, by name or by the office that they hold at the start.

use interrex_diag::{Diagnostic, Span};

use crate::model::{Id, Person};
use crate::read::Reader;
use crate::resolve::Found;
use crate::schema::Kind;

/// Who holds an office at the start, for names of offices that stand for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Incumbent {
    /// This person.
    Person(Id<Person>),
    /// A body.
    Body,
    /// Nobody.
    Nobody,
    /// Whom the plan names could not be resolved, which is reported elsewhere.
    Faulty,
}

/// The kinds that name a person.
pub(crate) const PERSONS: &[Kind] = &[Kind::Person, Kind::Office];

impl Reader<'_> {
    /// The person of this name, or who holds the office of this name at the start; reports why
    /// there is none.
    pub(crate) fn person(&mut self, name: &str, span: Span) -> Option<Id<Person>> {
        let person = self.names.resolve(name, &[Kind::Person]).ok();
        let office = self.names.resolve(name, &[Kind::Office]).ok();
        if let (Some(person), Some(office)) = (person, office)
            && self.incumbent(office) == Incumbent::Person(person.id())
        {
            // Both readings of the name mean the same person.
            return Some(person.id());
        }
        let found = self.resolve(name, span, PERSONS)?;
        self.person_of(found, name, span)
    }

    /// The person that a person's or office's name means.
    pub(crate) fn person_of(&mut self, found: Found, name: &str, span: Span) -> Option<Id<Person>> {
        if found.kind == Kind::Person {
            return Some(found.id());
        }
        match self.incumbent(found) {
            Incumbent::Person(person) => Some(person),
            Incumbent::Faulty => None,
            missing => {
                let held = if missing == Incumbent::Body {
                    "is held by a body"
                } else {
                    "is vacant"
                };
                let declared = self.names.span(found);
                let fault = Diagnostic::error(
                    "vacant-office-as-person",
                    format!("the office `{name}` {held} at the start, expected a person"),
                )
                .at(span, "stands for whoever holds the office at the start")
                .help("name a person, or give the office a person as `holder`");
                let fault = declared.into_iter().fold(fault, |fault, place| {
                    fault.also(place, "the office is declared here")
                });
                self.report(fault);
                None
            }
        }
    }

    fn incumbent(&self, office: Found) -> Incumbent {
        self.incumbents
            .get(office.index as usize)
            .copied()
            .unwrap_or(Incumbent::Faulty)
    }
}
