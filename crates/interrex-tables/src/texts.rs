//! The texts of a plan, and the rows that stand in them.
//!
//! Responsible for finding the rows of every table in the text, each with its stable name and the
//! place of what it is about. It reads the text alone: a plan whose names do not resolve has tables
//! too.

use std::collections::BTreeMap;

use crate::cell::Cell;
use crate::heads;
use crate::language::Language;
use crate::show::show;
use crate::spec::{ID, RANK, SPECS, Shape, Spec, holds};
use crate::table::{Column, Row, Table};
use crate::tree::{Entry, File, Node};
use crate::value::Value;

/// The texts of a plan, each parsed.
#[derive(Debug)]
pub struct Texts {
    pub(crate) files: Vec<File>,
}

/// Where something stands: the file, then the entry or item at each level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) file: usize,
    pub(crate) path: Vec<usize>,
}

/// A row as it stands in the text.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Its stable name.
    pub(crate) id: String,
    /// Where it stands.
    pub(crate) at: At,
    /// What its naming columns say.
    pub(crate) naming: Vec<Cell>,
}

/// The rows of one table.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) list: Vec<Found>,
    pub(crate) by_id: BTreeMap<String, usize>,
}

impl Texts {
    /// Parses the files of a plan, each a path as shown to people and its text.
    ///
    /// # Errors
    /// What the parser says of a file that is no TOML, for people.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_tables::{Language, Texts};
    ///
    /// let text = "[place.kyiv]\nlost = 0.3 # as assessed\n";
    /// let texts = Texts::parse(&[("plan.toml", text)]).expect("TOML");
    /// let tables = texts.tables(Language::English);
    /// let places = tables.iter().find(|table| table.name == "places").expect("a table");
    /// assert_eq!(places.rows[0].id, "place.kyiv");
    /// ```
    pub fn parse<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, String> {
        let parsed = files
            .iter()
            .map(|(path, text)| File::parse(path.as_ref(), text.as_ref()));
        Ok(Self {
            files: parsed.collect::<Result<_, _>>()?,
        })
    }

    /// The files as they are: path and text.
    pub fn files(&self) -> Vec<(String, String)> {
        let pairs = self
            .files
            .iter()
            .map(|file| (file.path.clone(), file.text.clone()));
        pairs.collect()
    }

