//! The plan itself, as text.
//!
//! Responsible for what the example's files say: an office for every post, a person for every
//! incumbent, the lines and bodies that were found. Likelihoods are assumed and marked so.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::Texts;
use super::boards::{Board, boards};
use super::line::{Lines, agency_heads, department_heads, lines};
use super::places::Places;
use super::roster::{Post, Roster, Unit};
use super::titles::Title;
use super::wording::{FUNCTIONS, GROUNDS, HEADER, ORDER, STATES, TRANSITION};

/// Everything that the tables of an agency need to know of the others.
struct Draft<'r> {
    roster: &'r Roster,
    places: Places,
    lines: Lines,
    boards: Vec<Board<'r>>,
    heads: BTreeMap<&'r str, u32>,
    names: BTreeMap<u32, String>,
    /// People who have a part in a line or body, and so a likelihood of being lost.
    counted_on: BTreeSet<u32>,
}

/// The files of the plan, by name.
pub(super) fn texts(roster: &Roster) -> Texts {
    let mut draft = Draft::of(roster);
    let mut texts = Texts::new();
    let mut agencies: BTreeMap<&str, Vec<(&Unit, &[Post])>> = BTreeMap::new();
    for (unit, posts) in roster.by_unit() {
        agencies
            .entry(&unit.agency)
            .or_default()
            .push((unit, posts));
    }
    for (agency, units) in &agencies {
        let text = draft.agency(agency, units);
        texts.insert(format!("agencies/{}.toml", slug(agency)), text);
    }
    texts.insert("places.toml".to_owned(), draft.places.text());
    texts.insert(
        "plan.toml".to_owned(),
        format!("{HEADER}{}", draft.functions()),
    );
    texts.insert("transition.toml".to_owned(), draft.transition());
    texts
}

impl<'r> Draft<'r> {
    fn of(roster: &'r Roster) -> Self {
        let lines = lines(roster);
        let boards = boards(roster);
        let posts_in_a_part: BTreeSet<u32> = lines
            .iter()
            .flat_map(|(head, line)| line.iter().chain([head]))
            .chain(boards.iter().flat_map(|board| &board.members))
            .copied()
            .collect();
        let posts = roster.posts.iter();
        Self {
            roster,
            places: Places::default(),
            heads: agency_heads(roster),
            names: posts.clone().map(|post| (post.id, office(post))).collect(),
            counted_on: posts
                .filter(|post| posts_in_a_part.contains(&post.id))
                .filter_map(Post::holder)
                .collect(),
            lines,
            boards,
        }
    }

    /// The name of the office of a post.
    fn name(&self, id: u32) -> &str {
        self.names.get(&id).expect("every post has its office")
    }

    /// Whether a post is that of the head of an agency.
    fn leads(&self, id: u32) -> bool {
        self.heads.values().any(|head| *head == id)
    }

    fn agency(&mut self, agency: &str, units: &[(&Unit, &[Post])]) -> String {
        let mut text = format!("# {agency}\n");
        for (unit, posts) in units {
            let _ = write!(text, "\n# {}\n", unit.name);
            for post in *posts {
                self.post(post, &mut text);
            }
            for board in self.boards.iter().filter(|board| board.unit.id == unit.id) {
                self.board(board, &mut text);
            }
        }
        text
    }

    fn post(&mut self, post: &Post, text: &mut String) {
        let title = Title::read(&post.title);
        let _ = write!(
            text,
            "\n[office.{}]\ntitle = {}\n",
            self.name(post.id),
            quoted(&post.title)
        );
        if let Some(holder) = post.holder() {
            let role = if title.is_acting { "acting" } else { "holder" };
            let _ = writeln!(text, "{role} = \"{}\"", person(holder));
        }
        if self.leads(post.id) {
            text.push_str("key = true\n");
        }
        self.grounds(post, text);
        if let Some(line) = self.lines.get(&post.id) {
            let candidates: Vec<&str> = line.iter().map(|id| self.name(*id)).collect();
            let _ = writeln!(
                text,
                "order.by-title = {{ candidates = {candidates:?}, {ORDER} }}"
            );
        }
        if post.holder() == Some(post.id) {
            self.person(post, text);
        }
    }

    /// The grounds of a post: those of a head and of a post with a line, and the end of a term.
    fn grounds(&self, post: &Post, text: &mut String) {
        if self.lines.contains_key(&post.id) || self.leads(post.id) {
            text.push_str(GROUNDS);
        }
        if let (Some(last), Some(_)) = (&post.expires, post.holder()) {
            let from = day_after(last).expect("the table's dates are dates");
            let _ = writeln!(
                text,
                "ground.term-ended = {{ when = \"true\", from = {from} }}"
            );
        }
    }

