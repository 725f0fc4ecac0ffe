//! Any span over any text is shown by every renderer.

use interrex_diag::{Diagnostic, Format, SourceId, Sources, Span, render, sort};
use oorandom::Rand32;

/// Characters that have been hard for somebody: line ends, escapes, marks, wide and joined ones.
const ALPHABET: &[&str] = &[
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "a",
    "b = 1",
    "\u{feff}",
    "\u{0}",
    "\u{1b}[31m",
    "\u{7f}",
    "é",
    "e\u{301}",
    "ї",
    "字",
    "👩\u{200d}🚀",
    "\u{202e}",
    "\u{200b}",
    "\u{2028}",
    "\u{ad}",
    "\u{10ffff}",
    "\u{85}",
    "ﷺ",
    "%",
    "::",
    "\"",
];

fn pick(random: &mut Rand32, below: usize) -> usize {
    let below = u32::try_from(below).expect("small");
    usize::try_from(random.rand_range(0..below.max(1))).expect("32 bits fit")
}

fn pick_from<'a, T>(random: &mut Rand32, items: &'a [T]) -> &'a T {
    items
        .get(pick(random, items.len()))
        .expect("pick() stays below the length")
}

fn text(random: &mut Rand32, pieces_max: usize) -> String {
    (0..pick(random, pieces_max + 1))
        .map(|_| pick_from(random, ALPHABET).repeat(1 + pick(random, 4) / 3 * 60))
        .collect()
}

fn span(random: &mut Rand32, sources: &Sources, ids: &[SourceId]) -> Span {
    let id = *pick_from(random, ids);
    let length = sources.text(id).len();
    let mut offset = || {
        if random.rand_range(0..50) == 0 {
            usize::MAX
        } else {
            pick(random, length + 3)
        }
    };
    Span::new(id, offset()..offset())
}

fn diagnostic(random: &mut Rand32, sources: &Sources, ids: &[SourceId]) -> Diagnostic {
    let mut diagnostic = Diagnostic::error("random", text(random, 4));
    for _ in 0..pick(random, 5) {
        let (span, label) = (span(random, sources, ids), text(random, 2));
        diagnostic = match pick(random, 2) {
            0 => diagnostic.at(span, label),
            _ => diagnostic.also(span, label),
        };
    }
    if pick(random, 3) == 0 {
        diagnostic = diagnostic.help(text(random, 3)).because(text(random, 3));
    }
    diagnostic
}

fn check(seed: u64) {
    let mut random = Rand32::new(seed);
    let mut sources = Sources::new();
    let ids: Vec<SourceId> = (0..=pick(&mut random, 3))
        .map(|_| sources.add(text(&mut random, 2), text(&mut random, 30)))
        .collect();
    let mut diagnostics: Vec<Diagnostic> = (0..3)
        .map(|_| diagnostic(&mut random, &sources, &ids))
        .collect();
    sort(&mut diagnostics);
    for format in Format::ALL {
        for color in [false, true] {
            let shown = render(&diagnostics, &sources, format, color);
            assert!(shown.ends_with('\n'), "seed {seed}, {format}");
            if format != Format::Human {
                assert_eq!(shown.lines().count(), 3, "seed {seed}, {format}: {shown:?}");
            }
        }
    }
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        let start = sources.line_column(label.span);
        assert!(start <= sources.end_line_column(label.span), "seed {seed}");
        let lines = sources.text(label.span.source).lines().count().max(1);
        assert!(
            usize::try_from(start.0).is_ok_and(|line| line <= lines),
            "seed {seed}"
        );
    }
}

#[test]
fn any_span_over_any_text_is_shown() {
    for seed in 0..3_000 {
        let shown = std::panic::catch_unwind(|| check(seed));
        assert!(shown.is_ok(), "seed {seed} failed");
    }
}

/// The place above a snippet is found by the snippet renderer, those of other formats by us.
#[test]
fn people_and_programs_are_sent_to_the_same_place() {
    for seed in 0..1_000 {
        let mut random = Rand32::new(seed);
        let mut sources = Sources::new();
        let id = sources.add("plan.toml", text(&mut random, 30));
        let span = span(&mut random, &sources, &[id]);
        let found = [Diagnostic::error("random", "message").at(span, "label")];
        let human = render(&found, &sources, Format::Human, false);
        let short = render(&found, &sources, Format::Short, false);
        let human = human
            .lines()
            .nth(1)
            .and_then(|line| line.split("--> ").nth(1));
        assert_eq!(
            human,
            short.split(": ").next(),
            "seed {seed}: {:?}",
            sources.text(id)
        );
    }
}
