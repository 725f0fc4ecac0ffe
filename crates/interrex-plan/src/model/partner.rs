//! Partners, blocs and coalitions, pledges, recognition.

use interrex_diag::Span;
use interrex_units::Date;

use super::{Agreement, Expr, Fact, Id, Office, Terms, Who};

/// A partner: a state, an organization, a firm, a neighbor.
#[derive(Debug, Clone, Default)]
pub struct Partner {
    /// In words.
    pub title: Option<String>,
    /// Dates, source.
    pub terms: Terms,
}

/// Partners that decide together: a bloc that needs all, a coalition of any so many.
#[derive(Debug, Clone)]
pub struct Coalition {
    /// In words.
    pub title: Option<String>,
    /// Members.
    pub members: Vec<(Id<Partner>, Span)>,
    /// How many suffice; all of them for a bloc.
    pub enough: u32,
    /// Dates, source.
    pub terms: Terms,
}

/// A pledge. Met when it counts, its conditions hold, and enough of the partners keep it.
#[derive(Debug, Clone)]
pub struct Pledge {
    /// In words.
    pub title: Option<String>,
    /// Partners, each with its own status and choice.
    pub partners: Vec<PledgePartner>,
    /// How many must keep it.
    pub enough: u32,
    /// `host`, `evacuate`, `recognize`, `pay`, `carry messages`, ...
    pub kind: Option<String>,
    /// Conditions under which it holds.
    pub conditions: Option<Expr>,
    /// The agreement that lays it down.
    pub agreement: Option<Id<Agreement>>,
    /// Last day on which it is open.
    pub expires: Option<Date>,
    /// Dates, status, source, measure.
    pub terms: Terms,
}

/// One partner's part in a pledge.
#[derive(Debug, Clone)]
pub struct PledgePartner {
    /// Who.
    pub partner: Id<Partner>,
    /// `withdraws(PLEDGE, PARTNER)`.
    pub withdraws: Option<Id<Fact>>,
    /// Its own condition.
    pub condition: Option<Expr>,
    /// What it fears, in words.
    pub risk: Option<String>,
    /// Its own status, where it differs from the pledge's.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// A partner that takes somebody for the holder of an office, whatever the law says.
#[derive(Debug, Clone)]
pub struct Recognition {
    /// The partner.
    pub by: Id<Partner>,
    /// The office.
    pub office: Id<Office>,
    /// Whom it takes for the holder.
    pub holder: Who,
    /// Dates, status, source.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}
