//! Likelihoods: numbers, ranges, words, tables of one assessment, arrays of several.

use interrex_diag::{Diagnostic, Span, nearest};
use interrex_units::{Likelihood, Probability, Scale};

use super::Reader;
use super::fields::{Fields, Refusal};
use super::values::as_number;
use crate::model::{Assessment, Condition, Fact, FactKind, Id};
use crate::resolve::Found;
use crate::schema::{ASSESSMENT, Form};
use crate::syntax::{Entry, Text, Value, ValueKind};

/// What a likelihood says, before it is given to one fact or to several.
#[derive(Clone, Default)]
pub(super) struct Assessed<'d> {
    assessments: Vec<Assessment>,
    condition: Option<Condition>,
    more_likely_than: Vec<&'d Text<'d>>,
}

/// The word for a likelihood of which nothing is known.
const UNKNOWN: &str = "unknown";

impl<'d> Reader<'d> {
    /// Declares the fact of a key, when the key is written.
    pub(super) fn fact(
        &mut self,
        fields: &Fields<'d>,
        key: &str,
        kind: FactKind,
        name: String,
    ) -> Option<Id<Fact>> {
        let entry = fields.entry(key)?;
        Some(self.fact_of(entry, kind, name))
    }

    /// Declares the fact whose likelihood an entry holds.
    pub(super) fn fact_of(
        &mut self,
        entry: &'d Entry<'d>,
        kind: FactKind,
        name: String,
    ) -> Id<Fact> {
        let assessed = self.assessed(&entry.value);
        self.declare_fact(kind, name, entry.span(), 1, assessed)
    }

    /// Declares a fact that is certain, as one is that nobody has assessed.
    pub(crate) fn certain_fact(&mut self, kind: FactKind, name: &str, span: Span) -> Id<Fact> {
        let certain = Assessment {
            likelihood: Likelihood::CERTAIN,
            written: "1".to_owned(),
            source: None,
            date: None,
            assumed: false,
            note: None,
            span,
        };
        let assessed = Assessed {
            assessments: vec![certain],
            ..Assessed::default()
        };
        self.declare_fact(kind, name.to_owned(), span, 1, assessed)
    }

    /// Declares a fact.
    pub(super) fn declare_fact(
        &mut self,
        kind: FactKind,
        name: String,
        span: Span,
        count: u32,
        assessed: Assessed<'d>,
    ) -> Id<Fact> {
        let fact = Fact {
            kind,
            count,
            assessments: assessed.assessments,
            condition: assessed.condition,
            more_likely_than: Vec::new(),
        };
        let id = self.plan.facts.push(name.clone(), span, fact);
        self.facts.entry(name).or_insert(id);
        for text in assessed.more_likely_than {
            self.later.comparisons.push((id, text));
        }
        id
    }

