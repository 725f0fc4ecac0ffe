//! A first mapping for a roster that nobody has mapped.
//!
//! Responsible for a file that reads without a fault and that a planner finishes: what is guessed from
//! heads is said to be guessed, and what cannot be is left as a comment.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Roster;
use crate::value::quoted;

/// Words in heads, for which key of an office or a person they stand.
const GUESSES: [(&str, &[&str]); 4] = [
    (
        "title",
        &[
            "title",
            "post",
            "position",
            "role",
            "office",
            "посада",
            "назва",
        ],
    ),
    (
        "holder",
        &[
            "incumbent",
            "holder",
            "name",
            "person",
            "піб",
            "ім’я",
            "прізвище",
        ],
    ),
    (
        "base",
        &[
            "location",
            "city",
            "place",
            "site",
            "duty station",
            "місце",
            "місто",
        ],
    ),
    ("until", &["expires", "end", "until", "термін", "до"]),
];

/// How many values of a column are shown.
const SHOWN_MAX: usize = 3;

impl Roster {
    /// A draft of a mapping for it, as the text of a file.
    pub fn draft(&self, file: &str) -> String {
        let mut text = String::new();
        _ = writeln!(
            text,
            "# A draft for {file}, guessed from its heads: correct it, then\n\
             # interrex import FILE --into PLAN --map THIS-FILE\n#\n# Its columns, with what stands in them:"
        );
        for (index, head) in self.heads.iter().enumerate() {
            _ = writeln!(text, "#   {head}: {}", self.shown(index));
        }
        let title = self.guess("title").unwrap_or_else(|| self.first());
        let holder = self.guess("holder").filter(|column| *column != title);
        text.push_str("\n# What the plan says of itself, if it is new.\n[plan]\ntitle = \"A roster\"\nhorizon = \"30 d\"\n");
        text.push_str("\n# Rows to leave out, each with the reason that is shown.\n");
        let skip = quoted(title);
        _ = writeln!(
            text,
            "[[skip]]\ncolumn = {skip}\nis = [\"\"]\nreason = \"it has no title\""
        );
        if let Some(holder) = holder {
            self.people(holder, &mut text);
        }
        self.offices(title, holder, &mut text);
        text
    }

    fn people(&self, holder: &str, text: &mut String) {
        let column = quoted(holder);
        _ = write!(
            text,
            "\n# One person for each row that names one. `once`: further rows about the same person are\n\
             # taken as one, if they say the same.\n[[table]]\nname = \"people\"\nid = {}\nonce = true\n\
             skip = [{{ column = {column}, is = [\"\", \"Vacant\"], reason = \"the post is vacant\" }}]\n\n\
             [table.columns]\ntitle = {}\n",
            quoted(&format!("{{{holder}}}")),
            quoted(&format!("{{{holder}}}")),
        );
        if let Some(base) = self.guess("base") {
            _ = writeln!(
                text,
                "# base = {} # where they are; the places have to be in the plan",
                quoted(&format!("{{{base}|name}}"))
            );
        }
    }

    fn offices(&self, title: &str, holder: Option<&str>, text: &mut String) {
        let id = match self.numbering().filter(|column| *column != title) {
            Some(number) => format!("{{{title}}}-{{{number}}}"),
            None => format!("{{{title}}}"),
        };
        _ = write!(
            text,
            "\n# One office for each row. `id` makes its name in the plan, which no two rows may share.\n\
             [[table]]\nname = \"offices\"\nid = {}\n\n[table.columns]\ntitle = {}\n",
            quoted(&id),
            quoted(&format!("{{{title}}}")),
        );
        if let Some(holder) = holder {
            _ = writeln!(
                text,
                "holder = {{ text = {}, unless = {{ column = {}, is = [\"\", \"Vacant\"] }} }}",
                quoted(&format!("{{{holder}|name}}")),
                quoted(holder)
            );
        }
        if let Some(until) = self.guess("until") {
            _ = writeln!(
                text,
                "# until = {{ text = {}, date = \"M/D/YYYY\" }} # or DD.MM.YYYY",
                quoted(&format!("{{{until}}}"))
            );
        }
    }

    fn first(&self) -> &str {
        self.heads.first().map_or("", String::as_str)
    }

    fn guess(&self, key: &str) -> Option<&str> {
        let (_, words) = GUESSES.iter().find(|(known, _)| *known == key)?;
        words.iter().find_map(|word| {
            let mut heads = self.heads.iter();
            heads
                .find(|head| head.to_lowercase().contains(word))
                .map(String::as_str)
        })
    }

    /// A column of which no two rows have the same.
    fn numbering(&self) -> Option<&str> {
        let is_unique = |index: usize| {
            let cells = self
                .rows
                .iter()
                .map(|row| row.cells.get(index).map(ToString::to_string));
            let mut seen = BTreeSet::new();
            cells.into_iter().all(|cell| {
                cell.filter(|cell| !cell.is_empty())
                    .is_some_and(|cell| seen.insert(cell))
            })
        };
        let unique = (0..self.heads.len()).find(|index| is_unique(*index))?;
        self.heads.get(unique).map(String::as_str)
    }

    fn shown(&self, index: usize) -> String {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(index));
        let mut shown: Vec<String> = Vec::new();
        for cell in cells
            .map(ToString::to_string)
            .filter(|cell| !cell.is_empty())
        {
            let line: String = cell
                .lines()
                .next()
                .unwrap_or_default()
                .chars()
                .take(40)
                .collect();
            if !shown.contains(&line) {
                shown.push(line);
            }
            if shown.len() == SHOWN_MAX {
                break;
            }
        }
        if shown.is_empty() {
            "nothing".to_owned()
        } else {
            shown.join(" | ")
        }
    }
}
