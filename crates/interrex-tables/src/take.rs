//! Which value a cell stands for.
//!
//! Responsible for reading what people and spreadsheets put into a column, and for refusing what does
//! not belong there: nothing is guessed. Whether a name is one of the plan is left to the reading of
//! the changed plan.

use interrex_units::{Date, Period};

use crate::cell::Cell;
use crate::table::Holds;
use crate::value::Value;

/// Years of the dates that spreadsheets make of small numbers: the number 2022 taken for a date is a
/// day of 1905. Whoever means such a day writes it as text.
const YEARS_OF_DAMAGE: std::ops::RangeInclusive<i16> = 1900..=1909;

/// Words for yes.
const YES: [&str; 6] = ["yes", "true", "так", "true()", "істина", "y"];

/// Words for no.
const NO: [&str; 6] = ["no", "false", "ні", "false()", "хибність", "n"];

/// The value of a cell in a column; nothing where the cell is empty.
///
/// # Errors
/// What is wrong with the cell and what the column takes, for people.
pub(crate) fn take(cell: &Cell, holds: Holds) -> Result<Option<Value>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let value = match cell {
        Cell::Empty => return Ok(None),
        Cell::Fault(words) => {
            return Err(format!(
                "holds `{words}`, an error of the spreadsheet program; put the value back"
            ));
        }
        Cell::Text(words) => text(words.trim(), holds)?,
        Cell::Number(number) => of_number(*number, holds)?,
        Cell::Bool(value) if holds == Holds::YesNo => Value::Bool(*value),
        Cell::Date(date) if holds == Holds::Date => of_date(*date)?,
        Cell::Bool(_) => return Err(misfit("yes or no", holds)),
        Cell::Date(date) => return Err(misfit(&format!("the date {date}"), holds)),
    };
    Ok(Some(value))
}

fn misfit(found: &str, holds: Holds) -> String {
    format!("holds {found}, and the column takes {}", expected(holds))
}

/// What a column takes, with its article.
pub(crate) fn expected(holds: Holds) -> String {
    match holds {
        Holds::Id => {
            "a name of lower-case letters, digits and hyphens, such as `west-office`".into()
        }
        Holds::Rank => "a number: 1 for the first of the order, 2 for the next".into(),
        Holds::Text => "words".into(),
        Holds::Texts => "words, several of them with semicolons between".into(),
        Holds::YesNo => "`yes` or `no`".into(),
        Holds::Whole(..) => "a whole number".into(),
        Holds::Number => "a number from 0 on".into(),
        Holds::Date => "a date such as 2022-03-07".into(),
        Holds::Period => "a span of time such as `12 h` or `30 d`".into(),
        Holds::Likelihood => {
            "a likelihood: a number from 0 to 1, a range such as `0.1 to 0.3`, or a word of the \
             plan's scale"
                .into()
        }
        Holds::Expression => "a condition of names, such as `kyiv and not lviv`".into(),
        Holds::Choice(words) => format!("one of {}", listed(words)),
        Holds::Choices(words) => format!("some of {}, with semicolons between", listed(words)),
        Holds::Name(_) => "the name of something in the plan".into(),
        Holds::Names(_) | Holds::OneOrMore(_) => {
            "names of things in the plan, with semicolons between".into()
        }
        Holds::Scalar => "a whole number or a word such as `all`".into(),
        Holds::Numbers => "numbers with semicolons between, such as `50.45; 30.52`".into(),
        Holds::Written => "what the plan language writes there".into(),
    }
}

fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

