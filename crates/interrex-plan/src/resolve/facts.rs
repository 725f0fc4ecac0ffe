//! Names of facts: how each is built, and which fact a written one means.

use interrex_diag::{Diagnostic, Span, nearest};

use crate::expr::Word;
use crate::model::{Body, Fact, Id, Office, PersonState, Thing};
use crate::read::Reader;
use crate::resolve::Found;
use crate::schema::Kind;
use crate::syntax::Places;

/// What a place of loss can be, besides copies.
pub(crate) const LOSABLE: &[Kind] = &[Kind::Place, Kind::Site, Kind::Link];
/// What stays and bases are about.
pub(crate) const LOCI: &[Kind] = &[Kind::Place, Kind::Site];
const TAKEABLE: &[Kind] = &[Kind::Place, Kind::Site, Kind::Link, Kind::Person];
const TAKEN: &[Kind] = &[
    Kind::Place,
    Kind::Site,
    Kind::Link,
    Kind::Person,
    Kind::Office,
];

/// What came of looking for a fact.
pub(crate) enum Lookup {
    /// The plan declares it.
    Fact(Id<Fact>),
    /// It would be a fact of this name, about which the plan says nothing.
    Undeclared(String),
    /// No facts are of this form.
    NotAFact,
    /// A name in it could not be resolved, which has been reported.
    Faulty,
}

