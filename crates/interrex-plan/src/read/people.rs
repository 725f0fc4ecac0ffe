//! `[person.ID]`, `[threat.ID]`.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::declare::Declared;
use super::fields::{Fields, repeated};
use super::likelihood::Assessed;
use crate::model::{Base, Fact, FactKind, Id, Locus, Person, PersonState, Taking, Thing, Threat};
use crate::resolve::Found;
use crate::resolve::facts::LOCI;
use crate::schema::{BASE, PERSON, TAKING, THREAT};
use crate::syntax::{Value, ValueKind};

impl<'d> Reader<'d> {
    pub(super) fn a_person(&mut self, id: Id<Person>, declared: &Declared<'d>) {
        let fields = self.open(declared, &PERSON);
        let name = self.names.name(declared.found);
        let title = fields.text(self, "title");
        let bases = self.bases(&fields);
        let states = PersonState::ALL.map(|state| {
            let kind = FactKind::State(id, state);
            self.fact(
                &fields,
                state.word(),
                kind,
                format!("{}({name})", state.word()),
            )
        });
        let person = Person {
            title,
            bases,
            states,
            stays: self.fact(
                &fields,
                "stays",
                FactKind::Stays(id, None),
                format!("stays({name})"),
            ),
            stays_from: self.stays_from(&fields, id, name),
            declines: self.fact(
                &fields,
                "declines",
                FactKind::Declines(id, None),
                format!("declines({name})"),
            ),
            qualities: fields.texts(self, "qualities"),
            lacks: fields.texts(self, "lacks"),
            since: fields.date(self, "since"),
            consulted: fields.flag(self, "consulted"),
            terms: self.terms(&fields),
        };
        self.check_qualities(&person, &fields);
        self.plan.people.get_mut(id).value = person;
    }

    fn check_qualities(&mut self, person: &Person, fields: &Fields<'d>) {
        let both = person
            .qualities
            .iter()
            .find(|quality| person.lacks.contains(quality));
        if let (Some(quality), Some(entry)) = (both, fields.entry("lacks")) {
            self.report(
                Diagnostic::error(
                    "quality-and-lack",
                    format!("the person both has and lacks `{quality}`, expected one of the two"),
                )
                .at(entry.value.span, "said to be lacking")
                .help("remove it from `qualities` or from `lacks`"),
            );
        }
    }

    fn bases(&mut self, fields: &Fields<'d>) -> Vec<Base> {
        let Some(entry) = fields.entry("base") else {
            return Vec::new();
        };
        match &entry.value.kind {
            ValueKind::Text(_) => {
                let form = crate::schema::Form::Name(LOCI);
                let at = self.accept("base", &entry.value, form, |r, value| r.name(value, LOCI));
                let base = |at| Base {
                    at,
                    from: None,
                    span: entry.value.span,
                };
                at.and_then(Found::locus).map(base).into_iter().collect()
            }
            ValueKind::Array(items) => {
                let bases: Vec<Base> = items.iter().filter_map(|item| self.base(item)).collect();
                self.check_bases(&bases);
                bases
            }
            _ => {
                let expected = "the name of a place or site, or an array of tables `{ at, from }`";
                self.wrong_type("`base`", &entry.value, expected);
                Vec::new()
            }
        }
    }

    fn base(&mut self, item: &'d Value<'d>) -> Option<Base> {
        let Some(table) = item.as_table() else {
            self.wrong_type("an item of `base`", item, "a table `{ at, from }`");
            return None;
        };
        let fields = Fields::open(self, table, &BASE, item.span);
        let at = fields.name(self, "at");
        let from = fields.date(self, "from");
        Some(Base {
            at: at?.locus()?,
            from,
            span: item.span,
        })
    }

    /// Of two bases that begin on one day, neither is the latest.
    fn check_bases(&mut self, bases: &[Base]) {
        let mut seen = std::collections::BTreeMap::new();
        for base in bases {
            let Some(first) = seen.insert(base.from, base.span) else {
                continue;
            };
            let when = base.from.map_or("without a date".to_owned(), |from| {
                format!("from {from} on")
            });
            self.report(
                Diagnostic::error(
                    "two-bases",
                    format!("the person has two bases {when}, expected one"),
                )
                .at(base.span, "another base")
                .also(first, "one base")
                .help("give the later base the day `from` which it holds"),
            );
        }
    }

