//! A plan of the size of a state, written from a seed.
//!
//! Responsible for a text that is as hard for the engine as a real national plan: 27 regions in a
//! network of 60 links that can fail, a parliament of 450 spread over them, and, for each unit of
//! scale, a thousand offices with three candidates each, ten thousand people and two hundred
//! essential functions. Regions, links and parliament stay the same at every scale, because a
//! larger state has more offices and not more geography.
//!
//! The structure follows from the numbers alone; only likelihoods, bases and the choice of
//! alternates are drawn. The same scale and seed give the same bytes on every machine.

mod country;
mod departments;
mod draw;
mod functions;
mod offices;
mod people;
mod state;

use draw::Draw;
use people::People;

/// How many of each there are at scale one.
const OFFICES_PER_SCALE: u32 = 1_000;
const PEOPLE_PER_SCALE: u32 = 10_000;
const FUNCTIONS_PER_SCALE: u32 = 200;
const MINISTRIES: u32 = 20;

/// What the parts of the generator share: the text so far, the dice, the people, the counts.
struct Writer {
    text: String,
    draw: Draw,
    people: People,
    offices: u32,
    candidates: u32,
    candidate_offices: u32,
}

impl Writer {
    /// Begins a table.
    fn table(&mut self, name: &str) {
        self.line(&format!("\n[{name}]"));
    }

    /// Begins a table of an array.
    fn row(&mut self, name: &str) {
        self.line(&format!("\n[[{name}]]"));
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// Writes `key = value`, the value being TOML already.
    fn key(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    /// Writes `key = "value"`.
    fn word(&mut self, key: &str, value: &str) {
        self.key(key, &quoted(value));
    }

    /// Writes a likelihood between two parts in a hundred thousand.
    fn likelihood(&mut self, key: &str, low: u32, high: u32) {
        let value = self.draw.likelihood(low, high);
        self.key(key, &value);
    }
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// A TOML array of strings.
fn list<T: AsRef<str>>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(|item| quoted(item.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// The text of a national plan, `scale` times the smallest one.
pub(super) fn plan(scale: u32, seed: u64) -> String {
    let mut writer = Writer {
        text: head(scale, seed),
        draw: Draw::new(seed),
        people: People::default(),
        offices: 0,
        candidates: 0,
        candidate_offices: 0,
    };
    country::write(&mut writer);
    state::write(&mut writer);
    let departments = departments::write(&mut writer, OFFICES_PER_SCALE * scale);
    functions::write(&mut writer, scale, &departments);
    people::write(&mut writer);
    writer.text
}

fn head(scale: u32, seed: u64) -> String {
    format!(
        "# Written by `cargo xtask bench plan`, scale {scale}, seed {seed}.\n\n\
         [plan]\n\
         title = \"A national plan\"\n\
         institution = \"A state of 27 regions\"\n\
         horizon = \"30 d\"\n\
         as-of = 2026-02-01\n\n\
         [source.survey]\n\
         who = \"Survey of sites and lines\"\n\
         grade = \"B2\"\n\
         date = 2026-01-10\n\n\
         [source.staff]\n\
         who = \"Risk staff\"\n\
         grade = \"C3\"\n\
         date = 2026-01-20\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str, start: &str) -> usize {
        text.lines().filter(|line| line.starts_with(start)).count()
    }

    /// Tables such as `[office.minister-01]`, and not `[office.minister-01.order.line]`.
    fn tables(text: &str, kind: &str) -> usize {
        let start = format!("[{kind}.");
        text.lines()
            .filter_map(|line| line.strip_prefix(&start))
            .filter(|rest| !rest.contains('.'))
            .count()
    }

    #[test]
    fn sizes_are_those_that_the_page_promises() {
        for scale in [1, 2] {
            let text = plan(scale, 7);
            let scale = scale as usize;
            assert_eq!(tables(&text, "office"), 1_000 * scale);
            assert_eq!(tables(&text, "person"), 10_000 * scale);
            assert_eq!(tables(&text, "function"), 200 * scale);
            assert_eq!(tables(&text, "link"), 60);
            assert_eq!(count(&text, "[place.region-"), 27);
        }
    }

    #[test]
    fn half_of_the_candidates_are_offices_and_half_of_the_likelihoods_ranges() {
        let text = plan(1, 7);
        let lists: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("candidates = "))
            .collect();
        let names: Vec<&str> = lists.iter().flat_map(|list| list.split(", ")).collect();
        let people = names.iter().filter(|name| name.contains("\"p-")).count();
        assert_eq!(lists.len(), 1_000);
        assert_eq!(names.len(), 3_000);
        assert!((1_480..=1_520).contains(&people), "{people} people");
        let keys = ["dead = ", "lost = ", "incapacitated = ", "resigns = "];
        let facts = text
            .lines()
            .filter(|l| keys.iter().any(|k| l.starts_with(k)));
        let (ranges, points): (Vec<&str>, Vec<&str>) = facts.partition(|l| l.contains('['));
        assert!(
            ranges.len().abs_diff(points.len()) < 200,
            "{} ranges",
            ranges.len()
        );
    }

    #[test]
    fn the_same_seed_gives_the_same_text() {
        assert_eq!(plan(1, 7), plan(1, 7));
        assert_ne!(plan(1, 7), plan(1, 8));
    }

    #[test]
    fn the_text_is_toml() {
        let text = plan(1, 7);
        assert!(toml::de::DeTable::parse(&text).is_ok());
    }
}
