//! Tables and values with their places.

use interrex_diag::Span;
use interrex_units::Date;

use super::Text;

/// A table: its entries in the order of the text.
#[derive(Debug, Default)]
pub(crate) struct Table<'d> {
    pub(crate) entries: Vec<Entry<'d>>,
}

/// A key with its value.
#[derive(Debug)]
pub(crate) struct Entry<'d> {
    pub(crate) key: std::borrow::Cow<'d, str>,
    pub(crate) key_span: Span,
    pub(crate) value: Value<'d>,
}

/// A value with its place; a table written as `[header]` has the place of its header.
#[derive(Debug)]
pub(crate) struct Value<'d> {
    pub(crate) kind: ValueKind<'d>,
    pub(crate) span: Span,
}

/// The forms of a value.
#[derive(Debug)]
pub(crate) enum ValueKind<'d> {
    Text(Text<'d>),
    /// `None` when it does not fit in 64 bits.
    Integer(Option<i64>),
    Float(f64),
    Bool(bool),
    /// A date without time; `None` when the text has a time of day or no such day exists.
    Date(Option<Date>),
    Array(Vec<Value<'d>>),
    Table(Table<'d>),
}

impl<'d> Table<'d> {
    /// The entry of this key.
    pub(crate) fn get(&self, key: &str) -> Option<&Entry<'d>> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

impl Entry<'_> {
    /// Key and value together; of a table, the key alone, so that it stays on one line.
    pub(crate) fn span(&self) -> Span {
        match self.value.kind {
            ValueKind::Table(_) if self.value.span.start <= self.key_span.start => self.key_span,
            _ => self.key_span.join(self.value.span),
        }
    }
}

impl<'d> Value<'d> {
    /// What it is, for a message that says what was found.
    pub(crate) fn form(&self) -> &'static str {
        match &self.kind {
            ValueKind::Text(_) => "a string",
            ValueKind::Integer(_) | ValueKind::Float(_) => "a number",
            ValueKind::Bool(_) => "true or false",
            ValueKind::Date(_) => "a date",
            ValueKind::Array(_) => "an array",
            ValueKind::Table(_) => "a table",
        }
    }

    /// The table that it is.
    pub(crate) fn as_table(&self) -> Option<&Table<'d>> {
        match &self.kind {
            ValueKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The string that it is.
    pub(crate) fn as_text(&self) -> Option<&Text<'d>> {
        match &self.kind {
            ValueKind::Text(text) => Some(text),
            _ => None,
        }
    }
}
