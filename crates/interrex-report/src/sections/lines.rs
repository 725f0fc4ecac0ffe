//! The lines of the plan that the report cites, file by file.

use interrex_diag::Sources;

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
    let folder = folder(texts);
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
        let path = shown(texts.path(id), folder);
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

/// The folder that all files of the plan lie in, as people named it.
fn folder(texts: &Sources) -> &str {
    let mut folders = texts.ids().map(|id| {
        let path = texts.path(id);
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    });
    let first = folders.next().unwrap_or("");
    folders.fold(first, |known, next| {
        let (mut end, mut pieces) = (0, next.split('/'));
        for piece in known.split('/') {
            if pieces.next() != Some(piece) {
                break;
            }
            end += piece.len() + 1;
        }
        known.get(..end.saturating_sub(1)).unwrap_or(known)
    })
}

/// A path below the folder of the plan.
fn shown<'t>(path: &'t str, folder: &str) -> &'t str {
    let below = path.strip_prefix(folder);
    below.map_or(path, |below| below.trim_start_matches('/'))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_below_the_folder_of_the_plan() {
        let check = |paths: &[&str], expect: &[&str]| {
            let mut texts = Sources::new();
            for path in paths {
                texts.add(*path, "");
            }
            let folder = folder(&texts);
            let named: Vec<&str> = paths.iter().map(|path| shown(path, folder)).collect();
            assert_eq!(named, expect);
        };
        check(&["plan.toml"], &["plan.toml"]);
        check(&["/plans/plan.toml"], &["plan.toml"]);
        check(&["a/b/c.toml", "a/b/d.toml"], &["c.toml", "d.toml"]);
        check(
            &["a/b/c.toml", "a/bb/d.toml", "a/e.toml"],
            &["b/c.toml", "bb/d.toml", "e.toml"],
        );
        check(&["c.toml", "d/e.toml"], &["c.toml", "d/e.toml"]);
    }
}
