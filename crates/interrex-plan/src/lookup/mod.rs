//! Elements by name and names of elements, for whoever reports about a plan or asks about it.
//!
//! A whole element is `office.president`; a part of it is `office.president.order.line`,
//! `record.register.copy.main`, `power.command.devolution`; a candidate is
//! `office.president.order.line.speaker`.

mod find;
mod parts;
mod span;

pub use find::NotFound;

use interrex_diag::Span;
use interrex_units::Date;

use crate::model::{Element, Plan};

/// How many candidates of one order have elements of their own: the place of a candidate in
/// `Element::Part("office", office, "candidate", place)` is the order's place times this, plus
/// the candidate's.
pub const CANDIDATES_MAX: u32 = 1 << 16;

impl Plan {
    /// The date at which the plan asks to be read; none when it does not say.
    pub fn as_of(&self) -> Option<Date> {
        self.header.as_of
    }

    /// The name of an element: `plan`, `office.president`, `office.president.order.line`; of a
    /// fact, the fact's own name. Of an element of another plan, what can be said of it.
    pub fn element_name(&self, element: Element) -> String {
        match element {
            Element::Plan => "plan".to_owned(),
            Element::Of("fact", index) => self.named("fact", index).unwrap_or("?").to_owned(),
            Element::Of(kind, index) => match self.named(kind, index) {
                Some(name) => format!("{kind}.{name}"),
                None => format!("{kind}.{}", u64::from(index) + 1),
            },
            Element::Part(kind, index, of, place) => {
                let whole = self.element_name(Element::Of(kind, index));
                self.part_name(&whole, index, of, place)
            }
        }
    }

    /// Where an element is declared; of the plan as a whole, its `[plan]` table. `None` for an
    /// element that this plan does not have.
    pub fn element_span(&self, element: Element) -> Option<Span> {
        match element {
            Element::Plan => self.header.span,
            Element::Of(kind, index) => self.span_of(kind, index),
            Element::Part(_, index, of, place) => self.part_span(index, of, place),
        }
    }
}
