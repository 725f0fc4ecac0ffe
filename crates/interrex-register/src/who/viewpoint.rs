//! What one partner sees, and where sites differ.

use interrex_plan::model::Who;
use interrex_standing::Reading;

use super::{
    Answer, Exercised, Question, Recognition, Standing, Told, Worlds, differ, power, told_by,
};
use crate::course::{Course, names};
use crate::words;

/// What a partner sees: whom it recognizes, or that it recognizes nobody.
pub(super) fn as_recognized(
    answer: &mut Answer,
    course: &Course,
    view: &str,
    sites: &[String],
) -> Result<(), String> {
    let who = recognized(answer, course, view);
    let of_plan = course.plan.partners.by_name(view).is_some();
    if who.is_none() && !of_plan && !course.recognized.iter().any(|one| one.partner == view) {
        return Err(unknown(course, view, sites));
    }
    let by_right = match &answer.exercise {
        _ if answer.standing == Standing::Disputed => Some("it is disputed".to_owned()),
        holder if *holder == who => None,
        Some(holder) => Some(format!("it is `{holder}`'s")),
        None => Some("it is nobody's".to_owned()),
    };
    let whom = who
        .as_ref()
        .map_or_else(|| "nobody".to_owned(), |who| format!("`{who}`"));
    answer.warnings.push(match by_right {
        Some(by_right) => format!("by right {by_right}; `{view}` recognizes {whom}"),
        None if who.is_none() => format!("`{view}` recognizes nobody"),
        None => String::new(),
    });
    answer.warnings.retain(|warning| !warning.is_empty());
    if answer.kind == "office" {
        answer.title.clone_from(&who);
    }
    // Whoever has it by right, too, keeps the act by which they have it.
    answer
        .exercised_by
        .retain(|one| Some(&one.who) == who.as_ref());
    if answer.kind == "power" && answer.exercised_by.is_empty() {
        answer.exercised_by.extend(who.iter().map(|who| Exercised {
            who: who.clone(),
            delegated_by: None,
            scope: None,
        }));
    }
    answer.standing = who.as_ref().map_or(Standing::Nobody, |_| Standing::Held);
    answer.exercise = who;
    answer.waiting_for.clear();
    Ok(())
}

/// Whom a partner recognizes: in what is asked about, or else in the office to which a power belongs.
fn recognized(answer: &mut Answer, course: &Course, view: &str) -> Option<String> {
    let of = |office: &str| {
        let mut all = course.recognized.iter();
        all.find(|one| one.holds && one.partner == view && one.office == office)
    };
    if let Some(known) = of(&answer.of) {
        return Some(known.who.clone());
    }
    let power = course.plan.powers.by_name(&answer.of)?;
    let Who::Office(office) = course.plan.powers.get(power).held_by else {
        return None;
    };
    let known = of(&course.plan.offices.get(office).name)?;
    answer.recognized.push(Recognition::of(known));
    Some(known.who.clone())
}

fn unknown(course: &Course, view: &str, sites: &[String]) -> String {
    let partners = course.plan.partners.iter();
    let partners: Vec<&str> = partners.map(|(_, partner)| partner.name.as_str()).collect();
    let partners = match partners.as_slice() {
        [] => "the plan has no partners".to_owned(),
        _ => format!("partners: {}", partners.join(", ")),
    };
    format!(
        "`{view}` is no site of this register and no partner of the plan (sites: {}; {partners})",
        sites.join(", ")
    )
}

/// Asks each site by itself; where they differ, the answer is split.
pub(super) fn split(
    worlds: &dyn Worlds,
    question: &Question<'_>,
    sites: &[String],
    answer: &mut Answer,
) -> Result<(), String> {
    let mut told = Vec::new();
    for site in sites {
        let world = worlds.world(Some(site), question)?;
        let mut course = world.written()?;
        // A site that has not learned of a plan yet says nothing.
        told.extend(at_site(&mut course, question).map(|told| Told {
            by: format!("site {site}"),
            ..told
        }));
    }
    if differ(&told) {
        answer.standing = Standing::Split;
        answer.readings.splice(0..0, told);
    }
    Ok(())
}

/// What a site says of an office or a power.
fn at_site(course: &mut Course, question: &Question<'_>) -> Option<Told> {
    if let Some(office) = course.plan.offices.by_name(question.of) {
        let seen = course.ask(|judge| judge.seen(office, Reading::AsWritten));
        return Some(told_by(course, office, &seen));
    }
    let id = course.plan.powers.by_name(question.of)?;
    let region = question.region;
    let region = region.and_then(|name| names::region(&course.plan, name));
    let exercised = power::exercised(course, id, region).into_iter();
    let who: Vec<String> = exercised.map(|one| one.who).collect();
    Some(Told {
        by: String::new(),
        title: Some(words::who(&course.plan, course.plan.powers.get(id).held_by)),
        exercise: (!who.is_empty()).then(|| who.join(", ")),
    })
}