    /// Reads a likelihood in any of its forms.
    pub(super) fn assessed(&mut self, value: &'d Value<'d>) -> Assessed<'d> {
        let mut assessed = Assessed::default();
        let tables: Vec<&'d Value<'d>> = match &value.kind {
            ValueKind::Table(_) => vec![value],
            ValueKind::Array(items) if items.iter().any(|item| item.as_table().is_some()) => {
                items.iter().collect()
            }
            _ => {
                assessed.assessments = self.bare_estimate(value).into_iter().collect();
                return assessed;
            }
        };
        let mut conditions: Vec<Option<&'d Text<'d>>> = Vec::new();
        for table in tables {
            self.assessment_table(table, &mut assessed, &mut conditions);
        }
        self.check_conditions(value, &conditions);
        assessed
    }

    /// A number, range or word without anything else.
    fn bare_estimate(&mut self, value: &'d Value<'d>) -> Option<Assessment> {
        let (likelihood, written) =
            self.accept_as("the likelihood", value, Form::Likelihood, Self::estimate)?;
        Some(Assessment {
            likelihood,
            written,
            source: None,
            date: None,
            assumed: false,
            note: None,
            span: value.span,
        })
    }

    fn assessment_table(
        &mut self,
        value: &'d Value<'d>,
        assessed: &mut Assessed<'d>,
        conditions: &mut Vec<Option<&'d Text<'d>>>,
    ) {
        let Some(table) = value.as_table() else {
            let expected = "a table `{ likelihood, source, date }`";
            return self.wrong_type("an item of the likelihood", value, expected);
        };
        let fields = Fields::open(self, table, &ASSESSMENT, value.span);
        let assessment = self.assessment(&fields, value.span);
        assessed.more_likely_than.extend(self.comparisons(&fields));
        let text = fields
            .entry("given")
            .and_then(|entry| entry.value.as_text());
        conditions.push(text);
        let first = assessed.condition.is_none();
        let given = if first {
            fields.expression(self, "given")
        } else {
            None
        };
        let otherwise = self.otherwise(&fields, assessment.as_ref());
        if let (Some(given), Some(text)) = (given, text) {
            let written = text.value.to_string();
            assessed.condition = Some(Condition {
                given,
                written,
                otherwise: Vec::new(),
            });
        }
        if let Some(condition) = &mut assessed.condition {
            condition.otherwise.extend(otherwise);
        }
        assessed.assessments.extend(assessment);
        self.check_pair(&fields, value.span);
    }

    /// The assessment that the keys of a table make up; none when it gives no likelihood.
    pub(super) fn assessment(&mut self, fields: &Fields<'d>, span: Span) -> Option<Assessment> {
        let source = fields.name(self, "source").map(Found::id);
        let stated = fields.date(self, "date");
        let date = stated.or_else(|| source.and_then(|source| self.plan.sources.get(source).date));
        let assumed = fields.flag(self, "assumed").unwrap_or(false);
        let note = fields.text(self, "note");
        let Some(entry) = fields.entry("likelihood") else {
            self.check_idle(fields, span);
            return None;
        };
        let form =
            Form::Other("a number from 0 to 1, a range `[low, high]` or a word of the scale");
        let (likelihood, written) =
            self.accept("likelihood", &entry.value, form, Self::estimate)?;
        Some(Assessment {
            likelihood,
            written,
            source,
            date,
            assumed,
            note,
            span,
        })
    }

    /// An assessment that says who and when but not how likely is not finished.
    fn check_idle(&mut self, fields: &Fields<'d>, span: Span) {
        let keys = ["given", "source", "date", "assumed", "note"];
        let written = |key: &&str| fields.may_hold(key) && fields.has(key);
        if let Some(key) = keys.into_iter().find(written) {
            self.report(
                Diagnostic::error(
                    "missing-key",
                    format!("an assessment with `{key}` needs the key `likelihood`"),
                )
                .at(span, "`likelihood` is missing")
                .help("add it: `likelihood = 0.02`"),
            );
        }
    }

    /// The facts that a table says this one is more likely than.
    fn comparisons(&mut self, fields: &Fields<'d>) -> Vec<&'d Text<'d>> {
        let Some(entry) = fields.entry("more-likely-than") else {
            return Vec::new();
        };
        let items: Vec<&'d Value<'d>> = match &entry.value.kind {
            ValueKind::Array(items) => items.iter().collect(),
            _ => vec![&entry.value],
        };
        let mut names = Vec::new();
        for item in items {
            match item.as_text() {
                Some(text) => names.push(text),
                None => self.wrong_type(
                    "`more-likely-than`",
                    item,
                    "the name of a fact such as `\"lost(lviv)\"`, or an array of such names",
                ),
            }
        }
        names
    }

    fn otherwise(&mut self, fields: &Fields<'d>, with: Option<&Assessment>) -> Vec<Assessment> {
        let Some(entry) = fields.entry("otherwise") else {
            return Vec::new();
        };
        let before = self.fault_count();
        let mut inner = self.assessed(&entry.value);
        if inner.condition.is_some() && self.fault_count() == before {
            self.report(
                Diagnostic::error(
                    "nested-condition",
                    "`otherwise` has a condition of its own, expected a plain likelihood",
                )
                .at(entry.value.span, "conditional again")
                .help("join both conditions in the outer `given` with `and` or `or`"),
            );
        }
        let bare = entry.value.as_table().is_none();
        for assessment in &mut inner.assessments {
            // A bare number is said by whoever says the rest of the table.
            if let (true, Some(with)) = (bare && assessment.source.is_none(), with) {
                assessment.source = with.source;
                assessment.date = assessment.date.or(with.date);
                assessment.assumed |= with.assumed;
            }
        }
        inner.assessments
    }

    /// `given` and `otherwise` come together.
    fn check_pair(&mut self, fields: &Fields<'d>, span: Span) {
        let fault = match (fields.has("given"), fields.has("otherwise")) {
            (true, false) => Diagnostic::error(
                "given-without-otherwise",
                "the likelihood depends on `given`, and nothing says what it is otherwise",
            )
            .at(span, "`otherwise` is missing")
            .help("add `otherwise`, with the likelihood where `given` does not hold"),
            (false, true) => Diagnostic::error(
                "otherwise-without-given",
                "the likelihood has an `otherwise` and no `given` that it would differ from",
            )
            .at(span, "`given` is missing")
            .help("add `given`, with the condition, or leave `otherwise` out"),
            _ => return,
        };
        self.report(fault);
    }

    /// All assessments of a fact depend on one condition, or none does.
    fn check_conditions(&mut self, value: &Value<'_>, conditions: &[Option<&'d Text<'d>>]) {
        let words = |text: Option<&'d Text<'d>>| {
            text.map(|text| text.value.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let mut all = conditions.iter();
        let Some(first) = all.next() else { return };
        let Some(other) = all.find(|other| words(**other) != words(*first)) else {
            return;
        };
        let mut fault = Diagnostic::error(
            "condition-differs",
            "assessments of one fact depend on different conditions, expected the same `given` in all",
        )
        .help("write the same `given` in all of them, or in none");
        fault = match (first, other) {
            (Some(first), Some(other)) => fault
                .at(other.span, "differs")
                .also(first.span, "from the first"),
            (Some(one), None) | (None, Some(one)) => fault.at(one.span, "not in all of them"),
            (None, None) => fault.at(value.span, "differs"),
        };
        self.report(fault);
    }

    /// A number, a range or a word, with how it is written.
    pub(super) fn estimate(
        &mut self,
        value: &'d Value<'d>,
    ) -> Result<(Likelihood, String), Refusal> {
        let written = || self.sources.snippet(value.span).to_owned();
        if as_number(value).is_some() {
            return Ok((Likelihood::exact(probability(value)?), written()));
        }
        match &value.kind {
            ValueKind::Array(ends) => Ok((range(value, ends)?, written())),
            ValueKind::Text(text) if text.value == UNKNOWN => {
                Ok((Likelihood::UNKNOWN, UNKNOWN.to_owned()))
            }
            ValueKind::Text(text) => match self.scale.word(&text.value) {
                Some(likelihood) => Ok((likelihood, text.value.to_string())),
                None => Err(unknown_word(&self.scale, text).into()),
            },
            _ => Err(Refusal::WrongType),
        }
    }
}

fn probability(value: &Value<'_>) -> Result<Probability, Refusal> {
    let number = as_number(value).ok_or(Refusal::WrongType)?;
    Probability::new(number).map_err(|error| {
        let fault = Diagnostic::error("bad-likelihood", error.to_string())
            .at(value.span, "not from 0 to 1");
        let percent = number > 1.0 && number <= 100.0;
        if percent {
            fault
                .help(format!("if these are per cent, write `{}`", number / 100.0))
                .into()
        } else {
            fault.help("write a number from 0 to 1").into()
        }
    })
}

/// The range that an array of two numbers is.
pub(super) fn range(value: &Value<'_>, ends: &[Value<'_>]) -> Result<Likelihood, Refusal> {
    let [low, high] = ends else {
        return Err(Diagnostic::error(
            "bad-likelihood",
            format!(
                "the range has {}, expected two",
                crate::words::count(ends.len(), "end", "ends")
            ),
        )
        .at(value.span, "not a range")
        .help("write the lower end and the upper end: `[0.01, 0.05]`")
        .into());
    };
    let number = |end: &Value<'_>| match probability(end) {
        Err(Refusal::WrongType) => Err(not_a_number(end)),
        other => other,
    };
    let (low, high) = (number(low)?, number(high)?);
    Likelihood::range(low, high).map_err(|error| {
        Diagnostic::error("reversed-range", error.to_string())
            .at(value.span, "runs backward")
            .help(format!("write `[{}, {}]`", high.get(), low.get()))
            .into()
    })
}

