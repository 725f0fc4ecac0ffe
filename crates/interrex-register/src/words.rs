//! Rules and what they ask for, in words that a duty officer reads.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_diag::plain;
use interrex_plan::model::{
    Actor, ActorExpr, ActorExprKind, Atom, Candidate, CandidateWho, Expr, Id, Office, Pass, Plan,
    Who,
};
use interrex_standing::record::Need;
use interrex_units::Moment;
use serde_json::Value;

use crate::act::{Act, Deed, Stated, Tally};
use crate::course::Effect;

/// An act in one sentence, for whoever is to sign it.
pub fn act(act: &Act) -> String {
    let by = act.by.join(", ");
    let effective = act.effective.map(|at| {
        if at < act.signed {
            format!(", stated to have effect from {at}, which it has from its signing on")
        } else {
            format!(", with effect from {at}")
        }
    });
    let exercise = act
        .exercise
        .as_ref()
        .map(|name| format!("EXERCISE {name}: "));
    let words = format!(
        "{}{by} {} ({}{})",
        exercise.unwrap_or_default(),
        deed(&act.deed),
        act.signed,
        effective.unwrap_or_default()
    );
    plain(&words).into_owned()
}

/// The members of an act that its sentence says; the form is the only one there is.
const SAID: [&str; 32] = [
    "accepted",
    "act",
    "adopted",
    "by",
    "decision",
    "effective",
    "exercise",
    "fact",
    "ground",
    "holds",
    "kind",
    "key",
    "name",
    "of",
    "office",
    "option",
    "origin",
    "pledge",
    "power",
    "region",
    "retroactive",
    "schema",
    "scope",
    "seat",
    "signed",
    "size",
    "step",
    "title",
    "to",
    "until",
    "what",
    "who",
];

/// All that those who sign an act sign: its sentence, and a line for each thing more that it says.
///
/// # Panics
///
/// Never: an act is always JSON.
pub fn whole(act: &Act) -> String {
    let value: BTreeMap<String, Value> =
        serde_json::from_slice(&act.to_bytes()).expect("an act is JSON");
    let mut text = self::act(act);
    let more = value
        .iter()
        .filter(|(name, _)| !SAID.contains(&name.as_str()) && *name != "votes");
    for (name, value) in more {
        let name = name.replace('-', " ");
        let each = match value {
            Value::Array(list) => list.iter().collect(),
            one => vec![one],
        };
        for one in each {
            let one = one.as_str().map_or_else(|| one.to_string(), str::to_owned);
            let _ = write!(text, "\n  {name}: {}", plain(&one));
        }
    }
    text
}

/// What is done, as the end of a sentence whose subject does it.
pub fn deed(deed: &Deed) -> String {
    let votes = deed.votes().map(|votes| match votes {
        Stated::One(votes) => format!(", {}", tally(votes)),
        Stated::Each(each) => {
            let each = each.iter();
            let each = each.map(|(body, votes)| format!("{body}: {}", tally(votes)));
            let each: Vec<String> = each.collect();
            format!(", {}", each.join(", "))
        }
    });
    let words = format!("{}{}", done(deed), votes.unwrap_or_default());
    plain(&words).into_owned()
}

fn tally(votes: &Tally) -> String {
    let present = votes.present;
    let present = present.map(|present| format!(" of {present} present"));
    format!("{} in favor{}", votes.in_favor, present.unwrap_or_default())
}

fn by_order(order: Option<&String>) -> String {
    order.map_or_else(String::new, |order| format!(" by the order {order}"))
}

fn done(deed: &Deed) -> String {
    let not = |holds: bool| if holds { "" } else { "no longer " };
    match deed {
        Deed::Report { fact, holds } => format!("reports that {fact} {}holds", not(*holds)),
        Deed::Control { who, of, holds } => {
            format!("reports that {who} {}has control of {of}", not(*holds))
        }
        Deed::Certify { ground, of, .. } => format!("certifies {ground} of {of}"),
        Deed::Refuse { ground, of } => format!("refuses to certify {ground} of {of}"),
        Deed::CertifyEnd { ground, of, .. } => format!("certifies that {ground} of {of} is over"),
        Deed::Step {
            office, who, step, ..
        } => format!("does the step {step} of {who} for {office}"),
        Deed::Choose {
            office, who, order, ..
        } => format!("chooses {who} for {office}{}", by_order(order.as_ref())),
        Deed::Resign { office } => format!("resigns {office}"),
        Deed::Decline { office } => format!("declines {office}"),
        Deed::Claim { of } => format!("claims {of}"),
        Deed::Decide {
            decision, holds, ..
        } if *holds => format!("decides {decision}"),
        Deed::Decide { decision, .. } => format!("takes back the decision {decision}"),
        Deed::Delegate {
            power,
            to,
            until,
            region,
            scope,
        } => format!(
            "delegates {power}{} to {to}{}",
            within(region.as_ref()),
            limits(*until, scope.as_deref())
        ),
        Deed::EndDelegation { power, to } => format!("ends the delegation of {power} to {to}"),
        Deed::MoveSeat { seat, option } => format!("moves the seat {seat} to {option}"),
        Deed::Devolve {
            power,
            region,
            holds,
        } => {
            let (verb, to) = if *holds {
                ("devolves", "to")
            } else {
                ("recalls", "from")
            };
            format!("{verb} {power} {to} {region}")
        }
        Deed::Order {
            power,
            region,
            title,
            ..
        } => format!("orders under {power}{}: {title}", within(region.as_ref())),
        Deed::Recognize { .. }
        | Deed::Pledge { .. }
        | Deed::Offer { .. }
        | Deed::Answer { .. }
        | Deed::Adopt { .. }
        | Deed::Enrol { .. }
        | Deed::Rotate { .. }
        | Deed::RevokeKey { .. }
        | Deed::Annul { .. }
        | Deed::Correct { .. }
        | Deed::Fork { .. }
        | Deed::Succeed { .. }
        | Deed::Exercise { .. } => beside_offices(deed),
    }
}

