//! Reading the file of a mapping.

use std::collections::BTreeMap;

use interrex_diag::nearest;

use super::template::{Template, is_form};
use super::{Condition, Made, Mapped, Mapping, Skip};
use crate::spec::{ID, SPECS, Shape, Spec, spec};
use crate::tree::{File, Node};
use crate::value::Value;

const MAPPING_KEYS: [&str; 4] = ["plan", "sheet", "skip", "table"];
const TABLE_KEYS: [&str; 6] = ["name", "id", "once", "whole", "skip", "columns"];
const SKIP_KEYS: [&str; 3] = ["column", "is", "reason"];
const CONDITION_KEYS: [&str; 2] = ["column", "is"];
const MADE_KEYS: [&str; 4] = ["text", "date", "values", "unless"];

/// What is wrong with a mapping, a sentence each.
type Wrong = Vec<String>;

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Everything that is wrong with it, a sentence each, for people.
    ///
    /// # Examples
    ///
    /// ```
    /// use interrex_tables::Mapping;
    ///
    /// let text = r#"
    /// [[table]]
    /// name = "offices"
    /// id = "{Post}-{Number}"
    /// columns = { title = "{Post}" }
    /// "#;
    /// assert!(Mapping::parse("mapping.toml", text).is_ok());
    /// let wrong = Mapping::parse("mapping.toml", &text.replace("title =", "titel =")).unwrap_err();
    /// assert_eq!(wrong, ["offices have no column `titel`; did you mean `title`?"]);
    /// ```
    pub fn parse(path: &str, text: &str) -> Result<Self, Vec<String>> {
        let file = File::parse(path, text).map_err(|error| vec![error])?;
        let mut wrong = Wrong::new();
        let root = &file.root;
        known_keys(root, &MAPPING_KEYS, "a mapping", &mut wrong);
        let skips = skips(root, &mut wrong);
        let listed = root.get("table").map(Node::items).unwrap_or_default();
        let tables: Vec<Mapped> = listed
            .iter()
            .filter_map(|node| mapped(node, &mut wrong))
            .collect();
        if listed.is_empty() {
            wrong.push(
                "the mapping has no `[[table]]`; say which table of the plan its rows go to"
                    .to_owned(),
            );
        }
        let plan = match root.get("plan").map(Value::of) {
            Some(Some(Value::Table(entries))) => entries,
            _ => Vec::new(),
        };
        let sheet = root.get("sheet").and_then(Node::text).map(str::to_owned);
        let mapping = Self {
            plan,
            sheet,
            skips,
            tables,
        };
        if wrong.is_empty() {
            Ok(mapping)
        } else {
            Err(wrong)
        }
    }
}

fn known_keys(node: &Node, keys: &[&str], what: &str, wrong: &mut Wrong) {
    for entry in node.entries() {
        if !keys.contains(&entry.key.as_str()) {
            wrong.push(format!(
                "{what} has no key `{}`{}",
                entry.key,
                meant(&entry.key, keys.iter().copied())
            ));
        }
    }
}

fn meant<'k>(key: &str, keys: impl IntoIterator<Item = &'k str> + Clone) -> String {
    if let Some(near) = nearest(key, keys.clone()) {
        return format!("; did you mean `{near}`?");
    }
    let all: Vec<&str> = keys.into_iter().collect();
    format!("; it can have {}", all.join(", "))
}

fn mapped(node: &Node, wrong: &mut Wrong) -> Option<Mapped> {
    known_keys(node, &TABLE_KEYS, "a table of a mapping", wrong);
    let name = node.get("name").and_then(Node::text).unwrap_or_default();
    let Some(spec) = spec(name) else {
        let names: Vec<&str> = SPECS.iter().map(|spec| spec.name).collect();
        wrong.push(format!("no table is named `{name}`{}", meant(name, names)));
        return None;
    };
    let id = match (node.get(ID).and_then(Node::text), spec.shape) {
        (Some(text), _) => template(text, wrong),
        (None, Shape::Named { .. } | Shape::Part { .. }) => {
            wrong.push(format!(
                "{name} need `id`: of which columns their names are made"
            ));
            None
        }
        (None, _) => None,
    };
    let columns = node.get("columns");
    let entries = columns.map(Node::entries).unwrap_or_default().iter();
    let columns = entries.filter_map(|entry| {
        let key = column_key(spec, &entry.key, wrong)?;
        Some((key, made(&entry.node, &entry.key, wrong)?))
    });
    Some(Mapped {
        spec,
        columns: columns.collect(),
        id,
        skips: skips(node, wrong),
        is_once: matches!(
            node.get("once").and_then(Value::of),
            Some(Value::Bool(true))
        ),
        whole: node.get("whole").and_then(Node::text).map(str::to_owned),
    })
}

