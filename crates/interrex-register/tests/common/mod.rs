//! A plan that somebody adopts, and acts after that: read as a list, and held against questions.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeMap;

use interrex_plan::model::Plan;
use interrex_register::Effect;
use interrex_register::questions::{self, Asked};
use interrex_register::script::{self, Script};
use interrex_units::Moment;

/// The plan by its digest, and these acts after its adoption on the first day of 2020.
pub(crate) fn script(plan: &str, adopter: &str, acts: &str) -> (BTreeMap<String, Plan>, Script) {
    let adopts = format!(
        "[[act]]\nkind = \"adopt\"\nadopted = \"plan.toml\"\nby = [\"{adopter}\"]\nsigned = 2020-01-01\n"
    );
    founded(plan, &format!("{adopts}{acts}"))
}

/// The plan by its digest, and these acts, of which the first adopts it.
pub(crate) fn founded(plan: &str, acts: &str) -> (BTreeMap<String, Plan>, Script) {
    of_plans(&[("plan.toml", plan)], acts)
}

/// Plans by their digests, and acts that adopt them by their files.
pub(crate) fn of_plans(texts: &[(&str, &str)], acts: &str) -> (BTreeMap<String, Plan>, Script) {
    let (mut digests, mut plans) = (BTreeMap::new(), BTreeMap::new());
    for (file, text) in texts {
        let files = [("plan.toml".to_owned(), (*text).to_owned())];
        let reading = interrex_plan::read(&files);
        assert!(!reading.has_errors(), "{:#?}", reading.diagnostics);
        let digest = interrex_plan::digest(&files);
        digests.insert((*file).to_owned(), digest.clone());
        plans.insert(digest, reading.plan);
    }
    let script = script::read(acts, &digests).expect("acts");
    (plans, script)
}

/// The answers to the questions after these acts.
pub(crate) fn asked(plan: &str, adopter: &str, acts: &str, questions: &str) -> Vec<Asked> {
    let (plans, script) = script(plan, adopter, acts);
    questions::ask(questions, &plans, &script.acts, &script.ids).expect("questions")
}

/// Holds the answers to the questions against what is expected, after these acts.
pub(crate) fn check(plan: &str, adopter: &str, acts: &str, questions: &str) {
    for one in asked(plan, adopter, acts, questions) {
        let text = interrex_register::who::text(&one.answer);
        assert!(one.departures.is_empty(), "{:?}\n{text}", one.departures);
    }
}

/// What became of these acts after the adoption.
pub(crate) fn effects(plan: &str, adopter: &str, acts: &str) -> Vec<Effect> {
    let (plans, script) = script(plan, adopter, acts);
    let effects = interrex_register::became::effects(&plans, &script.acts, Moment::LAST);
    let numbers = script.acts.iter().skip(1).map(|known| known.number);
    numbers
        .filter_map(|number| effects.get(&number).cloned())
        .collect()
}

/// Acts, one a line: what is written in each, after the day of January 2020 (and the time) at which it is signed.
pub(crate) fn listed(acts: &str) -> String {
    let lines = acts.lines().map(str::trim).filter(|line| !line.is_empty());
    let acts = lines.map(|line| {
        let (signed, act) = line.split_once(' ').expect("a day and an act");
        let members: Vec<&str> = act.split("; ").collect();
        let members = members.join("\n");
        format!("[[act]]\nsigned = 2020-01-{signed}\n{members}\n\n")
    });
    acts.collect()
}

/// A plan that the registrar adopts, by which the last of some acts is judged.
pub(crate) struct Law(pub(crate) &'static str);

impl Law {
    /// What became of the last of these acts.
    pub(crate) fn last(&self, acts: &str) -> Effect {
        let mut effects = effects(self.0, "registrar", &listed(acts));
        effects.pop().expect("an act")
    }

    /// The last act has effect.
    #[track_caller]
    pub(crate) fn in_effect(&self, acts: &str) {
        assert_eq!(self.last(acts), Effect::InEffect, "{acts}");
    }

    /// The last act has no effect, for a reason that ends so.
    #[track_caller]
    pub(crate) fn without(&self, acts: &str, reason: &str) {
        match self.last(acts) {
            Effect::Without(found) => assert!(found.ends_with(reason), "{found}"),
            other => panic!("{other:?}: {acts}"),
        }
    }
}
