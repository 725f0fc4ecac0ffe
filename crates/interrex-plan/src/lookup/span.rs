//! Names and places of whole elements.

use interrex_diag::Span;

use crate::model::{Arena, Id, Plan};

fn of<T>(arena: &Arena<T>, index: u32) -> Option<(&str, Span)> {
    let index = index as usize;
    (index < arena.len()).then(|| {
        let item = arena.get(Id::new(index));
        (item.name.as_str(), item.span)
    })
}

impl Plan {
    /// The name of an element of a kind that has names.
    pub(super) fn named(&self, kind: &str, index: u32) -> Option<&str> {
        self.declared(kind, index).map(|(name, _)| name)
    }

    /// Where an element stands.
    pub(super) fn span_of(&self, kind: &str, index: u32) -> Option<Span> {
        let place = index as usize;
        match kind {
            "recognition" => self.recognitions.get(place).map(|it| it.span),
            "contact" => self.contacts.get(place).map(|it| it.span),
            "review" => self.reviews.get(place).map(|it| it.span),
            "training" => self.trainings.get(place).map(|it| it.span),
            "waiver" => self.waivers.get(place).map(|it| it.span),
            "reconstitution" => self.reconstitution.as_ref().map(|it| it.span),
            _ => self.declared(kind, index).map(|(_, span)| span),
        }
    }

    /// Name and place of an element of a kind that has names.
    fn declared(&self, kind: &str, index: u32) -> Option<(&str, Span)> {
        match kind {
            "source" => of(&self.sources, index),
            "fact" => of(&self.facts, index),
            "place" => of(&self.places, index),
            "site" => of(&self.sites, index),
            "link" => of(&self.links, index),
            "person" => of(&self.people, index),
            "threat" => of(&self.threats, index),
            "body" => of(&self.bodies, index),
            "office" => of(&self.offices, index),
            "lease" => of(&self.leases, index),
            "power" => of(&self.powers, index),
            "seat" => of(&self.seats, index),
            "record" => of(&self.records, index),
            "partner" => of(&self.partners, index),
            "coalition" => of(&self.coalitions, index),
            "pledge" => of(&self.pledges, index),
            "measure" => of(&self.measures, index),
            "decision" => of(&self.decisions, index),
            "function" => of(&self.functions, index),
            "agreement" => of(&self.agreements, index),
            "devolution" => of(&self.devolutions, index),
            "exercise" => of(&self.exercises, index),
            "sealed" => of(&self.sealed, index),
            _ => None,
        }
    }
}
