//! A plan that is kept ready while somebody edits it: what one other likelihood changes is told at
//! once.
//!
//! Responsible for facts by name and propositions by place. What is kept and what is computed again
//! is decided in [`interrex_fault::Survey`]: exact for numbers where diagrams fit, proved bounds
//! elsewhere, as in the summary of a large plan.

use interrex_circuit::{Node, Var};
use interrex_diag::nearest;
use interrex_fault::{Assignment, Survey};
use interrex_standing::Proposition;
use interrex_units::Likelihood;

use crate::answer::{Chance, Survives};
use crate::inquiry::{chance, survived};
use crate::session::Proof;

/// A proof whose answers are kept while likelihoods change.
pub struct Warm<'p> {
    proof: &'p Proof<'p>,
    assignment: Assignment<'p>,
    survey: Survey<'p>,
}

impl<'p> Warm<'p> {
    /// Surveys all propositions of a proof.
    pub fn new(proof: &'p Proof<'p>) -> Self {
        let tops: Vec<Node> = proof.propositions().iter().map(|one| one.node).collect();
        let variables = proof.standing().variables();
        let cost = |var: Var| Some(u32::from(variables.get(var).is_loss));
        let survey = proof.analyses().session().survey(&tops, cost);
        Self {
            proof,
            assignment: proof.assignment(None),
            survey,
        }
    }

    /// How likely each proposition is, and how many losses it survives, in the order of
    /// [`Proof::propositions`].
    pub fn answers(&self) -> Vec<(Chance, Survives)> {
        let told = self.survey.told().into_iter();
        told.map(|one| (chance(one.bounds), survived(one.cost)))
            .collect()
    }

    /// Supposes another likelihood of a fact, such as `lost(kyiv)`, and returns the propositions of
    /// which something else is known, with what that is.
    ///
    /// # Errors
    ///
    /// A sentence for people: there is no such fact, its likelihood follows from another, or a
    /// condition that makes it likelier would make it less likely.
    pub fn assess(
        &mut self,
        fact: &str,
        likelihood: Likelihood,
    ) -> Result<Vec<(&'p Proposition, Chance, Survives)>, String> {
        let mut chances = Vec::new();
        for var in self.variables_of(fact)? {
            let moved = self.assignment.assess(var, likelihood);
            let moved = moved.map_err(|error| format!("`{fact}`: {error}"))?;
            for var in moved {
                chances.push((var, self.assignment.marginal(var)));
            }
        }
        let changed = self.survey.change(&chances);
        let told = self.survey.told();
        let propositions = self.proof.propositions();
        let found = changed.into_iter().filter_map(|place| {
            let (proposition, one) = (propositions.get(place)?, told.get(place)?);
            Some((proposition, chance(one.bounds), survived(one.cost)))
        });
        Ok(found.collect())
    }

    /// The variables of a fact: several for members by number.
    fn variables_of(&self, fact: &str) -> Result<Vec<Var>, String> {
        let variables = self.proof.standing().variables();
        let found: Vec<Var> = variables
            .iter()
            .filter(|(_, variable)| variable.name == fact && variable.coupled.is_none())
            .map(|(var, _)| var)
            .collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let names = variables.iter().map(|(_, variable)| variable.name.as_str());
        Err(match nearest(fact, names) {
            Some(name) => format!("no proposition rests on `{fact}`; did you mean `{name}`?"),
            None => format!("no proposition rests on `{fact}`"),
        })
    }
}
