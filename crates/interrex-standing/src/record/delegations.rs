//! What a delegation by an act rests on: the rule of the plan that lets it be made, each time that it is used.

use interrex_circuit::Node;
use interrex_plan::model::{Id, Power, Region};

use super::Judge;
use crate::compiler::part_of;
use crate::views::Party;

/// Why a delegation cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// The rule is not law on the day.
    NoLaw,
    /// The rule has a condition, which does not hold.
    Condition,
    /// Whoever holds the power is gone, and the rule does not let the delegation outlast that.
    Grantor,
    /// Whoever has the delegation cannot act.
    Unable,
    /// Whoever has it is out of contact with the region.
    OutOfContact,
}

impl Judge<'_> {
    /// Whether a rule by which a power may be delegated counts on the date; by its place in the power's list.
    pub fn delegation_counts(&mut self, power: Id<Power>, rule: usize) -> bool {
        let plan = self.compiler.plan;
        let declared = plan.powers.get(power).delegations.get(rule);
        let element = part_of("power", power, "delegation", rule);
        declared.is_some_and(|rule| self.compiler.counts(&rule.terms, element) == Node::TRUE)
    }

    /// Why a delegation under a rule does not hold as things stand, whoever has it; nothing where it does.
    pub fn delegation_lapsed(&mut self, power: Id<Power>, rule: usize) -> Option<Hindrance> {
        if self.compiler.delegation_lasts(power, rule) == Node::TRUE {
            return None;
        }
        if !self.delegation_counts(power, rule) {
            return Some(Hindrance::NoLaw);
        }
        let declared = self.compiler.plan.powers.get(power);
        let delegation = declared.delegations.get(rule)?;
        let lasts = self.compiler.grant_lasts(declared.held_by, delegation);
        Some(if lasts == Node::TRUE {
            Hindrance::Condition
        } else {
            Hindrance::Grantor
        })
    }

    /// Why somebody cannot use what was delegated to them, in a region where one is named; nothing where they can.
    pub fn delegate_hindered(&mut self, to: Party, region: Option<Region>) -> Option<Hindrance> {
        if !self.is_able(to) {
            return Some(Hindrance::Unable);
        }
        let reached = region.is_none_or(|at| self.compiler.party_reaches(to, at) == Node::TRUE);
        (!reached).then_some(Hindrance::OutOfContact)
    }
}
