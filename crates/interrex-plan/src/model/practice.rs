//! What the institution does about its plan: agreements, contacts, reviews, exercises, training,
//! sealed parts, waivers. Rules of the field ask about these; no proposition rests on them.

use interrex_diag::Span;
use interrex_units::Date;

use super::{Element, Id, Locus, Partner, Site, Terms, Who};

/// An agreement with somebody about a place or a service.
#[derive(Debug, Clone, Default)]
pub struct Agreement {
    /// With whom, in words or by partner.
    pub with: Option<String>,
    /// The partner, when it is one.
    pub partner: Option<Id<Partner>>,
    /// `mou`, `host`, `mutual aid`, ...
    pub kind: Option<String>,
    /// Signed on.
    pub signed_on: Option<Date>,
    /// Last day.
    pub expires: Option<Date>,
    /// What it covers: `space`, `lodging`, `transport`, `communications`, `security`, `life support`.
    pub covers: Vec<String>,
    /// Whether immunity of premises and data is stated.
    pub immunity: Option<bool>,
    /// Whether the sending side holds the access list.
    pub access_list: Option<bool>,
    /// Dates, status.
    pub terms: Terms,
}

/// How somebody is reached.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Who.
    pub who: Who,
    /// Ways.
    pub paths: Vec<ContactPath>,
    /// When the entry was last confirmed by its owner.
    pub confirmed_on: Option<Date>,
    /// Where it stands.
    pub span: Span,
}

/// One way to reach somebody.
#[derive(Debug, Clone)]
pub struct ContactPath {
    /// `phone`, `radio`, `satellite`, `courier`, `email`, ...
    pub by: String,
    /// Whether it relies on a public network.
    pub public_network: bool,
    /// When it was last tested.
    pub tested_on: Option<Date>,
}

/// A plan of devolution to another site and staff.
#[derive(Debug, Clone, Default)]
pub struct DevolutionPlan {
    /// Where.
    pub site: Option<Id<Site>>,
    /// Trained staff there.
    pub roster: Vec<Who>,
    /// Functions in priority order, by name.
    pub functions: Vec<String>,
    /// What starts it, in words.
    pub triggers: Vec<String>,
    /// How control passes to the site.
    pub passes_by: Option<String>,
    /// How control goes back.
    pub returns_by: Option<String>,
    /// How changes to records made there come home.
    pub records_return: Option<String>,
    /// Dates.
    pub terms: Terms,
}

/// How normal work resumes.
#[derive(Debug, Clone)]
pub struct Reconstitution {
    /// Who leads it.
    pub manager: Option<Who>,
    /// Who else.
    pub team: Vec<Who>,
    /// Phases, in words.
    pub phases: Vec<String>,
    /// How the building is checked.
    pub building_check: Option<String>,
    /// Who is told.
    pub notices: Option<String>,
    /// How it is reviewed afterwards.
    pub review: Option<String>,
    /// Outside helpers for facilities, personnel, records.
    pub helpers: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}

/// A review that took place.
#[derive(Debug, Clone)]
pub struct Review {
    /// What was reviewed.
    pub of: Element,
    /// `legal`, `plan`, `bia`, `risk`, `records`, `succession`.
    pub kind: String,
    /// When.
    pub on: Date,
    /// By whom.
    pub by: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// An exercise.
#[derive(Debug, Clone)]
pub struct Exercise {
    /// `seminar`, `workshop`, `tabletop`, `game`, `drill`, `functional`, `full-scale`.
    pub kind: String,
    /// When.
    pub on: Date,
    /// `relocation`, `records`, `communications`, `dependencies`, `devolution`, `reconstitution`,
    /// `succession`, `notification`, `functions`.
    pub covers: Vec<String>,
    /// Where people really moved to.
    pub moved_to: Vec<Locus>,
    /// Where the evidence is kept.
    pub evidence: Option<String>,
    /// What it found.
    pub findings: Vec<Finding>,
}

/// A finding of an exercise and its corrective action.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What.
    pub text: String,
    /// Who answers for the correction.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// When it was closed.
    pub closed_on: Option<Date>,
    /// Where it stands.
    pub span: Span,
}

/// Training that took place.
#[derive(Debug, Clone)]
pub struct Training {
    /// What.
    pub what: String,
    /// When.
    pub on: Date,
    /// Who took part.
    pub who: Vec<Who>,
    /// By whom.
    pub by: Option<String>,
    /// Where the evidence is kept.
    pub evidence: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// A part of the plan that only some may read; the plan cites it by digest.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// `sha256:` and 64 hexadecimal digits.
    pub digest: String,
    /// Who may read it.
    pub readers: Vec<String>,
    /// What it covers, in words.
    pub covers: Option<String>,
    /// Dates.
    pub terms: Terms,
}

/// How loudly a rule speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Not at all.
    Allow,
    /// A note.
    Note,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

/// A rule that the plan asks not to be held to.
#[derive(Debug, Clone)]
pub struct Waiver {
    /// The rule's code.
    pub rule: String,
    /// For which element; for all, when absent.
    pub on: Option<Element>,
    /// Why.
    pub reason: String,
    /// Last day.
    pub until: Date,
    /// Who grants it.
    pub by: Option<String>,
    /// Where it stands.
    pub span: Span,
}
