//! Nothing panics on input: the examples of the reference and the faulty plans, broken in thousands
//! of ways, are read to the end, and what is said about them can be shown.
//!
//! The ways are drawn from a seed, so a failure repeats; it prints the seed and the text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use interrex_diag::{Format, Severity, render};
use interrex_plan::faults::CODES;
use interrex_plan::graph;
use interrex_plan::model::{Locus, Plan, Who};
use interrex_plan::schema::CONSTRUCTS;
use oorandom::Rand32;

/// Words that mean something to the reader of a plan.
const TOKENS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "(",
    ")",
    ",",
    "=",
    ".",
    "\"",
    "'",
    "\"\"\"",
    "\n",
    "#",
    "\\",
    "\\u00e9",
    "and",
    "or",
    "not",
    "at least 2 of (",
    "in contact (",
    "lost(",
    "true",
    "0.5",
    "-1",
    "[0, 1]",
    "2022-03-07",
    "nan",
    "99999999999999999999",
    "kyiv",
    "office.president",
    "place.",
    "/",
    "é",
    "\u{feff}",
    "\r\n",
    "[[waiver]]",
    "[place.kyiv]",
    "in = \"kyiv\"",
    "{}",
    "[]",
    "\"\"",
    "by-measure = \"second-seat\"",
    "acting = true",
    "given = \"kyiv\"",
    "needs = \"kyiv\"",
];

fn texts() -> Vec<String> {
    let plan = "[plan]\ntitle = \"A plan\"\nhorizon = \"30 d\"\n\n";
    let examples = CONSTRUCTS.iter().filter(|it| !it.example.is_empty());
    let examples = examples.map(|construct| format!("{plan}{}", construct.example));
    examples
        .chain(CODES.iter().map(|fault| fault.example.to_owned()))
        .collect()
}

#[test]
fn broken_plans_are_read_to_the_end() {
    let texts = texts();
    for seed in 0..6000 {
        check(seed, &texts);
    }
}

fn check(seed: u64, texts: &[String]) {
    let mut random = Random(Rand32::new(seed));
    let mut text = random.pick(texts).clone();
    for _ in 0..=random.below(4) {
        text = mutate(&text, texts, &mut random);
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let reading = interrex_plan::read(&[("plan.toml", &text)]);
        let shown = render(&reading.diagnostics, &reading.sources, Format::Human, false);
        assert_eq!(shown.is_empty(), reading.diagnostics.is_empty());
        for diagnostic in &reading.diagnostics {
            let known = CODES.iter().any(|fault| fault.code == diagnostic.code);
            assert!(known, "`{}` has no page", diagnostic.code);
            assert!(diagnostic.severity != Severity::Note);
        }
        follow(&reading.plan);
    }));
    assert!(outcome.is_ok(), "seed {seed} breaks on\n{text}");
}

/// Follows references: every identifier of even a faulty plan is valid, and places end.
fn follow(plan: &Plan) {
    graph::circles(plan);
    for (_, link) in plan.links.iter() {
        for end in link.between {
            match end {
                Locus::Place(id) => _ = plan.places.get(id),
                Locus::Site(id) => _ = plan.sites.get(id),
            }
        }
    }
    let who = |who: Who| match who {
        Who::Person(id) => plan.people.get(id).name.len(),
        Who::Office(id) => plan.offices.get(id).name.len(),
        Who::Body(id) => plan.bodies.get(id).name.len(),
    };
    for (_, seat) in plan.seats.iter() {
        who(seat.of);
    }
    for (_, power) in plan.powers.iter() {
        who(power.held_by);
    }
    for (_, lease) in plan.leases.iter() {
        plan.offices.get(lease.office);
    }
    for (_, site) in plan.sites.iter() {
        assert!(!site.within.is_empty());
    }
}

/// Breaks a text in one way.
fn mutate(text: &str, texts: &[String], random: &mut Random) -> String {
    let (start, end) = random.range(text);
    let (front, middle, back) = (&text[..start], &text[start..end], &text[end..]);
    match random.below(8) {
        0 => format!("{front}{back}"),
        1 => format!("{front}{}{back}", random.token()),
        2 => format!("{front}{}{middle}{back}", random.token()),
        3 => format!("{front}{middle}{middle}{back}"),
        4 => format!("{front}{}{back}", middle.chars().rev().collect::<String>()),
        5 => format!(
            "{front}{}{back}",
            random.token().repeat(random.below(300) as usize)
        ),
        6 => {
            let other = random.pick(texts);
            let (from, to) = random.range(other);
            format!("{front}{}{back}", &other[from..to])
        }
        _ => lines_exchanged(text, random),
    }
}

fn lines_exchanged(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let count = u32::try_from(lines.len()).expect("a short text");
    let (one, other) = (random.below(count), random.below(count));
    if count > 0 {
        lines.swap(one as usize, other as usize);
    }
    lines.join("\n")
}

struct Random(Rand32);

impl Random {
    /// A number below `limit`; 0 when that is 0.
    fn below(&mut self, limit: u32) -> u32 {
        self.0.rand_range(0..limit.max(1))
    }

    fn token(&mut self) -> &'static str {
        self.pick::<&str>(TOKENS)
    }

    fn pick<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        let count = u32::try_from(items.len()).expect("a short list");
        items
            .get(self.below(count) as usize)
            .expect("a list that is not empty")
    }

    /// A stretch of a text, mostly short, on borders of characters.
    fn range(&mut self, text: &str) -> (usize, usize) {
        let length = u32::try_from(text.len()).expect("a short text");
        let start = self.below(length + 1);
        let width = if self.below(4) == 0 {
            self.below(length + 1)
        } else {
            self.below(12)
        };
        let border = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let end = (start + width).min(length);
        (border(start as usize), border(end as usize))
    }
}
