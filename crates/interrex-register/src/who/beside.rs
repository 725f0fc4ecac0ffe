//! Views that are folded anew for each question, and what is told beside a course: acts without effect, and
//! those that are dated back.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::Plan;
use interrex_units::Moment;

use super::{Backdated, Other, Question, Said, Void, World, Worlds, denied, followed};
use crate::act::{Act, Deed, Digest};
use crate::course::{Course, Effect, Known, run};

/// Known acts, run again for each question.
pub(super) struct Anew<'a> {
    pub(super) plans: &'a BTreeMap<String, Plan>,
    pub(super) acts: &'a [Known],
}

/// What is known in one view.
struct View<'a> {
    plans: &'a BTreeMap<String, Plan>,
    known: Vec<Known>,
    as_of: Moment,
}

impl Worlds for Anew<'_> {
    fn sites(&self) -> Vec<String> {
        let sites = self.acts.iter().flat_map(|known| known.seen.keys());
        let sites: BTreeSet<&String> = sites.collect();
        sites.into_iter().cloned().collect()
    }

    fn first_learned(&self) -> Option<Moment> {
        let learned = self.acts.iter().filter_map(|known| known.learned(None));
        learned.min()
    }

    fn world(
        &self,
        site: Option<&str>,
        question: &Question<'_>,
    ) -> Result<Box<dyn World + '_>, String> {
        let knows = |known: &&Known| {
            let learned = known.learned(site);
            learned.is_some_and(|learned| question.known_at.is_none_or(|at| learned <= at))
        };
        Ok(Box::new(View {
            plans: self.plans,
            known: self.acts.iter().filter(knows).cloned().collect(),
            as_of: question.as_of,
        }))
    }
}

impl World for View<'_> {
    fn written(&self) -> Result<Course, String> {
        Ok(run(self.plans, &self.known, self.as_of))
    }

    fn others(&self) -> Result<Vec<Other>, String> {
        let each = denied::each(self.plans).into_iter().map(|other| {
            let course = run(&other.plans, &self.known, self.as_of);
            Other::new(&other.by, other.is_marked, course)
        });
        Ok(each.collect())
    }

    fn unread(&self) -> Option<String> {
        followed::beyond(self.plans)
    }

    fn voids(&self, course: &Course, of: &str) -> Result<Vec<Void>, String> {
        Ok(voids(course, &self.known, of))
    }

    fn backdated(&self, of: &str) -> Result<Vec<Backdated>, String> {
        Ok(backdated(&self.known, self.as_of, of))
    }

    fn dated_back(&self, number: u32) -> Option<Backdated> {
        let mut known = self.known.iter();
        known
            .find(|known| known.number == number && known.act.is_backdated())
            .map(of_backdated)
    }

    fn act(&self, number: u32) -> Result<Act, String> {
        let known = self.known.iter().find(|known| known.number == number);
        let act = known.map(|known| known.act.clone());
        act.ok_or_else(|| format!("there is no act {number}"))
    }

    fn said(&self, number: u32) -> Result<(Moment, Said), String> {
        let act = self.act(number)?;
        Ok((act.signed, Said::by(&act)))
    }

    fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    fn number(&self, digest: &Digest) -> Option<u32> {
        let known = self.known.iter().find(|known| known.digest == *digest);
        known.map(|known| known.number)
    }
}

/// Acts about something without effect, with all that rests on them.
fn voids(course: &Course, known: &[Known], of: &str) -> Vec<Void> {
    let mut list = Vec::new();
    for act in known {
        let effect = course.effects.get(&act.number);
        let Some(reason) = effect.and_then(reason) else {
            continue;
        };
        if mentions(act, of) {
            list.push(Void {
                act: act.number,
                reason,
                resting: resting(known, act),
                reading: None,
            });
        }
    }
    list
}

/// Every act that rests on another, directly or by way of others.
fn resting(known: &[Known], act: &Known) -> Vec<u32> {
    let mut found = BTreeSet::from([act.digest]);
    let mut list = Vec::new();
    loop {
        let before = list.len();
        for other in known {
            let rests = other
                .act
                .rests_on
                .iter()
                .any(|digest| found.contains(digest));
            if rests && found.insert(other.digest) {
                list.push(other.number);
            }
        }
        if list.len() == before {
            list.sort_unstable();
            return list;
        }
    }
}

/// Everything that an act names, offices of grounds too; `None` for what concerns all: a plan adopted.
pub(crate) fn mentioned(act: &Act) -> Option<BTreeSet<String>> {
    if matches!(act.deed, Deed::Adopt { .. }) {
        return None;
    }
    let Ok(serde_json::Value::Object(members)) = serde_json::to_value(&act.deed) else {
        return Some(BTreeSet::new());
    };
    let says = |member: &str| !["kind", "order"].contains(&member);
    let values = members.iter().filter(|(member, _)| says(member));
    let names = values.filter_map(|(_, value)| value.as_str());
    let names = names.flat_map(|name| {
        let office = name.split_once('.').map(|(office, _)| office);
        [Some(name), office].into_iter().flatten()
    });
    Some(names.map(str::to_owned).collect())
}

/// Whether an act names an office or power.
fn mentions(known: &Known, of: &str) -> bool {
    mentioned(&known.act).is_none_or(|names| names.contains(of))
}

/// Why an act has no effect, where it has none.
pub(crate) fn reason(effect: &Effect) -> Option<String> {
    match effect {
        Effect::Without(reason) => Some(reason.clone()),
        Effect::Annulled(by) => Some(format!("annulled by act {by}")),
        _ => None,
    }
}

/// The act that annulled another, where that is why the other has no effect.
pub(super) fn annulled_by(reason: &str) -> Option<u32> {
    reason.strip_prefix("annulled by act ")?.parse().ok()
}

fn backdated(known: &[Known], as_of: Moment, of: &str) -> Vec<Backdated> {
    let told = known.iter().filter(|known| {
        known.act.is_backdated() && known.act.begins() <= as_of && mentions(known, of)
    });
    told.map(of_backdated).collect()
}

fn of_backdated(known: &Known) -> Backdated {
    Backdated {
        act: known.number,
        effective: known.act.begins().to_string(),
        signed: known.act.signed.to_string(),
    }
}
