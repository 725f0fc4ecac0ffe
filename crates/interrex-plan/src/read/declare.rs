//! First everything is declared, then filled, so that order in the text means nothing.

use interrex_diag::{Diagnostic, Span, nearest};

use super::{Reader, room};
use crate::resolve::{Found, Incumbent};
use crate::schema::{Kind, TOP_LEVEL};
use crate::syntax::{Entry, Table, Value, ValueKind};

/// A declared element that waits to be filled.
#[derive(Clone, Copy)]
pub(super) struct Declared<'d> {
    pub(super) found: Found,
    pub(super) table: &'d Table<'d>,
    pub(super) span: Span,
}

/// Words of expressions, which no name can be.
const RESERVED: [&str; 7] = ["and", "or", "not", "true", "false", "plan", "vacant"];

impl<'d> Reader<'d> {
    /// Reads a whole document.
    pub(super) fn document(&mut self, document: &'d Table<'d>) {
        for entry in &document.entries {
            self.declare_kind(entry);
        }
        self.header(document);
        self.fill_all(document);
        self.finish_later();
    }

    fn declare_kind(&mut self, entry: &'d Entry<'d>) {
        if let Some(kind) = Kind::of_word(&entry.key) {
            let Some(table) = entry.value.as_table() else {
                let expected = format!("tables `[{}.ID]`", kind.word());
                return self.wrong_type(&format!("`{}`", entry.key), &entry.value, &expected);
            };
            for element in &table.entries {
                self.declare(kind, element);
            }
        } else if !TOP_LEVEL.contains(&entry.key.as_ref()) {
            self.report(unknown_table(entry));
        }
    }

    fn declare(&mut self, kind: Kind, element: &'d Entry<'d>) {
        let Some(table) = element.value.as_table() else {
            let expected = format!("a table `[{}.{}]`", kind.word(), element.key);
            return self.wrong_type(&format!("`{}`", element.key), &element.value, &expected);
        };
        let span = element.key_span;
        self.check_name(&element.key, span, kind.phrase());
        let found = self.names.declare(kind, &element.key, span);
        room::make(&mut self.plan, kind, &element.key, span);
        match kind {
            Kind::Body => self.declare_decisions(found.id(), table),
            Kind::Record => self.declare_copies(table),
            _ => {}
        }
        self.declared.push(Declared { found, table, span });
    }

    /// Reports a name that is not kebab-case or that expressions could not use.
    pub(super) fn check_name(&mut self, name: &str, span: Span, what: &str) {
        let start = name.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        let rest = name
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if !start || !rest {
            self.report(
                Diagnostic::error("bad-name", format!("`{name}` is no name for {what}, expected lower-case letters, digits and hyphens"))
                    .at(span, "not a name")
                    .help(format!("write `{}`, and put the words for readers into a `title`", kebab(name))),
            );
        } else if RESERVED.contains(&name) {
            self.report(
                Diagnostic::error(
                    "reserved-name",
                    format!(
                        "`{name}` has a meaning in expressions, expected another name for {what}"
                    ),
                )
                .at(span, "a word of the language")
                .help(format!("write a longer name, such as `the-{name}`")),
            );
        }
    }

    /// Finds out who holds each office at the start, since names of offices can stand for them
    /// anywhere. Faults are left to be reported when the office is filled.
    fn find_incumbents(&mut self) {
        let mut incumbents = vec![Incumbent::Nobody; self.plan.offices.len()];
        for declared in self
            .declared
            .iter()
            .filter(|declared| declared.found.kind == Kind::Office)
        {
            let holder = declared.table.get("holder").map(|entry| &entry.value);
            let slot = incumbents.get_mut(declared.found.index as usize);
            *slot.expect("an office has a place") = self.incumbent_of(holder);
        }
        self.incumbents = incumbents;
    }

    fn incumbent_of(&self, holder: Option<&Value<'_>>) -> Incumbent {
        let Some(holder) = holder else {
            return Incumbent::Nobody;
        };
        let Some(name) = holder.as_text() else {
            return Incumbent::Faulty;
        };
        match self.names.resolve(&name.value, &[Kind::Person, Kind::Body]) {
            Ok(found) if found.kind == Kind::Person => Incumbent::Person(found.id()),
            Ok(_) => Incumbent::Body,
            Err(_) => Incumbent::Faulty,
        }
    }