    /// The stable name of the table that is called so, by its stable name or its title in any language.
    pub fn table_called(name: &str) -> Option<&'static str> {
        let name = name.trim().to_lowercase();
        let is_it = |spec: &&Spec| {
            let titles = Language::ALL.map(|language| heads::title(spec.name, language));
            spec.name == name || titles.iter().any(|title| title.to_lowercase() == name)
        };
        SPECS.iter().find(is_it).map(|spec| spec.name)
    }

    /// The tables of the plan: every main one, and every other that has rows.
    pub fn tables(&self, language: Language) -> Vec<Table> {
        let all = SPECS.iter().map(|spec| self.table(spec, language));
        let shown = all
            .zip(SPECS)
            .filter(|(table, spec)| spec.is_main || !table.rows.is_empty());
        shown.map(|(table, _)| table).collect()
    }

    /// One table.
    pub(crate) fn table(&self, spec: &'static Spec, language: Language) -> Table {
        let mut columns = columns(spec, language);
        let rows: Vec<Row> = self
            .rows(spec)
            .list
            .iter()
            .map(|found| self.row(found, &columns))
            .collect();
        for (index, column) in columns.iter_mut().enumerate() {
            let is_used = |row: &Row| row.cells.get(index).is_some_and(|cell| !cell.is_empty());
            column.is_main = column.is_main || rows.iter().any(is_used);
        }
        Table {
            name: spec.name,
            title: heads::title(spec.name, language),
            about: heads::about(spec.name, language),
            columns,
            rows,
        }
    }

    /// What a row shows, a cell for each column.
    pub(crate) fn row(&self, found: &Found, columns: &[Column]) -> Row {
        let node = self.node(&found.at);
        let own = columns.iter().skip(found.naming.len());
        let shown = own.map(|column| {
            let shown = |value| show(&value, column.holds).held();
            value_of(node, column.key).map_or(Cell::Empty, shown)
        });
        Row {
            id: found.id.clone(),
            cells: found.naming.iter().cloned().chain(shown).collect(),
        }
    }

    /// What stands at a place.
    pub(crate) fn node(&self, at: &At) -> Option<&Node> {
        let mut node = &self.files.get(at.file)?.root;
        for step in &at.path {
            node = match node.entries().get(*step) {
                Some(entry) => &entry.node,
                None => node.items().get(*step)?,
            };
        }
        Some(node)
    }

    /// The rows of a table, in the order of the text. Of two rows of one name the later has a number
    /// behind it.
    pub(crate) fn rows(&self, spec: &Spec) -> Rows {
        let mut rows = Rows::default();
        for file in 0..self.files.len() {
            let found = match spec.shape {
                Shape::Named { kind } => self.named(file, kind),
                Shape::Part { kind, part } => self.parts(file, kind, part),
                Shape::Items { kind, part } => self.items(file, kind, part),
                Shape::Candidates => self.candidates(file),
                Shape::Listed { list, by } => self.listed(file, list, by),
            };
            for mut one in found {
                one.id = rows.free(one.id);
                rows.by_id.insert(one.id.clone(), rows.list.len());
                rows.list.push(one);
            }
        }
        rows
    }

    /// The entries of a table of the file's root.
    fn kind(&self, file: usize, kind: &str) -> Vec<(At, &Entry)> {
        let Some(root) = self.files.get(file).map(|file| &file.root) else {
            return Vec::new();
        };
        let at = root.entries().iter().position(|entry| entry.key == kind);
        let at = at.map(|index| At {
            file,
            path: vec![index],
        });
        at.map_or_else(Vec::new, |at| self.below(&at))
    }

    /// The entries of a table, with their places.
    fn below(&self, at: &At) -> Vec<(At, &Entry)> {
        let entries = self.node(at).map(Node::entries).unwrap_or_default();
        entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (at.step(index), entry))
            .collect()
    }

    /// What a key of a thing holds, with its place.
    pub(crate) fn key(&self, at: &At, key: &str) -> Option<At> {
        let entries = self.node(at)?.entries();
        let index = entries.iter().position(|entry| entry.key == key)?;
        Some(at.step(index))
    }

    /// Where a thing of a kind stands.
    pub(crate) fn thing(&self, kind: &str, name: &str) -> Option<At> {
        let mut files = 0..self.files.len();
        files.find_map(|file| {
            let mut things = self.kind(file, kind).into_iter();
            things
                .find(|(_, entry)| entry.key == name)
                .map(|(at, _)| at)
        })
    }

    fn named(&self, file: usize, kind: &str) -> Vec<Found> {
        let named = self.kind(file, kind).into_iter();
        named
            .filter(|(_, entry)| entry.node.form().is_some())
            .map(|(at, entry)| Found {
                id: format!("{kind}.{}", entry.key),
                at,
                naming: vec![Cell::text(&entry.key)],
            })
            .collect()
    }

    fn parts(&self, file: usize, kind: &str, part: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (owner_at, owner) in self.kind(file, kind) {
            let Some(parts_at) = self.key(&owner_at, part) else {
                continue;
            };
            for (at, entry) in self.below(&parts_at) {
                found.push(Found {
                    id: format!("{kind}.{}.{part}.{}", owner.key, entry.key),
                    at,
                    naming: vec![Cell::text(&owner.key), Cell::text(&entry.key)],
                });
            }
        }
        found
    }

    fn items(&self, file: usize, kind: &str, part: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (owner_at, owner) in self.kind(file, kind) {
            let Some(items_at) = self.key(&owner_at, part) else {
                continue;
            };
            let items = self.node(&items_at).map(Node::items).unwrap_or_default();
            for (index, item) in items.iter().enumerate() {
                let name = item
                    .get("name")
                    .or_else(|| item.get("at"))
                    .and_then(Node::text);
                found.push(Found {
                    id: item_id(kind, &owner.key, part, name.unwrap_or_default()),
                    at: items_at.step(index),
                    naming: vec![Cell::text(&owner.key)],
                });
            }
        }
        found
    }

    fn candidates(&self, file: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for order in self.parts(file, "office", "order") {
            let Some(items_at) = self.key(&order.at, "candidates") else {
                continue;
            };
            let items = self.node(&items_at).map(Node::items).unwrap_or_default();
            for (index, item) in items.iter().enumerate() {
                let mut naming = order.naming.clone();
                #[expect(clippy::cast_precision_loss, reason = "lists are short")]
                naming.push(Cell::Number((index + 1) as f64));
                found.push(Found {
                    id: format!("{}.candidate.{}", order.id, candidate_name(item)),
                    at: items_at.step(index),
                    naming,
                });
            }
        }
        found
    }

    fn listed(&self, file: usize, list: &str, by: &str) -> Vec<Found> {
        let Some(root) = self.files.get(file).map(|file| &file.root) else {
            return Vec::new();
        };
        let Some(index) = root.entries().iter().position(|entry| entry.key == list) else {
            return Vec::new();
        };
        let at = At {
            file,
            path: vec![index],
        };
        let items = root
            .get(list)
            .map(Node::items)
            .unwrap_or_default()
            .iter()
            .enumerate();
        let name = |item: &Node| {
            item.get(by)
                .and_then(Node::text)
                .unwrap_or_default()
                .to_owned()
        };
        items
            .map(|(index, item)| Found {
                id: format!("{list}.{}", name(item)),
                at: at.step(index),
                naming: Vec::new(),
            })
            .collect()
    }
}

