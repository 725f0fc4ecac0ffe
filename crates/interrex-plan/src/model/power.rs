//! Powers: who holds them, what they must reach, how they are delegated and devolved.

use interrex_diag::Span;
use interrex_units::Date;

use super::{Expr, Region, Terms, Who};

/// A power: what may be done.
#[derive(Debug, Clone)]
pub struct Power {
    /// In words.
    pub title: Option<String>,
    /// The office or body that holds it.
    pub held_by: Who,
    /// The places or bodies that it must reach; empty: it reaches everywhere by itself.
    pub reach: Vec<(Region, Span)>,
    /// Delegations.
    pub delegations: Vec<Delegation>,
    /// Devolution to regions.
    pub devolution: Option<Devolution>,
    /// Legal source.
    pub terms: Terms,
}

/// A delegation of a power.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// Its name within the power.
    pub name: String,
    /// To whom.
    pub to: Who,
    /// In which regions; everywhere when empty.
    pub scope: Vec<Region>,
    /// Under which condition.
    pub condition: Option<Expr>,
    /// Limits in words, or `none`.
    pub limits: Option<String>,
    /// How it ends, in words.
    pub ends_when: Option<String>,
    /// Whether it may be delegated onward; unstated if absent.
    pub onward: Option<bool>,
    /// Whether it goes on when whoever granted it no longer holds the office.
    pub survives_grantor: bool,
    /// Whether it ends when whoever granted it no longer has what they granted it by, though somebody else has.
    pub ends_with_grantor: bool,
    /// Signed on.
    pub signed_on: Option<Date>,
    /// Earlier delegations that it replaces.
    pub replaces: Vec<String>,
    /// Whether counsel concurred.
    pub counsel: Option<bool>,
    /// Whether the holder is trained and licensed.
    pub trained: Option<bool>,
    /// Dates, basis, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// Devolution: where contact with whoever exercises the power is lost, another may exercise it.
#[derive(Debug, Clone)]
pub struct Devolution {
    /// For a region, who exercises it there.
    pub to: Vec<(Region, Who, Span)>,
    /// Another condition than loss of contact.
    pub when: Option<Expr>,
    /// Scope and limits in words, or `none`.
    pub limits: Option<String>,
    /// How control returns, in words.
    pub ends_when: Option<String>,
    /// Dates, basis, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}
