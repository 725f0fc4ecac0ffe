//! Names and places of parts of elements.

use interrex_diag::Span;

use super::CANDIDATES_MAX;
use crate::model::{Candidate, Id, Office, Order, Plan};

impl Plan {
    /// The name of a part, after that of the whole.
    pub(super) fn part_name(&self, whole: &str, index: u32, of: &str, place: u32) -> String {
        if of == "devolution" {
            return format!("{whole}.devolution");
        }
        if let Some((order, candidate)) = self.candidate(index, of, place) {
            return format!("{whole}.order.{}.{}", order.name, candidate.name);
        }
        match self.part(index, of, place) {
            Some((name, _)) => format!("{whole}.{of}.{name}"),
            None => format!("{whole}.{of}.{}", u64::from(place) + 1),
        }
    }

    /// Where a part stands.
    pub(super) fn part_span(&self, index: u32, of: &str, place: u32) -> Option<Span> {
        match self.candidate(index, of, place) {
            Some((_, candidate)) => Some(candidate.span),
            None => self.part(index, of, place).map(|(_, span)| span),
        }
    }

    fn candidate(&self, index: u32, of: &str, place: u32) -> Option<(&Order, &Candidate)> {
        let office = self.office_at(index).filter(|_| of == "candidate")?;
        let order = office.orders.get((place / CANDIDATES_MAX) as usize)?;
        Some((
            order,
            order.candidates.get((place % CANDIDATES_MAX) as usize)?,
        ))
    }

    fn office_at(&self, index: u32) -> Option<&Office> {
        let inside = (index as usize) < self.offices.len();
        inside.then(|| &self.offices.get(Id::new(index as usize)).value)
    }

    fn part(&self, index: u32, of: &str, place: u32) -> Option<(&str, Span)> {
        let (index, place) = (index as usize, place as usize);
        match of {
            "ground" if index < self.offices.len() => {
                let ground = self.offices.get(Id::new(index)).grounds.get(place)?;
                Some((&ground.name, ground.span))
            }
            "order" if index < self.offices.len() => {
                let order = self.offices.get(Id::new(index)).orders.get(place)?;
                Some((&order.name, order.span))
            }
            "option" if index < self.seats.len() => {
                let option = self.seats.get(Id::new(index)).options.get(place)?;
                Some((&option.name, option.span))
            }
            "copy" if index < self.records.len() => {
                let copy = self.records.get(Id::new(index)).copies.get(place)?;
                Some((&copy.name, copy.span))
            }
            _ => self.part_of_powers(index, of, place),
        }
    }

    fn part_of_powers(&self, index: usize, of: &str, place: usize) -> Option<(&str, Span)> {
        match of {
            "delegation" if index < self.powers.len() => {
                let delegation = self.powers.get(Id::new(index)).delegations.get(place)?;
                Some((&delegation.name, delegation.span))
            }
            "devolution" if index < self.powers.len() => {
                let devolution = self.powers.get(Id::new(index)).value.devolution.as_ref()?;
                Some(("devolution", devolution.span))
            }
            "partner" if index < self.pledges.len() => {
                let partner = self.pledges.get(Id::new(index)).partners.get(place)?;
                Some((&self.partners.get(partner.partner).name, partner.span))
            }
            _ => None,
        }
    }
}