impl At {
    /// The place of an entry or item in it.
    pub(crate) fn step(&self, index: usize) -> Self {
        let mut path = self.path.clone();
        path.push(index);
        Self {
            file: self.file,
            path,
        }
    }

    /// Where what contains it stands.
    pub(crate) fn above(&self) -> Self {
        let mut path = self.path.clone();
        path.pop();
        Self {
            file: self.file,
            path,
        }
    }

    /// Its own place in what contains it.
    pub(crate) fn index(&self) -> usize {
        self.path.last().copied().unwrap_or_default()
    }
}

impl Rows {
    /// A row by its name.
    pub(crate) fn get(&self, id: &str) -> Option<&Found> {
        self.list.get(*self.by_id.get(id)?)
    }

    /// The name, with a number behind it where another row has it.
    fn free(&self, id: String) -> String {
        if !self.by_id.contains_key(&id) {
            return id;
        }
        let numbered = (2..).map(|number: usize| format!("{id}#{number}"));
        let mut free = numbered.filter(|name| !self.by_id.contains_key(name));
        free.next().unwrap_or(id)
    }
}

/// The stable name of one of several things that a table lists.
pub(crate) fn item_id(kind: &str, owner: &str, part: &str, name: &str) -> String {
    format!("{kind}.{owner}.{part}.{name}")
}

/// What a candidate is called in its order: its name, or who it is.
fn candidate_name(item: &Node) -> &str {
    let name = item
        .get("name")
        .or_else(|| item.get("who"))
        .or_else(|| item.get("chosen-by"));
    item.text()
        .or_else(|| name.and_then(Node::text))
        .unwrap_or_default()
}

/// The value that a row has for a key. A candidate that is a name alone is who it is.
pub(crate) fn value_of(node: Option<&Node>, key: &str) -> Option<Value> {
    let node = node?;
    if node.text().is_some() && key == "who" {
        return Value::of(node);
    }
    Value::of(node.get(key)?)
}

/// The columns of a table.
pub(crate) fn columns(spec: &'static Spec, language: Language) -> Vec<Column> {
    let naming = spec.naming().into_iter().map(|(key, holds)| Column {
        key,
        head: heads::head(spec.name, key, language).to_owned(),
        holds,
        is_required: key != RANK,
        is_main: true,
        about: naming_about(key),
    });
    let own = spec.keys().into_iter().map(|key| Column {
        key: key.name,
        head: heads::head(spec.name, key.name, language).to_owned(),
        holds: holds(key),
        is_required: key.required,
        is_main: spec.main.contains(&key.name) || key.required,
        about: key.doc,
    });
    naming.chain(own).collect()
}

