//! Answers in JSON, as tests look at them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::run::prove;

/// One answer of `interrex prove --format json`.
pub(crate) struct Answer(Value);

/// A set of facts, by name.
pub(crate) type Facts = BTreeSet<String>;

/// Facts from their names.
pub(crate) fn facts(names: &[&str]) -> Facts {
    names.iter().map(|&name| name.to_owned()).collect()
}

impl Answer {
    /// The answer about one proposition; `args` are further arguments.
    #[track_caller]
    pub(crate) fn about(plan: &str, proposition: &str, args: &[&str]) -> Self {
        let mut all = vec!["--only", proposition];
        all.extend(args);
        let mut answers = prove(plan, &all);
        answers.retain(|answer| answer["proposition"] == proposition);
        let answer = answers.pop().expect("the plan yields the proposition");
        assert_eq!(answer["schema"], "interrex.answer/1");
        Self(answer)
    }

    /// The least and the greatest likelihood.
    pub(crate) fn likelihood(&self) -> (f64, f64) {
        let chance = &self.0["probability"];
        let end = |name: &str| chance[name].as_f64().expect("a number");
        (end("low"), end("high"))
    }

    /// Whether nothing in the plan brings it about.
    pub(crate) fn is_impossible(&self) -> bool {
        self.0["survives_all"] == true
    }

    /// How many losses leave the proposition false; with so many, nothing else brings it about.
    pub(crate) fn survives(&self) -> u64 {
        self.0["survives"].as_u64().expect("a number of losses")
    }

    /// How many cut sets there are.
    pub(crate) fn cut_set_count(&self) -> &str {
        let sets = &self.0["cut_sets"];
        assert_eq!(sets["complete"], true, "all of them are counted");
        sets["count"].as_str().expect("a number in letters")
    }

    /// How many path sets there are.
    pub(crate) fn path_set_count(&self) -> &str {
        self.0["path_sets"]["count"]
            .as_str()
            .expect("a number in letters")
    }

    /// The cut sets that are listed, smallest first.
    pub(crate) fn cut_sets(&self) -> Vec<Facts> {
        sets(&self.0["cut_sets"])
    }

    /// The path sets that are listed, smallest first.
    pub(crate) fn path_sets(&self) -> Vec<Facts> {
        sets(&self.0["path_sets"])
    }

    /// Whether one of the cut sets listed consists of these facts.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        self.cut_sets().contains(&facts(names))
    }

    /// What would undo the cut set of these facts.
    #[track_caller]
    pub(crate) fn unless(&self, names: &[&str]) -> Facts {
        strings(&self.cut_set(names)["unless"])
    }

    /// The elements of the plan through which the cut set of these facts works.
    #[track_caller]
    pub(crate) fn elements(&self, names: &[&str]) -> Facts {
        let lines = self.cut_set(names)["lines"].as_array().expect("lines");
        let element = |line: &Value| line["element"].as_str().expect("a name").to_owned();
        lines.iter().map(element).collect()
    }

    /// Who claims what from where in the cut set of these facts.
    #[track_caller]
    pub(crate) fn views(&self, names: &[&str]) -> Facts {
        strings(&self.cut_set(names)["views"])
    }

    /// How far the answer moves if this source were wrong; nothing where it does not rest on it.
    pub(crate) fn moved_by(&self, source: &str) -> f64 {
        let sources = self.0["sources"].as_array().expect("sources");
        let own = sources.iter().find(|one| one["source"] == source);
        own.map_or(0.0, |one| one["moves"].as_f64().expect("a number"))
    }

    /// The facts whose likelihood is marked as assumed.
    pub(crate) fn assumed(&self) -> Facts {
        strings(&self.0["assumed"])
    }

    #[track_caller]
    fn cut_set(&self, names: &[&str]) -> &Value {
        let wanted = facts(names);
        let listed = self.0["cut_sets"]["listed"].as_array().expect("a list");
        let found = listed.iter().find(|set| strings(&set["facts"]) == wanted);
        found.unwrap_or_else(|| panic!("no cut set {names:?} among {:?}", self.cut_sets()))
    }
}

fn sets(sets: &Value) -> Vec<Facts> {
    let listed = sets["listed"].as_array().expect("a list");
    listed.iter().map(|set| strings(&set["facts"])).collect()
}

fn strings(list: &Value) -> Facts {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .map(|one| one.as_str().expect("a name").to_owned())
        .collect()
}
