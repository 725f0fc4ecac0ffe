//! What the plan says in words, and what it leaves unsaid: a chapter that a plan on paper must have is written either
//! way, and names the key that would say it.

use interrex_diag::Span;
use interrex_plan::model::{Expr, Terms};
use interrex_units::{Date, Period};

use super::{Writer, listed};
use crate::document::{BLANK, Block, Inline, Line, Row, Tone};

/// A cell to be filled in by pen.
pub(crate) fn blank() -> Line {
    vec![Inline::text(BLANK)]
}

/// How many rows are left to be filled in by pen.
const BLANK_ROWS: usize = 6;

impl Writer<'_> {
    /// That the plan does not say something, with the key that would.
    pub(crate) fn unsaid(&self, key: &str) -> Line {
        vec![
            Inline::Tag(Tone::Plain, self.say("unsaid")),
            Inline::text(" "),
            Inline::Code(key.to_owned()),
        ]
    }

    /// A line, or that the plan does not say it.
    pub(crate) fn or_unsaid(&self, line: Line, key: &str) -> Line {
        if line.is_empty() {
            self.unsaid(key)
        } else {
            line
        }
    }

    /// Heads and what belongs to each; what the plan leaves unsaid names its key.
    pub(crate) fn facts_or_unsaid(&self, list: Vec<(&str, Line, &str)>) -> Block {
        let told = list.into_iter();
        let told = told.map(|(id, line, key)| (self.say(id), self.or_unsaid(line, key)));
        Block::Facts(told.collect())
    }

    /// A word that plans have a list of, in the language of the report; any other as the plan has it.
    pub(crate) fn known(&self, family: &str, word: &str) -> String {
        let id = format!("{family}-{}", word.replace(' ', "-"));
        let is_plain = word
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == ' ' || letter == '-');
        if is_plain && self.words.has(&id) {
            self.say(&id)
        } else {
            word.to_owned()
        }
    }

    /// Words that plans have a list of, with a comma between them.
    pub(crate) fn all_known(&self, family: &str, list: &[String]) -> Line {
        let told = list.iter();
        listed(
            told.map(|word| Inline::Text(self.known(family, word)))
                .collect(),
        )
    }

    /// A date, where there is one.
    pub(crate) fn on(&self, date: Option<Date>) -> Line {
        let told = date.map(|date| vec![Inline::Text(self.words.date(date))]);
        told.unwrap_or_default()
    }

    /// A span of time, where there is one.
    pub(crate) fn lasting(&self, period: Option<Period>) -> Line {
        let told = period.map(|period| vec![Inline::Text(self.words.period(period))]);
        told.unwrap_or_default()
    }

    /// Yes or no, where the plan says either.
    pub(crate) fn yes_or_no(&self, flag: Option<bool>) -> Line {
        let told = flag.map(|flag| vec![self.text(if flag { "yes" } else { "no" })]);
        told.unwrap_or_default()
    }

    /// A condition as the plan writes it.
    pub(crate) fn condition(&self, expr: Option<&Expr>) -> Line {
        let texts = self.material.texts;
        let told = expr.map(|expr| {
            let written = texts.snippet(expr.span).trim_matches('"');
            vec![Inline::Code(written.to_owned())]
        });
        told.unwrap_or_default()
    }

    /// Limits as the plan words them; its word for none in the language of the report.
    pub(crate) fn limits(&self, limits: Option<&String>) -> Line {
        let told = limits.map(|limits| vec![Inline::Text(self.known("limits", limits))]);
        told.unwrap_or_default()
    }

    /// The line where something stands, and who reports it.
    pub(crate) fn stated(&self, span: Span, terms: Option<&Terms>) -> Line {
        let mut pieces = vec![self.line_at(span)];
        let source = terms.and_then(|terms| terms.source);
        pieces.extend(source.map(|source| self.source(source)));
        listed(pieces)
    }
}

/// Rows with a number and nothing else, to be filled in by pen.
pub(crate) fn blank_rows(columns: usize) -> Vec<Row> {
    let rows = (1..=BLANK_ROWS).map(|number| {
        let mut cells = vec![blank(); columns];
        if let Some(first) = cells.first_mut() {
            *first = vec![Inline::Text(number.to_string())];
        }
        Row { id: None, cells }
    });
    rows.collect()
}
