//! Typed access to the keys of a table, by its construct's schema.
//!
//! Opening a table reports unknown and missing keys; each getter reports a value of a wrong form,
//! with its place, and then answers as if the key had not been written.

use interrex_diag::{Diagnostic, Span, nearest};
use interrex_units::{Date, Period};

use super::Reader;
use super::values;
use crate::model::{ActorExpr, Expr};
use crate::resolve::Found;
use crate::schema::{Construct, Form, Key, Kind};
use crate::syntax::{Entry, Table, Value, ValueKind};

/// A table that is read as a construct of the language.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'d> {
    table: &'d Table<'d>,
    construct: &'static Construct,
}

impl<'d> Fields<'d> {
    /// Opens a table. `place` is where a missing key is reported: the element's name or the value.
    pub(crate) fn open(
        reader: &mut Reader<'d>,
        table: &'d Table<'d>,
        construct: &'static Construct,
        place: Span,
    ) -> Self {
        for entry in &table.entries {
            if construct.key(&entry.key).is_none() {
                reader.report(unknown_key(entry, construct));
            }
        }
        for key in construct.keys.iter().filter(|key| key.required) {
            if table.get(key.name).is_none() {
                reader.report(missing_key(key, construct, place));
            }
        }
        Self { table, construct }
    }

    /// The entry of a key, whatever it holds.
    pub(crate) fn entry(&self, name: &str) -> Option<&'d Entry<'d>> {
        debug_assert!(self.may_hold(name), "`{name}` is not in the schema");
        self.table.get(name)
    }

    /// Whether the construct has this key at all.
    pub(crate) fn may_hold(&self, name: &str) -> bool {
        self.construct.key(name).is_some()
    }

