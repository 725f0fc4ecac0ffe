//! Lists of words in sentences.

/// Joins phrases with commas and `or`: `a, b or c`.
pub(crate) fn either<'a>(phrases: impl IntoIterator<Item = &'a str>) -> String {
    joined(phrases, "or")
}

/// Joins names, each between backquotes, with commas and `or`.
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    either(quoted.iter().map(String::as_str))
}

/// Joins names, each between backquotes, with commas and `and`.
pub(crate) fn all_quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    joined(quoted.iter().map(String::as_str), "and")
}

fn joined<'a>(phrases: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let phrases: Vec<&str> = phrases.into_iter().collect();
    match phrases.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, front)) => format!("{} {last} {end}", front.join(", ")),
    }
}

/// Counts in words that agree: `1 member`, `2 members`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 {
        format!("1 {one}")
    } else {
        format!("{number} {many}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(either([]), "");
        assert_eq!(either(["a"]), "a");
        assert_eq!(either(["a", "b", "c"]), "a, b or c");
        assert_eq!(quoted(["a", "b"]), "`a` or `b`");
        assert_eq!(all_quoted(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(
            (count(1, "x", "xs"), count(2, "x", "xs")),
            ("1 x".into(), "2 xs".into())
        );
    }
}
