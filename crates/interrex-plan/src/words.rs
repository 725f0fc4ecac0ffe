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

/// How many phrases a list names.
const LISTED_MAX: usize = 20;

fn joined<'a>(phrases: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let mut phrases: Vec<&str> = phrases.into_iter().collect();
    let others = format!("{} others", phrases.len().saturating_sub(LISTED_MAX - 1));
    if phrases.len() > LISTED_MAX {
        phrases.truncate(LISTED_MAX - 1);
        phrases.push(&others);
    }
    match phrases.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, front)) => format!("{} {last} {end}", front.join(", ")),
    }
}

/// How many steps of a path a message names.
const STEPS_MAX: usize = 12;

/// Joins the steps of a path; of a long one, the first and the last.
pub(crate) fn path(steps: &[String], join: &str) -> String {
    let left_out = steps.len().saturating_sub(STEPS_MAX);
    if left_out < 2 {
        return steps.join(join);
    }
    let (front, back) = steps.split_at(STEPS_MAX / 2);
    let back = back.split_at(left_out).1;
    format!(
        "{}{join}... ({left_out} more){join}{}",
        front.join(join),
        back.join(join)
    )
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

    #[test]
    fn a_long_list_names_the_first_and_counts_the_others() {
        let names: Vec<String> = (1..=22).map(|number| format!("n{number}")).collect();
        let list = |count: usize| either(names.iter().map(String::as_str).take(count));
        assert!(list(20).ends_with("n18, n19 or n20"), "{}", list(20));
        assert!(list(21).ends_with("n18, n19 or 2 others"), "{}", list(21));
        assert!(list(22).ends_with("n18, n19 or 3 others"), "{}", list(22));
    }

    #[test]
    fn a_long_path_names_its_ends() {
        let steps: Vec<String> = (1..=15).map(|number| number.to_string()).collect();
        let shown = |count: usize| path(steps.get(..count).expect("so many steps"), " ");
        assert_eq!(shown(13), "1 2 3 4 5 6 7 8 9 10 11 12 13");
        assert_eq!(shown(14), "1 2 3 4 5 6 ... (2 more) 9 10 11 12 13 14");
        assert_eq!(shown(15), "1 2 3 4 5 6 ... (3 more) 10 11 12 13 14 15");
    }
}
