//! Single values: strings, dates, numbers, words, each or why it cannot be read.

use std::str::FromStr;

use interrex_diag::{Diagnostic, Span, nearest};
use interrex_units::{Date, Malformed, Period};

use super::fields::Refusal;
use crate::schema::Form;
use crate::syntax::{Value, ValueKind};

/// A string that says something.
pub(super) fn text(value: &Value<'_>) -> Result<String, Refusal> {
    let text = value.as_text().ok_or(Refusal::WrongType)?;
    if text.value.trim().is_empty() {
        return Err(
            Diagnostic::error("empty-text", "the text is empty, expected words")
                .at(value.span, "nothing between the quotes")
                .help("say it in words, or leave the key out")
                .into(),
        );
    }
    Ok(text.value.to_string())
}

/// A date, as TOML writes one or in quotes.
pub(super) fn date(value: &Value<'_>) -> Result<Date, Refusal> {
    match &value.kind {
        ValueKind::Date(Some(date)) => Ok(*date),
        ValueKind::Date(None) => Err(Diagnostic::error(
            "bad-date",
            "the date has a time of day or is no day of the calendar, expected a day",
        )
        .at(value.span, "not a day")
        .help("write the day alone, such as `2022-03-07`")
        .into()),
        ValueKind::Text(text) => malformed("bad-date", &text.value, value.span),
        _ => Err(Refusal::WrongType),
    }
}

/// A span of time in quotes.
pub(super) fn period(value: &Value<'_>) -> Result<Period, Refusal> {
    let text = value.as_text().ok_or(Refusal::WrongType)?;
    malformed("bad-period", &text.value, value.span)
}

/// A whole number between two bounds, both included.
pub(super) fn integer(key: &str, value: &Value<'_>, low: i64, high: i64) -> Result<i64, Refusal> {
    let ValueKind::Integer(number) = value.kind else {
        return Err(Refusal::WrongType);
    };
    number
        .filter(|number| (low..=high).contains(number))
        .ok_or_else(|| {
            let expected = Form::Count(low, high).words();
            let message = format!("the value of `{key}` is out of bounds, expected {expected}");
            out_of_bounds(message, value.span).into()
        })
}

/// A finite number that is not negative.
pub(super) fn number(key: &str, value: &Value<'_>) -> Result<f64, Refusal> {
    let number = as_number(value).ok_or(Refusal::WrongType)?;
    if number.is_finite() && number >= 0.0 {
        return Ok(number);
    }
    let message = format!("the value of `{key}` is out of bounds, expected a number from 0 on");
    Err(out_of_bounds(message, value.span).into())
}

/// One of a closed list of words.
pub(super) fn word(
    key: &str,
    value: &Value<'_>,
    words: &'static [&'static str],
) -> Result<&'static str, Refusal> {
    let text = value.as_text().ok_or(Refusal::WrongType)?;
    let found = words.iter().find(|word| **word == text.value);
    found
        .copied()
        .ok_or_else(|| unknown_word(key, &text.value, words, value.span).into())
}

/// The number that a value is, whole or not.
pub(crate) fn as_number(value: &Value<'_>) -> Option<f64> {
    match value.kind {
        // A whole number past 2^53 is out of every bound that a plan can ask for.
        #[expect(
            clippy::cast_precision_loss,
            reason = "only small numbers are in bounds"
        )]
        ValueKind::Integer(number) => Some(number.map_or(f64::INFINITY, |number| number as f64)),
        ValueKind::Float(number) => Some(number),
        _ => None,
    }
}

/// A value of another form than expected, in words.
pub(super) fn wrong_type(what: &str, value: &Value<'_>, expected: &str) -> Diagnostic {
    let found = value.form();
    Diagnostic::error(
        "wrong-type",
        format!("{what} is {found}, expected {expected}"),
    )
    .at(value.span, format!("this is {found}"))
    .help(format!("write {expected}"))
}

fn out_of_bounds(message: String, span: Span) -> Diagnostic {
    Diagnostic::error("out-of-bounds", message)
        .at(span, "out of bounds")
        .help("write a number within the bounds")
}

fn unknown_word(key: &str, word: &str, words: &[&str], span: Span) -> Diagnostic {
    let expected = crate::words::quoted(words.iter().copied());
    let fault = Diagnostic::error(
        "unknown-word",
        format!("`{word}` is no word for `{key}`, expected {expected}"),
    )
    .at(span, "not one of the words");
    match nearest(word, words.iter().copied()) {
        Some(guess) => fault.help(format!("did you mean `{guess}`?")),
        None => fault.help(format!("write {expected}")),
    }
}

/// Parses a unit's own text form.
pub(super) fn malformed<T: FromStr<Err = Malformed>>(
    code: &'static str,
    text: &str,
    span: Span,
) -> Result<T, Refusal> {
    text.parse().map_err(|error: Malformed| {
        Diagnostic::error(code, error.to_string())
            .at(span, "not understood")
            .help(format!("write {}", error.expected()))
            .into()
    })
}
