//! `[plan]`, `[scale]`, `[rules]`.

use interrex_diag::{Diagnostic, Span, nearest};
use interrex_units::Scale;

use super::Reader;
use super::actors::actor_of;
use super::fields::{Fields, Refusal};
use super::likelihood::range;
use super::values;
use crate::model::{Actor, Header, Level};
use crate::resolve::Found;
use crate::schema::{Form, PLAN, RULES};
use crate::syntax::{Entry, Table, ValueKind};

/// The name in `[plan]` of the scale that the plan defines.
const OWN: &str = "own";
/// More words than this no reader tells apart.
const WORDS_MAX: usize = 100;

impl<'d> Reader<'d> {
    /// Reads what the plan says about itself. The scale comes first: every likelihood needs it.
    pub(super) fn header(&mut self, document: &'d Table<'d>) {
        let own = document
            .get("scale")
            .map(|entry| (entry.key_span, self.own_scale(entry)));
        match document.get("plan") {
            None => self.report_no_plan(),
            Some(entry) => match entry.value.as_table() {
                None => self.wrong_type("`plan`", &entry.value, "a table `[plan]`"),
                Some(table) => {
                    let fields = Fields::open(self, table, &PLAN, entry.key_span);
                    self.choose_scale(&fields, own);
                    self.plan.header = self.the_plan(&fields, entry.key_span);
                }
            },
        }
        if let Some(entry) = document.get("rules") {
            self.rules(entry);
        }
    }

    fn report_no_plan(&mut self) {
        let fault = Diagnostic::error(
            "no-plan",
            "there is no table `[plan]`, expected one in every plan",
        )
        .help("add `[plan]` with a `title` and a `horizon`");
        let fault = match self.sources.ids().next() {
            Some(first) => fault.at(Span::new(first, 0..0), "expected in one of the files"),
            None => fault,
        };
        self.report(fault);
    }

    fn the_plan(&mut self, fields: &Fields<'d>, span: Span) -> Header {
        let scale = match self.scale.name() {
            Scale::CUSTOM => OWN.to_owned(),
            name => name.to_owned(),
        };
        Header {
            title: fields.text(self, "title").unwrap_or_default(),
            institution: fields.text(self, "institution"),
            span: Some(span),
            horizon: fields.period(self, "horizon"),
            as_of: fields.date(self, "as-of"),
            scale,
            prefer: fields
                .names(self, "prefer")
                .into_iter()
                .map(|(found, _)| found.id())
                .collect(),
            adjudicator: fields.name(self, "adjudicator").and_then(actor),
            signed_by: fields.name(self, "signed-by").and_then(actor),
            signed_on: fields.date(self, "signed-on"),
            changed_on: fields.date(self, "changed-on"),
            filed_with: fields.text(self, "filed-with"),
            filed_on: fields.date(self, "filed-on"),
            seat_law: fields.text(self, "seat-law"),
            closed_list: fields.flag(self, "closed-list"),
            crisis_communication: fields.text(self, "crisis-communication"),
            contacts_printed: fields.date(self, "contacts-printed"),
            communications_staff: self.actors_named(fields, "communications-staff"),
            note: fields.text(self, "note"),
            ..Header::default()
        }
    }

    fn actors_named(&mut self, fields: &Fields<'d>, key: &'static str) -> Vec<Actor> {
        fields
            .names(self, key)
            .into_iter()
            .filter_map(|(found, _)| actor(found))
            .collect()
    }

    /// The scale of the plan's own words, as far as they can be read.
    fn own_scale(&mut self, entry: &'d Entry<'d>) -> Scale {
        let empty = || Scale::custom([]).expect("no word stands twice among none");
        let Some(table) = entry.value.as_table() else {
            self.wrong_type(
                "`scale`",
                &entry.value,
                "a table `[scale]` of words with a range for each",
            );
            return empty();
        };
        if table.entries.len() > WORDS_MAX {
            self.report(scale_too_long(table.entries.len(), entry.key_span));
        }
        let mut words = Vec::new();
        for word in table.entries.iter().take(WORDS_MAX) {
            let read = |_: &mut Self, value| word_range(value);
            let form = Form::Other("a range such as `[0.5, 0.7]`");
            if let Some(likelihood) = self.accept(&word.key, &word.value, form, read) {
                words.push((word.key.to_string(), likelihood));
            }
        }
        Scale::custom(words).unwrap_or_else(|error| {
            let word = table.get(&error.word);
            let span = word.map_or(entry.key_span, |word| word.key_span);
            self.report(
                Diagnostic::error("doubled-word", error.to_string())
                    .at(span, "differs from another at most in case and spacing")
                    .help("keep one of them"),
            );
            empty()
        })
    }

