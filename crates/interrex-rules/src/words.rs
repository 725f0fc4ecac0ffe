//! Lists and counts in sentences for planners.

use interrex_units::Period;

/// Joins names, each between backquotes, with commas and `and`.
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    joined(names.iter().map(String::as_str), "and")
}

/// Joins the first of many names, each between backquotes, and says how many are left out.
pub(crate) fn some_of(names: &[&str], shown: usize) -> String {
    let mut phrases: Vec<String> = names
        .iter()
        .take(shown)
        .map(|name| format!("`{name}`"))
        .collect();
    if let Some(more) = names.len().checked_sub(shown).filter(|more| *more > 0) {
        phrases.push(format!("{more} more"));
    }
    joined(phrases.iter().map(String::as_str), "and")
}

/// Joins phrases with commas and `and`.
pub(crate) fn listed<'a>(phrases: impl IntoIterator<Item = &'a str>) -> String {
    joined(phrases, "and")
}

/// Joins phrases with commas and `or`, as after a *no* or *nobody*.
pub(crate) fn either<'a>(phrases: impl IntoIterator<Item = &'a str>) -> String {
    joined(phrases, "or")
}

/// Names one of several, and how many are left out: `` `a` ``, `` any one of `a`, `b` or 5 more ``.
pub(crate) fn any_one<'a>(names: impl ExactSizeIterator<Item = &'a str>, shown: usize) -> String {
    let (all, more) = (names.len(), names.len().saturating_sub(shown));
    let mut phrases: Vec<String> = names.take(shown).map(|name| format!("`{name}`")).collect();
    if more > 0 {
        phrases.push(format!("{more} more"));
    }
    let joined = joined(phrases.iter().map(String::as_str), "or");
    if all == 1 {
        joined
    } else {
        format!("any one of {joined}")
    }
}

fn joined<'a>(phrases: impl IntoIterator<Item = &'a str>, last_joint: &str) -> String {
    let phrases: Vec<&str> = phrases.into_iter().collect();
    match phrases.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, front)) => format!("{} {last_joint} {last}", front.join(", ")),
    }
}

/// Counts in words that agree: `1 successor`, `2 successors`, `no successors`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// A number of months: `1 month`, `12 months`.
pub(crate) fn months(number: u32) -> String {
    count(number as usize, "month", "months")
}

/// The least that is asked for, with its verb: `at least 1 is`, `at least 3 are`.
pub(crate) fn at_least(number: u32) -> String {
    let are = if number == 1 { "is" } else { "are" };
    format!("at least {number} {are}")
}

/// Names a whole of several: `both`, `all 3`.
pub(crate) fn all(number: usize) -> String {
    if number == 2 {
        "both".to_owned()
    } else {
        format!("all {number}")
    }
}

/// A number of hours as a span of time.
pub(crate) fn hours(number: u32) -> Period {
    Period::from_seconds(u64::from(number) * 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(quoted([]), "");
        assert_eq!(quoted(["a"]), "`a`");
        assert_eq!(quoted(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(listed(["a week", "a day"]), "a week and a day");
        assert_eq!(either(["a week", "a day"]), "a week or a day");
        let any = |names: &[&'static str]| any_one(names.iter().copied(), 2);
        assert_eq!(any(&["a"]), "`a`");
        assert_eq!(any(&["a", "b"]), "any one of `a` or `b`");
        assert_eq!(any(&["a", "b", "c"]), "any one of `a`, `b` or 1 more");
        assert_eq!(some_of(&["a"], 2), "`a`");
        assert_eq!(some_of(&["a", "b"], 2), "`a` and `b`");
        assert_eq!(some_of(&["a", "b", "c", "d"], 2), "`a`, `b` and 2 more");
        assert_eq!(count(0, "man", "men"), "no men");
        assert_eq!(count(1, "man", "men"), "1 man");
        assert_eq!(count(2, "man", "men"), "2 men");
        assert_eq!((all(2), all(3)), ("both".to_owned(), "all 3".to_owned()));
        assert_eq!(hours(36).to_string(), "36 h");
    }
}
