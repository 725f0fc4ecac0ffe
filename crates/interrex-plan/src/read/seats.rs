//! `[seat.ID]`, `[record.ID]`.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::declare::Declared;
use super::fields::Fields;
use crate::model::{Copy, FactKind, Id, Locus, Record, Seat, SeatOption};
use crate::resolve::Found;
use crate::schema::{COPY, OPTION, RECORD, SEAT};
use crate::syntax::{Table, Value, ValueKind};

impl<'d> Reader<'d> {
    pub(super) fn seat(&mut self, id: Id<Seat>, declared: &Declared<'d>) {
        let fields = self.open(declared, &SEAT);
        let of = fields.name(self, "of");
        let of = self.who_or_nobody(of);
        let mut options: Vec<SeatOption> = Vec::new();
        for (table, span) in self.tables(&fields, "option") {
            let option = self.option(table, span, &declared_name(self, declared));
            match options.iter().find(|known| known.name == option.name) {
                Some(first) => self.report(part_twice(
                    "option-twice",
                    "options",
                    &option.name,
                    span,
                    first.span,
                )),
                None => options.push(option),
            }
        }
        let seat = Seat {
            of,
            options,
            terms: self.terms(&fields),
        };
        self.plan.seats.get_mut(id).value = seat;
    }

    /// The tables of an array of tables, each with its place.
    fn tables(&mut self, fields: &Fields<'d>, key: &'static str) -> Vec<(&'d Table<'d>, Span)> {
        let mut tables = Vec::new();
        for item in fields.items(self, key) {
            match item.as_table() {
                Some(table) => tables.push((table, item.span)),
                None => self.wrong_type(&format!("an item of `{key}`"), item, "a table"),
            }
        }
        tables
    }

    fn option(&mut self, table: &'d Table<'d>, span: Span, seat: &str) -> SeatOption {
        let fields = Fields::open(self, table, &OPTION, span);
        let at = fields.name(self, "at");
        let stated = fields.text(self, "name");
        let name = stated
            .or_else(|| at.map(|at| self.names.name(at).to_owned()))
            .unwrap_or_default();
        if let (Some(entry), false) = (fields.entry("refused"), fields.has("agreed-by")) {
            self.report(
                Diagnostic::error(
                    "refusal-of-nobody",
                    "`refused` says how likely a refusal is, and nobody has to agree here",
                )
                .at(entry.key_span, "nobody to refuse")
                .help("add `agreed-by` with who must agree, or remove `refused`"),
            );
        }
        let short = format!("refuses({seat}.{name})");
        // An office of the same name can have a ground of the same name.
        let taken = self.facts.contains_key(&short);
        let fact = if taken {
            format!("refuses(seat.{seat}.{name})")
        } else {
            short
        };
        SeatOption {
            name,
            at: self.locus_or_nowhere(at),
            needs: fields.expression(self, "needs"),
            agreed_by: fields.actors(self, "agreed-by"),
            refused: self.fact(&fields, "refused", FactKind::Refuses, fact),
            lead_time: fields.period(self, "lead-time"),
            cannot: fields
                .names(self, "cannot")
                .into_iter()
                .map(|(found, _)| found.id())
                .collect(),
            terms: self.terms(&fields),
            span,
        }
    }

    fn locus_or_nowhere(&mut self, found: Option<Found>) -> Locus {
        match found.and_then(Found::locus) {
            Some(locus) => locus,
            None => Locus::Place(self.nowhere()),
        }
    }

    pub(super) fn record(&mut self, id: Id<Record>, declared: &Declared<'d>) {
        let fields = self.open(declared, &RECORD);
        let mut copies: Vec<Copy> = Vec::new();
        for (place, (table, span)) in self.tables(&fields, "copy").into_iter().enumerate() {
            let copy = self.a_copy(id, table, span, place, &declared_name(self, declared));
            if let Some(first) = copies.iter().find(|known| known.name == copy.name) {
                self.report(part_twice(
                    "copy-twice",
                    "copies",
                    &copy.name,
                    span,
                    first.span,
                ));
            }
            copies.push(copy);
        }
        let record = Record {
            title: fields.text(self, "title"),
            copies,
            age_max: fields.period(self, "age-max"),
            used_at: fields
                .names(self, "used-at")
                .into_iter()
                .filter_map(|(at, _)| at.locus())
                .collect(),
            custodian: fields.name(self, "custodian").and_then(Found::who),
            contains: fields.texts(self, "contains"),
            on_paper: fields.flag(self, "on-paper"),
            restored_on: fields.date(self, "restored-on"),
            designated_on: fields.date(self, "designated-on"),
            terms: self.terms(&fields),
        };
        self.plan.records.get_mut(id).value = record;
    }

    fn a_copy(
        &mut self,
        id: Id<Record>,
        table: &'d Table<'d>,
        span: Span,
        place: usize,
        record: &str,
    ) -> Copy {
        let fields = Fields::open(self, table, &COPY, span);
        let at = fields.name(self, "at");
        let stated = fields.text(self, "name");
        let name = stated
            .or_else(|| at.map(|at| self.names.name(at).to_owned()))
            .unwrap_or_default();
        let fact = format!("lost({record}/{name})");
        Copy {
            name,
            at: self.locus_or_nowhere(at),
            age: fields.period(self, "age"),
            lost: self.fact(
                &fields,
                "lost",
                FactKind::CopyLost(id, Id::new(place)),
                fact,
            ),
            lawful: fields.flag(self, "lawful"),
            lawful_from: fields.date(self, "lawful-from"),
            lawful_basis: fields.text(self, "lawful-basis"),
            needs: fields.expression(self, "needs"),
            terms: self.terms(&fields),
            span,
        }
    }

    /// The names of the copies of a record, without reading more of it: threats and expressions
    /// name them before the record is filled.
    pub(super) fn declare_copies(&mut self, table: &'d Table<'d>) {
        let items: &[Value<'d>] = match table.get("copy").map(|entry| &entry.value.kind) {
            Some(ValueKind::Array(items)) => items,
            _ => &[],
        };
        let tables = items.iter().filter_map(Value::as_table);
        let text = |table: &'d Table<'d>, key: &str| {
            table.get(key).and_then(|entry| entry.value.as_text())
        };
        let name = |table: &'d Table<'d>| match (text(table, "name"), text(table, "at")) {
            (Some(name), _) => name.value.to_string(),
            (None, Some(at)) => at.value.rsplit('.').next().unwrap_or("").to_owned(),
            (None, None) => String::new(),
        };
        self.copy_names.push(tables.map(name).collect());
    }
}

fn declared_name(reader: &Reader<'_>, declared: &Declared<'_>) -> String {
    reader.names.name(declared.found).to_owned()
}

fn part_twice(code: &'static str, part: &str, name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(
        code,
        format!("two of the {part} are named `{name}`, expected different names"),
    )
    .at(span, "the second")
    .also(first, "the first")
    .help("give one of them another `name`")
}