    fn choose_scale(&mut self, fields: &Fields<'d>, own: Option<(Span, Scale)>) {
        let Some(entry) = fields.entry("scale") else {
            if let Some((span, _)) = own {
                self.report(unused_scale(span));
            }
            return;
        };
        let form = Form::Other("`\"icd-203\"`, `\"phia\"`, `\"ipcc\"` or `\"own\"`");
        let Some(text) = entry.value.as_text() else {
            return self.wrong_type("`scale`", &entry.value, &form.words());
        };
        let span = text.span;
        match (text.value.as_ref(), own) {
            (OWN, Some((_, scale))) => self.scale = scale,
            (OWN, None) => self.report(
                Diagnostic::error(
                    "own-scale-missing",
                    "the plan uses a scale of its own and has no table `[scale]`",
                )
                .at(span, "expected the words in `[scale]`")
                .help("add `[scale]` with a range for each word, or name a published scale"),
            ),
            (name, own) => match Scale::named(name) {
                Some(scale) => {
                    self.scale = scale;
                    if let Some((span, _)) = own {
                        self.report(unused_scale(span));
                    }
                }
                None => self.report(unknown_scale(name, span)),
            },
        }
    }

    fn rules(&mut self, entry: &'d Entry<'d>) {
        let Some(table) = entry.value.as_table() else {
            return self.wrong_type("`rules`", &entry.value, "a table `[rules]`");
        };
        let fields = Fields::open(self, table, &RULES, entry.key_span);
        self.plan.header.profiles = fields.texts(self, "profiles");
        for entry in fields.entries(self, "levels") {
            if let Some(level) = self.level(entry) {
                self.plan
                    .header
                    .levels
                    .push((entry.key.to_string(), level, entry.key_span));
            }
        }
        for entry in fields.entries(self, "thresholds") {
            let form = Form::Count(i64::MIN, i64::MAX);
            let read = |_: &mut Self, value| values::integer(&entry.key, value, i64::MIN, i64::MAX);
            if let Some(value) = self.accept(&entry.key, &entry.value, form, read) {
                self.plan
                    .header
                    .thresholds
                    .push((entry.key.to_string(), value, entry.key_span));
            }
        }
    }

    fn level(&mut self, entry: &'d Entry<'d>) -> Option<Level> {
        let Some(text) = entry.value.as_text() else {
            let expected = "`\"allow\"`, `\"note\"`, `\"warn\"` or `\"deny\"`";
            self.wrong_type(&format!("`{}`", entry.key), &entry.value, expected);
            return None;
        };
        let level = LEVELS.into_iter().find(|(word, _)| *word == text.value);
        if level.is_none() {
            let words = LEVELS.iter().map(|(word, _)| *word);
            let fault = Diagnostic::error(
                "unknown-rule-level",
                format!(
                    "`{}` is no level of a rule, expected {}",
                    text.value,
                    crate::words::quoted(words.clone())
                ),
            )
            .at(text.span, "not a level");
            self.report(match nearest(&text.value, words.clone()) {
                Some(guess) => fault.help(format!("did you mean `{guess}`?")),
                None => fault.help(format!("write {}", crate::words::quoted(words))),
            });
        }
        level.map(|(_, level)| level)
    }
}

const LEVELS: [(&str, Level); 4] = [
    ("allow", Level::Allow),
    ("note", Level::Note),
    ("warn", Level::Warn),
    ("deny", Level::Deny),
];

fn actor(found: Found) -> Option<Actor> {
    found.who().map(actor_of)
}

fn word_range(value: &crate::syntax::Value<'_>) -> Result<interrex_units::Likelihood, Refusal> {
    match &value.kind {
        ValueKind::Array(ends) => range(value, ends),
        _ => Err(Refusal::WrongType),
    }
}

fn scale_too_long(count: usize, span: Span) -> Diagnostic {
    Diagnostic::error(
        "scale-too-long",
        format!("the scale has {count} words, expected at most {WORDS_MAX}"),
    )
    .at(span, "too many words to be told apart")
    .help("keep the words that the plan uses")
}

fn unused_scale(span: Span) -> Diagnostic {
    Diagnostic::warning(
        "unused-scale",
        "the plan has words of its own in `[scale]` and does not use them",
    )
    .at(span, "not used")
    .help("add `scale = \"own\"` to `[plan]`, or remove the table")
}

fn unknown_scale(name: &str, span: Span) -> Diagnostic {
    let names = || Scale::NAMES.iter().copied().chain([OWN]);
    let fault = Diagnostic::error(
        "unknown-scale",
        format!(
            "`{name}` is no scale of likelihood, expected {}",
            crate::words::quoted(names())
        ),
    )
    .at(span, "not a scale");
    match nearest(name, names()) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help("define the words in `[scale]` and write `scale = \"own\"`"),
    }
}
