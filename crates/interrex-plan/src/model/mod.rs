//! The plan as the rest of the house sees it: every name resolved to a typed identifier, every
//! value checked, every element with its place in the text.
//!
//! Responsible for the *shape* of a plan. What the shape means (who holds an office in a given
//! world) belongs to `interrex-standing`; how it is read from files belongs to `crate::read`.
//! Model types are deliberately not serialisable: files and wires have their own types.

mod arena;
mod body;
mod expr;
mod fact;
mod office;
mod partner;
mod power;
mod practice;
mod terms;
mod thing;

pub use arena::{Arena, Id, Named};
pub use body::{Body, DecisionKind, Meeting, Member, Threshold};
pub use expr::{Atom, DecisionIndex, Element, Expr, ExprKind, Locus, Region, Thing};
pub use fact::{Assessment, Condition, Fact, FactKind, Source};
pub use office::{
    Actor, ActorExpr, ActorExprKind, Candidate, CandidateWho, Effect, Event, Forfeit, Gives,
    Ground, Lease, Office, Order, Pass, Step, Who,
};
pub use partner::{Coalition, Partner, Pledge, PledgePartner, Recognition};
pub use power::{Delegation, Devolution, Power};
pub use practice::{
    Agreement, Contact, ContactPath, DevolutionPlan, Exercise, Finding, Level, Reconstitution,
    Review, Sealed, Training, Waiver,
};
pub use terms::{Status, StatusEntry, Terms};
pub use thing::{
    Base, Change, Copy, Decision, Function, Link, Measure, Person, PersonState, Place, Record,
    Seat, SeatOption, Site, Taking, Threat,
};

use interrex_diag::Span;
use interrex_units::{Date, Period};

/// A whole plan: what an institution has written down about how it goes on.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What the `[plan]` table says.
    pub header: Header,
    /// Who said something, and how firmly.
    pub sources: Arena<Source>,
    /// Every Boolean fact that the plan declares, in the order of the text.
    pub facts: Arena<Fact>,
    /// Places, a tree by containment.
    pub places: Arena<Place>,
    /// Buildings and other sites.
    pub sites: Arena<Site>,
    /// Links between places and sites.
    pub links: Arena<Link>,
    /// People.
    pub people: Arena<Person>,
    /// Threats.
    pub threats: Arena<Threat>,
    /// Bodies: parliaments, cabinets, boards, courts.
    pub bodies: Arena<Body>,
    /// Offices.
    pub offices: Arena<Office>,
    /// Leases on the exercise of an office.
    pub leases: Arena<Lease>,
    /// Powers.
    pub powers: Arena<Power>,
    /// Seats of offices and bodies.
    pub seats: Arena<Seat>,
    /// Essential records.
    pub records: Arena<Record>,
    /// Partners: states, firms, neighbors.
    pub partners: Arena<Partner>,
    /// Blocs and coalitions of partners.
    pub coalitions: Arena<Coalition>,
    /// Pledges of partners.
    pub pledges: Arena<Pledge>,
    /// Recognitions of a holder by a partner.
    pub recognitions: Vec<Recognition>,
    /// Measures that could be taken.
    pub measures: Arena<Measure>,
    /// Decisions that could be made.
    pub decisions: Arena<Decision>,
    /// Essential functions.
    pub functions: Arena<Function>,
    /// Agreements about places and services.
    pub agreements: Arena<Agreement>,
    /// How people are reached.
    pub contacts: Vec<Contact>,
    /// Plans of devolution to another site.
    pub devolutions: Arena<DevolutionPlan>,
    /// How normal work resumes.
    pub reconstitution: Option<Reconstitution>,
    /// Reviews that took place.
    pub reviews: Vec<Review>,
    /// Exercises that took place or are due.
    pub exercises: Arena<Exercise>,
    /// Training that took place.
    pub trainings: Vec<Training>,
    /// Parts that only some may read.
    pub sealed: Arena<Sealed>,
    /// Rules of the field that the plan asks not to be held to, for a reason and a time.
    pub waivers: Vec<Waiver>,
}

/// What the `[plan]` and `[rules]` tables say about the plan as a whole.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// The plan's title.
    pub title: String,
    /// The institution that the plan is for.
    pub institution: Option<String>,
    /// Where the `[plan]` table stands; the start of the first file when there is none.
    pub span: Option<Span>,
    /// The horizon over which every likelihood is stated.
    pub horizon: Option<Period>,
    /// The date at which the plan is read unless the question names another.
    pub as_of: Option<Date>,
    /// The scale of likelihood words, by name (`icd-203` unless stated).
    pub scale: String,
    /// Sources whose assessment stands alone where they give one, most preferred first.
    pub prefer: Vec<Id<Source>>,
    /// Who adjudicates a disputed succession.
    pub adjudicator: Option<Actor>,
    /// Who signed the plan, and when.
    pub signed_by: Option<Actor>,
    /// The date of signature.
    pub signed_on: Option<Date>,
    /// When the plan was last changed, as the plan states it.
    pub changed_on: Option<Date>,
    /// With whom orders of succession are filed.
    pub filed_with: Option<String>,
    /// When they were last filed.
    pub filed_on: Option<Date>,
    /// The law that lets the seat move.
    pub seat_law: Option<String>,
    /// Whether activation is limited to a closed list of hazards.
    pub closed_list: Option<bool>,
    /// Who speaks to the public in a crisis, and how.
    pub crisis_communication: Option<String>,
    /// When the contact list was last printed.
    pub contacts_printed: Option<Date>,
    /// Who runs communications, and who stands in.
    pub communications_staff: Vec<Actor>,
    /// Free text remarks.
    pub note: Option<String>,
    /// Named profiles of thresholds, later ones winning.
    pub profiles: Vec<String>,
    /// Levels of rules: code, level, place.
    pub levels: Vec<(String, Level, Span)>,
    /// Thresholds set one by one: name, value, place.
    pub thresholds: Vec<(String, i64, Span)>,
}
