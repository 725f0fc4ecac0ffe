//! From the parser's maps, sorted by key, to tables in the order of the text.

use std::borrow::Cow;

use interrex_diag::{SourceId, Span};
use interrex_units::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Table, Text, Value, ValueKind};

/// Converts a whole file.
pub(super) fn document(source: SourceId, tree: DeTable<'_>) -> Table<'_> {
    table(source, tree)
}

fn table(source: SourceId, tree: DeTable<'_>) -> Table<'_> {
    let mut entries: Vec<Entry<'_>> = tree
        .into_iter()
        .map(|(key, value)| entry(source, key, value))
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Table { entries }
}

fn entry<'d>(
    source: SourceId,
    key: Spanned<Cow<'d, str>>,
    value: Spanned<DeValue<'d>>,
) -> Entry<'d> {
    let key_span = Span::new(source, key.span());
    Entry {
        key: key.into_inner(),
        key_span,
        value: self::value(source, value, key_span),
    }
}

/// A value that could not be parsed has no place of its own: then it stands where its key does, or
/// its array, so that what follows from it is found beside the fault of syntax.
fn value(source: SourceId, value: Spanned<DeValue<'_>>, beside: Span) -> Value<'_> {
    let span = match value.span() {
        nowhere if nowhere.is_empty() => beside,
        range => Span::new(source, range),
    };
    let kind = match value.into_inner() {
        DeValue::String(text) => ValueKind::Text(Text { value: text, span }),
        DeValue::Integer(integer) => {
            ValueKind::Integer(i64::from_str_radix(integer.as_str(), integer.radix()).ok())
        }
        DeValue::Float(float) => ValueKind::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(value) => ValueKind::Bool(value),
        DeValue::Datetime(moment) => {
            let timed = moment.time.is_some() || moment.offset.is_some();
            let day = moment.date.filter(|_| !timed);
            ValueKind::Date(day.and_then(|day| date(day.year, day.month, day.day)))
        }
        DeValue::Array(items) => ValueKind::Array(
            items
                .into_iter()
                .map(|item| self::value(source, item, span))
                .collect(),
        ),
        DeValue::Table(inner) => ValueKind::Table(table(source, inner)),
    };
    Value { kind, span }
}

fn date(year: u16, month: u8, day: u8) -> Option<Date> {
    let (year, month, day) = (
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    );
    Date::new(year, month, day)
}