    fn stays_from(
        &mut self,
        fields: &Fields<'d>,
        id: Id<Person>,
        name: &str,
    ) -> Vec<(Locus, Id<Fact>)> {
        let mut found: Vec<(Locus, Id<Fact>)> = Vec::new();
        for entry in fields.entries(self, "stays-from") {
            let Some(at) = self.resolve(&entry.key, entry.key_span, LOCI) else {
                continue;
            };
            let Some(locus) = at.locus() else { continue };
            if found.iter().any(|(known, _)| *known == locus) {
                self.report(repeated("stays-from", &entry.key, entry.key_span, None));
                continue;
            }
            let thing = match locus {
                Locus::Place(id) => Thing::Place(id),
                Locus::Site(id) => Thing::Site(id),
            };
            let label = self.label(at, LOCI);
            let kind = FactKind::Stays(id, Some(thing));
            found.push((
                locus,
                self.fact_of(entry, kind, format!("stays({name}, {label})")),
            ));
        }
        found
    }

    pub(super) fn threat(&mut self, id: Id<Threat>, declared: &Declared<'d>) {
        let fields = self.open(declared, &THREAT);
        let name = format!("occurs({})", self.names.name(declared.found));
        let kind = FactKind::Occurs(id);
        let occurs = match fields.entry("occurs") {
            Some(entry) => self.fact_of(entry, kind, name),
            None => self.declare_fact(kind, name, declared.span, 1, Assessed::default()),
        };
        let items = fields.items(self, "takes");
        let threat = Threat {
            title: fields.text(self, "title"),
            occurs: Some(occurs),
            takes: self.takings(id, &items),
            hazard: fields.text(self, "hazard"),
            warning: fields.flag(self, "warning"),
            terms: self.terms(&fields),
        };
        self.plan.threats.get_mut(id).value = threat;
    }

    fn takings(&mut self, id: Id<Threat>, items: &[&'d Value<'d>]) -> Vec<Taking> {
        let mut takes: Vec<Taking> = Vec::with_capacity(items.len());
        let mut seen = std::collections::BTreeMap::new();
        for item in items {
            let Some(taking) = self.taking(id, item) else {
                continue;
            };
            if let Some(first) = seen.insert(taking.thing, taking.span) {
                let label = self.thing_label(taking.thing);
                self.report(repeated("takes", &label, taking.span, Some(first)));
            } else {
                takes.push(taking);
            }
        }
        takes
    }

    fn taking(&mut self, threat: Id<Threat>, item: &'d Value<'d>) -> Option<Taking> {
        let span = item.span;
        if let Some(text) = item.as_text() {
            let thing = self.thing(&text.value, span, true)?;
            return Some(Taking {
                thing,
                chance: None,
                leaves: PersonState::Dead,
                span,
            });
        }
        let Some(table) = item.as_table() else {
            let expected = "a name, or a table `{ what, likelihood, leaves }`";
            self.wrong_type("an item of `takes`", item, expected);
            return None;
        };
        let fields = Fields::open(self, table, &TAKING, span);
        let thing = self.taken(&fields)?;
        let leaves = fields.word(self, "leaves");
        if let (Some(entry), false) = (fields.entry("leaves"), matches!(thing, Thing::Person(_))) {
            self.report_leaves_nobody(entry.key_span);
        }
        let label = self.thing_label(thing);
        let name = format!("takes({}, {label})", self.plan.threats.get(threat).name);
        let chance = self.fact(&fields, "likelihood", FactKind::Takes(threat, thing), name);
        let leaves = PersonState::ALL
            .into_iter()
            .find(|state| Some(state.word()) == leaves);
        Some(Taking {
            thing,
            chance,
            leaves: leaves.unwrap_or(PersonState::Dead),
            span,
        })
    }

    fn taken(&mut self, fields: &Fields<'d>) -> Option<Thing> {
        let what = fields.entry("what")?;
        let Some(text) = what.value.as_text() else {
            self.wrong_type("`what`", &what.value, "the name of what is taken");
            return None;
        };
        if !fields.has("copy") {
            return self.thing(&text.value, text.span, true);
        }
        let copy = fields.text(self, "copy")?;
        self.copy(&text.value, &copy, text.span)
    }

    fn report_leaves_nobody(&mut self, span: Span) {
        self.report(
            Diagnostic::error(
                "leaves-nobody",
                "`leaves` says how a person is left, and no person is taken here",
            )
            .at(span, "not a person")
            .help("remove `leaves`, or take the person besides"),
        );
    }
}
