//! Facts in words: what comes true, under which condition, members by number.

use interrex_plan::model::{FactKind, Thing};

use super::{Naming, link};
use crate::document::{Inline, Line};
use crate::language::{Given, Words};

impl<'a> Naming<'a> {
    /// A fact with a link to its assessments.
    pub(crate) fn fact_link(&self, name: &str) -> Inline {
        link(&fact_anchor(bare(name)), self.fact(name))
    }

    /// What a fact is about, where it is one.
    pub(crate) fn fact_kind(&self, name: &str) -> Option<&'a FactKind> {
        let id = self.facts.get(bare(name))?;
        Some(&self.plan.facts.get(*id).kind)
    }

    /// A fact, or members by number, in words.
    pub(crate) fn fact(&self, name: &str) -> String {
        if let Some((count, among, class)) = by_number(name) {
            let id = if count == among {
                "fact-every"
            } else {
                "fact-any"
            };
            return self.words.with(
                id,
                &[
                    ("count", Given::Count(count.parse().unwrap_or(0))),
                    ("among", Given::Text(among)),
                    ("class", Given::Text(&self.class(class))),
                ],
            );
        }
        let own = bare(name);
        let Some(id) = self.facts.get(own) else {
            return name.to_owned();
        };
        let text = self.kind(&self.plan.facts.get(*id).kind, own);
        match name.split_once(" given ") {
            None => text,
            Some((_, condition)) => {
                let condition = self.fact(&condition.replace(" (", "("));
                self.words.with(
                    "fact-given",
                    &[
                        ("fact", Given::Text(&text)),
                        ("condition", Given::Text(&condition)),
                    ],
                )
            }
        }
    }

    /// A fact as one of several that come true together: where its likelihood depends on a condition, in which of the
    /// two cases. A condition that is told beside it is not told twice.
    pub(crate) fn branch(&self, name: &str, beside: &[String]) -> String {
        let Some(id) = self.facts.get(bare(name)) else {
            return self.fact(name);
        };
        let fact = self.plan.facts.get(*id);
        let text = self.fact(bare(name));
        let in_case = |id: &str| self.words.with(id, &[("fact", Given::Text(&text))]);
        match name.split_once(" given ") {
            Some((_, condition)) => {
                let condition = condition.replace(" (", "(");
                if beside.iter().any(|other| bare(other) == condition) {
                    in_case("fact-given-that")
                } else {
                    self.fact(name)
                }
            }
            None if fact.condition.is_some() => in_case("fact-in-any-case"),
            None => self.fact(name),
        }
    }

    /// A class of members: `unfit(rada/lviv)`.
    fn class(&self, class: &str) -> String {
        let inner = class.trim_start_matches("unfit(").trim_end_matches(')');
        match inner.split_once('/') {
            Some((body, class)) => format!("{}: {}", self.candidate(body), self.spelled(class)),
            None => self.spelled(inner),
        }
    }

    fn kind(&self, kind: &FactKind, name: &str) -> String {
        let say = |id: &str, what: &str| self.words.with(id, &[("what", Given::Text(what))]);
        let two = |id: &str, what: &str, of: &str| {
            self.words
                .with(id, &[("what", Given::Text(what)), ("of", Given::Text(of))])
        };
        match kind {
            FactKind::Occurs(id) => say("fact-occurs", &self.threat(*id)),
            FactKind::Takes(id, thing) => two("fact-takes", &self.thing(*thing), &self.threat(*id)),
            FactKind::Lost(thing) => say("fact-lost", &self.thing(*thing)),
            FactKind::CopyLost(id, copy) => {
                let copy = u32::try_from(copy.index()).unwrap_or(0);
                say("fact-lost", &self.thing(Thing::Copy(*id, copy)))
            }
            FactKind::State(id, state) => say(&format!("fact-{}", state.word()), &self.person(*id)),
            FactKind::Unfit(..) => say("fact-unfit", &self.class(name)),
            FactKind::Stays(id, None) => say("fact-stays", &self.person(*id)),
            FactKind::Stays(id, Some(thing)) => {
                two("fact-stays-from", &self.person(*id), &self.thing(*thing))
            }
            FactKind::Declines(id, None) => say("fact-declines", &self.person(*id)),
            FactKind::Declines(id, Some(office)) => two(
                "fact-declines-office",
                &self.person(*id),
                &self.office(*office),
            ),
            FactKind::Resigns(id) => say("fact-resigns", &self.office(*id)),
            FactKind::Refuses => say("fact-refuses", &self.dotted(inner(name))),
            FactKind::Withdraws(pledge, partner) => two(
                "fact-withdraws",
                &self.partner(*partner),
                &self.pledge(*pledge),
            ),
            FactKind::Taken(id) => say("fact-taken", &self.measure(*id)),
            FactKind::Decided(id) => say("fact-decided", &self.decision(*id)),
            FactKind::Made(_) => say("fact-decided", &self.dotted(inner(name))),
        }
    }

    /// `president.inability` as *President: inability*.
    fn dotted(&self, name: &str) -> String {
        let parts: Vec<String> = name.split('.').map(|part| self.spelled(part)).collect();
        parts.join(": ")
    }
}