/// Acts about plans, keys, promises and other acts; recognition.
fn beside_offices(deed: &Deed) -> String {
    match deed {
        Deed::Recognize { office, who, holds } => {
            let verb = if *holds {
                "recognizes"
            } else {
                "does not recognize"
            };
            format!("{verb} {who} as {office}")
        }
        Deed::Pledge { pledge, holds } => {
            let verb = if *holds { "makes" } else { "withdraws" };
            format!("{verb} the pledge {pledge}")
        }
        Deed::Offer { to, what } => format!("offers {to}: {what}"),
        Deed::Answer { accepted: true } => "accepts an offer".to_owned(),
        Deed::Answer { accepted: false } => "refuses an offer".to_owned(),
        Deed::Adopt { adopted, under } => {
            let under = under.as_ref();
            let under = under.map(|under| format!(" under the power {under}"));
            format!("adopts the plan {adopted}{}", under.unwrap_or_default())
        }
        Deed::Enrol { who, key, .. } => format!("enrols the key {key} for {who}"),
        Deed::Rotate { who, key, .. } => format!("replaces the key of {who} by {key}"),
        Deed::RevokeKey { who, key } => format!("revokes the key {key} of {who}"),
        Deed::Annul {
            act, retroactive, ..
        } => {
            let from = if *retroactive {
                " from the beginning"
            } else {
                ""
            };
            format!("annuls the act {act}{from}")
        }
        Deed::Correct { act, what } => format!("corrects the act {act}: {what}"),
        Deed::Fork { origin, .. } => format!("shows a fork of the log {origin}"),
        Deed::Succeed { origin, size, .. } => {
            format!("goes on from the log {origin} as of its head of {size} entries")
        }
        Deed::Exercise { name, holds } => {
            let verb = if *holds { "begins" } else { "ends" };
            format!("{verb} the exercise {name}")
        }
        _ => String::new(),
    }
}

fn within(region: Option<&String>) -> String {
    region.map_or_else(String::new, |region| format!(" in {region}"))
}

fn limits(until: Option<Moment>, scope: Option<&str>) -> String {
    let until = until.map(|until| format!(", until {until}"));
    let scope = scope.map(|scope| format!(", for: {scope}"));
    format!("{}{}", until.unwrap_or_default(), scope.unwrap_or_default())
}

/// What became of an act.
pub fn effect(effect: &Effect) -> String {
    let words = match effect {
        Effect::InEffect => "in effect".to_owned(),
        Effect::InPart(not_in) => format!(
            "in effect, but not in {}, where its signers did not have the power",
            not_in.join(", ")
        ),
        Effect::Waiting(reason) => format!("counts as a part; {reason}"),
        Effect::Noted => "taken note of".to_owned(),
        Effect::Without(reason) => format!("without effect: {reason}"),
        Effect::Annulled(by) => format!("annulled by act {by}"),
        Effect::Pending => "will have effect later".to_owned(),
        Effect::Exercise(name) => format!("not real: belongs to the exercise `{name}`"),
    };
    plain(&words).into_owned()
}

/// The same of an act, whose moment is told where it is still to come.
pub fn became(effect: &Effect, act: &Act) -> String {
    match effect {
        Effect::Pending => format!("will have effect from {} on", act.begins().max(act.signed)),
        _ => self::effect(effect),
    }
}

/// The decisions, facts and states that an expression names, in the words of the plan language.
pub(crate) fn named(plan: &Plan, expr: &Expr) -> Vec<String> {
    let mut names = Vec::new();
    expr.visit_atoms(&mut |atom, negated, _| {
        let name = match atom {
            Atom::Fact(id) => plan.facts.get(id).name.clone(),
            Atom::Decided(id) => format!("decided({})", plan.decisions.get(id).name),
            Atom::State(id, state) => format!("{}({})", state.word(), plan.people.get(id).name),
            Atom::CanAct(id, _) => format!("can act ({})", plan.bodies.get(id).name),
            Atom::Vacant(id) => format!("vacant({})", plan.offices.get(id).name),
            Atom::Exercised(id) | Atom::ExercisedBy(id, _) => {
                format!("exercised({})", plan.offices.get(id).name)
            }
            _ => return,
        };
        let not = if negated { "not " } else { "" };
        names.push(format!("`{not}{name}`"));
    });
    names
}