    /// Whether the key is written.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn form(&self, name: &str) -> Form {
        self.construct
            .key(name)
            .expect("getters ask for keys of the schema")
            .form
    }

    fn read<T>(
        &self,
        reader: &mut Reader<'d>,
        name: &'static str,
        read: impl FnOnce(&mut Reader<'d>, &'d Value<'d>) -> Result<T, Refusal>,
    ) -> Option<T> {
        let entry = self.entry(name)?;
        let form = self.form(name);
        reader.accept(name, &entry.value, form, read)
    }

    /// A string that is not empty.
    pub(crate) fn text(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<String> {
        self.read(reader, name, |_, value| values::text(value))
    }

    /// An array of strings; empty when not written.
    pub(crate) fn texts(&self, reader: &mut Reader<'d>, name: &'static str) -> Vec<String> {
        let list = self.items(reader, name);
        list.into_iter()
            .filter_map(|item| {
                reader.accept_item(name, item, Form::Text, |_, value| values::text(value))
            })
            .collect()
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<bool> {
        self.read(reader, name, |_, value| match value.kind {
            ValueKind::Bool(flag) => Ok(flag),
            _ => Err(Refusal::WrongType),
        })
    }

    /// A date.
    pub(crate) fn date(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<Date> {
        self.read(reader, name, |_, value| values::date(value))
    }

    /// A span of time.
    pub(crate) fn period(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<Period> {
        self.read(reader, name, |_, value| values::period(value))
    }

    /// A whole number within the bounds of its form.
    pub(crate) fn integer(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<i64> {
        let Form::Count(low, high) = self.form(name) else {
            panic!("`{name}` is a whole number in the schema");
        };
        self.read(reader, name, |_, value| {
            values::integer(name, value, low, high)
        })
    }

    /// A whole number that is not negative and, by its bounds in the schema, fits 32 bits.
    pub(crate) fn count(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<u32> {
        self.integer(reader, name)
            .and_then(|count| u32::try_from(count).ok())
    }

    /// A finite number that is not negative.
    pub(crate) fn number(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<f64> {
        self.read(reader, name, |_, value| values::number(name, value))
    }

    /// One of the words of its form.
    pub(crate) fn word(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<&'static str> {
        let Form::Word(words) = self.form(name) else {
            panic!("`{name}` is a word in the schema")
        };
        self.read(reader, name, |_, value| values::word(name, value, words))
    }

    /// Some of the words of its form; `None` when not written.
    pub(crate) fn words(
        &self,
        reader: &mut Reader<'d>,
        name: &'static str,
    ) -> Option<Vec<&'static str>> {
        let Form::Words(words) = self.form(name) else {
            panic!("`{name}` is words in the schema")
        };
        self.entry(name)?;
        let mut found = Vec::new();
        for item in self.items(reader, name) {
            let read = |_: &mut Reader<'d>, value| values::word(name, value, words);
            if let Some(word) = reader.accept_item(name, item, Form::Word(words), read) {
                if found.contains(&word) {
                    reader.report(repeated(name, word, item.span, None));
                } else {
                    found.push(word);
                }
            }
        }
        Some(found)
    }

    /// The name of something of the kinds of its form.
    pub(crate) fn name(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<Found> {
        let kinds = self.kinds(name);
        self.read(reader, name, |reader, value| reader.name(value, kinds))
    }

    /// Names of things of the kinds of its form, each with its place; none twice.
    pub(crate) fn names(&self, reader: &mut Reader<'d>, name: &'static str) -> Vec<(Found, Span)> {
        let kinds = self.kinds(name);
        let items = self.items(reader, name);
        reader.names_of(name, &items, kinds)
    }

    fn kinds(&self, name: &str) -> &'static [Kind] {
        match self.form(name) {
            Form::Name(kinds) | Form::Names(kinds) => kinds,
            _ => panic!("`{name}` names something in the schema"),
        }
    }

    /// The items of an array; none when not written.
    pub(crate) fn items(&self, reader: &mut Reader<'d>, name: &'static str) -> Vec<&'d Value<'d>> {
        let items = self.read(reader, name, |_, value| match &value.kind {
            ValueKind::Array(items) => Ok(items.iter().collect()),
            _ => Err(Refusal::WrongType),
        });
        items.unwrap_or_default()
    }

    /// The entries of a table; none when not written.
    pub(crate) fn entries(&self, reader: &mut Reader<'d>, name: &'static str) -> &'d [Entry<'d>] {
        let table = self.read(reader, name, |_, value| {
            value.as_table().ok_or(Refusal::WrongType)
        });
        table.map_or(&[], |table| table.entries.as_slice())
    }

    /// An expression, to be resolved when everything is filled.
    pub(crate) fn expression(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<Expr> {
        self.read(reader, name, Reader::expression)
    }

    /// Who does an act.
    pub(crate) fn actors(&self, reader: &mut Reader<'d>, name: &'static str) -> Option<ActorExpr> {
        self.read(reader, name, Reader::actors)
    }
}

/// Why a value was not accepted.
pub(crate) enum Refusal {
    /// It has another form than the key asks for.
    WrongType,
    /// It is faulty in a way that this says better.
    Fault(Box<Diagnostic>),
    /// Its faults have been reported.
    Reported,
}

impl From<Diagnostic> for Refusal {
    fn from(fault: Diagnostic) -> Self {
        Self::Fault(Box::new(fault))
    }
}

fn unknown_key(entry: &Entry<'_>, construct: &'static Construct) -> Diagnostic {
    let fault = Diagnostic::error(
        "unknown-key",
        format!("{} has no key `{}`", construct.phrase, entry.key),
    )
    .at(entry.key_span, "not a key of this table");
    let known = construct.all_keys().map(|key| key.name);
    match nearest(&entry.key, known) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help(format!(
            "`{}` takes {}",
            construct.header,
            crate::words::all_quoted(construct.keys.iter().map(|key| key.name)),
        )),
    }
}

fn missing_key(key: &Key, construct: &'static Construct, place: Span) -> Diagnostic {
    Diagnostic::error(
        "missing-key",
        format!("{} needs the key `{}`", construct.phrase, key.name),
    )
    .at(place, format!("`{}` is missing", key.name))
    .help(format!("add it: `{} = {}`", key.name, key.example))
    .because(format!("`{}` holds {}", key.name, key.form.words()))
}

/// An item that a list holds twice.
pub(crate) fn repeated(list: &str, item: &str, span: Span, first: Option<Span>) -> Diagnostic {
    let fault = Diagnostic::error(
        "repeated-item",
        format!("`{item}` stands twice in `{list}`, expected once"),
    )
    .at(span, "given again")
    .help("remove one of the two");
    first
        .into_iter()
        .fold(fault, |fault, first| fault.also(first, "given here first"))
}

impl<'d> Reader<'d> {
    /// Opens the table of a declared element.
    pub(super) fn open(
        &mut self,
        declared: &super::declare::Declared<'d>,
        construct: &'static Construct,
    ) -> Fields<'d> {
        Fields::open(self, declared.table, construct, declared.span)
    }
}
