//! How diagnostics look to people.

use interrex_diag::{Diagnostic, Format, Sources, Span, render};

const PLAN: &str = "\
[succession.president]
# The line of the republic.
holders = [\"president\", \"chairman-of-parliment\"]

[office.president]
title = \"President\"


[office.chairman-of-parliament]
";

/// Returns the span of the first place in the first source where `needle` stands.
fn find(sources: &Sources, needle: &str) -> Span {
    let id = sources.ids().next().expect("one source");
    let start = sources
        .text(id)
        .find(needle)
        .expect("the needle is in the text");
    Span::new(id, start..start + needle.len())
}

fn plan() -> Sources {
    let mut sources = Sources::new();
    sources.add("plans/republic.toml", PLAN);
    sources
}

fn check(sources: &Sources, diagnostics: &[Diagnostic], expect: &str) {
    let actual = render(diagnostics, sources, Format::Human, false);
    assert_eq!(actual, expect, "\n{actual}");
}

fn unknown_office(sources: &Sources) -> Diagnostic {
    Diagnostic::error(
        "unknown-office",
        "no office is named `chairman-of-parliment`",
    )
    .at(
        find(sources, "\"chairman-of-parliment\""),
        "not declared in this plan",
    )
    .also(
        find(sources, "chairman-of-parliament"),
        "a similar name is declared here",
    )
    .help("write the declared name")
}

#[test]
fn two_labels_and_help() {
    let sources = plan();
    check(
        &sources,
        &[unknown_office(&sources)],
        r#"error[unknown-office]: no office is named `chairman-of-parliment`
 --> plans/republic.toml:3:25
  |
3 | holders = ["president", "chairman-of-parliment"]
  |                         ^^^^^^^^^^^^^^^^^^^^^^^ not declared in this plan
...
9 | [office.chairman-of-parliament]
  |         ---------------------- a similar name is declared here
help: write the declared name
"#,
    );
}

#[test]
fn two_sources_and_several_lines() {
    let mut sources = plan();
    let id = sources.add("plans/annex.toml", "a = 1\nb = [\n1,\n2\n]\n");
    let diagnostic = Diagnostic::warning("restated", "the list is stated twice")
        .also(find(&sources, "[office.president]"), "first here")
        .at(Span::new(id, 6..19), "then here");
    check(
        &sources,
        &[diagnostic],
        "\
warning[restated]: the list is stated twice
 --> plans/annex.toml:2:1
  |
2 | / b = [
3 | | 1,
4 | | 2
5 | | ]
  | |_^ then here
  |
 ::: plans/republic.toml:5:1
  |
5 |   [office.president]
  |   ------------------ first here
",
    );
}

#[test]
fn no_place_and_a_blank_line_between() {
    let sources = plan();
    let first = Diagnostic::note("no-threats", "the plan states no threat")
        .because("one")
        .help("two");
    let second = Diagnostic::error("no-office", "the plan declares no office");
    check(
        &sources,
        &[first, second],
        "\
note[no-threats]: the plan states no threat
note: one
help: two

error[no-office]: the plan declares no office
",
    );
    check(&sources, &[], "");
}

#[test]
fn the_end_of_the_text() {
    let mut sources = Sources::new();
    let id = sources.add("plan.toml", "\u{feff}seats = [\r\n");
    let diagnostic =
        Diagnostic::error("syntax", "the list has no end").at(Span::new(id, 14..14), "");
    check(
        &sources,
        &[diagnostic],
        "\
error[syntax]: the list has no end
 --> plan.toml:1:10
  |
1 | seats = [
  |          ^
",
    );
}

#[test]
fn wide_characters_stay_underlined() {
    let mut sources = Sources::new();
    let id = sources.add("план.toml", "首都 = \"キーウ\" # рада\n");
    let start = "首都 = ".len();
    let span = Span::new(id, start..start + "\"キーウ\"".len());
    check(
        &sources,
        &[Diagnostic::error("unknown-place", "no such place").at(span, "not declared")],
        "\
error[unknown-place]: no such place
 --> план.toml:1:6
  |
1 | 首都 = \"キーウ\" # рада
  |        ^^^^^^^^ not declared
",
    );
}

#[test]
fn color_adds_escapes_and_nothing_else() {
    let sources = plan();
    let diagnostics = [unknown_office(&sources)];
    let plain = render(&diagnostics, &sources, Format::Human, false);
    let colored = render(&diagnostics, &sources, Format::Human, true);
    assert_ne!(plain, colored);
    let mut stripped = String::new();
    for (at, part) in colored.split('\u{1b}').enumerate() {
        let text = if at == 0 {
            part
        } else {
            part.split_once('m').expect("an escape ends").1
        };
        stripped.push_str(text);
    }
    assert_eq!(stripped, plain);
}

#[test]
fn text_of_a_plan_cannot_take_over_the_terminal() {
    let mut sources = Sources::new();
    let id = sources.add("a\u{1b}]0;x.toml", "x = \"\u{1b}[2J\u{202e}\"\n");
    let diagnostic = Diagnostic::error("bad", "a \u{1b}[31mred\u{7} name\nand more")
        .at(Span::new(id, 0..9), "a \u{9b}31m label\n\u{202e}")
        .help("\u{1b}c");
    for format in [Format::Human, Format::Short] {
        let text = render(std::slice::from_ref(&diagnostic), &sources, format, false);
        let evil = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(evil), "{format}: {text:?}");
    }
}
