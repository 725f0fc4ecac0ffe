//! Reading a page into cases.
//!
//! Responsible for headings, fenced blocks and the expectations in them. It leaves matching to
//! `compare`.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{Case, Expectation};

const FILE: &str = "plan.toml";
const SEVERITIES: [&str; 3] = ["error", "warning", "note"];

/// Reads the cases of a page, leaving out headings without any block.
///
/// # Examples
///
/// ````
/// let page = "# Twice\n\n```toml\na = 1\na = 2 # error[duplicate-key]\n```\n";
/// let cases = interrex_testkit::literate::cases(page);
/// assert_eq!(cases[0].heading, "Twice");
/// assert_eq!(cases[0].expected[0].line, 2);
/// assert_eq!(cases[0].expected[0].code, "duplicate-key");
/// ````
pub fn cases(markdown: &str) -> Vec<Case> {
    let mut reader = Reader {
        markdown,
        cases: vec![Case {
            line: 1,
            ..Case::default()
        }],
    };
    let mut events = Parser::new(markdown).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                let text = heading_text(&mut events);
                reader.start_case(text, range.start);
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(marking))) => {
                let text = block_text(&mut events);
                reader.add_block(&marking, &text, range.start);
            }
            _ => {}
        }
    }
    reader
        .cases
        .retain(|case| !case.files.is_empty() || !case.outputs.is_empty());
    reader.cases
}

fn heading_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text
}

fn block_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(TagEnd::CodeBlock) => break,
            Event::Text(part) => text.push_str(&part),
            _ => {}
        }
    }
    text
}

struct Reader<'a> {
    markdown: &'a str,
    cases: Vec<Case>,
}

impl Reader<'_> {
    fn start_case(&mut self, heading: String, offset: usize) {
        let line = self.page_line(offset);
        self.cases.push(Case {
            heading,
            line,
            ..Case::default()
        });
    }

    fn add_block(&mut self, marking: &str, text: &str, offset: usize) {
        let fence_line = self.page_line(offset);
        let case = self
            .cases
            .last_mut()
            .expect("a case stands above the first heading");
        let mut words = marking
            .split([' ', '\t', ','])
            .filter(|word| !word.is_empty());
        match words.next() {
            Some("toml") => add_file(case, words.collect(), text, fence_line),
            Some("text") => case.outputs.push(text.to_owned()),
            _ => {}
        }
    }

    fn page_line(&self, offset: usize) -> u32 {
        let before = self.markdown.get(..offset).unwrap_or(self.markdown);
        count(before.matches('\n').count()) + 1
    }
}

fn add_file(case: &mut Case, words: Vec<&str>, text: &str, fence_line: u32) {
    if words.contains(&"ignore") {
        return;
    }
    let name = words
        .iter()
        .find_map(|word| word.strip_prefix("file="))
        .unwrap_or(FILE);
    let first_line = append(case, name, text);
    for word in words.into_iter().filter(|word| !word.starts_with("file=")) {
        if let Some((severity, code, "")) = severity_and_code(word) {
            case.expected
                .push(expectation(name, 0, fence_line, severity, code));
        } else {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            case.settings.insert(key.to_owned(), value.to_owned());
        }
    }
    for (at, line) in text.lines().enumerate() {
        let (file_line, page_line) = (first_line + count(at), fence_line + 1 + count(at));
        case.expected
            .extend(expectations_on(line, name, file_line, page_line));
    }
}

/// Appends text to a file and returns the line, from 1, on which it starts.
fn append(case: &mut Case, name: &str, text: &str) -> u32 {
    if let Some((_, whole)) = case.files.iter_mut().find(|(known, _)| known == name) {
        let first = count(whole.lines().count()) + 1;
        whole.push_str(text);
        first
    } else {
        case.files.push((name.to_owned(), text.to_owned()));
        1
    }
}

fn expectations_on(line: &str, file: &str, file_line: u32, page_line: u32) -> Vec<Expectation> {
    let mut found: Vec<Expectation> = Vec::new();
    for comment in line.split('#').skip(1) {
        if let Some((severity, code, rest)) = severity_and_code(comment.trim_start()) {
            let mut expected = expectation(file, file_line, page_line, severity, code);
            expected.message = rest.strip_prefix(':').map(str::to_owned);
            found.push(expected);
        } else if let Some(message) = found.last_mut().and_then(|last| last.message.as_mut()) {
            // A number sign within the message.
            message.push('#');
            message.push_str(comment);
        }
    }
    for message in found
        .iter_mut()
        .filter_map(|expected| expected.message.as_mut())
    {
        *message = message.trim().to_owned();
    }
    found
}

