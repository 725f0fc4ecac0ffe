//! The state of reading, and the readers of single values.

use interrex_diag::{Diagnostic, Sources, Span};
use interrex_units::Scale;
use rustc_hash::FxHashMap;

use super::declare::Declared;
use super::fields::{Refusal, repeated};
use super::later::Later;
use super::values;
use crate::model::{Fact, Id, Office, Partner, Person, Place, Plan, Who};
use crate::resolve::{Found, Incumbent, Names};
use crate::schema::{Form, Kind};
use crate::syntax::Value;

/// A plan being read.
pub(crate) struct Reader<'d> {
    pub(crate) sources: &'d Sources,
    pub(crate) plan: Plan,
    pub(crate) names: Names<'d>,
    /// The scale that words of likelihood belong to.
    pub(crate) scale: Scale,
    /// Everything declared, in the order of the text.
    pub(super) declared: Vec<Declared<'d>>,
    /// Who holds each office at the start, by place in the arena.
    pub(crate) incumbents: Vec<Incumbent>,
    /// The names of the copies of each record, by place in the arena.
    pub(crate) copy_names: Vec<Vec<String>>,
    /// Every fact by its name in answers.
    pub(crate) facts: FxHashMap<String, Id<Fact>>,
    /// What can be read only when everything is filled.
    pub(super) later: Later<'d>,
    faults: Vec<Diagnostic>,
    nobody: Option<Id<Person>>,
    nowhere: Option<Id<Place>>,
    no_office: Option<Id<Office>>,
    no_partner: Option<Id<Partner>>,
}

impl<'d> Reader<'d> {
    /// Starts with the faults of the text itself.
    pub(crate) fn new(sources: &'d Sources, faults: Vec<Diagnostic>) -> Self {
        Self {
            sources,
            plan: Plan::default(),
            names: Names::default(),
            scale: Scale::named("icd-203").expect("a published scale"),
            declared: Vec::new(),
            incumbents: Vec::new(),
            facts: FxHashMap::default(),
            later: Later::default(),
            faults,
            nobody: None,
            nowhere: None,
            no_office: None,
            no_partner: None,
            copy_names: Vec::new(),
        }
    }

    /// The plan and everything found.
    pub(crate) fn finish(self) -> (Plan, Vec<Diagnostic>) {
        (self.plan, self.faults)
    }

    /// Adds a diagnostic.
    pub(crate) fn report(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// How many diagnostics there are: reading a part has failed when there are more afterwards.
    pub(crate) fn fault_count(&self) -> usize {
        self.faults.len()
    }

    /// A person who stands for one that could not be resolved, so that every identifier of a
    /// faulty plan is valid all the same.
    pub(crate) fn nobody(&mut self) -> Id<Person> {
        let span = self.anywhere();
        *self
            .nobody
            .get_or_insert_with(|| self.plan.people.push("?", span, Person::default()))
    }

    /// A place that stands for one that could not be resolved.
    pub(crate) fn nowhere(&mut self) -> Id<Place> {
        let span = self.anywhere();
        *self
            .nowhere
            .get_or_insert_with(|| self.plan.places.push("?", span, Place::default()))
    }

    /// The office that stands for one that could not be resolved.
    pub(super) fn no_office(&mut self) -> Id<Office> {
        let span = self.anywhere();
        *self
            .no_office
            .get_or_insert_with(|| self.plan.offices.push("?", span, Office::default()))
    }

    /// The partner that stands for one that could not be resolved.
    pub(super) fn no_partner(&mut self) -> Id<Partner> {
        let span = self.anywhere();
        *self
            .no_partner
            .get_or_insert_with(|| self.plan.partners.push("?", span, Partner::default()))
    }

    /// Who was found, or the person who stands for one that was not.
    pub(super) fn who_or_nobody(&mut self, found: Option<Found>) -> Who {
        match found.and_then(Found::who) {
            Some(who) => who,
            None => Who::Person(self.nobody()),
        }
    }

    fn anywhere(&self) -> Span {
        let first = self.sources.ids().next().expect("a fault has a source");
        Span::new(first, 0..0)
    }

    /// Reads the value of a key, reporting why it cannot be.
    pub(crate) fn accept<T>(
        &mut self,
        key: &str,
        value: &'d Value<'d>,
        form: Form,
        read: impl FnOnce(&mut Self, &'d Value<'d>) -> Result<T, Refusal>,
    ) -> Option<T> {
        self.accept_as(&format!("`{key}`"), value, form, read)
    }

    /// Reads an item of an array, reporting why it cannot be.
    pub(crate) fn accept_item<T>(
        &mut self,
        key: &str,
        value: &'d Value<'d>,
        form: Form,
        read: impl FnOnce(&mut Self, &'d Value<'d>) -> Result<T, Refusal>,
    ) -> Option<T> {
        self.accept_as(&format!("an item of `{key}`"), value, form, read)
    }

    /// Reads a value named by a phrase, reporting why it cannot be.
    pub(super) fn accept_as<T>(
        &mut self,
        what: &str,
        value: &'d Value<'d>,
        form: Form,
        read: impl FnOnce(&mut Self, &'d Value<'d>) -> Result<T, Refusal>,
    ) -> Option<T> {
        match read(self, value) {
            Ok(read) => return Some(read),
            Err(Refusal::WrongType) => self.report(values::wrong_type(what, value, &form.words())),
            Err(Refusal::Fault(fault)) => self.report(*fault),
            Err(Refusal::Reported) => {}
        }
        None
    }

    /// Reports a value of another form than expected, in words.
    pub(crate) fn wrong_type(&mut self, what: &str, value: &Value<'_>, expected: &str) {
        self.report(values::wrong_type(what, value, expected));
    }

    /// The thing of these kinds that a string names.
    pub(crate) fn name(&mut self, value: &Value<'_>, kinds: &[Kind]) -> Result<Found, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        self.resolve(&text.value, value.span, kinds)
            .ok_or(Refusal::Reported)
    }

    /// Resolves a name, reporting why it cannot be.
    pub(crate) fn resolve(&mut self, name: &str, span: Span, kinds: &[Kind]) -> Option<Found> {
        match self.names.resolve(name, kinds) {
            Ok(found) => Some(found),
            Err(miss) => {
                let fault = self.names.describe(name, span, kinds, &miss);
                self.report(fault);
                None
            }
        }
    }

    /// The things that the items of an array name, none twice.
    pub(super) fn names_of(
        &mut self,
        key: &str,
        items: &[&'d Value<'d>],
        kinds: &'static [Kind],
    ) -> Vec<(Found, Span)> {
        let mut found: Vec<(Found, Span)> = Vec::with_capacity(items.len());
        let mut seen = std::collections::BTreeMap::new();
        for item in items {
            let read = |reader: &mut Self, value| reader.name(value, kinds);
            let Some(one) = self.accept_item(key, item, Form::Name(kinds), read) else {
                continue;
            };
            if let Some(first) = seen.insert((one.kind, one.index), item.span) {
                let fault = repeated(key, self.names.name(one), item.span, Some(first));
                self.report(fault);
            } else {
                found.push((one, item.span));
            }
        }
        found
    }
}
