//! The one-line, JSON and GitHub forms.

use interrex_diag::{Diagnostic, Format, JSON_SCHEMA, Sources, Span, render};
use serde_json::{Value, json};

fn sources() -> Sources {
    let mut sources = Sources::new();
    sources.add(
        "plans/a,b:50%.toml",
        "seat = \"київ\"\r\nseat = \"lviv\"\r\n",
    );
    sources.add("empty.toml", "");
    sources
}

fn span(sources: &Sources, source: usize, start: usize, end: usize) -> Span {
    Span::new(
        sources.ids().nth(source).expect("the source exists"),
        start..end,
    )
}

fn twice(sources: &Sources) -> Diagnostic {
    Diagnostic::error("duplicate-key", "`seat` is 100% twice")
        .also(span(sources, 0, 0, 4), "first")
        .at(span(sources, 0, 19, 23), "again")
        .help("keep one")
        .because("keys\nare single")
}

fn check(format: Format, diagnostic: &Diagnostic, expect: &str) {
    let actual = render(std::slice::from_ref(diagnostic), &sources(), format, true);
    assert_eq!(actual, expect, "{format}");
}

#[test]
fn short() {
    let sources = sources();
    check(
        Format::Short,
        &twice(&sources),
        "plans/a,b:50%.toml:2:1: error[duplicate-key]: `seat` is 100% twice\n",
    );
    let empty = Diagnostic::warning("empty", "nothing here").at(span(&sources, 1, 3, 9), "");
    check(
        Format::Short,
        &empty,
        "empty.toml:1:1: warning[empty]: nothing here\n",
    );
    check(
        Format::Short,
        &Diagnostic::note("no-place", "of no place"),
        "note[no-place]: of no place\n",
    );
}

#[test]
fn github() {
    let sources = sources();
    check(
        Format::GitHub,
        &twice(&sources),
        "::error file=plans/a%2Cb%3A50%25.toml,line=2,col=1,title=duplicate-key::\
         `seat` is 100%25 twice: again%0Ahelp: keep one%0Anote: keys%0Aare single\n",
    );
    check(
        Format::GitHub,
        &Diagnostic::note("no-place", "of\r\nno: place"),
        "::notice title=no-place::of%0D%0Ano: place\n",
    );
    let warning = Diagnostic::warning("empty", "m").at(span(&sources, 1, 0, 0), "");
    check(
        Format::GitHub,
        &warning,
        "::warning file=empty.toml,line=1,col=1,title=empty::m\n",
    );
}

#[test]
fn json_is_one_object_a_line() {
    let sources = sources();
    let diagnostics = [
        twice(&sources),
        Diagnostic::note("no-place", "of\nno place"),
    ];
    let text = render(&diagnostics, &sources, Format::Json, false);
    let objects: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line is an object"))
        .collect();
    let label = |line: u32, text: &str, primary: bool| {
        json!({
            "path": "plans/a,b:50%.toml", "line": line, "column": 1,
            "end_line": line, "end_column": 5, "text": text, "primary": primary,
        })
    };
    let expect = [
        json!({
            "schema": JSON_SCHEMA, "severity": "error", "code": "duplicate-key",
            "message": "`seat` is 100% twice",
            "labels": [label(1, "first", false), label(2, "again", true)],
            "helps": ["keep one"], "notes": ["keys\nare single"],
        }),
        json!({
            "schema": "interrex.diagnostic/1", "severity": "note", "code": "no-place",
            "message": "of\nno place", "labels": [], "helps": [], "notes": [],
        }),
    ];
    assert_eq!(objects, expect);
}

#[test]
fn formats_read_back() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert_eq!(
        "yaml".parse::<Format>(),
        Err("`yaml` is no format, expected `human`, `short`, `json` or `github`".to_owned())
    );
}
