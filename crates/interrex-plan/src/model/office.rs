//! Offices, the grounds that move them, the orders of succession, and leases.

use interrex_diag::Span;
use interrex_units::{Date, Period};

use super::{Body, DecisionIndex, Expr, Fact, Id, Locus, Person, Power, Record, Region, Terms};

/// An office. Title (whose it is) and exercise (who may use it) are two columns.
#[derive(Debug, Clone, Default)]
pub struct Office {
    /// In words.
    pub title: Option<String>,
    /// Who holds the title at the start; vacant when absent. A body can hold an office.
    pub holder: Option<Who>,
    /// Who exercises it at the start, when that is not the holder of the title.
    pub acting: Option<Id<Person>>,
    /// Grounds that the law names.
    pub grounds: Vec<Ground>,
    /// Orders of succession.
    pub orders: Vec<Order>,
    /// `resigns(OFFICE)`: the incumbent resigns.
    pub resigns: Option<Id<Fact>>,
    /// What whoever exercises it must be in contact with to count as able to act.
    pub reach: Vec<Region>,
    /// Whether it is a key post that rules ask about.
    pub is_key: Option<bool>,
    /// When its incumbent was appointed, for orders by date of appointment.
    pub since: Option<Date>,
    /// Dates, basis, source.
    pub terms: Terms,
}

/// Somebody who holds, sits or keeps: resolved to a person, an office or a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A person.
    Person(Id<Person>),
    /// Whoever is in an office.
    Office(Id<Office>),
    /// A body.
    Body(Id<Body>),
}

/// Somebody who does an act: a person, whoever exercises an office, or a body by a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// A person.
    Person(Id<Person>),
    /// Whoever exercises an office.
    Office(Id<Office>),
    /// A body, by a kind of decision.
    Body(Id<Body>, DecisionIndex),
}

/// Who must do an act together: `vice-president and at least 8 of (state, treasury, ...)`.
/// `at least` counts persons, never posts.
#[derive(Debug, Clone)]
pub struct ActorExpr {
    /// What it says.
    pub kind: ActorExprKind,
    /// Where it is written.
    pub span: Span,
}

/// The forms of an [`ActorExpr`].
#[derive(Debug, Clone)]
pub enum ActorExprKind {
    /// One actor.
    Actor(Actor),
    /// All of them.
    And(Vec<ActorExpr>),
    /// Any of them.
    Or(Vec<ActorExpr>),
    /// At least so many persons among them.
    AtLeast(u32, Vec<ActorExpr>),
}

impl ActorExpr {
    /// Visits every actor with its place.
    pub fn visit(&self, visit: &mut impl FnMut(Actor, Span)) {
        match &self.kind {
            ActorExprKind::Actor(actor) => visit(*actor, self.span),
            ActorExprKind::And(list)
            | ActorExprKind::Or(list)
            | ActorExprKind::AtLeast(_, list) => {
                for item in list {
                    item.visit(visit);
                }
            }
        }
    }
}

/// A ground that the law names: what ends a title or suspends its exercise.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Its name within the office: `dead`, `resigned`, `removed`.
    pub name: String,
    /// What it rests on.
    pub event: Event,
    /// Who certifies that the event occurred; nobody needs to, when absent.
    pub certified_by: Option<ActorExpr>,
    /// Who certifies the end of a suspension, where that is not who began it.
    pub ended_by: Option<ActorExpr>,
    /// The choice of the certifier (or of the maker) to refuse.
    pub refused: Option<Id<Fact>>,
    /// What the law requires besides: a sitting, presence in person.
    pub needs: Option<Expr>,
    /// Whether it ends the title or suspends the exercise.
    pub effect: Effect,
    /// How long the part of one counts who certifies or decides together with others.
    pub within: Option<Period>,
    /// For how long a suspension lasts at most.
    pub limit: Option<Period>,
    /// How it ends, for a suspension, in words.
    pub ends_when: Option<String>,
    /// Whether some hold that it does not apply: two readings.
    pub disputed: bool,
    /// Dates, basis, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// What a ground rests on.
#[derive(Debug, Clone)]
pub enum Event {
    /// A state of the holder, found.
    State(super::PersonState),
    /// `resigned`: the holder's choice, `resigns(OFFICE)`.
    Resigned,
    /// `out of contact`: nobody where the claim is judged is in contact with the holder.
    OutOfContact,
    /// `unfit`: dead, captive or incapacitated.
    Unfit,
    /// `refuses to leave`: the holder's choice to stay.
    Stays,
    /// `lease`: the lease on the office has lapsed.
    Lease,
    /// Any expression, found.
    When(Expr),
    /// A decision, made by somebody: `decided(OFFICE.GROUND)`.
    Made {
        /// Who makes it.
        by: ActorExpr,
        /// Whether it is made; certain where it can be, when the plan assesses nothing.
        decided: Option<Id<Fact>>,
    },
}

/// What a ground does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Ends the title.
    Ends,
    /// Suspends the exercise until its own end is certified.
    Suspends,
}

