//! Bodies: parliaments, cabinets, boards, courts, and how they can act.

use interrex_diag::Span;

use super::{Fact, Id, Locus, Office, Person, Terms};

/// A body. It can act when enough of its members are fit and in contact under its rule.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// In words.
    pub title: Option<String>,
    /// Members, named or by number.
    pub members: Vec<Member>,
    /// Whether whoever exercises an office sits for it, in place of whoever has its title.
    pub acting: bool,
    /// Seats that the law gives it, when that is more than the members listed.
    pub seats: Option<u32>,
    /// How many must take part for it to act at all.
    pub quorum: Option<Threshold>,
    /// Kinds of decision, each with its threshold; index 0 is always `ordinary`.
    pub decisions: Vec<DecisionKind>,
    /// How it may meet.
    pub meets: Meeting,
    /// Where it meets, when it has no `seat` of its own and meets in person.
    pub meets_at: Vec<Locus>,
    /// A body that acts in its place while it cannot.
    pub stand_in: Option<Id<Body>>,
    /// Dates, basis.
    pub terms: Terms,
}

/// A member, or a class of interchangeable members by number.
#[derive(Debug, Clone)]
pub enum Member {
    /// A person.
    Person(Id<Person>, Span),
    /// Whoever holds an office, or acts in it.
    Office(Id<Office>, Span),
    /// A number of people in one place, each unfit with one likelihood, independently.
    Class {
        /// How many, at least one.
        count: u32,
        /// Where they are.
        at: Locus,
        /// `unfit(BODY, CLASS)`; never, when absent.
        unfit: Option<Id<Fact>>,
        /// Name of the class for answers: that of its place unless stated.
        name: String,
        /// Where it stands.
        span: Span,
    },
}

/// How a body may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Meeting {
    /// From wherever its members are, as long as they are in contact with each other.
    #[default]
    InContact,
    /// In one place: an option of its seat, or one of `meets_at`.
    InPerson,
}

/// A number of members: absolute, or a share of the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// This many.
    Count(u32),
    /// At least this share of the seats (of all members listed, when `seats` is not stated):
    /// numerator, denominator; two thirds of 450 is 300.
    Share(u32, u32),
    /// More than half of the seats.
    Majority,
    /// Every seat.
    All,
}

impl Threshold {
    /// The number of members that it means in a body of `seats` seats.
    pub fn of(self, seats: u32) -> u32 {
        match self {
            Self::Count(count) => count,
            Self::Share(numerator, denominator) => {
                let wanted = u64::from(seats) * u64::from(numerator);
                u32::try_from(wanted.div_ceil(u64::from(denominator.max(1)))).unwrap_or(u32::MAX)
            }
            Self::Majority => seats / 2 + 1,
            Self::All => seats,
        }
    }
}

/// A kind of decision and what it takes.
#[derive(Debug, Clone)]
pub struct DecisionKind {
    /// Its name, `ordinary` for the first.
    pub name: String,
    /// How many must take part and agree; the quorum alone, when absent.
    pub threshold: Option<Threshold>,
    /// A threshold that some hold to be the right one: the other reading.
    pub disputed: Option<Threshold>,
    /// Where it stands.
    pub span: Span,
}

impl Body {
    /// Seats for the purpose of shares: as stated, else the members listed.
    pub fn seat_count(&self) -> u32 {
        self.seats.unwrap_or_else(|| self.member_count())
    }

    /// Members listed, classes counted in full.
    pub fn member_count(&self) -> u32 {
        self.members
            .iter()
            .map(|member| match member {
                Member::Class { count, .. } => *count,
                Member::Person(..) | Member::Office(..) => 1,
            })
            .fold(0, u32::saturating_add)
    }

    /// How many members must be fit and in contact for a decision of this kind: the greater of
    /// quorum and threshold, at least one. `disputed` asks for the other reading where there is one.
    pub fn needed(&self, kind: usize, disputed: bool) -> u32 {
        let seats = self.seat_count();
        let quorum = self.quorum.map_or(1, |quorum| quorum.of(seats));
        let threshold = self.decisions.get(kind).and_then(|kind| {
            if disputed {
                kind.disputed.or(kind.threshold)
            } else {
                kind.threshold
            }
        });
        quorum
            .max(threshold.map_or(1, |threshold| threshold.of(seats)))
            .max(1)
    }
}

impl Body {
    /// Whether it has a class of members of this name.
    pub fn has_class(&self, wanted: &str) -> bool {
        let class =
            |member: &Member| matches!(member, Member::Class { name, .. } if name == wanted);
        self.members.iter().any(class)
    }

    /// The names of its classes of members, in the order of the text.
    pub fn class_names(&self) -> Vec<String> {
        let class = |member: &Member| match member {
            Member::Class { name, .. } => Some(name.clone()),
            Member::Person(..) | Member::Office(..) => None,
        };
        self.members.iter().filter_map(class).collect()
    }
}
