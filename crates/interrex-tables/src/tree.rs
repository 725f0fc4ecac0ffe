//! One file of a plan as a tree, every key and value with the bytes that it stands in.
//!
//! Responsible for hiding the parser of the text from everything else here. What the values say is
//! left to `value`, how the text is changed to `edit`.

use std::ops::Range;

use interrex_units::Date;
use toml_edit::{Document, Item, Key, TableLike, Value as Parsed};

/// A file of a plan.
#[derive(Debug)]
pub(crate) struct File {
    /// Its path, as shown to people.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
    /// Its table.
    pub(crate) root: Node,
}

/// A value, or a table.
#[derive(Debug)]
pub(crate) struct Node {
    /// The bytes of the value; of a table that has a header, those of the header.
    pub(crate) span: Range<usize>,
    /// What it is.
    pub(crate) what: What,
}

/// The kinds of values.
#[derive(Debug)]
pub(crate) enum What {
    /// A string.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A date; nothing where it has a time of day or is no day.
    Date(Option<Date>),
    /// An array between brackets.
    Array(Vec<Node>),
    /// An array of tables, each with a header.
    Headers(Vec<Node>),
    /// A table, in one of its spellings.
    Table(Vec<Entry>, Form),
}

/// How a table is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// With a header of its own.
    Header,
    /// By the headers of what is in it.
    Implied,
    /// By keys with points.
    Dotted,
    /// Between braces.
    Inline,
}

/// A key with its value.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

impl File {
    /// Parses a file.
    ///
    /// # Errors
    /// What the parser says, for people.
    pub(crate) fn parse(path: &str, text: &str) -> Result<Self, String> {
        let document = Document::parse(text).map_err(|error| format!("`{path}`: {error}"))?;
        let root = table(document.as_table(), text, 0..0);
        Ok(Self {
            path: path.to_owned(),
            text: text.to_owned(),
            root,
        })
    }
}

impl Node {
    /// The entries of the table that it is; none of anything else.
    pub(crate) fn entries(&self) -> &[Entry] {
        match &self.what {
            What::Table(entries, _) => entries,
            _ => &[],
        }
    }

    /// The entry of a key. Takes time in proportion to the entries.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The items of the array that it is; none of anything else.
    pub(crate) fn items(&self) -> &[Self] {
        match &self.what {
            What::Array(items) | What::Headers(items) => items,
            _ => &[],
        }
    }

    /// The string that it is.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// How the table that it is is spelled.
    pub(crate) fn form(&self) -> Option<Form> {
        match self.what {
            What::Table(_, form) => Some(form),
            _ => None,
        }
    }
}

fn table(parsed: &dyn TableLike, raw: &str, nowhere: Range<usize>) -> Node {
    let mut entries: Vec<Entry> = parsed
        .iter()
        .filter_map(|(key, _)| parsed.get_key_value(key))
        .map(|(key, item)| entry(key, item, raw))
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Node {
        span: nowhere,
        what: What::Table(entries, Form::Implied),
    }
}

fn entry(key: &Key, item: &Item, raw: &str) -> Entry {
    let key_span = key.span().unwrap_or_default();
    Entry {
        key: key.get().to_owned(),
        node: node(item, raw, &key_span),
        key_span,
    }
}

fn node(item: &Item, raw: &str, beside: &Range<usize>) -> Node {
    match item {
        Item::Value(parsed) => value(parsed, raw, beside),
        Item::Table(parsed) => header(parsed, raw, beside),
        Item::ArrayOfTables(parsed) => Node {
            span: beside.clone(),
            what: What::Headers(parsed.iter().map(|one| header(one, raw, beside)).collect()),
        },
        Item::None => Node {
            span: beside.clone(),
            what: What::Array(Vec::new()),
        },
    }
}

fn header(parsed: &toml_edit::Table, raw: &str, beside: &Range<usize>) -> Node {
    let span = parsed.span().unwrap_or_else(|| beside.clone());
    let has_header = raw.get(span.clone()).is_some_and(|at| at.starts_with('['));
    let form = match (has_header, parsed.is_dotted()) {
        (true, _) => Form::Header,
        (false, true) => Form::Dotted,
        (false, false) => Form::Implied,
    };
    of_form(table(parsed, raw, span), form)
}

fn of_form(mut node: Node, spelled: Form) -> Node {
    if let What::Table(_, form) = &mut node.what {
        *form = spelled;
    }
    node
}

fn value(parsed: &Parsed, raw: &str, beside: &Range<usize>) -> Node {
    let span = parsed.span().unwrap_or_else(|| beside.clone());
    let what = match parsed {
        Parsed::String(text) => What::Text(text.value().clone()),
        Parsed::Integer(number) => What::Whole(*number.value()),
        Parsed::Float(number) => What::Number(*number.value()),
        Parsed::Boolean(one) => What::Bool(*one.value()),
        Parsed::Datetime(moment) => What::Date(date(moment.value())),
        Parsed::Array(items) => {
            What::Array(items.iter().map(|item| value(item, raw, &span)).collect())
        }
        Parsed::InlineTable(inner) => {
            let form = if inner.is_dotted() {
                Form::Dotted
            } else {
                Form::Inline
            };
            return of_form(table(inner, raw, span), form);
        }
    };
    Node { span, what }
}

fn date(moment: &toml_edit::Datetime) -> Option<Date> {
    if moment.time.is_some() || moment.offset.is_some() {
        return None;
    }
    let day = moment.date?;
    Date::new(
        i16::try_from(day.year).ok()?,
        i8::try_from(day.month).ok()?,
        i8::try_from(day.day).ok()?,
    )
}