/// Who must act together: `the body cabinet (certify) and at least 2 of (...)`.
pub(crate) fn actors(plan: &Plan, actors: &ActorExpr) -> String {
    match &actors.kind {
        ActorExprKind::Actor(actor) => actor_name(plan, *actor),
        ActorExprKind::And(list) => joined(plan, list, " and "),
        ActorExprKind::Or(list) => joined(plan, list, " or "),
        ActorExprKind::AtLeast(k, list) => {
            format!("at least {k} of ({})", joined(plan, list, ", "))
        }
    }
}

fn joined(plan: &Plan, list: &[ActorExpr], with: &str) -> String {
    let each: Vec<String> = list.iter().map(|one| actors(plan, one)).collect();
    each.join(with)
}

fn actor_name(plan: &Plan, actor: Actor) -> String {
    match actor {
        Actor::Person(id) => plan.people.get(id).name.clone(),
        Actor::Office(id) => format!("whoever exercises {}", plan.offices.get(id).name),
        Actor::Body(id, kind) => {
            let body = plan.bodies.get(id);
            let kind = body.decisions.get(kind as usize).filter(|_| kind > 0);
            kind.map_or_else(
                || body.name.clone(),
                |kind| format!("{} (by the decision `{}`)", body.name, kind.name),
            )
        }
    }
}

/// What a way into an office asks for.
pub(crate) fn need(plan: &Plan, office: Id<Office>, order: u32, need: &Need) -> String {
    let declared = plan.offices.get(office);
    let order = declared.orders.get(order as usize);
    let named = |place: u32| {
        let ground = declared.grounds.get(place as usize);
        ground.map_or_else(
            || "lease".to_owned(),
            |ground| {
                let by = ground.certified_by.as_ref();
                let by = by.map(|by| format!(" (certified by {})", actors(plan, by)));
                format!("{}{}", ground.name, by.unwrap_or_default())
            },
        )
    };
    match need {
        Need::InForce => "the order is law on that date".to_owned(),
        Need::InTime => "the time is not over for which somebody may act by the order".to_owned(),
        Need::Ground(list) => match list.as_slice() {
            [] => "a ground that the law names".to_owned(),
            [one] => format!("a ground: {}", named(*one)),
            many => {
                let each: Vec<String> = many.iter().map(|place| named(*place)).collect();
                format!("a ground: one of {}", each.join("; "))
            }
        },
        Need::Vacancy => "the office is vacant".to_owned(),
        Need::Condition => "the condition of the order holds".to_owned(),
        Need::Followed => "of the orders in force this one is followed".to_owned(),
        Need::Passed(earlier) => {
            let name = order.and_then(|order| order.candidates.get(*earlier as usize));
            let name = name.map_or("", |candidate| candidate.name.as_str());
            format!("{name}, who comes before, is passed")
        }
        Need::Title(post) => format!("has the title of {}", plan.offices.get(*post).name),
        Need::Exercise(post) => format!("exercises {}", plan.offices.get(*post).name),
        Need::Qualities => "has the qualities that the order requires".to_owned(),
        Need::Free(pass) => format!("is not {}", pass_word(*pass)),
        Need::Able => "enough of its members can act".to_owned(),
        Need::Anew => "has not entered it before for the same cause".to_owned(),
        Need::Another => "is another than whoever had it".to_owned(),
        Need::Chosen => "is chosen by those who choose".to_owned(),
        Need::Step(name) => format!("step: {name}"),
    }
}

/// What somebody lacks of it, after `still needs:`.
pub(crate) fn lack(plan: &Plan, candidate: &Candidate, need: &Need) -> String {
    match need {
        Need::Step(name) => name.clone(),
        Need::Title(post) => format!("the title of {}", plan.offices.get(*post).name),
        Need::Exercise(post) => format!("the exercise of {}", plan.offices.get(*post).name),
        Need::Free(pass) => format!("not to be {}", pass_word(*pass)),
        Need::Qualities => "the qualities that the order requires".to_owned(),
        Need::Able => "enough members who can act".to_owned(),
        Need::Anew => "not to have entered it before for the same cause".to_owned(),
        Need::Another => "to be another than whoever had it".to_owned(),
        _ => match &candidate.who {
            CandidateWho::Chosen { by, .. } => format!("to be chosen by {}", actors(plan, by)),
            CandidateWho::Who(_) => "what the order asks for".to_owned(),
        },
    }
}

pub(crate) fn pass_word(pass: Pass) -> &'static str {
    let known = Pass::WORDS.iter().find(|(known, _)| *known == pass);
    known.map_or("", |(_, word)| word)
}

/// Somebody who holds, in words.
pub(crate) fn who(plan: &Plan, who: Who) -> String {
    match who {
        Who::Person(id) => plan.people.get(id).name.clone(),
        Who::Office(id) => plan.offices.get(id).name.clone(),
        Who::Body(id) => plan.bodies.get(id).name.clone(),
    }
}