    /// Fills sources first, since assessments take their dates, and coalitions, since pledges take
    /// their partners; the rest in the order of the text, so that facts come in that order too.
    fn fill_all(&mut self, document: &'d Table<'d>) {
        self.find_incumbents();
        let mut declared = std::mem::take(&mut self.declared);
        declared.sort_by_key(|declared| {
            let early = matches!(declared.found.kind, Kind::Source | Kind::Coalition);
            (!early, declared.span)
        });
        for element in &declared {
            self.fill(element);
        }
        for entry in &document.entries {
            self.fill_top_level(entry);
        }
    }

    fn fill(&mut self, declared: &Declared<'d>) {
        let found = declared.found;
        match found.kind {
            Kind::Source => self.source(found.id(), declared),
            Kind::Place => self.place(found.id(), declared),
            Kind::Site => self.site(found.id(), declared),
            Kind::Link => self.link(found.id(), declared),
            Kind::Person => self.a_person(found.id(), declared),
            Kind::Threat => self.threat(found.id(), declared),
            Kind::Body => self.body(found.id(), declared),
            Kind::Office => self.office(found.id(), declared),
            Kind::Lease => self.lease(found.id(), declared),
            Kind::Power => self.power(found.id(), declared),
            Kind::Seat => self.seat(found.id(), declared),
            Kind::Record => self.record(found.id(), declared),
            Kind::Partner => self.partner(found.id(), declared),
            Kind::Coalition => self.coalition(found.id(), declared),
            Kind::Pledge => self.pledge(found.id(), declared),
            Kind::Measure => self.measure(found.id(), declared),
            Kind::Decision => self.decision(found.id(), declared),
            Kind::Function => self.function(found.id(), declared),
            Kind::Agreement => self.agreement(found.id(), declared),
            Kind::Devolution => self.devolution_plan(found.id(), declared),
            Kind::Exercise => self.exercise(found.id(), declared),
            Kind::Sealed => self.sealed(found.id(), declared),
        }
    }

    fn fill_top_level(&mut self, entry: &'d Entry<'d>) {
        match entry.key.as_ref() {
            "reconstitution" => self.reconstitution(entry),
            "waiver" => self.each_table(entry, Self::waiver),
            "recognition" => self.each_table(entry, Self::recognition),
            "review" => self.each_table(entry, Self::review),
            "contact" => self.each_table(entry, Self::contact),
            "training" => self.each_table(entry, Self::training),
            _ => {}
        }
    }

    /// Reads each table of an array of tables.
    pub(super) fn each_table(
        &mut self,
        entry: &'d Entry<'d>,
        read: impl Fn(&mut Self, &'d Table<'d>, Span),
    ) {
        let expected = format!("tables `[[{}]]`", entry.key);
        let ValueKind::Array(items) = &entry.value.kind else {
            return self.wrong_type(&format!("`{}`", entry.key), &entry.value, &expected);
        };
        for item in items {
            match item.as_table() {
                Some(table) => read(self, table, item.span),
                None => self.wrong_type(&format!("an item of `{}`", entry.key), item, &expected),
            }
        }
    }
}

/// Makes a name of what was written as one.
fn kebab(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        "another-name".to_owned()
    } else {
        words.join("-")
    }
}

fn unknown_table(entry: &Entry<'_>) -> Diagnostic {
    let fault = Diagnostic::error(
        "unknown-table",
        format!("a plan has no table `{}`", entry.key),
    )
    .at(entry.key_span, "not a table of the language");
    let known = Kind::ALL.iter().map(|kind| kind.word()).chain(TOP_LEVEL);
    if ["act", "question"].contains(&&*entry.key) {
        return fault.help(
            "a list of acts or of questions is no part of a plan: check the plan's own file, as in `interrex check DIR/plan.toml`",
        );
    }
    match nearest(&entry.key, known) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help("the reference of the plan language lists every table"),
    }
}