fn text(words: &str, holds: Holds) -> Result<Value, String> {
    if holds == Holds::Text {
        return Ok(Value::Text(words.to_owned()));
    }
    if holds == Holds::Written || words.starts_with(['{', '[']) {
        return as_written(words, holds);
    }
    let wrong = || misfit(&format!("`{}`", shortened(words)), holds);
    Ok(match holds {
        Holds::Id => Value::Text(words.to_owned()),
        Holds::Expression => Value::Text(words.replace(['\r', '\n'], " ")),
        Holds::YesNo => Value::Bool(yes_or_no(words).ok_or_else(wrong)?),
        Holds::Whole(low, high) => {
            let number: i64 = words.parse().map_err(|_| wrong())?;
            whole(number, low, high).ok_or_else(wrong)?
        }
        Holds::Rank | Holds::Number => Value::Number(decimal(words).ok_or_else(wrong)?),
        Holds::Date => date(words)?,
        Holds::Period => {
            _ = words.parse::<Period>().map_err(|_| wrong())?;
            Value::Text(words.to_owned())
        }
        Holds::Likelihood => likelihood(words).ok_or_else(wrong)?,
        Holds::Choice(choices) => Value::Text(choice(words, choices).ok_or_else(wrong)?),
        Holds::Choices(choices) => {
            let chosen = items(words).map(|word| choice(word, choices).map(Value::Text));
            Value::Array(chosen.collect::<Option<_>>().ok_or_else(wrong)?)
        }
        Holds::Texts => Value::Array(split(words, [';', '\n', '\n'])),
        Holds::Name(_) => name(words).ok_or_else(wrong)?,
        Holds::Names(_) => names(words).ok_or_else(wrong)?,
        Holds::OneOrMore(_) => one_or_more(words).ok_or_else(wrong)?,
        Holds::Scalar => match words.parse() {
            Ok(number) => Value::Whole(number),
            Err(_) => Value::Text(words.to_owned()),
        },
        Holds::Numbers => {
            let numbers = words
                .split(';')
                .map(|word| decimal(word).map(Value::Number));
            Value::Array(numbers.collect::<Option<_>>().ok_or_else(wrong)?)
        }
        Holds::Text | Holds::Written => unreachable!("taken above"),
    })
}

/// The first words of a long cell, for a message.
fn shortened(words: &str) -> String {
    const MAX: usize = 40;
    if words.chars().count() <= MAX {
        return words.replace(['\r', '\n'], " ");
    }
    let start: String = words.chars().take(MAX).collect();
    format!("{} ...", start.replace(['\r', '\n'], " "))
}

fn as_written(words: &str, holds: Holds) -> Result<Value, String> {
    Value::parse(&words.replace(['\r', '\n'], " ")).ok_or_else(|| {
        format!(
            "holds `{}`, which is not written as the plan language writes it; put back what stood \
             there, or put in {}",
            shortened(words),
            expected(holds)
        )
    })
}

fn yes_or_no(words: &str) -> Option<bool> {
    let words = words.to_lowercase();
    if YES.contains(&words.as_str()) {
        return Some(true);
    }
    NO.contains(&words.as_str()).then_some(false)
}

fn choice(words: &str, choices: &[&str]) -> Option<String> {
    let words = words.to_lowercase();
    let found = choices.iter().find(|choice| choice.to_lowercase() == words);
    found.map(|choice| (*choice).to_owned())
}

fn items(words: &str) -> impl Iterator<Item = &str> {
    let items = words.split([';', ',', '\n']).map(str::trim);
    items.filter(|item| !item.is_empty())
}

fn split(words: &str, between: [char; 3]) -> Vec<Value> {
    let items = words.split(between).map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(|item| Value::Text(item.to_owned()))
        .collect()
}

/// Whether words can be the name of something: `lviv`, `place.lviv`, `register/main`.
fn is_name(words: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
    !words.is_empty() && words.chars().all(fits)
}

fn name(words: &str) -> Option<Value> {
    is_name(words).then(|| Value::Text(words.to_owned()))
}

fn names(words: &str) -> Option<Value> {
    let names: Option<Vec<Value>> = items(words).map(name).collect();
    names.map(Value::Array)
}

fn one_or_more(words: &str) -> Option<Value> {
    match names(words)? {
        Value::Array(mut names) if names.len() == 1 => names.pop(),
        names => Some(names),
    }
}

fn whole(number: i64, low: i64, high: i64) -> Option<Value> {
    (low..=high)
        .contains(&number)
        .then_some(Value::Whole(number))
}

/// A number, with a point or a comma before its fraction.
fn decimal(words: &str) -> Option<f64> {
    let words = words.trim();
    let fits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-');
    if words.is_empty() || !words.chars().all(fits) {
        return None;
    }
    let number: f64 = words.replace(',', ".").parse().ok()?;
    number.is_finite().then_some(number)
}

