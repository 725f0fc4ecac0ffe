//! The acts that an answer cites, in words: a number alone says nothing to whoever reads it at night.

use std::collections::BTreeSet;

use super::{Answer, Cited, World};
use crate::course::{Course, Effect};
use crate::{Deed, words};

/// Every act that an answer cites, in the order of the register.
pub(super) fn of(
    answer: &Answer,
    course: &Course,
    world: &dyn World,
) -> Result<Vec<Cited>, String> {
    let numbers = numbers(answer, course).into_iter();
    let cited = numbers.map(|number| {
        let act = world.act(number)?;
        Ok(Cited {
            act: number,
            signed: act.signed.to_string(),
            what: format!("{} {}", act.by.join(", "), deed(&act.deed, world)),
        })
    });
    cited.collect()
}

fn numbers(answer: &Answer, course: &Course) -> BTreeSet<u32> {
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
    for claimant in &answer.claimants {
        list.extend(claimant.claims.iter().chain(&claimant.control));
        list.extend(claimant.asked().flat_map(|asked| &asked.acts));
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
fn deed(deed: &Deed, world: &dyn World) -> String {
    let mut text = words::deed(deed);
    match deed {
        Deed::Adopt { adopted, .. } => {
            let digits = adopted.trim_start_matches("sha256:");
            let short: String = digits.chars().take(12).collect();
            text = text.replace(adopted.as_str(), &short);
        }
        Deed::Annul { act, .. } | Deed::Correct { act, .. } => {
            if let Some(target) = world.number(act) {
                let number = format!("act {target}");
                text = text.replace(&format!("the act {act}"), &number);
            }
        }
        _ => {}
    }
    text
}