/// Splits `error[code]rest`.
fn severity_and_code(text: &str) -> Option<(&str, &str, &str)> {
    let (severity, rest) = text.split_once('[')?;
    let (code, rest) = rest.split_once(']')?;
    let is_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let known = SEVERITIES.contains(&severity) && !code.is_empty() && code.chars().all(is_code);
    known.then_some((severity, code, rest))
}

fn expectation(file: &str, line: u32, page_line: u32, severity: &str, code: &str) -> Expectation {
    let (severity, code) = (severity.to_owned(), code.to_owned());
    Expectation {
        file: file.to_owned(),
        line,
        page_line,
        severity,
        code,
        message: None,
    }
}

fn count(lines: usize) -> u32 {
    u32::try_from(lines).expect("a page has fewer than 2^32 lines")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(markdown: &str) -> Case {
        let mut cases = cases(markdown);
        assert_eq!(cases.len(), 1, "{cases:?}");
        cases.remove(0)
    }

    fn told(case: &Case) -> Vec<(&str, u32, u32, String, Option<&str>)> {
        let tell = |e: &'_ Expectation| format!("{}[{}]", e.severity, e.code);
        case.expected
            .iter()
            .map(|e| {
                (
                    e.file.as_str(),
                    e.line,
                    e.page_line,
                    tell(e),
                    e.message.as_deref(),
                )
            })
            .collect()
    }

    #[test]
    fn headings_start_cases() {
        let page = "Intro.\n\n# One `a`\n\n```toml\nx = 1\n```\n\n## Empty\n\ntext\n\n\
                    Two\n---\n\n```text\nout\n```\n";
        let cases = cases(page);
        let told: Vec<_> = cases
            .iter()
            .map(|case| (case.heading.as_str(), case.line))
            .collect();
        assert_eq!(told, [("One a", 3), ("Two", 13)]);
        assert_eq!(
            cases[0].files,
            [("plan.toml".to_owned(), "x = 1\n".to_owned())]
        );
        assert_eq!(cases[1].outputs, ["out\n"]);
    }

    #[test]
    fn expectations_stand_on_lines() {
        let case = one("```toml\n# plain comment\na = 1 # error[one]\n\
                        b = [] # warning[two]: say #1 so # note[three] # fatal[four]\n```\n");
        let file = "plan.toml";
        assert_eq!(
            told(&case),
            [
                (file, 2, 3, "error[one]".to_owned(), None),
                (file, 3, 4, "warning[two]".to_owned(), Some("say #1 so")),
                (file, 3, 4, "note[three]".to_owned(), None),
            ]
        );
        assert!(case.files[0].1.contains("# error[one]"));
    }

    #[test]
    fn blocks_of_one_name_are_one_file() {
        let case = one(
            "# A\n```toml file=a.toml\nx = 1\n```\n```toml file=b.toml\ny = 1\n```\n\
                        and then\n\n```toml file=a.toml\nz = 1 # note[n]\n```\n",
        );
        let files: Vec<_> = case
            .files
            .iter()
            .map(|(n, t)| (n.as_str(), t.as_str()))
            .collect();
        assert_eq!(
            files,
            [
                ("a.toml", "x = 1\nz = 1 # note[n]\n"),
                ("b.toml", "y = 1\n")
            ]
        );
        assert_eq!(told(&case), [("a.toml", 2, 11, "note[n]".to_owned(), None)]);
    }

    #[test]
    fn markings_carry_settings_and_expectations_of_no_place() {
        let case = one("```toml error[no-office] scale=phia,strict\n```\n\n\
                        ```toml ignore\nx = 1 # error[x]\n```\n\n```sh\nrun\n```\n");
        assert_eq!(
            told(&case),
            [("plan.toml", 0, 1, "error[no-office]".to_owned(), None)]
        );
        let settings: Vec<_> = case.settings.into_iter().collect();
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(settings, [pair("scale", "phia"), pair("strict", "")]);
        assert_eq!(case.files, [pair("plan.toml", "")]);
    }

    #[test]
    fn a_page_without_blocks_has_no_cases() {
        assert_eq!(cases(""), []);
        assert_eq!(cases("# Title\n\nOnly `prose` here.\n"), []);
    }

    #[test]
    fn lines_of_a_block_within_a_list_are_those_of_the_page() {
        let case = one("* item\n\n  ```toml\n  a = 1\n  b = 2 # error[b]\n  ```\n");
        assert_eq!(case.files[0].1, "a = 1\nb = 2 # error[b]\n");
        assert_eq!(
            told(&case),
            [("plan.toml", 2, 5, "error[b]".to_owned(), None)]
        );
    }
}
