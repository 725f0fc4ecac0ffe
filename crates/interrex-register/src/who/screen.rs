//! An answer on one screen: what a tired duty officer has to know, worst news first.

use std::fmt::Write as _;

use interrex_diag::plain;

use super::{AS_WRITTEN, Answer, Asked, Awaited, Claimant, Exercised, Standing, State};

/// The screen; every line ends with a line feed. Lines are not wrapped.
pub(super) fn of(answer: &Answer) -> String {
    let mut text = String::new();
    headline(&mut text, answer);
    let nobody = "nobody";
    if answer.kind == "office" {
        line(
            &mut text,
            "title",
            answer.title.as_deref().unwrap_or(nobody),
        );
        line(
            &mut text,
            "exercise",
            answer.exercise.as_deref().unwrap_or(nobody),
        );
    } else {
        line(
            &mut text,
            "belongs to",
            answer.title.as_deref().unwrap_or(nobody),
        );
        for one in &answer.exercised_by {
            line(&mut text, "exercised by", &exerciser(one));
        }
    }
    for one in &answer.waiting_for {
        line(&mut text, "waiting for", &awaited(one));
    }
    let control: Vec<String> = answer
        .control
        .iter()
        .map(|one| format!("{} (act {})", one.who, one.act))
        .collect();
    if !control.is_empty() {
        line(&mut text, "control", &control.join(", "));
    }
    recognitions(&mut text, answer);
    for one in &answer.readings {
        let (title, exercise) = (one.title.as_deref(), one.exercise.as_deref());
        let has = match (title.unwrap_or(nobody), exercise.unwrap_or(nobody)) {
            (_, exercise) if answer.kind == "power" => exercise.to_owned(),
            (title, exercise) if title == exercise => exercise.to_owned(),
            (title, exercise) => format!("title {title}, exercise {exercise}"),
        };
        line(&mut text, "read", &format!("{}: {has}", one.by));
    }
    reserve(&mut text, answer);
    for warning in &answer.warnings {
        let _ = writeln!(text, "! {warning}");
    }
    turns(&mut text, answer);
    for claimant in &answer.claimants {
        of_claimant(&mut text, claimant);
    }
    voids(&mut text, answer);
    later(&mut text, answer);
    cited(&mut text, answer);
    text
}

/// Somebody who may use a power, with what limits that.
fn exerciser(one: &Exercised) -> String {
    let by = one
        .delegated_by
        .map(|act| format!("delegated by act {act}"));
    let region = one.region.as_ref().map(|region| match by {
        Some(_) => format!("in {region}"),
        None => format!("in {region} alone"),
    });
    let scope = one.scope.as_ref().map(|scope| format!("for: {scope}"));
    let limits: Vec<String> = [by, region, scope].into_iter().flatten().collect();
    if limits.is_empty() {
        return one.who.clone();
    }
    format!("{} ({})", one.who, limits.join(", "))
}

/// Whom partners recognize, and whom they declare that they do not.
fn recognitions(text: &mut String, answer: &Answer) {
    for one in &answer.recognized {
        line(
            text,
            "recognized",
            &format!("{} by {} (act {})", one.who, one.partner, one.act),
        );
    }
    for one in &answer.not_recognized {
        let says = format!("not {}, by {} (act {})", one.who, one.partner, one.act);
        line(text, "recognized", &says);
    }
}

/// The answer in one line: how it stands and who has it.
pub(super) fn line_of(answer: &Answer) -> String {
    let mut text = String::new();
    headline(&mut text, answer);
    let (title, exercise) = (answer.title.as_deref(), answer.exercise.as_deref());
    let nobody = "nobody";
    let has = if answer.kind == "power" {
        let by: Vec<&str> = answer.exercised_by.iter().map(|one| &*one.who).collect();
        let by = if by.is_empty() {
            nobody.to_owned()
        } else {
            by.join(", ")
        };
        format!("exercised by {by}")
    } else {
        format!(
            "title {}, exercise {}",
            title.unwrap_or(nobody),
            exercise.unwrap_or(nobody)
        )
    };
    format!("{}: {has}", text.trim_end())
}