impl Reader<'_> {
    /// A name, qualified where another of these kinds bears it too.
    pub(crate) fn label(&self, found: Found, among: &[Kind]) -> String {
        let name = self.names.name(found);
        if self.names.count(name, among) > 1 {
            format!("{}.{name}", found.kind.word())
        } else {
            name.to_owned()
        }
    }

    /// The label of a place, site or link that is lost.
    pub(crate) fn losable(&self, found: Found) -> String {
        self.label(found, LOSABLE)
    }

    /// The label of what a threat takes.
    pub(crate) fn thing_label(&self, thing: Thing) -> String {
        let found = |kind, index: usize| Found {
            kind,
            index: u32::try_from(index).unwrap_or(0),
        };
        match thing {
            Thing::Place(id) => self.label(found(Kind::Place, id.index()), TAKEABLE),
            Thing::Site(id) => self.label(found(Kind::Site, id.index()), TAKEABLE),
            Thing::Link(id) => self.label(found(Kind::Link, id.index()), TAKEABLE),
            Thing::Person(id) => self.label(found(Kind::Person, id.index()), TAKEABLE),
            Thing::Copy(record, copy) => {
                let names = self.copy_names.get(record.index());
                let copy = names
                    .and_then(|names| names.get(copy as usize))
                    .map_or("", String::as_str);
                format!(
                    "{}/{copy}",
                    self.names.name(found(Kind::Record, record.index()))
                )
            }
        }
    }

    /// The place, site, link or copy of this name, and where people can be meant, the person.
    pub(crate) fn thing(&mut self, name: &str, span: Span, people: bool) -> Option<Thing> {
        if let Some((record, copy)) = name.split_once('/') {
            return self.copy(record, copy, span);
        }
        let kinds = if people { TAKEN } else { LOSABLE };
        if people
            && self.names.resolve(name, LOSABLE).is_err()
            && self.names.resolve(name, &[Kind::Person]).is_ok()
        {
            return self.person(name, span).map(Thing::Person);
        }
        let found = self.resolve(name, span, kinds)?;
        match found.kind {
            Kind::Place => Some(Thing::Place(found.id())),
            Kind::Site => Some(Thing::Site(found.id())),
            Kind::Link => Some(Thing::Link(found.id())),
            _ => self.person_of(found, name, span).map(Thing::Person),
        }
    }

    /// The copy of this name of the record of this name.
    pub(crate) fn copy(&mut self, record: &str, copy: &str, span: Span) -> Option<Thing> {
        let found = self.resolve(record, span, &[Kind::Record])?;
        let place = found.index as usize;
        let names = self.copy_names.get(place).map_or(&[][..], Vec::as_slice);
        if let Some(index) = names.iter().position(|name| name == copy) {
            return Some(Thing::Copy(found.id(), u32::try_from(index).ok()?));
        }
        let what = format!(
            "the record `{}` has no copy `{copy}`",
            self.names.name(found)
        );
        let known = |reader: &Self| reader.copy_names.get(place).cloned().unwrap_or_default();
        let places = (span, self.names.span(found));
        self.unknown_part("unknown-copy", what, copy, known, places);
        None
    }

    /// The fact that a predicate with these arguments means.
    pub(crate) fn fact_call(&mut self, predicate: &str, words: &[Word], places: &Places) -> Lookup {
        let name = match (predicate, words) {
            ("occurs", [threat]) => self.simple(predicate, threat, Kind::Threat, places),
            ("resigns", [office]) => self.simple(predicate, office, Kind::Office, places),
            ("taken", [measure]) => self.simple(predicate, measure, Kind::Measure, places),
            ("takes", [threat, thing]) => self.taking_name(threat, thing, places),
            ("lost", [thing]) => self.lost_name(thing, places),
            ("unfit", [class]) => self.class_name(class, places),
            ("stays", [person, rest @ ..]) if rest.len() < 2 => {
                self.choice_name(predicate, person, rest.first(), LOCI, places)
            }
            ("declines", [person, rest @ ..]) if rest.len() < 2 => {
                self.choice_name(predicate, person, rest.first(), &[Kind::Office], places)
            }
            ("refuses", [refused]) => self.refusal_name(refused, places),
            ("withdraws", [pledge, partner]) => self.withdrawal_name(pledge, partner, places),
            ("decided", [decision]) => self.decided_name(decision, places),
            (state, [person]) if PersonState::ALL.iter().any(|known| known.word() == state) => {
                self.choice_name(predicate, person, None, LOCI, places)
            }
            _ => return Lookup::NotAFact,
        };
        let Some(name) = name else {
            return Lookup::Faulty;
        };
        match self.facts.get(&name) {
            Some(fact) => Lookup::Fact(*fact),
            None => Lookup::Undeclared(name),
        }
    }

    fn simple(
        &mut self,
        predicate: &str,
        word: &Word,
        kind: Kind,
        places: &Places,
    ) -> Option<String> {
        let span = places.span(&word.range);
        let found = self.resolve(&word.text, span, &[kind])?;
        Some(format!("{predicate}({})", self.names.name(found)))
    }

    fn taking_name(&mut self, threat: &Word, thing: &Word, places: &Places) -> Option<String> {
        let span = places.span(&threat.range);
        let found = self.resolve(&threat.text, span, &[Kind::Threat]);
        let span = places.span(&thing.range);
        let thing = self.thing(&thing.text, span, true)?;
        Some(format!(
            "takes({}, {})",
            self.names.name(found?),
            self.thing_label(thing)
        ))
    }

    fn lost_name(&mut self, thing: &Word, places: &Places) -> Option<String> {
        let span = places.span(&thing.range);
        match self.thing(&thing.text, span, false)? {
            copy @ Thing::Copy(..) => Some(format!("lost({})", self.thing_label(copy))),
            Thing::Place(id) => Some(self.lost_of(Kind::Place, id.index())),
            Thing::Site(id) => Some(self.lost_of(Kind::Site, id.index())),
            Thing::Link(id) => Some(self.lost_of(Kind::Link, id.index())),
            Thing::Person(_) => None,
        }
    }

    fn lost_of(&self, kind: Kind, index: usize) -> String {
        let found = Found {
            kind,
            index: u32::try_from(index).unwrap_or(0),
        };
        format!("lost({})", self.losable(found))
    }

    fn class_name(&mut self, class: &Word, places: &Places) -> Option<String> {
        let span = places.span(&class.range);
        let (body, class) = class.text.split_once('/').unwrap_or((&class.text, ""));
        let found = self.resolve(body, span, &[Kind::Body])?;
        let id: Id<Body> = found.id();
        if self.plan.bodies.get(id).has_class(class) {
            return Some(format!("unfit({}/{class})", self.names.name(found)));
        }
        let name = self.names.name(found);
        let what = format!("the body `{name}` has no class of members `{class}`");
        let known = |reader: &Self| reader.plan.bodies.get(id).class_names();
        let places = (span, self.names.span(found));
        self.unknown_part("unknown-class", what, class, known, places);
        None
    }

    fn choice_name(
        &mut self,
        predicate: &str,
        person: &Word,
        about: Option<&Word>,
        kinds: &[Kind],
        places: &Places,
    ) -> Option<String> {
        let span = places.span(&person.range);
        let id = self.person(&person.text, span);
        let about = match about {
            None => None,
            Some(word) => {
                let span = places.span(&word.range);
                let found = self.resolve(&word.text, span, kinds)?;
                Some(self.label(found, kinds))
            }
        };
        let person = &self.plan.people.get(id?).name;
        Some(match about {
            None => format!("{predicate}({person})"),
            Some(about) => format!("{predicate}({person}, {about})"),
        })
    }

    fn withdrawal_name(
        &mut self,
        pledge: &Word,
        partner: &Word,
        places: &Places,
    ) -> Option<String> {
        let span = places.span(&pledge.range);
        let pledge = self.resolve(&pledge.text, span, &[Kind::Pledge]);
        let span = places.span(&partner.range);
        let partner = self.resolve(&partner.text, span, &[Kind::Partner])?;
        Some(format!(
            "withdraws({}, {})",
            self.names.name(pledge?),
            self.names.name(partner)
        ))
    }

    fn decided_name(&mut self, word: &Word, places: &Places) -> Option<String> {
        let span = places.span(&word.range);
        let path = word.text.strip_prefix("office.").unwrap_or(&word.text);
        if let Some((office, ground)) = path.split_once('.')
            && office != "decision"
        {
            let id = self.resolve(office, span, &[Kind::Office])?.id();
            self.check_ground(id, ground, span)?;
            return Some(format!("decided({office}.{ground})"));
        }
        let found = self.resolve(&word.text, span, &[Kind::Decision])?;
        Some(format!("decided({})", self.names.name(found)))
    }

    /// `refuses(...)` names a part of an office or seat by its path.
    fn refusal_name(&mut self, word: &Word, places: &Places) -> Option<String> {
        let path = word.text.strip_prefix("office.").unwrap_or(&word.text);
        let plain = path.strip_prefix("seat.").unwrap_or(path);
        for path in [path, plain] {
            let name = format!("refuses({path})");
            if self.facts.contains_key(&name) {
                return Some(name);
            }
        }
        let span = places.span(&word.range);
        let (owner, part) = plain.split_once('.').unwrap_or((plain, ""));
        let found = self.resolve(owner, span, &[Kind::Office, Kind::Seat])?;
        self.check_part(found, part, span)?;
        Some(format!("refuses({plain})"))
    }

    /// The first word of a path under an office or seat names a part of it.
    fn check_part(&mut self, found: Found, part: &str, span: Span) -> Option<()> {
        let first = part.split('.').next().unwrap_or("");
        if found.kind == Kind::Office {
            let office: Id<Office> = found.id();
            let orders = &self.plan.offices.get(office).orders;
            if orders.iter().any(|order| order.name == first) {
                return Some(());
            }
            return self.check_ground(office, first, span);
        }
        self.option_index(found.id(), part, span).map(|_| ())
    }

    /// Reports a ground that an office does not have.
    pub(crate) fn check_ground(&mut self, id: Id<Office>, ground: &str, span: Span) -> Option<()> {
        let office = self.plan.offices.get(id);
        if office.grounds.iter().any(|known| known.name == ground) {
            return Some(());
        }
        let what = format!("the office `{}` has no ground `{ground}`", office.name);
        let places = (span, Some(office.span));
        let known = |reader: &Self| {
            let grounds = &reader.plan.offices.get(id).grounds;
            grounds.iter().map(|known| known.name.clone()).collect()
        };
        self.unknown_part("unknown-ground", what, ground, known, places);
        None
    }

    /// Reports the name of a fact that the plan does not declare.
    pub(crate) fn report_unknown_fact(&mut self, name: &str, span: Span) {
        let fault = Diagnostic::error(
            "unknown-fact",
            format!("the plan declares no fact `{name}`"),
        )
        .at(span, "nothing is said about how likely it is");
        let may_guess = self.names.may_guess();
        let known = self.plan.facts.iter().filter(|_| may_guess);
        self.report(
            match nearest(name, known.map(|(_, fact)| fact.name.as_str())) {
                Some(guess) => fault.help(format!("did you mean `{guess}`?")),
                None => fault.help("give the fact a likelihood where its subject is declared"),
            },
        );
    }

    /// Reports a string that does not have the form of a fact.
    pub(crate) fn report_no_fact(&mut self, written: &str, span: Span) {
        self.report(
            Diagnostic::error("not-a-fact", format!("`{written}` names no fact, expected a fact such as `lost(lviv)`"))
                .at(span, "not the name of a fact")
                .help("facts are `occurs`, `takes`, `lost`, `dead`, `captive`, `incapacitated`, `absent`, `unfit`, `stays`, `declines`, `resigns`, `refuses`, `withdraws`, `taken` and `decided`, each with its subject in parentheses"),
        );
    }
}
