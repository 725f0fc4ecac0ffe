//! Room for elements that are declared and not yet filled.
//!
//! Identifiers are handed out before anything is read, so every arena gets its elements at once.
//! What an element must refer to is nobody and nowhere until it is filled.

use interrex_diag::Span;
use interrex_units::Date;

use crate::model::{
    Agreement, Body, Coalition, Decision, DevolutionPlan, Exercise, Function, Id, Lease, Link,
    Locus, Measure, Office, Partner, Person, Place, Plan, Pledge, Power, Record, Sealed, Seat,
    Site, Source, Terms, Threat, Who,
};
use crate::schema::Kind;

/// Adds an empty element of a kind.
pub(super) fn make(plan: &mut Plan, kind: Kind, name: &str, span: Span) {
    match kind {
        Kind::Source => _ = plan.sources.push(name, span, Source::default()),
        Kind::Place => _ = plan.places.push(name, span, Place::default()),
        Kind::Site => _ = plan.sites.push(name, span, Site::default()),
        Kind::Link => _ = plan.links.push(name, span, link()),
        Kind::Person => _ = plan.people.push(name, span, Person::default()),
        Kind::Threat => _ = plan.threats.push(name, span, Threat::default()),
        Kind::Body => _ = plan.bodies.push(name, span, Body::default()),
        Kind::Office => _ = plan.offices.push(name, span, Office::default()),
        Kind::Lease => _ = plan.leases.push(name, span, lease(span)),
        Kind::Power => _ = plan.powers.push(name, span, power()),
        Kind::Seat => _ = plan.seats.push(name, span, seat()),
        Kind::Record => _ = plan.records.push(name, span, Record::default()),
        Kind::Partner => _ = plan.partners.push(name, span, Partner::default()),
        Kind::Coalition => _ = plan.coalitions.push(name, span, coalition()),
        Kind::Pledge => _ = plan.pledges.push(name, span, pledge()),
        Kind::Measure => _ = plan.measures.push(name, span, Measure::default()),
        Kind::Decision => _ = plan.decisions.push(name, span, Decision::default()),
        Kind::Function => _ = plan.functions.push(name, span, Function::default()),
        Kind::Agreement => _ = plan.agreements.push(name, span, Agreement::default()),
        Kind::Devolution => _ = plan.devolutions.push(name, span, DevolutionPlan::default()),
        Kind::Exercise => _ = plan.exercises.push(name, span, exercise()),
        Kind::Sealed => _ = plan.sealed.push(name, span, sealed()),
    }
}

fn link() -> Link {
    Link {
        title: None,
        between: [Locus::Place(Id::new(0)); 2],
        messages: true,
        people: true,
        records: false,
        needs: None,
        lost: None,
        takes: None,
        terms: Terms::default(),
    }
}

fn lease(span: Span) -> Lease {
    Lease {
        office: Id::new(0),
        keepers: Vec::new(),
        needs: 1,
        term: None,
        margin: None,
        terms: Terms::default(),
        span,
    }
}

fn power() -> Power {
    Power {
        title: None,
        held_by: Who::Person(Id::new(0)),
        reach: Vec::new(),
        delegations: Vec::new(),
        devolution: None,
        terms: Terms::default(),
    }
}

fn seat() -> Seat {
    Seat {
        of: Who::Person(Id::new(0)),
        options: Vec::new(),
        terms: Terms::default(),
    }
}

fn coalition() -> Coalition {
    Coalition {
        title: None,
        members: Vec::new(),
        enough: 1,
        terms: Terms::default(),
    }
}

fn pledge() -> Pledge {
    Pledge {
        title: None,
        partners: Vec::new(),
        enough: 1,
        kind: None,
        conditions: None,
        agreement: None,
        expires: None,
        terms: Terms::default(),
    }
}

fn exercise() -> Exercise {
    Exercise {
        kind: String::new(),
        on: Date::new(0, 1, 1).expect("the first day of the calendar"),
        covers: Vec::new(),
        moved_to: Vec::new(),
        evidence: None,
        findings: Vec::new(),
    }
}

fn sealed() -> Sealed {
    Sealed {
        digest: String::new(),
        readers: Vec::new(),
        covers: None,
        terms: Terms::default(),
    }
}