fn likelihood(words: &str) -> Option<Value> {
    if let Some(number) = share(words) {
        return Some(number);
    }
    for between in [" to ", " до ", "..", "–", "—", "-"] {
        let ends = words.split_once(between);
        let ends = ends.and_then(|(low, high)| share(low).zip(share(high)));
        if let Some((low, high)) = ends {
            return Some(Value::Array(vec![low, high]));
        }
    }
    let is_word = words
        .chars()
        .all(|letter| letter.is_alphabetic() || " -'’".contains(letter));
    is_word.then(|| Value::Text(words.to_owned()))
}

/// A number from 0 to 1, or a percentage.
fn share(words: &str) -> Option<Value> {
    let words = words.trim();
    let number = match words.strip_suffix('%') {
        Some(percent) => decimal(percent)? / 100.0,
        None => decimal(words)?,
    };
    (0.0..=1.0)
        .contains(&number)
        .then_some(Value::Number(number))
}

fn of_number(number: f64, holds: Holds) -> Result<Value, String> {
    let wrong = || misfit(&format!("the number {number}"), holds);
    match holds {
        Holds::Rank => Ok(Value::Number(number)),
        Holds::Number if number >= 0.0 => Ok(Value::Number(number)),
        Holds::Likelihood if (0.0..=1.0).contains(&number) => Ok(Value::Number(number)),
        Holds::Whole(low, high) => {
            let value = as_whole(number).and_then(|number| whole(number, low, high));
            value.ok_or_else(wrong)
        }
        Holds::Scalar => as_whole(number).map(Value::Whole).ok_or_else(wrong),
        Holds::Text => Ok(Value::Text(format!("{number}"))),
        Holds::Date => Err(stripped(number)),
        // A name or a word of digits alone, which the program took for a number.
        Holds::Id | Holds::Name(_) if as_whole(number).is_some() => {
            Ok(Value::Text(format!("{number}")))
        }
        _ => Err(wrong()),
    }
}

fn as_whole(number: f64) -> Option<i64> {
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    let is_whole = number.fract() == 0.0 && number.abs() <= EXACT_MAX;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "whole and in range, as checked"
    )]
    is_whole.then_some(number as i64)
}

/// What is said of a number in a column of dates.
fn stripped(number: f64) -> String {
    let day = as_whole(number)
        .and_then(|days| i32::try_from(days).ok())
        .and_then(|days| Date::new(1899, 12, 30)?.plus_days(days))
        .filter(|date| (1950..=2150).contains(&date.year()));
    match day {
        Some(day) => format!(
            "holds the number {number}, which is {day} if a date lost its format; write {day}, or \
             format the cell as a date"
        ),
        None => format!(
            "holds the number {number}, and the column takes {}",
            expected(Holds::Date)
        ),
    }
}

fn of_date(date: Date) -> Result<Value, String> {
    if YEARS_OF_DAMAGE.contains(&date.year()) {
        return Err(format!(
            "holds the date {date}, which is what spreadsheets make of a small number such as a \
             year; write the whole date, such as 2022-03-07, as text if it is meant"
        ));
    }
    Ok(Value::Date(date))
}

fn date(words: &str) -> Result<Value, String> {
    if let Ok(date) = words.parse() {
        return Ok(Value::Date(date));
    }
    let parts: Vec<&str> = words.split(['.', '/', '-']).map(str::trim).collect();
    let guess = match parts.as_slice() {
        [day, month, year] if words.contains('.') && year.len() == 4 => {
            let day = day
                .parse()
                .ok()
                .zip(month.parse().ok())
                .zip(year.parse().ok());
            day.and_then(|((day, month), year)| Date::new(year, month, day))
        }
        _ => None,
    };
    Err(match guess {
        Some(date) => format!("holds `{words}`; if that is {date}, write it so"),
        None => format!(
            "holds `{}`, which is no date; write it as year, month and day, such as 2022-03-07",
            shortened(words)
        ),
    })
}
