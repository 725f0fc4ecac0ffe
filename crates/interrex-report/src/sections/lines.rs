//! The lines of the plan that the report cites, file by file.

use super::Writer;
use crate::document::{Block, Grid, Inline, Row, Section};

/// The most letters of a line that are shown.
const LETTERS_MAX: usize = 160;
/// How many lines are shown.
const LINES_MAX: usize = 4_000;

/// The anchor of a line of a file.
pub(crate) fn anchor(file: usize, line: u32) -> String {
    format!("line.{file}.{line}")
}

/// The section, one part for each file.
pub(crate) fn section(writer: &Writer<'_>) -> Section {
    let texts = writer.material.texts;
    let mut section = Section::new("lines", writer.say("lines-of-plan"), Vec::new());
    let cited = writer.cited();
    if cited.is_empty() {
        return section;
    }
    section
        .blocks
        .push(Block::Paragraph(vec![writer.text("lines-lead")]));
    let mut room = LINES_MAX;
    for (index, id) in texts.ids().enumerate() {
        let all: Vec<&str> = texts.text(id).lines().collect();
        let of_file = cited.iter().filter(|(file, _)| *file == index);
        let rows: Vec<Row> = of_file
            .take(room)
            .map(|(_, number)| {
                let at = (*number as usize).saturating_sub(1);
                row(index, *number, all.get(at).copied().unwrap_or(""))
            })
            .collect();
        room = room.saturating_sub(rows.len());
        if rows.is_empty() {
            continue;
        }
        let path = texts.path(id);
        section.blocks.push(Block::More(
            path.to_owned(),
            vec![Block::Table(Grid {
                caption: path.to_owned(),
                head: vec![writer.say("line"), writer.say("text")],
                rows,
            })],
        ));
    }
    section
}

fn row(file: usize, number: u32, text: &str) -> Row {
    let mut shown: String = text.trim().chars().take(LETTERS_MAX).collect();
    if text.trim().chars().count() > LETTERS_MAX {
        shown.push('…');
    }
    Row {
        id: Some(anchor(file, number)),
        cells: vec![
            vec![Inline::Text(number.to_string())],
            vec![Inline::Code(shown)],
        ],
    }
}
