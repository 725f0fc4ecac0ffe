//! `[[waiver]]`, `[[review]]`, `[exercise.ID]`, `[[training]]`, `[sealed.ID]`.

use interrex_diag::{Diagnostic, Span};
use interrex_units::Date;

use super::Reader;
use super::declare::Declared;
use super::fields::Fields;
use super::practice::owned;
use crate::model::{Element, Exercise, Finding, Id, Review, Sealed, Training, Waiver};
use crate::schema::{EXERCISE, FINDING, Kind, REVIEW, SEALED, TRAINING, WAIVER};
use crate::syntax::{Table, Value};

/// The name of the plan as a whole, where an element can be named.
const PLAN: &str = "plan";

impl<'d> Reader<'d> {
    pub(super) fn waiver(&mut self, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &WAIVER, span);
        let waiver = Waiver {
            rule: fields.text(self, "rule").unwrap_or_default(),
            on: self
                .part(&fields, "on")
                .or_else(|| self.element(&fields, "on")),
            reason: fields.text(self, "reason").unwrap_or_default(),
            until: fields.date(self, "until").unwrap_or_else(first_day),
            by: fields.text(self, "by"),
            span,
        };
        self.plan.waivers.push(waiver);
    }

    /// A part of an element, such as `office.mayor.order.main`; nothing for what is none, which is
    /// left to [`Self::element`].
    fn part(&self, fields: &Fields<'d>, key: &'static str) -> Option<Element> {
        let text = fields.entry(key)?.value.as_text()?;
        let is_part = text.value.matches('.').count() > 1;
        is_part.then(|| self.plan.find(&text.value).ok()).flatten()
    }

    /// Anything that the plan declares, or the plan as a whole.
    fn element(&mut self, fields: &Fields<'d>, key: &'static str) -> Option<Element> {
        let entry = fields.entry(key)?;
        let Some(text) = entry.value.as_text() else {
            let expected = "the name of anything that the plan declares, in quotes";
            self.wrong_type(&format!("`{key}`"), &entry.value, expected);
            return None;
        };
        if text.value == PLAN {
            return Some(Element::Plan);
        }
        let found = self.resolve(&text.value, text.span, &Kind::ALL)?;
        Some(found.kind.element(found.index))
    }

    pub(super) fn review(&mut self, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &REVIEW, span);
        let review = Review {
            of: self.element(&fields, "of").unwrap_or(Element::Plan),
            kind: fields.word(self, "kind").unwrap_or_default().to_owned(),
            on: fields.date(self, "on").unwrap_or_else(first_day),
            by: fields.text(self, "by"),
            span,
        };
        self.plan.reviews.push(review);
    }

    pub(super) fn exercise(&mut self, id: Id<Exercise>, declared: &Declared<'d>) {
        let fields = self.open(declared, &EXERCISE);
        let moved_to = fields.names(self, "moved-to");
        let items = fields.items(self, "findings");
        let exercise = Exercise {
            kind: fields.word(self, "kind").unwrap_or_default().to_owned(),
            on: fields.date(self, "on").unwrap_or_else(first_day),
            covers: owned(fields.words(self, "covers")),
            moved_to: moved_to
                .into_iter()
                .filter_map(|(found, _)| found.locus())
                .collect(),
            evidence: fields.text(self, "evidence"),
            findings: items
                .into_iter()
                .filter_map(|item| self.finding(item))
                .collect(),
        };
        self.plan.exercises.get_mut(id).value = exercise;
    }

    fn finding(&mut self, item: &'d Value<'d>) -> Option<Finding> {
        let Some(table) = item.as_table() else {
            let expected = "a table `{ text, owner, due, closed-on }`";
            self.wrong_type("an item of `findings`", item, expected);
            return None;
        };
        let fields = Fields::open(self, table, &FINDING, item.span);
        Some(Finding {
            text: fields.text(self, "text").unwrap_or_default(),
            owner: fields.text(self, "owner"),
            due: fields.date(self, "due"),
            closed_on: fields.date(self, "closed-on"),
            span: item.span,
        })
    }

    pub(super) fn training(&mut self, table: &'d Table<'d>, span: Span) {
        let fields = Fields::open(self, table, &TRAINING, span);
        let training = Training {
            what: fields.text(self, "what").unwrap_or_default(),
            on: fields.date(self, "on").unwrap_or_else(first_day),
            who: self.who_list(&fields, "who"),
            by: fields.text(self, "by"),
            evidence: fields.text(self, "evidence"),
            span,
        };
        self.plan.trainings.push(training);
    }

    pub(super) fn sealed(&mut self, id: Id<Sealed>, declared: &Declared<'d>) {
        let fields = self.open(declared, &SEALED);
        let sealed = Sealed {
            digest: self.digest(&fields).unwrap_or_default(),
            readers: fields.texts(self, "readers"),
            covers: fields.text(self, "covers"),
            terms: self.terms(&fields),
        };
        self.plan.sealed.get_mut(id).value = sealed;
    }

    fn digest(&mut self, fields: &Fields<'d>) -> Option<String> {
        let digest = fields.text(self, "digest")?;
        let hexadecimal = digest.strip_prefix("sha256:").is_some_and(|digits| {
            digits.len() == 64 && digits.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
        });
        if let (Some(entry), false) = (fields.entry("digest"), hexadecimal) {
            self.report(
                Diagnostic::error("bad-digest", "the digest is not `sha256:` and 64 lower-case hexadecimal digits")
                    .at(entry.value.span, "not a digest")
                    .help("write the digest of the sealed file, as `sha256sum` prints it, after `sha256:`"),
            );
        }
        Some(digest)
    }
}

/// Stands for a date that a faulty plan does not give.
fn first_day() -> Date {
    Date::new(0, 1, 1).expect("the first day of the calendar")
}
