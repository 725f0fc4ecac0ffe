//! What a cell shows of a value.
//!
//! Responsible for one direction only; `take` reads back what is shown here. What a cell cannot show
//! in plain words stands in it as the plan language writes it.

use crate::cell::Cell;
use crate::table::Holds;
use crate::value::Value;

/// What stands between several values in one cell.
const BETWEEN: &str = "; ";

/// What stands between the two ends of a range.
const TO: &str = " to ";

/// The cell of a value in a column.
pub(crate) fn show(value: &Value, holds: Holds) -> Cell {
    plain(value, holds).unwrap_or_else(|| Cell::Text(value.written()))
}

/// The cell of a value that plain words can show.
fn plain(value: &Value, holds: Holds) -> Option<Cell> {
    match (holds, value) {
        (Holds::Written, _) => None,
        (Holds::Text, Value::Text(words)) => {
            (!words.trim().is_empty() && words.trim() == words).then(|| Cell::Text(words.clone()))
        }
        (_, Value::Text(words)) => single(words).then(|| Cell::Text(words.clone())),
        (Holds::YesNo, Value::Bool(value)) => Some(Cell::Bool(*value)),
        (Holds::Date, Value::Date(date)) => Some(Cell::Date(*date)),
        (Holds::Whole(..) | Holds::Number | Holds::Likelihood | Holds::Scalar, _)
            if value.number().is_some() =>
        {
            value
                .number()
                .filter(|number| is_short(*number))
                .map(Cell::Number)
        }
        (Holds::Likelihood, Value::Array(ends)) => range(ends),
        (Holds::Texts | Holds::Choices(_) | Holds::Names(_), Value::Array(items)) => words(items),
        // One item in an array is not the same as one alone.
        (Holds::OneOrMore(_), Value::Array(items)) if items.len() > 1 => words(items),
        (Holds::Numbers, Value::Array(items)) => numbers(items),
        _ => None,
    }
}

/// Whether words read back as themselves where several could stand.
fn single(words: &str) -> bool {
    !words.is_empty()
        && words.trim() == words
        && !words.starts_with(['{', '['])
        && !words.contains([';', '\n', '\r'])
}

/// Whether a number is written in full with few digits, so that no program rounds it.
fn is_short(number: f64) -> bool {
    number.is_finite() && format!("{number}").len() <= 15
}

fn words(items: &[Value]) -> Option<Cell> {
    let one = |item: &Value| match item {
        Value::Text(words) if single(words) => Some(words.clone()),
        _ => None,
    };
    joined(items, one)
}

fn numbers(items: &[Value]) -> Option<Cell> {
    joined(items, |item| {
        item.number()
            .filter(|number| is_short(*number))
            .map(|number| number.to_string())
    })
}

fn joined(items: &[Value], one: impl Fn(&Value) -> Option<String>) -> Option<Cell> {
    let shown: Vec<String> = items.iter().map(one).collect::<Option<_>>()?;
    (!shown.is_empty()).then(|| Cell::Text(shown.join(BETWEEN)))
}

fn range(ends: &[Value]) -> Option<Cell> {
    let [low, high] = ends else {
        return None;
    };
    let (low, high) = (low.number()?, high.number()?);
    (is_short(low) && is_short(high)).then(|| Cell::Text(format!("{low}{TO}{high}")))
}
