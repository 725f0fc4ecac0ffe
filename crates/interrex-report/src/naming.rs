//! Names for readers: of elements, of facts, of propositions.
//!
//! Responsible for the title where the plan gives one, and else for the plan's own short name as words. The anchor of an
//! element is its name, `office.president`; a part of one leads to the whole.

mod facts;

use std::collections::{BTreeMap, BTreeSet};

use interrex_plan::model::{Actor, Arena, Element, Id, Locus, Named, Plan, Region, Thing, Who};
use interrex_standing::Subject;

use crate::document::Inline;
use crate::language::{Given, Words};

pub(crate) use facts::{bare, fact_anchor, joined};

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