/// What a column says that is no key of the language.
fn naming_about(key: &str) -> &'static str {
    match key {
        ID => "The name by which the rest of the plan speaks of it.",
        RANK => "Who comes first: 1, then 2. A number between two, such as 1.5, goes between them.",
        _ => "To what it belongs.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAN: &str = r#"[plan]
title = "A plan"

[place.kyiv]
lost = [0.1, 0.3] # as assessed
coordinates = [50.45, 30.52]

[site.bunker]
in = ["kyiv"]
needs = "plant"
borrowed = true

[office.president]
title = "President; acting; or not"
ground.dead = {}

[office.president.order.line]
on = ["dead", "vacant"]
candidates = ["speaker", { who = "judge", acting = true }, { chosen-by = "judge", name = "x" }]

[record.register]
[[record.register.copy]]
at = "kyiv"
[[record.register.copy]]
at = "kyiv"

[[contact]]
who = "president"
confirmed-on = 2022-02-20
"#;

    fn shown(table: &str) -> Vec<(String, Vec<(&'static str, String)>)> {
        let texts = Texts::parse(&[("plan.toml", PLAN)]).expect("TOML");
        let spec = crate::spec::spec(table).expect("a table");
        let table = texts.table(spec, Language::English);
        let row = |row: &Row| {
            let cells = table.columns.iter().zip(&row.cells);
            let cells = cells.filter(|(_, cell)| !cell.is_empty());
            (
                row.id.clone(),
                cells
                    .map(|(column, cell)| (column.key, cell.to_string()))
                    .collect(),
            )
        };
        table.rows.iter().map(row).collect()
    }

    fn check(table: &str, expect: &[(&str, &[(&str, &str)])]) {
        let shown = shown(table);
        let shown: Vec<(&str, Vec<(&str, &str)>)> = shown
            .iter()
            .map(|(id, cells)| {
                let cells = cells.iter().map(|(key, cell)| (*key, cell.as_str()));
                (id.as_str(), cells.collect())
            })
            .collect();
        let expect: Vec<(&str, Vec<(&str, &str)>)> = expect
            .iter()
            .map(|(id, cells)| (*id, cells.to_vec()))
            .collect();
        assert_eq!(shown, expect, "{table}");
    }

    #[test]
    fn things_are_rows_of_cells() {
        check(
            "places",
            &[(
                "place.kyiv",
                &[
                    ("id", "kyiv"),
                    ("lost", "0.1 to 0.3"),
                    ("coordinates", "50.45; 30.52"),
                ],
            )],
        );
        check(
            "sites",
            &[(
                "site.bunker",
                &[
                    ("id", "bunker"),
                    ("in", r#"["kyiv"]"#),
                    ("needs", "plant"),
                    ("borrowed", "yes"),
                ],
            )],
        );
        check(
            "offices",
            &[(
                "office.president",
                &[("id", "president"), ("title", "President; acting; or not")],
            )],
        );
        check(
            "contacts",
            &[(
                "contact.president",
                &[("who", "president"), ("confirmed-on", "2022-02-20")],
            )],
        );
    }

    #[test]
    fn parts_say_to_what_they_belong() {
        check(
            "grounds",
            &[(
                "office.president.ground.dead",
                &[("office", "president"), ("id", "dead")],
            )],
        );
        check(
            "orders",
            &[(
                "office.president.order.line",
                &[
                    ("office", "president"),
                    ("id", "line"),
                    ("on", "dead; vacant"),
                ],
            )],
        );
        let of_line = [("office", "president"), ("order", "line")];
        let row = |rank, rest: &[(&'static str, &'static str)]| {
            [&of_line[..], &[("rank", rank)], rest].concat()
        };
        check(
            "successions",
            &[
                (
                    "office.president.order.line.candidate.speaker",
                    &row("1", &[("who", "speaker")]),
                ),
                (
                    "office.president.order.line.candidate.judge",
                    &row("2", &[("who", "judge"), ("acting", "yes")]),
                ),
                (
                    "office.president.order.line.candidate.x",
                    &row("3", &[("chosen-by", "judge"), ("name", "x")]),
                ),
            ],
        );
    }

    #[test]
    fn a_second_row_of_one_name_has_a_number() {
        let ids: Vec<String> = shown("copies").into_iter().map(|(id, _)| id).collect();
        assert_eq!(
            ids,
            ["record.register.copy.kyiv", "record.register.copy.kyiv#2"]
        );
    }
}
