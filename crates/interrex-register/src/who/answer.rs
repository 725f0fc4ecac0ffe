//! The form of an answer, for programs: `interrex.who/1`.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use crate::course::Recognized;

/// How an office or power stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Somebody holds it and can act.
    Held,
    /// Nobody holds it, and nobody is waited for.
    Nobody,
    /// Nobody may use it until somebody has what they lack.
    WaitingFor,
    /// Somebody holds it and cannot act, and no ground that the law names was certified.
    HeldButUnable,
    /// Sites that know different acts have different holders.
    Split,
    /// Readings of the law that are disputed have different holders.
    Disputed,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Answer {
    /// [`super::SCHEMA`].
    pub schema: &'static str,
    /// What was asked.
    pub of: String,
    /// Whether that is an `office` or a `power`.
    pub kind: &'static str,
    /// As of when.
    pub as_of: String,
    /// As known when, where that was asked.
    pub known_at: Option<String>,
    /// Whose view, where that was asked.
    pub viewpoint: Option<String>,
    /// What answers: `acts` as somebody wrote them, or a `register`; nothing where nobody said.
    pub from: Option<&'static str>,
    /// The digest of the plan in force.
    pub plan: String,
    /// How it stands.
    pub standing: Standing,
    /// Whose it is.
    pub title: Option<String>,
    /// Who may use it.
    pub exercise: Option<String>,
    /// For a power: everybody who may use it.
    pub exercised_by: Vec<Exercised>,
    /// Where nobody may use it: whom or what it waits for.
    pub waiting_for: Vec<Awaited>,
    /// What each reading or site says, where they differ.
    pub readings: Vec<Told>,
    /// How it came to this, turn by turn: the last ones.
    pub turns: Vec<WireTurn>,
    /// How many turns there were before these.
    pub turns_before: usize,
    /// Everybody who has, claims or could have it, with what they have and lack.
    pub claimants: Vec<Claimant>,
    /// Who is reported to have control, whatever the law says.
    pub control: Vec<By>,
    /// Whom partners recognize.
    pub recognized: Vec<Recognition>,
    /// Whom partners declare that they do not recognize.
    pub not_recognized: Vec<Recognition>,
    /// Acts about it without effect, and what rests on them.
    pub without_effect: Vec<Void>,
    /// Acts that state an effect before they were signed.
    pub backdated: Vec<Backdated>,
    /// Acts about it that will have effect at a later moment.
    pub later: Vec<Later>,
    /// Acts on which the answer rests and which may yet be held back: no quorum of witnesses has cosigned a head
    /// with them, or only one of several sites knows them.
    pub provisional: Vec<u32>,
    /// How many seconds old the newest head is, where that is more than the trust file lets pass without a word.
    pub stale: Option<i64>,
    /// What a reader has to know besides.
    pub warnings: Vec<String>,
    /// Every act that the answer cites, in words.
    pub acts: Vec<Cited>,
}

/// An act that is in order and has no effect yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Later {
    /// Its number.
    pub act: u32,
    /// From when on it has effect.
    pub from: String,
}

/// An act that an answer cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Its number.
    pub act: u32,
    /// When it was signed.
    pub signed: String,
    /// Who did what.
    pub what: String,
}

impl Answer {
    /// The acts on which it rests.
    pub fn rests_on(&self) -> BTreeSet<u32> {
        let turns = self.turns.iter().filter_map(|turn| turn.act);
        let delegated = self.exercised_by.iter();
        let delegated = delegated.filter_map(|one| one.delegated_by);
        let asked = self.claimants.iter().flat_map(Claimant::asked);
        let asked = asked.flat_map(|one| one.acts.iter().copied());
        let said = self.control.iter().map(|one| one.act);
        let recognized = self.recognized.iter().chain(&self.not_recognized);
        let recognized = recognized.map(|one| one.act);
        let all = turns.chain(delegated).chain(asked);
        all.chain(said).chain(recognized).collect()
    }

    /// Says what answers, and what there is besides that does not.
    pub fn told_from(mut self, from: &'static str, besides: Option<String>) -> Self {
        self.from = Some(from);
        self.warnings.extend(besides);
        self
    }

    /// Tells which of the acts on which it rests are provisional, and how old the newest head is where that is too
    /// old. Neither changes who holds what.
    pub fn told_with(mut self, is_provisional: impl Fn(u32) -> bool, stale: Option<i64>) -> Self {
        let acts = self.rests_on().into_iter();
        self.provisional = acts.filter(|number| is_provisional(*number)).collect();
        self.stale = stale;
        self
    }
}

/// Somebody who may use a power.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Exercised {
    /// Who.
    pub who: String,
    /// The act that delegates it, for a delegate.
    pub delegated_by: Option<u32>,
    /// The regions in which alone they have it, where it is not all: those of a delegation, or those that a holder reaches.
    pub region: Option<String>,
    /// What the delegation covers.
    pub scope: Option<String>,
}

/// What one reading or site says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Which.
    pub by: String,
    /// Whose it is.
    pub title: Option<String>,
    /// Who may use it.
    pub exercise: Option<String>,
}

/// Somebody for whom an office waits, or a choice that nobody has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Awaited {
    /// Who; nobody yet where they are still to be chosen or a post is empty.
    pub who: Option<String>,
    /// By which order they would come.
    pub order: String,
    /// As which candidate.
    pub candidate: String,
    /// What they still need.
    pub lacks: Vec<String>,
    /// Who may choose them, where nobody is chosen.
    pub chosen_by: Option<String>,
    /// In which reading.
    pub reading: String,
}

