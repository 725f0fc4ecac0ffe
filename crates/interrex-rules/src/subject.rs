//! What a finding is about: something that the plan declares, with its name and place.
//!
//! Responsible for naming things for planners and for pointing waivers at them. It leaves what is
//! said about them to the rules.

use std::fmt;

use interrex_diag::Span;
use interrex_plan::model::{
    Agreement, Body, Coalition, Decision, DevolutionPlan, Element as Declared, Exercise, Fact,
    FactKind, Function, Id, Lease, Link, Measure, Named, Office, Partner, Person, Place, Pledge,
    Power, Record, Sealed, Seat, Site, Source, Thing, Threat,
};

/// Something that the plan declares.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject<'p> {
    /// What waivers point at.
    pub(crate) on: Declared,
    /// The word for its kind.
    pub(crate) kind: &'static str,
    /// Its name; empty for the plan and for what has no name.
    pub(crate) name: &'p str,
    /// The name of the element of which it is a part.
    pub(crate) whole: Option<&'p str>,
    /// Where it is declared.
    pub(crate) span: Option<Span>,
}

impl<'p> Subject<'p> {
    /// An element with a name of its own.
    pub(crate) fn of<T: Kind>(id: Id<T>, named: &'p Named<T>) -> Self {
        Self {
            on: Declared::Of(T::KIND, index(id.index())),
            kind: T::KIND,
            name: &named.name,
            whole: None,
            span: Some(named.span),
        }
    }

    /// A part of this element: an order of an office, a copy of a record.
    pub(crate) fn part(self, kind: &'static str, at: usize, name: &'p str, span: Span) -> Self {
        let on = match self.on {
            Declared::Of(whole, place) => Declared::Part(whole, place, kind, index(at)),
            on => on,
        };
        Self {
            on,
            kind,
            name,
            whole: Some(self.name),
            span: Some(span),
        }
    }

    /// An entry of a list of the plan that has no name: a review, a contact, a training.
    pub(crate) fn entry(kind: &'static str, at: usize, name: &'p str, span: Span) -> Self {
        Self {
            on: Declared::Of(kind, index(at)),
            kind,
            name,
            whole: None,
            span: Some(span),
        }
    }

    /// A fact: for waivers, what it is about.
    pub(crate) fn fact(id: Id<Fact>, named: &'p Named<Fact>) -> Self {
        let on = about(named.kind).unwrap_or(Declared::Of(Fact::KIND, index(id.index())));
        Self {
            on,
            ..Self::of(id, named)
        }
    }

    /// The plan as a whole.
    pub(crate) fn plan(span: Option<Span>) -> Self {
        Self {
            on: Declared::Plan,
            kind: "plan",
            name: "",
            whole: None,
            span,
        }
    }
}

/// The element that a fact is about; nothing for a refusal, which does not say whose it is.
fn about(kind: FactKind) -> Option<Declared> {
    fn of<T: Kind>(id: Id<T>) -> Declared {
        Declared::Of(T::KIND, index(id.index()))
    }
    Some(match kind {
        FactKind::Occurs(id) | FactKind::Takes(id, _) => of(id),
        FactKind::Lost(Thing::Place(id)) => of(id),
        FactKind::Lost(Thing::Site(id)) => of(id),
        FactKind::Lost(Thing::Link(id)) => of(id),
        FactKind::Lost(Thing::Copy(id, _)) | FactKind::CopyLost(id, _) => of(id),
        FactKind::Lost(Thing::Person(id))
        | FactKind::State(id, _)
        | FactKind::Stays(id, _)
        | FactKind::Declines(id, _) => of(id),
        FactKind::Unfit(id, _) => of(id),
        FactKind::Resigns(id) | FactKind::Made(id) => of(id),
        FactKind::Withdraws(id, _) => of(id),
        FactKind::Taken(id) => of(id),
        FactKind::Decided(id) => of(id),
        FactKind::Refuses => return None,
    })
}

/// Brings a place in a list to the width that the model uses.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a plan lists fewer than 2^32 things of one kind")
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.name, self.whole) {
            ("", None) => write!(f, "the {}", self.kind),
            ("", Some(whole)) => write!(f, "{} of `{whole}`", self.kind),
            (name, None) => write!(f, "`{name}`"),
            (name, Some(whole)) => write!(f, "{} `{name}` of `{whole}`", self.kind),
        }
    }
}

/// A kind of element that plans declare by name.
pub(crate) trait Kind {
    /// The word that plans write: `office` as in `[office.mayor]`.
    const KIND: &'static str;
}

macro_rules! kinds {
    ($($model:ty => $word:literal),* $(,)?) => {
        $(impl Kind for $model {
            const KIND: &'static str = $word;
        })*
    };
}

kinds! {
    Source => "source",
    Fact => "fact",
    Place => "place",
    Site => "site",
    Link => "link",
    Person => "person",
    Threat => "threat",
    Body => "body",
    Office => "office",
    Lease => "lease",
    Power => "power",
    Seat => "seat",
    Record => "record",
    Partner => "partner",
    Coalition => "coalition",
    Pledge => "pledge",
    Measure => "measure",
    Decision => "decision",
    Function => "function",
    Agreement => "agreement",
    DevolutionPlan => "devolution",
    Exercise => "exercise",
    Sealed => "sealed",
}