fn not_a_number(end: &Value<'_>) -> Refusal {
    Diagnostic::error(
        "bad-likelihood",
        format!(
            "an end of the range is {}, expected a number from 0 to 1",
            end.form()
        ),
    )
    .at(end.span, "not a number")
    .help("write both ends as numbers, or one word of the scale alone")
    .into()
}

fn unknown_word(scale: &Scale, text: &Text<'_>) -> Diagnostic {
    let word = &text.value;
    let other = Scale::NAMES.iter().copied().find(|name| {
        *name != scale.name() && Scale::named(name).is_some_and(|other| other.word(word).is_some())
    });
    if word.parse::<f64>().is_ok() {
        return Diagnostic::error(
            "wrong-type",
            "the likelihood is a string, expected a number, a range, a word or a table",
        )
        .at(text.span, "a number in quotes")
        .help(format!("write it without quotes: `{word}`"));
    }
    if let Some(other) = other {
        return Diagnostic::error(
            "mixed-scales",
            format!(
                "`{word}` is a word of the scale {other}, expected one of {}",
                scale_phrase(scale)
            ),
        )
        .at(text.span, "a word of another scale")
        .help(nearest_word(scale, word))
        .because("one word stands for different ranges in different scales, so a plan uses one");
    }
    Diagnostic::error(
        "unknown-likelihood-word",
        format!("`{word}` is no word of {}", scale_phrase(scale)),
    )
    .at(text.span, "not a word of the scale")
    .help(nearest_word(scale, word))
}

fn scale_phrase(scale: &Scale) -> String {
    match scale.name() {
        Scale::CUSTOM => "the plan's own scale".to_owned(),
        name => format!("the scale {name}"),
    }
}

fn nearest_word(scale: &Scale, word: &str) -> String {
    match nearest(word, scale.words()) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None => format!("write a number, or {}", crate::words::quoted(scale.words())),
    }
}
