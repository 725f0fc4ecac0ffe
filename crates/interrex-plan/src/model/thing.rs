//! Places, sites, links, people, threats, seats, records, measures, decisions, functions.

use interrex_diag::Span;
use interrex_units::{Date, Period};

use super::{ActorExpr, Agreement, Assessment, Expr, Fact, Id, Locus, Power, Terms, Thing, Who};

/// A place: a country, region or city. Loss is carried from a place to all that it contains;
/// containment gives no contact.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// In words.
    pub title: Option<String>,
    /// The place that contains it.
    pub within: Option<Id<Place>>,
    /// Loss by a cause of its own.
    pub lost: Option<Id<Fact>>,
    /// The state in which it lies, when that is not the institution's own.
    pub abroad: Option<bool>,
    /// Places or regions under the same threat, as the plan groups them.
    pub threat_area: Option<String>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Dates, status, source.
    pub terms: Terms,
}

/// A building or other site. It stands when the places that it is in stand, nothing took it, and
/// what it needs stands.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// In words.
    pub title: Option<String>,
    /// The places that it is in; the first is its innermost place, where its people are.
    pub within: Vec<Id<Place>>,
    /// What it needs.
    pub needs: Option<Expr>,
    /// Loss by a cause of its own.
    pub lost: Option<Id<Fact>>,
    /// Hot, warm or cold.
    pub class: Option<String>,
    /// How long until it is ready for use.
    pub ready_in: Option<Period>,
    /// The power grid that feeds it.
    pub grid: Option<String>,
    /// The agreement under which it is used, when it is borrowed or abroad.
    pub agreement: Option<Id<Agreement>>,
    /// Whether it belongs to somebody else.
    pub borrowed: Option<bool>,
    /// How long it can be worked from.
    pub sustained: Option<Period>,
    /// Dates, status, source.
    pub terms: Terms,
}

/// A link between two places or sites.
#[derive(Debug, Clone)]
pub struct Link {
    /// In words.
    pub title: Option<String>,
    /// Its two ends.
    pub between: [Locus; 2],
    /// Carries messages: gives contact.
    pub messages: bool,
    /// Carries people: gives a way.
    pub people: bool,
    /// Carries records.
    pub records: bool,
    /// What it needs.
    pub needs: Option<Expr>,
    /// Loss by a cause of its own.
    pub lost: Option<Id<Fact>>,
    /// How long the way takes.
    pub takes: Option<Period>,
    /// Dates, status, source, measure.
    pub terms: Terms,
}

/// A state of a person that is a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PersonState {
    /// Dead.
    Dead,
    /// In the hands of another.
    Captive,
    /// Unable for health.
    Incapacitated,
    /// Not at any place where the plan can count on them.
    Absent,
}

impl PersonState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Dead, Self::Captive, Self::Incapacitated, Self::Absent];

    /// The word that plans and answers use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dead => "dead",
            Self::Captive => "captive",
            Self::Incapacitated => "incapacitated",
            Self::Absent => "absent",
        }
    }
}

/// A person. Fit when free, alive and able; an absent person is fit but nowhere.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Name or description for readers.
    pub title: Option<String>,
    /// Where they are based, by date; later entries win. Empty: nowhere that the plan knows.
    pub bases: Vec<Base>,
    /// Declared states, in the order of [`PersonState::ALL`].
    pub states: [Option<Id<Fact>>; 4],
    /// The choice not to go anywhere.
    pub stays: Option<Id<Fact>>,
    /// The choice not to go to one place or site.
    pub stays_from: Vec<(Locus, Id<Fact>)>,
    /// The choice not to take any office.
    pub declines: Option<Id<Fact>>,
    /// Qualities that tests of eligibility ask for.
    pub qualities: Vec<String>,
    /// Qualities that they are known not to have.
    pub lacks: Vec<String>,
    /// Date from which seniority counts.
    pub since: Option<Date>,
    /// Whether they were consulted or are planned for without their input.
    pub consulted: Option<bool>,
    /// Dates, source.
    pub terms: Terms,
}

/// Where a person is based, from a date on.
#[derive(Debug, Clone)]
pub struct Base {
    /// Where.
    pub at: Locus,
    /// From when; always when absent.
    pub from: Option<Date>,
    /// The entry.
    pub span: Span,
}

/// A threat. When it occurs it takes things, all or each with its own likelihood.
#[derive(Debug, Clone, Default)]
pub struct Threat {
    /// In words.
    pub title: Option<String>,
    /// Whether it occurs. `None` when the plan assesses nothing: 0 to 1 all the same.
    pub occurs: Option<Id<Fact>>,
    /// What it takes: the thing, the fact that decides whether it does (always, when `None`), and
    /// for a person the state that it leaves them in.
    pub takes: Vec<Taking>,
    /// Kind of hazard.
    pub hazard: Option<String>,
    /// Whether it gives warning.
    pub warning: Option<bool>,
    /// Dates, source.
    pub terms: Terms,
}

