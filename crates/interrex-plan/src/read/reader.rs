//! The state of reading, and the readers of single values.

use std::str::FromStr;

use interrex_diag::{Diagnostic, Sources, Span, nearest};
use interrex_units::{Date, Malformed, Period, Scale};
use rustc_hash::FxHashMap;

use super::declare::Declared;
use super::fields::{Refusal, repeated};
use super::later::Later;
use crate::model::{Fact, Id, Office, Partner, Person, Place, Plan, Who};
use crate::resolve::{Found, Incumbent, Names};
use crate::schema::{Form, Kind};
use crate::syntax::{Value, ValueKind};

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

    fn accept_as<T>(
        &mut self,
        what: &str,
        value: &'d Value<'d>,
        form: Form,
        read: impl FnOnce(&mut Self, &'d Value<'d>) -> Result<T, Refusal>,
    ) -> Option<T> {
        match read(self, value) {
            Ok(read) => return Some(read),
            Err(Refusal::WrongType) => self.report(wrong_type(what, value, &form.words())),
            Err(Refusal::Fault(fault)) => self.report(*fault),
            Err(Refusal::Reported) => {}
        }
        None
    }

    /// Reports a value of another form than expected, in words.
    pub(crate) fn wrong_type(&mut self, what: &str, value: &Value<'_>, expected: &str) {
        self.report(wrong_type(what, value, expected));
    }

    pub(super) fn text(&mut self, value: &'d Value<'d>) -> Result<String, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        if text.value.trim().is_empty() {
            return Err(
                Diagnostic::error("empty-text", "the text is empty, expected words")
                    .at(value.span, "nothing between the quotes")
                    .help("say it in words, or leave the key out")
                    .into(),
            );
        }
        Ok(text.value.to_string())
    }

    pub(super) fn date(&mut self, value: &'d Value<'d>) -> Result<Date, Refusal> {
        match &value.kind {
            ValueKind::Date(Some(date)) => Ok(*date),
            ValueKind::Date(None) => Err(Diagnostic::error(
                "bad-date",
                "the date has a time of day or is no day of the calendar, expected a day",
            )
            .at(value.span, "not a day")
            .help("write the day alone, such as `2022-03-07`")
            .into()),
            ValueKind::Text(text) => malformed("bad-date", &text.value, value.span),
            _ => Err(Refusal::WrongType),
        }
    }

    pub(super) fn period(&mut self, value: &'d Value<'d>) -> Result<Period, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        malformed("bad-period", &text.value, value.span)
    }

    pub(super) fn integer(
        key: &str,
        value: &Value<'_>,
        low: i64,
        high: i64,
    ) -> Result<i64, Refusal> {
        let ValueKind::Integer(number) = value.kind else {
            return Err(Refusal::WrongType);
        };
        number
            .filter(|number| (low..=high).contains(number))
            .ok_or_else(|| {
                let expected = Form::Count(low, high).words();
                let message = format!("the value of `{key}` is out of bounds, expected {expected}");
                out_of_bounds(message, value.span).into()
            })
    }

    pub(super) fn number(key: &str, value: &Value<'_>) -> Result<f64, Refusal> {
        let number = as_number(value).ok_or(Refusal::WrongType)?;
        if number.is_finite() && number >= 0.0 {
            return Ok(number);
        }
        let message = format!("the value of `{key}` is out of bounds, expected a number from 0 on");
        Err(out_of_bounds(message, value.span).into())
    }

    pub(super) fn word(
        key: &str,
        value: &Value<'_>,
        words: &'static [&'static str],
    ) -> Result<&'static str, Refusal> {
        let text = value.as_text().ok_or(Refusal::WrongType)?;
        let found = words.iter().find(|word| **word == text.value);
        found
            .copied()
            .ok_or_else(|| unknown_word(key, &text.value, words, value.span).into())
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
            match seen.get(&(one.kind, one.index)) {
                Some(first) => {
                    let fault = repeated(key, self.names.name(one), item.span, Some(*first));
                    self.report(fault);
                }
                None => {
                    seen.insert((one.kind, one.index), item.span);
                    found.push((one, item.span));
                }
            }
        }
        found
    }
}

/// The number that a value is, whole or not.
pub(crate) fn as_number(value: &Value<'_>) -> Option<f64> {
    match value.kind {
        // A whole number past 2^53 is out of every bound that a plan can ask for.
        #[expect(
            clippy::cast_precision_loss,
            reason = "only small numbers are in bounds"
        )]
        ValueKind::Integer(number) => Some(number.map_or(f64::INFINITY, |number| number as f64)),
        ValueKind::Float(number) => Some(number),
        _ => None,
    }
}

fn wrong_type(what: &str, value: &Value<'_>, expected: &str) -> Diagnostic {
    let found = value.form();
    Diagnostic::error(
        "wrong-type",
        format!("{what} is {found}, expected {expected}"),
    )
    .at(value.span, format!("this is {found}"))
    .help(format!("write {expected}"))
}

fn out_of_bounds(message: String, span: Span) -> Diagnostic {
    Diagnostic::error("out-of-bounds", message)
        .at(span, "out of bounds")
        .help("write a number within the bounds")
}

fn unknown_word(key: &str, word: &str, words: &[&str], span: Span) -> Diagnostic {
    let expected = crate::words::quoted(words.iter().copied());
    let fault = Diagnostic::error(
        "unknown-word",
        format!("`{word}` is no word for `{key}`, expected {expected}"),
    )
    .at(span, "not one of the words");
    match nearest(word, words.iter().copied()) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help(format!("write {expected}")),
    }
}

/// Parses a unit's own text form.
pub(super) fn malformed<T: FromStr<Err = Malformed>>(
    code: &'static str,
    text: &str,
    span: Span,
) -> Result<T, Refusal> {
    text.parse().map_err(|error: Malformed| {
        Diagnostic::error(code, error.to_string())
            .at(span, "not understood")
            .help(format!("write {}", error.expected()))
            .into()
    })
}
