//! Names for readers: of elements, of facts, of propositions.
//!
//! Responsible for the title where the plan gives one, and else for the plan's own short name as words. The anchor of an
//! element is its name, `office.president`; a part of one leads to the whole.

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{
    Actor, Arena, Element, FactKind, Id, Locus, Named, Plan, Region, Thing, Who,
};
use interrex_standing::Subject;

use crate::document::{Inline, Line};
use crate::language::{Given, Words};

/// Names of one plan in one language.
pub(crate) struct Naming<'a> {
    plan: &'a Plan,
    words: &'a Words,
    facts: BTreeMap<&'a str, Id<interrex_plan::model::Fact>>,
    /// Words of the plan that are names of places, and so begin with a capital.
    proper: BTreeSet<&'a str>,
}

impl<'a> Naming<'a> {
    /// The names of a plan.
    pub(crate) fn new(plan: &'a Plan, words: &'a Words) -> Self {
        let facts = plan.facts.iter().map(|(id, fact)| (fact.name.as_str(), id));
        let places = plan.places.iter().map(|(_, place)| place.name.as_str());
        Self {
            plan,
            words,
            facts: facts.collect(),
            proper: places.filter(|name| !name.contains('-')).collect(),
        }
    }

    /// A short name as words: `fall-of-kyiv` is *Fall of Kyiv*.
    pub(crate) fn spelled(&self, name: &str) -> String {
        let words = name.split('-').map(|word| {
            if self.proper.contains(word) {
                capital(word)
            } else {
                word.to_owned()
            }
        });
        capital(&words.collect::<Vec<_>>().join(" "))
    }

    fn titled<T>(&self, item: &Named<T>, title: Option<&String>) -> String {
        title.map_or_else(|| self.spelled(&item.name), Clone::clone)
    }