/// One thing that a threat takes.
#[derive(Debug, Clone)]
pub struct Taking {
    /// What.
    pub thing: Thing,
    /// `takes(THREAT, THING)`, when it has a likelihood of its own.
    pub chance: Option<Id<Fact>>,
    /// The state in which a person is left.
    pub leaves: PersonState,
    /// Where it stands.
    pub span: Span,
}

/// The seat of an office or of a body: ordered options.
#[derive(Debug, Clone)]
pub struct Seat {
    /// Whose seat: an office or a body.
    pub of: Who,
    /// Options, in order of preference.
    pub options: Vec<SeatOption>,
    /// Dates, basis.
    pub terms: Terms,
}

/// One option of a seat.
#[derive(Debug, Clone)]
pub struct SeatOption {
    /// Its name within the seat.
    pub name: String,
    /// Where.
    pub at: Locus,
    /// What it needs.
    pub needs: Option<Expr>,
    /// Who must agree.
    pub agreed_by: Option<ActorExpr>,
    /// The choice of whoever must agree to refuse.
    pub refused: Option<Id<Fact>>,
    /// How long it takes to make ready.
    pub lead_time: Option<Period>,
    /// Powers that cannot be exercised there.
    pub cannot: Vec<Id<Power>>,
    /// Dates, status, source, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// An essential record. Held when a copy that is fresh enough stands, reachable and lawful.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// In words.
    pub title: Option<String>,
    /// Copies.
    pub copies: Vec<Copy>,
    /// Greatest age of a copy that still serves (RPO).
    pub age_max: Option<Period>,
    /// Where it is used: a copy must be in contact with one of these; anywhere when empty.
    pub used_at: Vec<Locus>,
    /// Who keeps it.
    pub custodian: Option<Who>,
    /// What it is: `emergency-operating`, `rights-and-interests`, or what it contains (`orders of
    /// succession`, `delegations`, `staffing`, `plan`).
    pub contains: Vec<String>,
    /// Kept on paper too.
    pub on_paper: Option<bool>,
    /// Date of the last restoration that was really tried.
    pub restored_on: Option<Date>,
    /// Date on which the custodian's designation was last confirmed.
    pub designated_on: Option<Date>,
    /// Dates, source.
    pub terms: Terms,
}

/// One copy of a record.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its name within the record.
    pub name: String,
    /// Where it is kept.
    pub at: Locus,
    /// How old it is at most.
    pub age: Option<Period>,
    /// Loss by a cause of its own.
    pub lost: Option<Id<Fact>>,
    /// Whether keeping it there is lawful; lawful when absent.
    pub lawful: Option<bool>,
    /// First day on which keeping it there is lawful.
    pub lawful_from: Option<Date>,
    /// The law that says so.
    pub lawful_basis: Option<String>,
    /// What is needed to read it.
    pub needs: Option<Expr>,
    /// Dates, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// A measure that could be taken.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    /// In words.
    pub title: Option<String>,
    /// Whether it comes about; certain once it counts, when the plan assesses nothing.
    pub taken: Option<Id<Fact>>,
    /// Cost, in the plan's own unit.
    pub cost: Option<f64>,
    /// What must be agreed: pledges, decisions, other measures.
    pub agreed: Option<Expr>,
    /// What it changes.
    pub effects: Vec<Change>,
    /// Dates, status, source.
    pub terms: Terms,
}

/// One effect of a measure.
#[derive(Debug, Clone)]
pub enum Change {
    /// A fact has another likelihood while the measure is in effect.
    Assess(Id<Fact>, Vec<Assessment>, Span),
    /// A person is based elsewhere while the measure is in effect.
    Rebase(Id<Person>, Locus, Span),
}

/// A decision that could be made.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// In words.
    pub title: Option<String>,
    /// Whether it is made.
    pub made: Option<Id<Fact>>,
    /// Who must make it; it counts only where they can act.
    pub by: Option<ActorExpr>,
    /// Dates, status, source.
    pub terms: Terms,
}

/// An essential function.
#[derive(Debug, Clone, Default)]
pub struct Function {
    /// What it is, in words.
    pub title: Option<String>,
    /// What it needs. Nothing, when absent.
    pub needs: Option<Expr>,
    /// Recovery time objective.
    pub rto: Option<Period>,
    /// Maximum tolerable period of disruption.
    pub mtpd: Option<Period>,
    /// Recovery point objective.
    pub rpo: Option<Period>,
    /// Minimum level, in words, or `all or nothing`.
    pub minimum: Option<String>,
    /// How long it can be kept up.
    pub sustained: Option<Period>,
    /// Priority, 1 highest.
    pub priority: Option<u32>,
    /// Minimum resources, in words.
    pub resources: Option<String>,
    /// Whether every step works without warning.
    pub without_warning: Option<bool>,
    /// Who answers for it.
    pub owner: Option<Who>,
    /// `nef`, `pmef`, `mef` or `esa`.
    pub class: Option<String>,
    /// Steps to resume it: name and how long each takes.
    pub steps: Vec<(String, Period)>,
    /// Dates, source.
    pub terms: Terms,
}
