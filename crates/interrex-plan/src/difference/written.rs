//! A plan as elements and what each says, key by key, each value on one line.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_diag::{Sources, Span};

use crate::schema::TOP_LEVEL;
use crate::syntax::{self, Entry, Table, Value, ValueKind};

/// What a table without keys is written as.
pub(super) const NOTHING: &str = "{}";

/// What names an item of an array of tables, the first of these that it has.
const NAMING: [&str; 5] = ["name", "who", "at", "rule", "of"];
/// What names it where several share that, besides.
const NAMING_BESIDES: [&str; 4] = ["on", "kind", "office", "what"];

/// What is written of a plan.
pub(super) struct Written {
    /// Elements with their names, in the order of the text.
    pub(super) elements: Vec<(String, Element)>,
    places: BTreeMap<String, usize>,
}

/// One element.
pub(super) struct Element {
    /// Where its name stands.
    pub(super) span: Span,
    /// What it says, in the order of the text.
    pub(super) keys: Vec<Key>,
}

/// A key, with those around it, and what it holds.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) value: String,
}

impl Written {
    /// Reads texts as far as they can be read.
    pub(super) fn of(sources: &Sources) -> Self {
        let ids = sources.ids();
        let texts: Vec<_> = ids.map(|id| (id, sources.text(id))).collect();
        let mut faults = Vec::new();
        let document = syntax::parse(&texts, sources, &mut faults);
        let mut written = Self {
            elements: Vec::new(),
            places: BTreeMap::new(),
        };
        for entry in &document.entries {
            written.take(entry);
        }
        written
    }

    /// The element of this name.
    pub(super) fn get(&self, name: &str) -> Option<&Element> {
        let place = self.places.get(name)?;
        self.elements.get(*place).map(|(_, element)| element)
    }

    fn take(&mut self, entry: &Entry<'_>) {
        let is_alone = TOP_LEVEL.contains(&entry.key.as_ref());
        match &entry.value.kind {
            ValueKind::Table(kind) if !is_alone => {
                for inner in &kind.entries {
                    let name = format!("{}.{}", entry.key, inner.key);
                    self.add(name, inner.key_span, &inner.value);
                }
            }
            ValueKind::Array(items) => {
                for (name, item) in named(items) {
                    self.add(format!("{}.{name}", entry.key), item.span, item);
                }
            }
            _ => self.add(entry.key.to_string(), entry.key_span, &entry.value),
        }
    }

    fn add(&mut self, name: String, span: Span, value: &Value<'_>) {
        let mut keys = Vec::new();
        match &value.kind {
            ValueKind::Table(table) => keys_of(table, &mut keys),
            _ => keys.push(Key {
                name: String::new(),
                value: one_line(value),
            }),
        }
        self.places.insert(name.clone(), self.elements.len());
        self.elements.push((name, Element { span, keys }));
    }
}

/// The keys of a table and of those within it, in the order of the text. The parser bounds how deep tables nest.
fn keys_of(table: &Table<'_>, keys: &mut Vec<Key>) {
    // What is still to be written, the next last.
    let mut open: Vec<(String, &Value<'_>)> = Vec::new();
    open.extend(beneath("", table).into_iter().rev());
    while let Some((name, value)) = open.pop() {
        match &value.kind {
            ValueKind::Table(inner) if !inner.entries.is_empty() => {
                open.extend(beneath(&name, inner).into_iter().rev());
            }
            ValueKind::Array(items) if !items.is_empty() && items.iter().all(has_name) => {
                let list = named(items).into_iter();
                let list = list.map(|(item, value)| (format!("{name}.{item}"), value));
                open.extend(list.rev());
            }
            _ => keys.push(Key {
                name,
                value: one_line(value),
            }),
        }
    }
}

/// The entries of a table, each with the name of the table before its own.
fn beneath<'v, 'd>(name: &str, table: &'v Table<'d>) -> Vec<(String, &'v Value<'d>)> {
    let entries = table.entries.iter();
    let named = entries.map(|entry| {
        let whole = if name.is_empty() {
            entry.key.to_string()
        } else {
            format!("{name}.{}", entry.key)
        };
        (whole, &entry.value)
    });
    named.collect()
}

/// Whether an item of an array is a table that is known by a name or a place of its own.
fn has_name(item: &Value<'_>) -> bool {
    let table = item.as_table();
    table.is_some_and(|table| table.get("name").is_some() || table.get("at").is_some())
}

/// The items of an array of tables, each by what it is about; of several about the same, the later ones by number.
fn named<'v, 'd>(items: &'v [Value<'d>]) -> Vec<(String, &'v Value<'d>)> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        let name = name_of(item);
        let count = known.entry(name.clone()).or_insert(0);
        *count += 1;
        let name = match *count {
            1 => name,
            number => format!("{name} ({number})"),
        };
        list.push((name, item));
    }
    list
}

fn name_of(item: &Value<'_>) -> String {
    let Some(table) = item.as_table() else {
        return one_line(item);
    };
    let told = |key: &&str| {
        let value = &table.get(key)?.value;
        Some(match &value.kind {
            ValueKind::Text(text) => text.value.to_string(),
            _ => one_line(value),
        })
    };
    let first = NAMING.iter().find_map(&told);
    let besides = NAMING_BESIDES.iter().filter_map(&told);
    let has_own = table.get("name").is_some() || table.get("at").is_some();
    if let (Some(first), true) = (&first, has_own) {
        return first.clone();
    }
    let parts: Vec<String> = first.into_iter().chain(besides).collect();
    parts.join(" ")
}

/// A value as a plan would write it on one line. The parser bounds how deep values nest.
fn one_line(value: &Value<'_>) -> String {
    let mut text = String::new();
    write_value(value, &mut text);
    text
}

fn write_value(value: &Value<'_>, out: &mut String) {
    match &value.kind {
        ValueKind::Text(text) => {
            let _ = write!(out, "{:?}", text.value);
        }
        ValueKind::Integer(Some(number)) => {
            let _ = write!(out, "{number}");
        }
        ValueKind::Float(number) => {
            let _ = write!(out, "{number}");
        }
        ValueKind::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        ValueKind::Date(Some(date)) => {
            let _ = write!(out, "{date}");
        }
        ValueKind::Integer(None) | ValueKind::Date(None) => out.push('?'),
        ValueKind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                write_value(item, out);
            }
            out.push(']');
        }
        ValueKind::Table(table) if table.entries.is_empty() => out.push_str(NOTHING),
        ValueKind::Table(table) => write_table(table, out),
    }
}

fn write_table(table: &Table<'_>, out: &mut String) {
    let mut entries: Vec<&Entry<'_>> = table.entries.iter().collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    out.push_str("{ ");
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(&entry.key);
        out.push_str(" = ");
        write_value(&entry.value, out);
    }
    out.push_str(" }");
}