/// The anchor of a fact.
pub(crate) fn fact_anchor(name: &str) -> String {
    let plain = name.chars().map(|letter| match letter {
        letter if letter.is_alphanumeric() || letter == '-' || letter == '.' => letter,
        _ => '_',
    });
    format!("fact.{}", plain.collect::<String>().trim_end_matches('_'))
}

/// Facts joined as a line, each leading to its assessments.
pub(crate) fn joined(naming: &Naming<'_>, words: &Words, facts: &[String]) -> Line {
    let mut line = Vec::new();
    if facts.is_empty() {
        line.push(Inline::Text(words.say("no-fact-needed")));
    }
    // What has a condition comes after it.
    let (given, alone): (Vec<&String>, Vec<&String>) =
        facts.iter().partition(|fact| fact.contains(" given "));
    for (index, fact) in alone.into_iter().chain(given).enumerate() {
        if index > 0 {
            line.push(Inline::Text(format!(" {} ", words.say("and"))));
        }
        line.push(link(&fact_anchor(bare(fact)), naming.branch(fact, facts)));
    }
    line
}

/// The name of a fact without its condition and the number of a member.
pub(crate) fn bare(name: &str) -> &str {
    let name = name.split(" given ").next().unwrap_or(name);
    let name = name.split(" #").next().unwrap_or(name);
    by_number(name).map_or(name, |(_, _, class)| class)
}

/// What stands between the brackets.
fn inner(name: &str) -> &str {
    let inner = name.split_once('(').map_or(name, |(_, inner)| inner);
    inner.trim_end_matches(')')
}

/// `9 of 17 x unfit(rada/lviv)` in its parts.
fn by_number(name: &str) -> Option<(&str, &str, &str)> {
    let (numbers, class) = name.split_once(" x ")?;
    let (count, among) = numbers.split_once(" of ")?;
    Some((count, among, class))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn facts_are_told_in_words() {
        let text = "[plan]\ntitle = \"T\"\nhorizon = \"30 d\"\n[place.kyiv]\nlost = 0.1\n\
                    [person.chief-incumbent]\nbase = \"kyiv\"\ndead = 0.01\n\
                    [threat.fall-of-kyiv]\noccurs = { given = \"lost(kyiv)\", likelihood = 0.5, otherwise = 0.1 }\n\
                    takes = [\"kyiv\"]\n";
        let plan = interrex_plan::read(&[("plan.toml", text)]).plan;
        let words = Words::of(Language::English);
        let naming = Naming::new(&plan, &words);
        for (name, expect) in [
            ("lost(kyiv)", "Kyiv is lost"),
            ("dead(chief-incumbent)", "Chief incumbent dies"),
            ("occurs(fall-of-kyiv)", "Fall of Kyiv comes about"),
            (
                "occurs(fall-of-kyiv) given lost(kyiv)",
                "Fall of Kyiv comes about (given: Kyiv is lost)",
            ),
            ("something else", "something else"),
        ] {
            assert_eq!(naming.fact(name), expect);
        }
        let told = |facts: &[&str]| {
            let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
            let line = joined(&naming, &words, &facts);
            line.iter().map(Inline::words).collect::<String>()
        };
        assert_eq!(
            told(&["occurs(fall-of-kyiv) given lost (kyiv)", "lost(kyiv)"]),
            "Kyiv is lost and Fall of Kyiv comes about (given that)"
        );
        assert_eq!(
            told(&["occurs(fall-of-kyiv)"]),
            "Fall of Kyiv comes about (in any case)"
        );
        assert_eq!(naming.element("site.none"), "site.none");
        assert_eq!(naming.element("place.kyiv"), "Kyiv");
    }

    #[test]
    fn anchors_have_no_blanks() {
        assert_eq!(fact_anchor("takes(a, b)"), "fact.takes_a__b");
        assert_ne!(fact_anchor("lost(a)"), fact_anchor("lost(b)"));
    }
}
