//! What is taken note of, whoever does it: reports, claims, control, recognition.

use interrex_plan::model::FactKind;

use super::super::{names, things};
use super::{Bearing, Claimed, Controlled, Course, Judged, Known, Recognized};
use crate::act::Deed;

impl Course {
    pub(super) fn report(&mut self, fact: &str, holds: bool) -> Judged {
        if let Some((person, state)) = names::state(&self.names, fact) {
            return Judged::noted(vec![Bearing::State(fact.to_owned(), person, state, holds)]);
        }
        let known = self.plan.facts.by_name(fact);
        let lost = things::lost(&self.plan, fact);
        let known = known.or_else(|| things::loss_of(&self.plan, lost?));
        let kind = known.map(|id| self.plan.facts.get(id).kind);
        if let Some(FactKind::Made(_)) = kind {
            return Judged::without(format!(
                "`{fact}` is nothing to be reported: those who decide it do so in an act of the kind `certify`"
            ));
        }
        let bearing = known.map(|id| Bearing::Fact(fact.to_owned(), id, holds));
        let lost = lost.map(|thing| Bearing::Lost(fact.to_owned(), thing, holds));
        Judged::noted(bearing.or(lost).into_iter().collect())
    }
}

/// What is taken note of, whoever does it.
pub(super) fn noted(deed: &Deed, known: &Known) -> Judged {
    let number = known.number;
    match deed {
        Deed::Control { who, of, holds } => {
            let (who, of) = (who.clone(), of.clone());
            let reported = Controlled { who, of, number };
            Judged::noted(vec![Bearing::Control(reported, *holds)])
        }
        Deed::Claim { of } => {
            let claims = known.act.by.iter().map(|who| {
                let (who, of) = (who.clone(), of.clone());
                Bearing::Claim(Claimed { who, of, number })
            });
            Judged::noted(claims.collect())
        }
        Deed::Recognize { office, who, holds } => {
            let all = known.act.by.iter().map(|partner| {
                let recognized = Recognized {
                    partner: partner.clone(),
                    office: office.clone(),
                    who: who.clone(),
                    holds: *holds,
                    number,
                };
                Bearing::Recognized(recognized, *holds)
            });
            Judged::noted(all.collect())
        }
        _ => Judged::noted(Vec::new()),
    }
}
