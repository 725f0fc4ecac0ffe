//! What is said of members who signed for a body and are not enough.

use std::collections::BTreeSet;

use interrex_plan::model::ActorExpr;
use interrex_standing::Party;
use interrex_standing::record::{Uncounted, Unfit};

use super::super::names::party_name;
use super::{Course, Signers};

impl Course {
    /// How many members of the bodies among some actors signed, of how many who have to sign one act together, and whose
    /// signatures do not count; to be added to a sentence.
    pub(super) fn of_members(&self, actors: &ActorExpr, signers: &Signers) -> String {
        let bodies = self.ask(|judge| judge.by_members(actors, signers));
        let told: BTreeSet<Party> = bodies
            .iter()
            .flat_map(|(.., others)| others.iter().map(|one| one.party))
            .collect();
        let dead = signers.keys().filter(|who| !told.contains(who));
        let dead = dead.filter(|who| self.ask(|judge| judge.is_dead(**who)));
        let dead = dead.map(|who| does_not_count(&party_name(&self.plan, *who), "who is dead"));
        let dead: String = dead.collect();
        let each = bodies.into_iter().map(|(body, counted, needed, others)| {
            let name = &self.plan.bodies.get(body).name;
            let others = others.iter().map(|one| self.does_not_count(one));
            let others: String = others.collect();
            if counted >= needed {
                return others;
            }
            format!(
                "; of the {needed} members of `{name}` who have to sign one act together, {counted} did{others}"
            )
        });
        each.chain([dead]).collect()
    }

    fn does_not_count(&self, one: &Uncounted) -> String {
        let who = party_name(&self.plan, one.party);
        let why = match one.why {
            Unfit::State(state) => format!("who is {}", state.word()),
            Unfit::Suspended(office) => {
                let office = &self.plan.offices.get(office).name;
                format!("who does not exercise `{office}`")
            }
        };
        does_not_count(&who, &why)
    }
}

fn does_not_count(who: &str, why: &str) -> String {
    format!("; the signature of `{who}`, {why}, does not count")
}
