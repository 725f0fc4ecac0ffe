//! The acts that an answer cites, in words: a number alone says nothing to whoever reads it at night.

use std::collections::BTreeSet;

use super::beside::annulled_by;
use super::{Answer, Cited, World};
use crate::act::{Act, Deed, Digest};

/// What an act says, without the numbers that acts have in a register.
pub(crate) struct Said {
    /// Who does what.
    pub(crate) words: String,
    /// The act that it is about, which the words name by its digest.
    pub(crate) about: Option<Digest>,
}

impl Said {
    /// What an act says; of a plan that it adopts, the beginning of its digest.
    pub(crate) fn by(act: &Act) -> Self {
        let mut words = crate::words::deed(&act.deed);
        if let Deed::Adopt { adopted, .. } = &act.deed {
            let digits = adopted.trim_start_matches("sha256:");
            let short: String = digits.chars().take(12).collect();
            words = words.replace(adopted.as_str(), &short);
        }
        let later = act.effective.filter(|at| *at > act.signed);
        let later = later.map_or_else(String::new, |at| {
            let at = at.to_string();
            let day = at.strip_suffix("T00:00:00Z").unwrap_or(&at);
            format!(", with effect from {day}")
        });
        Self {
            words: format!("{} {words}{later}", act.by.join(", ")),
            about: match act.deed {
                Deed::Annul { act, .. } | Deed::Correct { act, .. } => Some(act),
                _ => None,
            },
        }
    }

    /// The same, with the number of the act that it is about, where that is known.
    fn numbered(self, world: &dyn World) -> String {
        let number = |digest: Digest| Some((digest, world.number(&digest)?));
        let Some((digest, number)) = self.about.and_then(number) else {
            return self.words;
        };
        let name = format!("the act {digest}");
        self.words.replace(&name, &format!("act {number}"))
    }
}

/// Tells every act that an answer cites, in the order of the register, and which of them are dated back.
pub(super) fn tell(answer: &mut Answer, world: &dyn World) -> Result<(), String> {
    let numbers = numbers(answer);
    let told: BTreeSet<u32> = answer.backdated.iter().map(|one| one.act).collect();
    let others = numbers.iter().filter(|number| !told.contains(number));
    let others = others.filter_map(|number| world.dated_back(*number));
    answer.backdated.extend(others);
    answer.backdated.sort_by_key(|one| one.act);
    answer.acts = words(numbers, world)?;
    Ok(())
}

fn words(numbers: BTreeSet<u32>, world: &dyn World) -> Result<Vec<Cited>, String> {
    let numbers = numbers.into_iter();
    let cited = numbers.map(|number| {
        let (signed, said) = world.said(number)?;
        Ok(Cited {
            act: number,
            signed: signed.to_string(),
            what: said.numbered(world),
        })
    });
    cited.collect()
}

fn numbers(answer: &Answer) -> BTreeSet<u32> {
    let turns = answer.turns.iter().filter_map(|turn| turn.act);
    let mut list: BTreeSet<u32> = turns.collect();
    list.extend(
        answer
            .exercised_by
            .iter()
            .filter_map(|one| one.delegated_by),
    );
    list.extend(answer.control.iter().map(|one| one.act));
    list.extend(answer.recognized.iter().map(|one| one.act));
    list.extend(answer.not_recognized.iter().map(|one| one.act));
    list.extend(answer.backdated.iter().map(|one| one.act));
    list.extend(answer.later.iter().map(|one| one.act));
    for claimant in &answer.claimants {
        list.extend(claimant.claims.iter().chain(&claimant.control));
        list.extend(claimant.asked().flat_map(|asked| &asked.acts));
    }
    for void in &answer.without_effect {
        list.insert(void.act);
        list.extend(&void.resting);
        list.extend(annulled_by(&void.reason));
    }
    list
}
