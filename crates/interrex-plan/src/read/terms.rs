//! The keys that most constructs allow besides their own.

use interrex_diag::{Diagnostic, Span};

use super::Reader;
use super::fields::Fields;
use super::values;
use crate::model::{Status, StatusEntry, Terms};
use crate::resolve::Found;
use crate::schema::{Form, STATUS, STATUS_WORDS};
use crate::syntax::{Value, ValueKind};

impl<'d> Reader<'d> {
    /// Reads the terms of an element.
    pub(super) fn terms(&mut self, fields: &Fields<'d>) -> Terms {
        let terms = Terms {
            from: fields.date(self, "from"),
            until: fields.date(self, "until"),
            status: self.status(fields),
            by_measure: fields.name(self, "by-measure").map(Found::id),
            basis: fields.text(self, "basis"),
            source: fields.name(self, "source").map(Found::id),
            assumed: fields.flag(self, "assumed").unwrap_or(false),
            note: fields.text(self, "note"),
        };
        self.check_dates(fields, &terms);
        terms
    }

    fn check_dates(&mut self, fields: &Fields<'d>, terms: &Terms) {
        if let (Some(from), Some(until)) = (terms.from, terms.until)
            && until < from
        {
            let mut fault = Diagnostic::error(
                "until-before-from",
                format!(
                    "it holds until {until} and only from {from} on, expected the other way round"
                ),
            )
            .help("exchange the dates, or mend one of them");
            if let Some(entry) = fields.entry("until") {
                fault = fault.at(entry.value.span, "the last day");
            }
            if let Some(entry) = fields.entry("from") {
                fault = fault.also(entry.value.span, "the first day comes later");
            }
            self.report(fault);
        }
    }

    fn status(&mut self, fields: &Fields<'d>) -> Vec<StatusEntry> {
        let Some(entry) = fields.entry("status") else {
            return Vec::new();
        };
        match &entry.value.kind {
            ValueKind::Text(_) => self
                .status_word(&entry.value, entry.value.span)
                .into_iter()
                .collect(),
            ValueKind::Array(items) => items
                .iter()
                .filter_map(|item| self.status_entry(item))
                .collect(),
            _ => {
                let form =
                    "a status such as `\"offered\"`, or an array of tables `{ is, on, source }`";
                self.wrong_type("`status`", &entry.value, form);
                Vec::new()
            }
        }
    }

    fn status_word(&mut self, value: &'d Value<'d>, span: Span) -> Option<StatusEntry> {
        let read = |_: &mut Self, value| values::word("status", value, &STATUS_WORDS);
        let word = self.accept("status", value, Form::Word(&STATUS_WORDS), read)?;
        Some(StatusEntry {
            status: status_of(word),
            on: None,
            source: None,
            span,
        })
    }

    fn status_entry(&mut self, item: &'d Value<'d>) -> Option<StatusEntry> {
        let Some(table) = item.as_table() else {
            if item.as_text().is_some() {
                return self.status_word(item, item.span);
            }
            self.wrong_type("an item of `status`", item, "a table `{ is, on, source }`");
            return None;
        };
        let fields = Fields::open(self, table, &STATUS, item.span);
        let word = fields.word(self, "is");
        let on = fields.date(self, "on");
        let source = fields.name(self, "source").map(Found::id);
        Some(StatusEntry {
            status: status_of(word?),
            on,
            source,
            span: item.span,
        })
    }
}

fn status_of(word: &str) -> Status {
    let found = Status::ALL.into_iter().find(|status| status.word() == word);
    found.expect("the schema lists the words of the model")
}
