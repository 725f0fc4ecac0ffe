//! The acts that an answer cites, in words: a number alone says nothing to whoever reads it at night.

use std::collections::BTreeSet;

use super::{Answer, Cited};
use crate::course::{Course, Effect, Known};
use crate::{Deed, words};

/// Every act that an answer cites, in the order of the register.
pub(super) fn of(answer: &Answer, course: &Course<'_>, known: &[Known]) -> Vec<Cited> {
    let numbers = numbers(answer, course);
    let cited = known.iter().filter(|act| numbers.contains(&act.number));
    let mut list: Vec<Cited> = cited
        .map(|act| Cited {
            act: act.number,
            signed: act.act.signed.to_string(),
            what: format!("{} {}", act.act.by.join(", "), deed(&act.act.deed, known)),
        })
        .collect();
    list.sort_by_key(|cited| cited.act);
    list
}

fn numbers(answer: &Answer, course: &Course<'_>) -> BTreeSet<u32> {
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
    list.extend(answer.backdated.iter().map(|one| one.act));
    for claimant in &answer.claimants {
        list.extend(claimant.claims.iter().chain(&claimant.control));
        list.extend(claimant.requirements.iter().flat_map(|asked| &asked.acts));
    }
    for void in &answer.without_effect {
        list.insert(void.act);
        list.extend(&void.resting);
        if let Some(Effect::Annulled(by)) = course.effects.get(&void.act) {
            list.insert(*by);
        }
    }
    list
}

/// What is done, with numbers in the place of the digests of acts, and the beginning of that of a plan.
fn deed(deed: &Deed, known: &[Known]) -> String {
    let mut text = words::deed(deed);
    match deed {
        Deed::Adopt { adopted, .. } => {
            let digits = adopted.trim_start_matches("sha256:");
            let short: String = digits.chars().take(12).collect();
            text = text.replace(adopted.as_str(), &short);
        }
        Deed::Annul { act, .. } | Deed::Correct { act, .. } => {
            if let Some(target) = known.iter().find(|known| known.digest == *act) {
                let number = format!("act {}", target.number);
                text = text.replace(&format!("the act {act}"), &number);
            }
        }
        _ => {}
    }
    text
}
