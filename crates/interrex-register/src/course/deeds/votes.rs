//! Who signed, with the votes that an act states; and why a body that may do something has not decided it.

use std::collections::BTreeMap;

use interrex_plan::model::{ActorExpr, Body, Id};
use interrex_standing::Party;
use interrex_standing::record::Votes;

use super::{Course, Known, Signers};
use crate::act::{Stated, Tally};

impl Course {
    /// Those who signed, as people and bodies of the plan, each body with the votes that are stated of it. Somebody whom
    /// the plan does not know is added as a person without base.
    ///
    /// Where votes are those of a body that did not sign itself, members who signed for it have them.
    pub(super) fn signers(&mut self, known: &Known) -> Result<Signers, String> {
        let names = known.act.by.iter();
        let parties = names.map(|name| (self.party_or_new(name), Votes::default()));
        let mut signers: Signers = parties.collect();
        let bodies = signers.keys().filter_map(|party| match party {
            Party::Body(body) => Some(*body),
            _ => None,
        });
        let bodies: Vec<Id<Body>> = bodies.collect();
        let by_members = match known.act.deed.votes() {
            None => None,
            Some(Stated::One(tally)) => {
                if tally
                    .present
                    .is_some_and(|present| tally.in_favor > present)
                {
                    return Err(cannot_be(*tally));
                }
                if let Some(body) = self.whose(*tally, &bodies)? {
                    signers.insert(Party::Body(body), votes(*tally));
                    None
                } else {
                    Some(*tally)
                }
            }
            Some(Stated::Each(each)) => self.of_each(each, &mut signers)?,
        };
        if let Some(tally) = by_members {
            for (party, of_party) in &mut signers {
                if matches!(party, Party::Person(_)) {
                    *of_party = votes(tally);
                }
            }
        }
        Ok(signers)
    }

    /// Of which of the bodies that sign the votes are that an act states of none by name; of none where none signs.
    fn whose(&self, tally: Tally, bodies: &[Id<Body>]) -> Result<Option<Id<Body>>, String> {
        let name = |body: &Id<Body>| format!("`{}`", self.plan.bodies.get(*body).name);
        if let [body] = bodies {
            self.fits(tally, *body)?;
        }
        let fit = bodies
            .iter()
            .filter(|body| self.fits(tally, **body).is_ok());
        let fit: Vec<&Id<Body>> = fit.collect();
        let apart = || {
            let each = bodies.iter().map(|body| {
                format!(
                    "{} = {{ in-favor = .., present = .. }}",
                    self.plan.bodies.get(*body).name
                )
            });
            let each: Vec<String> = each.collect();
            format!("state those of each: `votes = {{ {} }}`", each.join(", "))
        };
        match (bodies, fit.as_slice()) {
            ([], _) => Ok(None),
            (_, [body]) => Ok(Some(**body)),
            (_, []) => Err(format!(
                "{} took part, and none of those who sign has so many seats; {}",
                took_part(tally),
                apart()
            )),
            (_, fit) => {
                let fit: Vec<String> = fit.iter().map(|body| name(body)).collect();
                Err(format!(
                    "the votes may be those of {}; {}",
                    fit.join(" or of "),
                    apart()
                ))
            }
        }
    }

    /// Takes over the votes that an act states of each body by name; those of one that did not sign itself are returned.
    fn of_each(
        &self,
        each: &BTreeMap<String, Tally>,
        signers: &mut Signers,
    ) -> Result<Option<Tally>, String> {
        let mut by_members = None;
        for (name, tally) in each {
            let Some(Party::Body(body)) = self.names.party(name) else {
                return Err(format!("votes are stated of `{name}`, which is no body"));
            };
            self.fits(*tally, body)?;
            if let Some(of_body) = signers.get_mut(&Party::Body(body)) {
                *of_body = votes(*tally);
            } else if by_members.replace(*tally).is_some() {
                return Err(format!(
                    "votes are stated of `{name}` and another body, and neither signs"
                ));
            }
        }
        Ok(by_members)
    }

    /// Whether votes of a body can be as they are stated.
    fn fits(&self, tally: Tally, body: Id<Body>) -> Result<(), String> {
        let declared = self.plan.bodies.get(body);
        let seats = declared.seat_count().max(declared.member_count());
        let took_part = took_part(tally);
        if tally.in_favor > took_part {
            return Err(cannot_be(tally));
        }
        if took_part > seats && seats > 0 {
            return Err(format!(
                "{took_part} took part, and `{}` has {seats} seats",
                declared.name
            ));
        }
        Ok(())
    }

    /// Of which signer the votes that are stated fall short, where their signature would count but for them: how many were
    /// in favor, and how many were needed. Votes of members are those of their body.
    pub(super) fn lost_vote(
        &self,
        actors: &ActorExpr,
        signers: &Signers,
    ) -> Option<(Party, String)> {
        let is_person = |who: &Party| matches!(who, Party::Person(_));
        let decides = |who: &Party, votes: Votes| {
            let alike = |other: &&Party| *other == who || (is_person(who) && is_person(other));
            let alone: Signers = signers
                .keys()
                .filter(alike)
                .map(|one| (*one, votes))
                .collect();
            !self.ask(|judge| judge.competent(actors, &alone)).is_empty()
        };
        let mut stated = signers.iter().filter(|(_, votes)| votes.in_favor.is_some());
        let (who, votes) =
            stated.find(|(who, votes)| !decides(who, **votes) && decides(who, Votes::default()))?;
        let in_favor = votes.in_favor?;
        let with = |in_favor: u32| Votes {
            in_favor: Some(in_favor),
            present: votes.present,
        };
        if let Some(present) = votes.present
            && !decides(who, with(VOTES_MAX))
        {
            return Some((*who, format!("{present} present are no quorum")));
        }
        let needed = fewest(|in_favor| decides(who, with(in_favor)));
        Some((*who, format!("{in_favor} of the {needed} votes needed")))
    }
}

fn votes(tally: Tally) -> Votes {
    Votes {
        in_favor: Some(tally.in_favor),
        present: tally.present,
    }
}

fn took_part(tally: Tally) -> u32 {
    tally.present.unwrap_or(tally.in_favor)
}

fn cannot_be(tally: Tally) -> String {
    let (in_favor, took_part) = (tally.in_favor, took_part(tally));
    format!("{in_favor} in favor of {took_part} present cannot be")
}

/// No body has more members.
const VOTES_MAX: u32 = 1 << 20;

/// The least number that is enough, where all are.
fn fewest(enough: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, VOTES_MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if enough(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    high
}
