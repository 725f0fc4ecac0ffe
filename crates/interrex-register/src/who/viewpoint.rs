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
    // What is told of the law stands under what the partner sees, and says so.
    for warning in &mut answer.warnings {
        warning.insert_str(0, "by right: ");
    }
    let says = recognizes(answer, course, view, who.as_deref());
    let told = match by_right {
        Some(by_right) => Some(format!("by right {by_right}; {says}")),
        None => who.is_none().then_some(says),
    };
    answer.warnings.splice(0..0, told);
    if answer.kind == "office" {
        answer.title.clone_from(&who);
    }
    // Whoever has it by right, too, keeps the act by which they have it.
    answer
        .exercised_by
        .retain(|one| Some(&one.who) == who.as_ref());
    let party = who.as_ref().and_then(|who| course.party(who));
    // Whom a partner recognizes is captive or dead for it, too.
    let is_able = party.is_none_or(|party| course.ask(|judge| judge.is_able(party)));
    if answer.kind == "power" && answer.exercised_by.is_empty() && is_able {
        answer.exercised_by.extend(who.iter().map(|who| Exercised {
            who: who.clone(),
            delegated_by: None,
            region: None,
            scope: None,
        }));
    }
    answer.standing = match (&who, is_able) {
        (None, _) => Standing::Nobody,
        (Some(_), true) => Standing::Held,
        (Some(_), false) if answer.kind == "power" => Standing::Nobody,
        (Some(_), false) => Standing::HeldButUnable,
    };
    answer.exercise = who.filter(|_| is_able || answer.kind == "office");
    answer.waiting_for.clear();
    Ok(())
}

/// What a partner says of it: whom it recognizes, whom it does not, or nothing.
fn recognizes(answer: &Answer, course: &Course, view: &str, who: Option<&str>) -> String {
    let mut about = vec![answer.of.as_str()];
    let power = course.plan.powers.by_name(&answer.of);
    if let Some(Who::Office(office)) = power.map(|power| course.plan.powers.get(power).held_by) {
        about.push(&course.plan.offices.get(office).name);
    }
    let said = course.recognized.iter();
    let said = said.filter(|one| one.partner == view && about.contains(&one.office.as_str()));
    let refused: Vec<String> = said
        .filter(|one| !one.holds)
        .map(|one| format!("`{}`", one.who))
        .collect();
    match who {
        Some(who) => format!("`{view}` recognizes `{who}`"),
        None if refused.is_empty() => format!("`{view}` has said nothing of it"),
        None => format!(
            "`{view}` recognizes nobody, and declares so of {}",
            refused.join(", ")
        ),
    }
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
        told.extend(at_site(&mut course, question, format!("site {site}")));
    }
    if differ(&told) {
        answer.standing = Standing::Split;
        answer.readings.splice(0..0, told);
    }
    Ok(())
}

/// What a site says of an office or a power.
fn at_site(course: &mut Course, question: &Question<'_>, by: String) -> Option<Told> {
    if let Some(office) = course.plan.offices.by_name(question.of) {
        let seen = course.ask(|judge| judge.seen(office, Reading::AsWritten));
        return Some(told_by(course, &seen, &by));
    }
    let id = course.plan.powers.by_name(question.of)?;
    let region = question.region;
    let region = region.and_then(|name| names::region(&course.plan, name));
    let exercised = power::exercised(course, id, region).into_iter();
    let who: Vec<String> = exercised.map(|one| one.who).collect();
    Some(Told {
        by,
        title: Some(words::who(&course.plan, course.plan.powers.get(id).held_by)),
        exercise: (!who.is_empty()).then(|| who.join(", ")),
    })
}
