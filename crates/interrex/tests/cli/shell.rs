//! As much of a shell as pages and sessions need: words, quotes, variables, lines that go on.

use std::collections::BTreeMap;

/// Variables and their values.
pub(crate) type Variables = BTreeMap<String, String>;

/// The words of one command: blanks separate them, quotes hold them together, `$name` stands for a
/// value except within single quotes, and `#` at the start of a word begins a comment.
pub(crate) fn words(line: &str, variables: &Variables) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut rest = line.chars().peekable();
    while let Some(letter) = rest.next() {
        match (letter, quote) {
            (' ', None) => words.extend(word.take()),
            ('#', None) if word.is_none() => break,
            ('\'' | '"', None) => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (letter, Some(open)) if letter == open => quote = None,
            ('$', None | Some('"')) => {
                let mut name = String::new();
                while let Some(letter) = rest.next_if(|letter| letter.is_alphanumeric()) {
                    name.push(letter);
                }
                let value = variables.get(&name);
                let value = value.unwrap_or_else(|| panic!("no value for ${name}: {line}"));
                word.get_or_insert_default().push_str(value);
            }
            (letter, _) => word.get_or_insert_default().push(letter),
        }
    }
    assert!(quote.is_none(), "a quote is not closed: {line}");
    words.extend(word);
    words
}

/// The lines of a text, those that end with `\` joined with the next.
pub(crate) fn logical_lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        open.push_str(line.trim());
        if let Some(start) = open.strip_suffix('\\') {
            open = start.to_owned();
        } else {
            lines.push(std::mem::take(&mut open));
        }
    }
    lines
}

#[test]
fn commands_are_read_as_a_shell_reads_them() {
    let variables = Variables::from([("plan".to_owned(), "a b".to_owned())]);
    let cases: &[(&str, &[&str])] = &[
        ("check .  --score", &["check", ".", "--score"]),
        (
            "prove $plan --only x # one",
            &["prove", "a b", "--only", "x"],
        ),
        ("--given 'lost(a) and $b'", &["--given", "lost(a) and $b"]),
        (
            "--given \"x $plan\" a#b ''",
            &["--given", "x a b", "a#b", ""],
        ),
    ];
    for (line, expect) in cases {
        assert_eq!(words(line, &variables), *expect, "{line}");
    }
    assert_eq!(logical_lines("a \\\n  b\nc"), ["a b", "c"]);
}