/// An order of succession.
#[derive(Debug, Clone)]
pub struct Order {
    /// Its name within the office.
    pub name: String,
    /// Grounds that it applies to, by place in [`Office::grounds`]: those written, or all of them
    /// when the order names none.
    pub on: Vec<u32>,
    /// Whether it also fills the office when it is vacant at the start.
    pub on_vacancy: bool,
    /// Whether it also applies to the ground that a lease brings with it: it names no grounds at
    /// all, or names `lease`.
    pub on_lease: bool,
    /// A further condition.
    pub when: Option<Expr>,
    /// Candidates, in order. Empty: the order says that nobody follows.
    pub candidates: Vec<Candidate>,
    /// Whether candidates were sorted by a rule (`seniority`), which one.
    pub by_rule: Option<String>,
    /// Which failings are passed over; every other one is waited for.
    pub passes: Vec<Pass>,
    /// Qualities that every candidate must have.
    pub requires: Vec<String>,
    /// Steps that every candidate must complete.
    pub steps: Vec<Step>,
    /// Whether the successor gets the title or only the exercise; when unstated, the title after an
    /// ending ground or at a vacancy, the exercise at a suspension.
    pub gives: Option<Gives>,
    /// Whether an earlier candidate who becomes available displaces a later one; unstated if absent.
    pub displaces: Option<bool>,
    /// Precedence among orders in force at once, smallest first; unstated if absent.
    pub precedence: Option<i64>,
    /// Powers that whoever acts under it does not have.
    pub without_powers: Vec<Id<Power>>,
    /// Limits in words, or `none`.
    pub limits: Option<String>,
    /// How authority goes back, in words.
    pub ends_when: Option<String>,
    /// How successors are notified, in words.
    pub notified_by: Option<String>,
    /// A record that must be held for the order to be shown (the proof of a designation).
    pub proof: Option<Id<Record>>,
    /// For how long somebody may act by it.
    pub limit: Option<Period>,
    /// Whether taking over makes the successor leave the post through which they succeeded.
    pub leaves_post: Option<bool>,
    /// What the successor forfeits; comes last and reopens nothing.
    pub forfeits: Option<Forfeit>,
    /// Whether some hold that it does not apply: two readings.
    pub disputed: bool,
    /// Dates, basis, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// What a successor forfeits on taking over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forfeit {
    /// Nothing, said expressly.
    Nothing,
    /// The office through which they succeeded.
    Post,
    /// These offices, where they hold them.
    Offices(Vec<Id<Office>>),
}

/// What an order gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// The title, and with it the exercise.
    Title,
    /// The exercise alone.
    Exercise,
}

/// A failing for which a candidate can be passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pass {
    /// Dead.
    Dead,
    /// Lacks a required quality.
    Ineligible,
    /// Declined.
    Declined,
    /// Nobody has the listed post, and nobody is waited for who would get it.
    NoHolder,
    /// Nobody has the listed post, also where somebody is waited for who would get it.
    Unfilled,
    /// In the hands of another.
    Captive,
    /// Unable for health.
    Incapacitated,
    /// Absent.
    Absent,
    /// Out of reach from where the claim is judged.
    OutOfReach,
    /// A step cannot be completed.
    NotCompleted,
}

impl Pass {
    /// What is passed over unless an order says otherwise.
    pub const DEFAULT: [Self; 4] = [Self::Dead, Self::Ineligible, Self::Declined, Self::NoHolder];

    /// Every failing with the words that a plan writes.
    pub const WORDS: [(Self, &'static str); 10] = [
        (Self::Dead, "dead"),
        (Self::Ineligible, "ineligible"),
        (Self::Declined, "declined"),
        (Self::NoHolder, "no holder"),
        (Self::Unfilled, "unfilled"),
        (Self::Captive, "captive"),
        (Self::Incapacitated, "incapacitated"),
        (Self::Absent, "absent"),
        (Self::OutOfReach, "out of reach"),
        (Self::NotCompleted, "not completed"),
    ];
}

/// A candidate in an order.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub who: CandidateWho,
    /// For an office: whether whoever acts in it may succeed, not only its titled incumbent.
    pub acting: bool,
    /// `declines(PERSON, OFFICE)` for this candidate, besides the person's own.
    pub declines: Option<Id<Fact>>,
    /// Qualities required of this candidate besides the order's.
    pub requires: Vec<String>,
    /// Steps for this candidate besides the order's.
    pub steps: Vec<Step>,
    /// Name for answers: as the plan names the candidate.
    pub name: String,
    /// Dates, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}

/// Who a candidate is.
#[derive(Debug, Clone)]
pub enum CandidateWho {
    /// A person, the holder of an office, or a body.
    Who(Who),
    /// A person not yet known, whom somebody chooses: fit, and at the place given or at any option
    /// of the office's seat.
    Chosen {
        /// Who chooses.
        by: ActorExpr,
        /// Where the person chosen is, when the office has no seat.
        at: Option<Locus>,
    },
}

/// A step that a candidate must complete: named, consented, sworn, installed.
#[derive(Debug, Clone)]
pub struct Step {
    /// What is done.
    pub name: String,
    /// Who does it; the candidate alone, when absent.
    pub by: Option<ActorExpr>,
    /// Whether they refuse.
    pub refused: Option<Id<Fact>>,
    /// What it needs besides.
    pub needs: Option<Expr>,
    /// How long it takes.
    pub lead_time: Option<Period>,
    /// Where it stands.
    pub span: Span,
}

/// A lease: the holder keeps the exercise while in contact with enough keepers; a successor also
/// needs as many, and waits the term and the margin.
#[derive(Debug, Clone)]
pub struct Lease {
    /// The office.
    pub office: Id<Office>,
    /// Named persons, or the persons in named offices; counted as persons.
    pub keepers: Vec<(Actor, Span)>,
    /// How many of them.
    pub needs: u32,
    /// How long the exercise is kept after contact is lost.
    pub term: Option<Period>,
    /// What a successor waits besides.
    pub margin: Option<Period>,
    /// Dates, status, measure.
    pub terms: Terms,
    /// Where it stands.
    pub span: Span,
}