    /// An office.
    pub(crate) fn office(&self, id: Id<interrex_plan::model::Office>) -> String {
        let item = self.plan.offices.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A person.
    pub(crate) fn person(&self, id: Id<interrex_plan::model::Person>) -> String {
        let item = self.plan.people.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A function.
    pub(crate) fn function(&self, id: Id<interrex_plan::model::Function>) -> String {
        let item = self.plan.functions.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A power.
    pub(crate) fn power(&self, id: Id<interrex_plan::model::Power>) -> String {
        let item = self.plan.powers.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A partner.
    pub(crate) fn partner(&self, id: Id<interrex_plan::model::Partner>) -> String {
        let item = self.plan.partners.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A place.
    pub(crate) fn place(&self, id: Id<interrex_plan::model::Place>) -> String {
        let item = self.plan.places.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A site.
    pub(crate) fn site(&self, id: Id<interrex_plan::model::Site>) -> String {
        let item = self.plan.sites.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A link.
    pub(crate) fn link(&self, id: Id<interrex_plan::model::Link>) -> String {
        let item = self.plan.links.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A threat.
    pub(crate) fn threat(&self, id: Id<interrex_plan::model::Threat>) -> String {
        let item = self.plan.threats.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A body.
    pub(crate) fn body(&self, id: Id<interrex_plan::model::Body>) -> String {
        let item = self.plan.bodies.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A record.
    pub(crate) fn record(&self, id: Id<interrex_plan::model::Record>) -> String {
        let item = self.plan.records.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A coalition.
    pub(crate) fn coalition(&self, id: Id<interrex_plan::model::Coalition>) -> String {
        let item = self.plan.coalitions.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A pledge.
    pub(crate) fn pledge(&self, id: Id<interrex_plan::model::Pledge>) -> String {
        let item = self.plan.pledges.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A measure.
    pub(crate) fn measure(&self, id: Id<interrex_plan::model::Measure>) -> String {
        let item = self.plan.measures.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// A decision.
    pub(crate) fn decision(&self, id: Id<interrex_plan::model::Decision>) -> String {
        let item = self.plan.decisions.get(id);
        self.titled(item, item.title.as_ref())
    }

    /// Somebody.
    pub(crate) fn who(&self, who: Who) -> String {
        match who {
            Who::Person(id) => self.person(id),
            Who::Office(id) => self.office(id),
            Who::Body(id) => self.body(id),
        }
    }

    /// Somebody with a link.
    pub(crate) fn who_link(&self, who: Who) -> Inline {
        let (kind, name) = match who {
            Who::Person(id) => ("person", &self.plan.people.get(id).name),
            Who::Office(id) => ("office", &self.plan.offices.get(id).name),
            Who::Body(id) => ("body", &self.plan.bodies.get(id).name),
        };
        link(&format!("{kind}.{name}"), self.who(who))
    }

    /// Whoever does an act.
    pub(crate) fn actor(&self, actor: Actor) -> String {
        match actor {
            Actor::Person(id) => self.person(id),
            Actor::Office(id) => self.office(id),
            Actor::Body(id, _) => self.body(id),
        }
    }

    /// A place or site.
    pub(crate) fn locus(&self, locus: Locus) -> String {
        match locus {
            Locus::Place(id) => self.place(id),
            Locus::Site(id) => self.site(id),
        }
    }

    /// A place or site with a link.
    pub(crate) fn locus_link(&self, locus: Locus) -> Inline {
        let (kind, name) = self.locus_name(locus);
        link(&format!("{kind}.{name}"), self.locus(locus))
    }

    /// The kind and the short name of a place or site.
    pub(crate) fn locus_name(&self, locus: Locus) -> (&'static str, &'a str) {
        let plan = self.plan;
        match locus {
            Locus::Place(id) => ("place", plan.places.get(id).name.as_str()),
            Locus::Site(id) => ("site", plan.sites.get(id).name.as_str()),
        }
    }

    /// What a power must reach.
    pub(crate) fn region(&self, region: Region) -> String {
        match region {
            Region::Locus(locus) => self.locus(locus),
            Region::Body(id) => self.body(id),
        }
    }

    /// What a threat takes.
    pub(crate) fn thing(&self, thing: Thing) -> String {
        let plan = self.plan;
        match thing {
            Thing::Place(id) => self.place(id),
            Thing::Site(id) => self.site(id),
            Thing::Link(id) => self.link(id),
            Thing::Person(id) => self.person(id),
            Thing::Copy(id, copy) => {
                let record = plan.records.get(id);
                let copies = record.copies.get(copy as usize);
                let copy = copies.map_or("", |copy| copy.name.as_str());
                self.words.with(
                    "copy-of",
                    &[
                        ("copy", Given::Text(&self.spelled(copy))),
                        ("record", Given::Text(&self.record(id))),
                    ],
                )
            }
        }
    }

    /// An element by its name in answers: `site.lviv-seat`, `office.president.order.line`.
    pub(crate) fn element(&self, name: &str) -> String {
        let Ok(element) = self.plan.find(name) else {
            return name.to_owned();
        };
        match element {
            Element::Plan => self.words.say("the-plan"),
            Element::Of(kind, index) => self.whole(kind, index),
            Element::Part(kind, index, ..) => {
                let whole = self.whole(kind, index);
                let stem = self.plan.element_name(Element::Of(kind, index));
                let part = name
                    .strip_prefix(&stem)
                    .unwrap_or("")
                    .trim_start_matches('.');
                let last = part.rsplit('.').next().unwrap_or(part);
                let ground = part.strip_prefix("ground.").map(|name| self.ground(name));
                format!("{whole}: {}", ground.unwrap_or_else(|| self.spelled(last)))
            }
        }
    }

    /// A ground: in words of the language where it is one of those that every plan knows.
    pub(crate) fn ground(&self, name: &str) -> String {
        let id = format!("ground-{name}");
        if self.words.has(&id) {
            self.words.say(&id)
        } else {
            self.spelled(name)
        }
    }

    fn whole(&self, kind: &str, index: u32) -> String {
        let index = index as usize;
        let plan = self.plan;
        match kind {
            "office" => in_arena(&plan.offices, index, |id| self.office(id)),
            "person" => in_arena(&plan.people, index, |id| self.person(id)),
            "function" => in_arena(&plan.functions, index, |id| self.function(id)),
            "power" => in_arena(&plan.powers, index, |id| self.power(id)),
            "partner" => in_arena(&plan.partners, index, |id| self.partner(id)),
            "place" => in_arena(&plan.places, index, |id| self.place(id)),
            "site" => in_arena(&plan.sites, index, |id| self.site(id)),
            "link" => in_arena(&plan.links, index, |id| self.link(id)),
            "threat" => in_arena(&plan.threats, index, |id| self.threat(id)),
            "body" => in_arena(&plan.bodies, index, |id| self.body(id)),
            "record" => in_arena(&plan.records, index, |id| self.record(id)),
            "coalition" => in_arena(&plan.coalitions, index, |id| self.coalition(id)),
            "pledge" => in_arena(&plan.pledges, index, |id| self.pledge(id)),
            "measure" => in_arena(&plan.measures, index, |id| self.measure(id)),
            "decision" => in_arena(&plan.decisions, index, |id| self.decision(id)),
            "fact" => in_arena(&plan.facts, index, |id| self.fact(&plan.facts.get(id).name)),
            _ => {
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                let name = plan.element_name(Element::Of(static_kind(kind), index));
                let short = name
                    .split_once('.')
                    .map_or(name.as_str(), |(_, short)| short);
                self.spelled(short)
            }
        }
    }

    /// An element with a link to where it is told.
    pub(crate) fn element_link(&self, name: &str) -> Inline {
        let whole: Vec<&str> = name.splitn(3, '.').take(2).collect();
        let text = self.element(name);
        if self.facts.contains_key(bare(name)) {
            let own = name.split(" #").next().unwrap_or(name);
            return self.fact_link(own);
        }
        link(&whole.join("."), text)
    }

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

    /// A thing that rules of the field name, such as `` order `line` of `president` `` or `` `kyiv` ``.
    pub(crate) fn asked(&self, name: &str) -> Inline {
        let pieces: Vec<&str> = name.split('`').collect();
        match pieces.as_slice() {
            ["the plan"] => Inline::Text(self.words.say("the-plan")),
            ["", own, ""] => self.anything(own),
            [kind, part, " of ", whole, ""] => {
                let whole = self.anything(whole);
                let part = self.spelled(part);
                let id = format!("part-{}", kind.trim());
                let text = if self.words.has(&id) {
                    let given = [
                        ("part", Given::Text(part.as_str())),
                        ("whole", Given::Text(whole.words())),
                    ];
                    self.words.with(&id, &given)
                } else {
                    format!("{}: {part}", whole.words())
                };
                match whole {
                    Inline::Link { href, .. } => Inline::Link { href, text },
                    _ => Inline::Text(text),
                }
            }
            _ => Inline::Text(name.replace('`', "")),
        }
    }

    /// Whatever has this short name, with a link; the name itself where nothing has it.
    fn anything(&self, name: &str) -> Inline {
        const KINDS: [&str; 19] = [
            "office",
            "function",
            "power",
            "person",
            "body",
            "record",
            "site",
            "place",
            "link",
            "partner",
            "pledge",
            "threat",
            "measure",
            "decision",
            "seat",
            "coalition",
            "agreement",
            "lease",
            "exercise",
        ];
        let mut names = KINDS.iter().map(|kind| format!("{kind}.{name}"));
        match names.find(|name| self.plan.find(name).is_ok()) {
            Some(element) => self.element_link(&element),
            None if self.facts.contains_key(name) => self.fact_link(name),
            None => Inline::Code(name.to_owned()),
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

    /// A proposition as a head: *Vacant: President of Ukraine*.
    pub(crate) fn proposition(&self, subject: &Subject) -> String {
        let (id, of) = self.about(subject);
        self.words.with(id, &[("what", Given::Text(&of))])
    }

    fn about(&self, subject: &Subject) -> (&'static str, String) {
        let plan = self.plan;
        match subject {
            Subject::Fails(id) => ("proposition-fails", self.function(*id)),
            Subject::Vacant(id) => ("proposition-vacant", self.office(*id)),
            Subject::Stranded(id) => ("proposition-stranded", self.office(*id)),
            Subject::Split(id) => ("proposition-split", self.office(*id)),
            Subject::Disputed(id) => ("proposition-disputed", self.office(*id)),
            Subject::ExercisedBy(id, who) => (
                "proposition-exercised",
                format!("{}: {}", self.office(*id), self.candidate(who)),
            ),
            Subject::SeatAt(id, option) => {
                let seat = plan.seats.get(*id);
                let option = seat
                    .options
                    .get(*option)
                    .map_or("", |option| option.name.as_str());
                let of = format!("{}: {}", self.spelled(&seat.name), self.spelled(option));
                ("proposition-seat", of)
            }
            Subject::SeatNone(id) => (
                "proposition-seat-none",
                self.spelled(&plan.seats.get(*id).name),
            ),
            Subject::CannotAct(id, kind) => {
                let body = plan.bodies.get(*id);
                let name = self.body(*id);
                let decision = body.decisions.get(*kind).filter(|_| *kind > 0);
                let of = decision.map_or(name.clone(), |kind| {
                    format!("{name}: {}", self.spelled(&kind.name))
                });
                ("proposition-cannot-act", of)
            }
            Subject::Unexercised(id, region) => {
                ("proposition-unexercised", self.power_in(*id, *region))
            }
            Subject::Contested(id, region) => {
                ("proposition-contested", self.power_in(*id, *region))
            }
            Subject::Lost(id) => ("proposition-lost", self.record(*id)),
            Subject::Unmet(id) => ("proposition-unmet", self.pledge(*id)),
        }
    }

    fn power_in(&self, id: Id<interrex_plan::model::Power>, region: usize) -> String {
        let power = self.power(id);
        let reach = self.plan.powers.get(id).reach.get(region);
        reach.map_or(power.clone(), |(region, _)| {
            format!("{power}: {}", self.region(*region))
        })
    }

    /// A candidate by the name that answers give: a person, an office or a body.
    pub(crate) fn candidate(&self, name: &str) -> String {
        let plan = self.plan;
        if let Some(id) = plan.offices.by_name(name) {
            self.office(id)
        } else if let Some(id) = plan.people.by_name(name) {
            self.person(id)
        } else if let Some(id) = plan.bodies.by_name(name) {
            self.body(id)
        } else {
            self.spelled(name)
        }
    }
}

/// The name of an element by its place; nothing where there is none.
fn in_arena<T>(arena: &Arena<T>, index: usize, name: impl Fn(Id<T>) -> String) -> String {
    if index < arena.len() {
        name(Id::new(index))
    } else {
        String::new()
    }
}

/// Words that lead to an anchor of the document.
pub(crate) fn link(anchor: &str, text: impl Into<String>) -> Inline {
    Inline::Link {
        href: format!("#{anchor}"),
        text: text.into(),
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

/// A word with a capital.
pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The kinds whose elements have no title.
fn static_kind(kind: &str) -> &'static str {
    const KINDS: &[&str] = &[
        "source",
        "lease",
        "seat",
        "agreement",
        "devolution",
        "exercise",
        "sealed",
        "recognition",
    ];
    KINDS
        .iter()
        .find(|known| **known == kind)
        .copied()
        .unwrap_or("element")
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
