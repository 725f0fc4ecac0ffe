//! Expressions: names, `and`, `or`, `not`, `at least K of (...)` and a closed list of predicates.

use interrex_diag::Span;

use super::{
    Body, Decision, Fact, Function, Id, Link, Measure, Office, Person, PersonState, Place, Pledge,
    Power, Record, Seat, Site, Threat, Who,
};

/// A Boolean expression over a plan, every name resolved.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it says.
    pub kind: ExprKind,
    /// Where it is written.
    pub span: Span,
}

/// The forms of an [`Expr`].
#[derive(Debug, Clone)]
pub enum ExprKind {
    /// `true` or `false`.
    Constant(bool),
    /// `not x`.
    Not(Box<Expr>),
    /// `x and y and ...`.
    And(Vec<Expr>),
    /// `x or y or ...`.
    Or(Vec<Expr>),
    /// `at least K of (x, y, ...)`.
    AtLeast(u32, Vec<Expr>),
    /// A name or a predicate.
    Atom(Atom),
}

/// A place, a site or a link: what a threat can take besides people and copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// A place.
    Place(Id<Place>),
    /// A site.
    Site(Id<Site>),
    /// A link.
    Link(Id<Link>),
    /// A person.
    Person(Id<Person>),
    /// One copy of a record: the record, and the copy's place in its list.
    Copy(Id<Record>, u32),
}

/// Where somebody or something can be: a place or a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locus {
    /// A place.
    Place(Id<Place>),
    /// A site.
    Site(Id<Site>),
}

/// What a power must reach to be exercised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// A place or site.
    Locus(Locus),
    /// A body, wherever it can meet.
    Body(Id<Body>),
}

/// A name or predicate in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// `NAME` or `stands(NAME)`: a place, site or link stands; negated by `lost(NAME)`.
    Stands(Thing),
    /// `occurs(THREAT)`, `decided(DECISION)`, `withdraws(PLEDGE, PARTNER)`, `resigns(OFFICE)` and
    /// every other bare fact.
    Fact(Id<Fact>),
    /// A state, choice or fact about which the plan declares nothing: it is false.
    Undeclared,
    /// `occurs(THREAT)`.
    Occurs(Id<Threat>),
    /// `fit(PERSON)`: free, alive, able.
    Fit(Id<Person>),
    /// `dead(PERSON)`, ...: by a cause of its own or taken so by a threat.
    State(Id<Person>, PersonState),
    /// `stays(PERSON)`; `leaves(PERSON)` is its negation.
    Stays(Id<Person>),
    /// `can be at (PERSON, PLACE)`.
    CanBeAt(Id<Person>, Locus),
    /// `in contact (A, B)`.
    InContact(Locus, Locus),
    /// `can act (BODY)` or `can act (BODY, KIND)`.
    CanAct(Id<Body>, DecisionIndex),
    /// `vacant(OFFICE)`.
    Vacant(Id<Office>),
    /// `stranded(OFFICE)`.
    Stranded(Id<Office>),
    /// `split(OFFICE)`.
    Split(Id<Office>),
    /// `disputed(OFFICE)`.
    Disputed(Id<Office>),
    /// `OFFICE` or `exercised(OFFICE)`: somebody has a complete claim.
    Exercised(Id<Office>),
    /// `exercised by (OFFICE, CANDIDATE)`.
    ExercisedBy(Id<Office>, Who),
    /// `POWER`: exercised in every region that it must reach.
    Power(Id<Power>),
    /// `exercised in (POWER, REGION)`: by place in the power's list of regions.
    PowerIn(Id<Power>, u32),
    /// `seated (SEAT)`: at some option; `seated (SEAT, OPTION)`: at that one.
    Seated(Id<Seat>, Option<u32>),
    /// `RECORD` or `held(RECORD)`.
    Held(Id<Record>),
    /// `PLEDGE` or `met(PLEDGE)`.
    Met(Id<Pledge>),
    /// `MEASURE` or `in effect (MEASURE)`.
    InEffect(Id<Measure>),
    /// `DECISION` or `decided(DECISION)`: made by who must make it.
    Decided(Id<Decision>),
    /// `FUNCTION` or `works(FUNCTION)`; negated by `fails(FUNCTION)`.
    Works(Id<Function>),
}

/// The place of a kind of decision in [`super::Body::decisions`].
pub type DecisionIndex = u32;

/// Something that a plan declares: what diagnostics, waivers and `--with` point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Element {
    /// The plan as a whole.
    Plan,
    /// By kind and place in the arena of that kind: `office`, 3.
    Of(&'static str, u32),
    /// A part of an element: kind, place, kind of part, place of part.
    Part(&'static str, u32, &'static str, u32),
}

impl Expr {
    /// Visits every atom, with whether it stands under an odd number of `not`s and its place.
    pub fn visit_atoms(&self, visit: &mut impl FnMut(Atom, bool, Span)) {
        self.visit_at(false, visit);
    }

    fn visit_at(&self, negated: bool, visit: &mut impl FnMut(Atom, bool, Span)) {
        match &self.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Not(inner) => inner.visit_at(!negated, visit),
            ExprKind::And(list) | ExprKind::Or(list) | ExprKind::AtLeast(_, list) => {
                for item in list {
                    item.visit_at(negated, visit);
                }
            }
            ExprKind::Atom(atom) => visit(*atom, negated, self.span),
        }
    }
}