/// What may yet be held back, and what is old.
fn reserve(text: &mut String, answer: &Answer) {
    if !answer.provisional.is_empty() {
        let acts: Vec<String> = answer
            .provisional
            .iter()
            .map(|act| format!("act {act}"))
            .collect();
        let _ = writeln!(
            text,
            "! provisional: it rests on what may yet be held back ({})",
            acts.join(", ")
        );
    }
    if let Some(age) = answer.stale {
        let _ = writeln!(
            text,
            "! stale: the newest head is {} days and {} hours old",
            age / 86_400,
            age % 86_400 / 3_600
        );
    }
}

/// Somebody who is waited for, with what they lack.
fn awaited(one: &Awaited) -> String {
    let who = match (&one.who, &one.chosen_by) {
        (Some(who), _) => who.clone(),
        (None, Some(chosen_by)) => format!("somebody whom {chosen_by} may choose"),
        (None, None) => "somebody".to_owned(),
    };
    let lacks = if one.lacks.is_empty() {
        String::new()
    } else {
        format!(", who still needs: {}", one.lacks.join(", "))
    };
    let own = format!(".{}", one.order);
    let follows_it = one.reading.starts_with("following ") && one.reading.ends_with(&own);
    let reading = match one.reading.as_str() {
        AS_WRITTEN => String::new(),
        _ if follows_it => ", in the reading that follows it".to_owned(),
        reading => format!(", {reading}"),
    };
    format!("{who}{lacks} (order {}{reading})", one.order)
}

/// Whom an office waits for, in few words.
fn awaits(answer: &Answer) -> String {
    let mut list: Vec<&str> = Vec::new();
    for one in &answer.waiting_for {
        let who = match (&one.who, &one.chosen_by) {
            (Some(who), _) => who,
            (None, Some(_)) => "somebody to be chosen",
            (None, None) => "somebody",
        };
        if !list.contains(&who) {
            list.push(who);
        }
    }
    if list.is_empty() {
        list.push("somebody");
    }
    format!("waits for {}", list.join(" or "))
}

fn headline(text: &mut String, answer: &Answer) {
    let says = match answer.standing {
        Standing::Held => "is held",
        Standing::Nobody => "is held by nobody",
        Standing::WaitingFor => &awaits(answer),
        Standing::HeldButUnable => "is held by somebody who cannot act",
        Standing::Split => "is split: sites that know different acts have different holders",
        Standing::Disputed => "is disputed",
    };
    let as_of = as_asked(&answer.as_of);
    let known = answer.known_at.as_deref().map(as_asked);
    let when = match known {
        Some(known) if known == as_of => format!("as of {as_of} and as known then"),
        Some(known) => format!("as of {as_of}, as known at {known}"),
        None => format!("as of {as_of}"),
    };
    let view = answer
        .viewpoint
        .as_ref()
        .map(|view| format!(", as {view} sees it"));
    let _ = writeln!(
        text,
        "{} {says}, {when}{}",
        answer.of,
        view.unwrap_or_default()
    );
}

/// A moment of a question: the last second of a day is that day.
fn as_asked(moment: &str) -> &str {
    moment.strip_suffix("T23:59:59Z").unwrap_or(moment)
}

/// A moment of an act: its first second is a day of which no time is known.
fn as_signed(moment: &str) -> String {
    let day = moment.strip_suffix("T00:00:00Z");
    day.map_or_else(
        || {
            moment
                .replace('T', " ")
                .replace(":00Z", "")
                .replace('Z', "")
        },
        str::to_owned,
    )
}

fn line(text: &mut String, label: &str, value: &str) {
    let _ = writeln!(text, "  {label:<13} {}", plain(value));
}

fn turns(text: &mut String, answer: &Answer) {
    if answer.turns.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nhow it came to this, in UTC");
    if answer.turns_before > 0 {
        let _ = writeln!(text, "  {} turns before these", answer.turns_before);
    }
    for turn in &answer.turns {
        let act = turn.act.map(|act| format!("act {act}"));
        let by = turn
            .order
            .as_ref()
            .map(|order| format!(" by the order {order}"));
        // That nobody acts any longer has no ground: it comes of the act, or of the date.
        let nobody_acts = turn.who.is_none() && turn.change == "exercise";
        let after = if turn.grounds.is_empty() || nobody_acts {
            String::new()
        } else {
            format!(" ({})", turn.grounds.join(", "))
        };
        let _ = writeln!(
            text,
            "  {:<16}  {:<8} {:<8} {}{}{after}",
            as_signed(&turn.at),
            act.unwrap_or_default(),
            turn.change,
            turn.who.as_deref().unwrap_or("nobody"),
            by.unwrap_or_default()
        );
    }
}