/// A change of an office, for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WireTurn {
    /// When.
    pub at: String,
    /// By which act.
    pub act: Option<u32>,
    /// `title` or `exercise`.
    pub change: &'static str,
    /// Who has it from then on.
    pub who: Option<String>,
    /// By which order.
    pub order: Option<String>,
    /// As which candidate.
    pub candidate: Option<String>,
    /// Grounds certified against the holder before.
    pub grounds: Vec<String>,
}

/// Somebody and the act that says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct By {
    /// Who.
    pub who: String,
    /// Of what.
    pub of: String,
    /// Which act.
    pub act: u32,
}

/// A recognition, or a declaration that there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recognition {
    /// By whom.
    pub partner: String,
    /// Whom.
    pub who: String,
    /// Which act.
    pub act: u32,
}

impl Recognition {
    pub(super) fn of(known: &Recognized) -> Self {
        Self {
            partner: known.partner.clone(),
            who: known.who.clone(),
            act: known.number,
        }
    }
}

/// A claimant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Claimant {
    /// Who.
    pub who: String,
    /// Whether the title is theirs.
    pub title: bool,
    /// Whether they may use it.
    pub exercise: bool,
    /// Acts by which they claim it.
    pub claims: Vec<u32>,
    /// Acts that report their control.
    pub control: Vec<u32>,
    /// Partners that recognize them.
    pub recognized_by: Vec<String>,
    /// The order by which they could have it or have it, where there is one.
    pub order: Option<String>,
    /// As which candidate.
    pub candidate: Option<String>,
    /// What that asks for.
    pub requirements: Vec<Asked>,
    /// The reading in which their claim is best, where that is not the one as written.
    pub best: Option<Best>,
}

/// What somebody has and lacks in the reading that is best for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Best {
    /// Which reading.
    pub reading: String,
    /// Whether the title is theirs there.
    pub title: bool,
    /// Whether they may use it there.
    pub exercise: bool,
    /// The order by which they could have it or have it there.
    pub order: Option<String>,
    /// As which candidate.
    pub candidate: Option<String>,
    /// What that asks for.
    pub requirements: Vec<Asked>,
}

impl Best {
    /// The table of another reading.
    pub(super) fn of(reading: &str, there: Claimant) -> Self {
        Self {
            reading: reading.to_owned(),
            title: there.title,
            exercise: there.exercise,
            order: there.order,
            candidate: there.candidate,
            requirements: there.requirements,
        }
    }
}

impl Claimant {
    /// How good their claim is in the best reading so far: what they have of the office, then how little of what is
    /// asked they lack.
    pub(super) fn strength(&self) -> (usize, Reverse<usize>) {
        let (title, exercise, asked) = match &self.best {
            Some(best) => (best.title, best.exercise, &best.requirements),
            None => (self.title, self.exercise, &self.requirements),
        };
        let lacks = asked.iter().filter(|one| one.state != State::Met).count();
        (usize::from(title) + usize::from(exercise), Reverse(lacks))
    }

    /// Whether nothing speaks against them.
    pub(super) fn is_free(&self) -> bool {
        let mut asked = self.requirements.iter();
        asked.all(|one| one.state != State::Contradicted)
    }

    /// Everything that is asked of them, as written and in the best reading.
    pub(crate) fn asked(&self) -> impl Iterator<Item = &Asked> {
        let best = self.best.iter().flat_map(|best| &best.requirements);
        self.requirements.iter().chain(best)
    }
}

/// An answer names so many acts that show one thing, the last ones.
const SHOWING_MAX: usize = 20;

/// Something that a rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Asked {
    /// What.
    pub what: String,
    /// Whether the record has it.
    pub state: State,
    /// The acts that show it: the last ones.
    pub acts: Vec<u32>,
    /// How many there were before these.
    pub acts_before: usize,
}

impl Asked {
    /// Something with all the acts that show it, of which the last are named.
    pub(super) fn new(what: String, state: State, mut acts: Vec<u32>) -> Self {
        acts.sort_unstable();
        let acts_before = acts.len().saturating_sub(SHOWING_MAX);
        Self {
            what,
            state,
            acts: acts.split_off(acts_before),
            acts_before,
        }
    }
}

/// Whether the record has something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It has.
    Met,
    /// It has not.
    Missing,
    /// It has the contrary.
    Contradicted,
}

/// An act without effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Void {
    /// Which.
    pub act: u32,
    /// Why.
    pub reason: String,
    /// Every act that rests on it, directly or by way of others.
    pub resting: Vec<u32>,
    /// In which reading, where the law has more than one.
    pub reading: Option<String>,
}

/// An act that states an effect before it was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backdated {
    /// Which.
    pub act: u32,
    /// When it is meant to have had effect.
    pub effective: String,
    /// When it was signed.
    pub signed: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_many_acts_are_named() {
        let asked =
            |count: u32| Asked::new("step: sworn".to_owned(), State::Met, (0..count).collect());
        let few = asked(20);
        assert_eq!((few.acts.len(), few.acts_before), (20, 0));
        let many = asked(1_457);
        assert_eq!((many.acts.len(), many.acts_before), (20, 1_437));
        assert_eq!(many.acts.last(), Some(&1_456));
    }
}