/// A key of the table, as the table itself spells it.
fn column_key(spec: &Spec, key: &str, wrong: &mut Wrong) -> Option<&'static str> {
    let naming = spec.naming().into_iter().map(|(key, _)| key);
    let keys: Vec<&'static str> = naming
        .chain(spec.keys().iter().map(|key| key.name))
        .collect();
    let found = keys.iter().find(|known| **known == key).copied();
    if found.is_none() {
        wrong.push(format!(
            "{} have no column `{key}`{}",
            spec.name,
            meant(key, keys.iter().copied())
        ));
    }
    found
}

fn template(text: &str, wrong: &mut Wrong) -> Option<Template> {
    Template::parse(text)
        .map_err(|error| wrong.push(error))
        .ok()
}

fn made(node: &Node, key: &str, wrong: &mut Wrong) -> Option<Made> {
    if let Some(text) = node.text() {
        return Some(Made {
            text: template(text, wrong)?,
            date: None,
            values: BTreeMap::new(),
            unless: None,
        });
    }
    known_keys(node, &MADE_KEYS, &format!("the column `{key}`"), wrong);
    let Some(text) = node.get("text").and_then(Node::text) else {
        wrong.push(format!(
            "the column `{key}` needs a text in quotes, such as `\"{{column}}\"`, or a table with `text`"
        ));
        return None;
    };
    let date = node.get("date").and_then(Node::text).map(str::to_owned);
    if let Some(form) = date.as_ref().filter(|form| !is_form(form)) {
        wrong.push(format!(
            "the column `{key}` has dates of the form `{form}`; write one such as `M/D/YYYY` or \
             `DD.MM.YYYY`"
        ));
    }
    let values = node.get("values").map(Node::entries).unwrap_or_default();
    let values = values.iter().map(|entry| {
        (
            entry.key.clone(),
            entry.node.text().unwrap_or_default().to_owned(),
        )
    });
    let unless = node.get("unless").and_then(|node| {
        known_keys(
            node,
            &CONDITION_KEYS,
            &format!("`unless` of `{key}`"),
            wrong,
        );
        condition(node, wrong)
    });
    Some(Made {
        text: template(text, wrong)?,
        date,
        values: values.collect(),
        unless,
    })
}

fn skips(node: &Node, wrong: &mut Wrong) -> Vec<Skip> {
    let listed = node.get("skip").map(Node::items).unwrap_or_default();
    let mut skips = Vec::new();
    for node in listed {
        known_keys(node, &SKIP_KEYS, "a `skip`", wrong);
        let reason = node.get("reason").and_then(Node::text);
        match (condition(node, wrong), reason) {
            (Some(when), Some(reason)) => skips.push(Skip {
                when,
                reason: reason.to_owned(),
            }),
            (Some(_), None) => {
                wrong.push("a `skip` needs a `reason`, which is shown for each row".to_owned());
            }
            (None, _) => {}
        }
    }
    skips
}

fn condition(node: &Node, wrong: &mut Wrong) -> Option<Condition> {
    let column = node.get("column").and_then(Node::text);
    let is = node.get("is").map(|node| match node.text() {
        Some(text) => vec![text.to_owned()],
        None => node
            .items()
            .iter()
            .filter_map(Node::text)
            .map(str::to_owned)
            .collect(),
    });
    match (column, is) {
        (Some(column), Some(is)) if !is.is_empty() => Some(Condition {
            column: column.to_owned(),
            is,
        }),
        _ => {
            wrong.push(
                "a condition needs `column`, and `is` with the texts that it holds then, such as \
                 `{ column = \"Name\", is = [\"\", \"Vacant\"] }`"
                    .to_owned(),
            );
            None
        }
    }
}