fn of_claimant(text: &mut String, claimant: &Claimant) {
    let has = right(claimant.title, claimant.exercise);
    let best = claimant.best.as_ref();
    let by = as_candidate(claimant.order.as_ref(), claimant.candidate.as_ref());
    let by = by.filter(|_| best.is_none()).unwrap_or_default();
    let _ = writeln!(text, "\n{}: {has}{by}", claimant.who);
    for asked in &claimant.requirements {
        // Where another reading is better for them, of this one only what speaks against them is told.
        if best.is_none() || asked.state == State::Contradicted {
            required(text, asked);
        }
    }
    if let Some(best) = best {
        let has = right(best.title, best.exercise);
        let by = as_candidate(best.order.as_ref(), best.candidate.as_ref()).unwrap_or_default();
        let _ = writeln!(text, "  in the reading {}: {has}{by}", best.reading);
        for asked in &best.requirements {
            required(text, asked);
        }
    }
    if !claimant.recognized_by.is_empty() {
        let _ = writeln!(
            text,
            "    recognized by {}",
            claimant.recognized_by.join(", ")
        );
    }
}

fn right(title: bool, exercise: bool) -> &'static str {
    match (title, exercise) {
        (true, true) => "has title and exercise",
        (true, false) => "has the title alone",
        (false, true) => "has the exercise",
        (false, false) => "has neither title nor exercise",
    }
}

fn as_candidate(order: Option<&String>, candidate: Option<&String>) -> Option<String> {
    let (order, candidate) = (order?, candidate?);
    Some(format!("; by the order {order} as {candidate}"))
}

/// One thing that is asked of a claimant.
fn required(text: &mut String, asked: &Asked) {
    let mut acts: Vec<String> = asked.acts.iter().map(|act| format!("act {act}")).collect();
    if asked.acts_before > 0 {
        acts.push(format!("{} before these", asked.acts_before));
    }
    let state = match (asked.state, acts.is_empty()) {
        (State::Met, true) => "met".to_owned(),
        (State::Met, false) => format!("met by {}", acts.join(", ")),
        (State::Missing, _) => "missing".to_owned(),
        (State::Contradicted, true) => "contradicted".to_owned(),
        (State::Contradicted, false) => format!("contradicted by {}", acts.join(", ")),
    };
    let mark = match asked.state {
        State::Met => '+',
        State::Missing => '-',
        State::Contradicted => 'x',
    };
    let _ = writeln!(text, "  {mark} {}: {state}", asked.what);
}

fn voids(text: &mut String, answer: &Answer) {
    if let Some(first) = answer.without_effect.first() {
        let reading = first.reading.as_ref();
        let reading = reading.map(|reading| format!(" in the reading {reading}"));
        let _ = writeln!(text, "\nwithout effect{}", reading.unwrap_or_default());
    }
    for void in &answer.without_effect {
        let _ = writeln!(text, "  act {}: {}", void.act, void.reason);
        if !void.resting.is_empty() {
            let resting: Vec<String> = void
                .resting
                .iter()
                .map(|act| format!("act {act}"))
                .collect();
            let _ = writeln!(text, "    on it rest {}", resting.join(", "));
        }
    }
    if !answer.backdated.is_empty() {
        text.push_str("\ndated back\n");
    }
    for one in &answer.backdated {
        let _ = writeln!(
            text,
            "  act {}: dated {}, but signed {}; it bears from its signing on",
            one.act,
            as_signed(&one.effective),
            as_signed(&one.signed)
        );
    }
}

fn later(text: &mut String, answer: &Answer) {
    if !answer.later.is_empty() {
        text.push_str("\nwith effect later\n");
    }
    for one in &answer.later {
        let _ = writeln!(text, "  act {}: from {} on", one.act, as_signed(&one.from));
    }
}

fn cited(text: &mut String, answer: &Answer) {
    if !answer.acts.is_empty() {
        let _ = writeln!(text, "\nacts cited");
    }
    for one in &answer.acts {
        let signed = as_signed(&one.signed);
        let _ = writeln!(text, "  act {:<3}  {signed:<16}  {}", one.act, one.what);
    }
}
