//! Key posts, and which offices are leased.
//!
//! Responsible for deciding which offices rules ask about.

use std::collections::BTreeSet;

use interrex_plan::model::{Atom, Id, Named, Office, Plan, Who};
use interrex_units::Date;

use super::counts;

/// Key posts, and which offices are leased.
///
/// A key post is an office with `key = true`. Where a plan does not say, it is one that has an
/// order of succession, holds a power, or that an essential function needs.
pub(crate) struct Posts {
    key: Vec<Id<Office>>,
    leased: BTreeSet<Id<Office>>,
    needed: BTreeSet<Id<Office>>,
}

impl Posts {
    /// Reads the plan as of a date.
    pub(crate) fn of(plan: &Plan, as_of: Date) -> Self {
        let needed = needed(plan);
        let is_key = |id: Id<Office>, office: &Named<Office>| {
            office
                .is_key
                .unwrap_or_else(|| !office.orders.is_empty() || needed.contains(&id))
        };
        let counting = plan
            .offices
            .iter()
            .filter(|(_, office)| counts(plan, as_of, &office.terms));
        let key = counting
            .filter(|(id, office)| is_key(*id, office))
            .map(|(id, _)| id)
            .collect();
        let leases = plan
            .leases
            .iter()
            .filter(|(_, lease)| counts(plan, as_of, &lease.terms));
        let under_lease = leases.map(|(_, lease)| lease.office).collect();
        Self {
            key,
            leased: under_lease,
            needed,
        }
    }

    /// Key posts that count, in the order of the text.
    pub(crate) fn key(&self) -> &[Id<Office>] {
        &self.key
    }

    /// Offices that hold a power or that an essential function needs.
    pub(crate) fn needed(&self) -> &BTreeSet<Id<Office>> {
        &self.needed
    }

    /// Whether a lease that counts is on an office.
    pub(crate) fn is_leased(&self, office: Id<Office>) -> bool {
        self.leased.contains(&office)
    }
}

/// Offices that hold a power or that an essential function needs.
fn needed(plan: &Plan) -> BTreeSet<Id<Office>> {
    let mut needed = BTreeSet::new();
    for (_, power) in plan.powers.iter() {
        if let Who::Office(id) = power.held_by {
            needed.insert(id);
        }
    }
    for (_, function) in plan.functions.iter() {
        let Some(needs) = &function.needs else {
            continue;
        };
        needs.visit_atoms(&mut |atom, _, _| {
            if let Atom::Exercised(id) | Atom::ExercisedBy(id, _) = atom {
                needed.insert(id);
            }
        });
    }
    needed
}