    fn person(&mut self, post: &Post, text: &mut String) {
        let _ = write!(text, "\n[person.{}]\n", person(post.id));
        if let Some(place) = self.places.locate(&post.location) {
            let _ = writeln!(text, "base = \"{place}\"");
        }
        if self.counted_on.contains(&post.id) {
            text.push_str(STATES);
        }
    }

    fn board(&self, board: &Board<'_>, text: &mut String) {
        let members: Vec<&str> = board.members.iter().map(|id| self.name(*id)).collect();
        let name = format!("{}-{}", slug(&board.called), board.unit.id);
        let _ = write!(
            text,
            "\n[body.{name}]\nmembers = {members:?}\nquorum = \"majority\"\nassumed = true\nnote = {}\n",
            quoted(&format!(
                "{}: {}, with their chair. The quorum is assumed",
                board.unit.agency, board.called
            )),
        );
    }

    /// Two functions: that every department, and that every agency, has somebody who leads it.
    fn functions(&self) -> String {
        let posts = self.roster.posts.iter();
        let is_led = |post: &&Post| post.holder().is_some() && !Title::read(&post.title).is_acting;
        let led: BTreeSet<u32> = posts.filter(is_led).map(|post| post.id).collect();
        let needs = |heads: &BTreeMap<&str, u32>| {
            let heads = heads.values().filter(|head| led.contains(head));
            let names: Vec<&str> = heads.map(|head| self.name(*head)).collect();
            names.join(" and ")
        };
        let departments = needs(&department_heads(self.roster));
        let agencies = needs(&self.heads);
        let mut text = String::from(FUNCTIONS);
        for (name, title, needs) in [
            (
                "lead-the-departments",
                "Every department has somebody who leads it",
                departments,
            ),
            (
                "lead-the-agencies",
                "Every agency has somebody who leads it",
                agencies,
            ),
        ] {
            let _ = write!(
                text,
                "\n[function.{name}]\ntitle = \"{title}\"\nneeds = \"{needs}\"\nassumed = true\n"
            );
        }
        text
    }

    /// What leaves with an administration: who was appointed by the president or without
    /// competition, and for no term.
    fn transition(&self) -> String {
        let leaves = |post: &&Post| {
            let is_political = matches!(post.appointment.as_str(), "PAS" | "PA" | "NA" | "SC");
            is_political && post.tenure.is_empty() && post.expires.is_none()
        };
        let leaving: BTreeSet<u32> = self
            .roster
            .posts
            .iter()
            .filter(leaves)
            .filter_map(Post::holder)
            .collect();
        let mut text = String::from(TRANSITION);
        for id in leaving {
            let _ = writeln!(
                text,
                "    {{ what = \"{}\", leaves = \"absent\" }},",
                person(id)
            );
        }
        text + "]\n"
    }
}

/// The name of a post's office: its title and its number.
fn office(post: &Post) -> String {
    const LETTERS_MAX: usize = 40;
    let mut short = String::new();
    for word in slug(&post.title).split('-') {
        if !short.is_empty() && short.len() + word.len() >= LETTERS_MAX {
            break;
        }
        short.push_str(word);
        short.push('-');
    }
    format!("{short}{}", post.id)
}

fn person(id: u32) -> String {
    format!("holder-{id}")
}

/// A text as a name: letters and digits, with hyphens between words.
pub(super) fn slug(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// A text as a TOML string.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The day after a date of the form `YYYY-MM-DD`.
fn day_after(date: &str) -> Option<String> {
    let numbers: Vec<u32> = date
        .split('-')
        .filter_map(|part| part.parse().ok())
        .collect();
    let [year, month, day] = *numbers.as_slice() else {
        return None;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let (year, month, day) = match (month, day) {
        (12, 31) => (year + 1, 1, 1),
        _ if day == days => (year, month + 1, 1),
        _ => (year, month, day + 1),
    };
    Some(format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_plain() {
        assert_eq!(
            slug("Director, Office of Children's Health"),
            "director-office-of-children-s-health"
        );
        assert_eq!(quoted("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    }

    #[test]
    fn a_term_ends_on_its_last_day() {
        let check = |date: &str, expect: &str| assert_eq!(day_after(date).as_deref(), Some(expect));
        check("2016-07-12", "2016-07-13");
        check("2016-12-31", "2017-01-01");
        check("2017-04-30", "2017-05-01");
        check("2020-02-28", "2020-02-29");
        check("2019-02-28", "2019-03-01");
    }
}
