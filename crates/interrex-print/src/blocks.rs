//! A document as the data that the template lays out: sections one after another, each table with its columns, each
//! picture with its size.

mod pictures;

use std::collections::BTreeSet;

use interrex_report::Document;
use interrex_report::document::{BLANK, Block, Grid, Inline, Line, ROWS_MAX, Row, Section};
use typst::foundations::{Array, Bytes, Dict, IntoValue, Str, Value};

use crate::code;
use crate::columns::{self, Columns, Content};
use crate::setting::{Setter, anchor, is_figure, tone};

/// The width of a sheet's text, in points.
const WIDTH: f64 = 471.0;
/// The width of the text of a turned sheet.
const WIDTH_TURNED: f64 = 715.0;
/// The height of the text of a sheet, in points; and of a turned one.
const SHEET: f64 = 660.0;
const SHEET_TURNED: f64 = 415.0;
/// What it costs that a sheet is turned, in sheets: the one before it is not filled.
const TURNING: f64 = 0.75;
/// By how much of itself a table must become shorter for each step to smaller letters.
const SMALLER: f64 = 0.12;
/// Facts up to this height are not broken over sheets.
const FACTS_WHOLE: f64 = 260.0;
/// The widest column of the heads of facts.
const FACTS_HEAD_MAX: f64 = 150.0;
/// From so many lines on a row may be broken over sheets.
const LINES_WHOLE: f64 = 14.0;
/// The longest title that stands at the head of each sheet, in parts of the size of its letters.
const HEAD_MAX: f64 = 34.0;
/// The room of a line of text, in parts of the size of its letters; those of heads and of the title are larger.
const ROOM_TEXT: f64 = 40.0;
const ROOM_HEAD: f64 = 20.0;
const ROOM_TITLE: f64 = 15.0;
/// What a row of a table has beside its lines, in points.
const ROW: f64 = 9.0;
/// As wide as what somebody writes by pen.
const PEN: &str = "nnnnn nnnnn nnnnn";
/// From so many rows or points on, narrow ones stand in two halves side by side.
const HALVES_MIN: usize = 8;
/// How wide points are on average that stand in two halves, in parts of the size of their letters.
const POINT_MAX: f64 = 20.0;
/// The deepest head.
const LEVEL_MAX: usize = 6;

/// Writes data.
pub(crate) struct Writer<'a> {
    /// Sets its text.
    pub(crate) setter: Setter<'a>,
    /// Anchors that stand in the data already; an anchor stands once.
    placed: BTreeSet<String>,
    /// That a long table is told in part.
    rows_left: String,
    /// That a picture is too large for a sheet.
    too_large: String,
}

/// A dictionary of the template.
fn dict<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Dict(entries.into_iter().map(entry).collect())
}

fn entry((key, value): (&str, Value)) -> (Str, Value) {
    (key.into(), value)
}

fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::Array(values.into_iter().collect::<Array>())
}

impl<'a> Writer<'a> {
    /// A writer that has placed nothing.
    pub(crate) fn new(setter: Setter<'a>) -> Self {
        Self {
            setter,
            placed: BTreeSet::new(),
            rows_left: String::new(),
            too_large: String::new(),
        }
    }

    /// The whole document.
    pub(crate) fn document(&mut self, document: &Document) -> Dict {
        let day = document.as_of;
        let words = &document.words;
        let title = titled(&document.title);
        let author = document.institution.as_deref().unwrap_or("");
        self.rows_left.clone_from(&words.rows_left);
        self.too_large.clone_from(&words.too_large);
        let mut items = Vec::new();
        let mut was_short = false;
        for section in &document.sections {
            let is_short = section.is_short();
            self.section(section, !(was_short && is_short), &mut items);
            was_short = is_short;
        }
        let items = with_leads(items);
        let frame = document.frame.clone();
        let entries = [
            ("language", document.language.code().into_value()),
            ("name", self.setter.plain(title).into_value()),
            ("title", self.setter.words(title, ROOM_TITLE)),
            ("running", self.running(title)),
            (
                "institution",
                self.optional(document.institution.as_deref()),
            ),
            (
                "marking",
                self.optional(Some(&document.marking.join(" · "))),
            ),
            ("marking-word", self.setter.words(&words.marking, ROOM_TEXT)),
            ("contents", self.setter.words(&words.contents, ROOM_TEXT)),
            ("page-of", self.page_of(&words.page_of)),
            ("colophon", self.setter.words(&words.colophon, ROOM_TEXT)),
            ("digest", digest_lines(&document.digest)),
            ("author", self.setter.plain(author).into_value()),
            ("as-table", self.setter.words(&words.as_table, ROOM_TEXT)),
            ("day", day.to_string().into_value()),
            ("year", i64::from(day.year()).into_value()),
            ("month", i64::from(day.month()).into_value()),
            ("date", i64::from(day.day()).into_value()),
            ("frame", self.facts(&frame)),
            ("code", code_of(document)),
            ("items", list(items)),
        ];
        entries.into_iter().map(entry).collect()
    }

    fn optional(&mut self, text: Option<&str>) -> Value {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => self.setter.words(text, ROOM_HEAD),
            None => Value::None,
        }
    }

    /// The number of a sheet and how many there are: words, and the names of the numbers between them.
    fn page_of(&mut self, words: &str) -> Value {
        let marked = words
            .replace("{pages}", "{\u{1}}")
            .replace("{page}", "{\u{2}}");
        let pieces = marked.split(['{', '}']).filter(|piece| !piece.is_empty());
        let pieces: Vec<Value> = pieces
            .map(|piece| match piece {
                "\u{1}" => "pages".into_value(),
                "\u{2}" => "page".into_value(),
                words => self.setter.words(words, ROOM_TEXT),
            })
            .collect();
        list(pieces)
    }

    /// The title in one line.
    fn running(&mut self, title: &str) -> Value {
        let mut short = String::new();
        let mut width = 0.0;
        for letter in title.chars() {
            width += self.setter.fonts.advance(letter);
            if width > HEAD_MAX {
                short.push('…');
                break;
            }
            short.push(letter);
        }
        self.setter.words(&short, ROOM_TEXT)
    }

    /// A section and its parts, one after another; whether it begins on a new sheet.
    fn section(&mut self, section: &Section, is_new: bool, items: &mut Vec<Value>) {
        let mut open = vec![(section, 1_usize)];
        while let Some((section, level)) = open.pop() {
            let anchor = self.first(&section.id);
            let title = titled(&section.title);
            items.push(dict([
                ("kind", "head".into_value()),
                ("level", level.into_value()),
                ("new", (level == 1 && is_new).into_value()),
                (
                    "heading",
                    self.setter.heading(title, level, anchor, ROOM_HEAD),
                ),
            ]));
            self.blocks(&section.blocks, level, items);
            let below = (level + 1).min(LEVEL_MAX);
            open.extend(section.parts.iter().rev().map(|part| (part, below)));
        }
    }

    /// An anchor that stands nowhere yet: links lead to the first of those that have the same.
    fn first<'i>(&mut self, id: &'i str) -> Option<&'i str> {
        self.placed.insert(id.to_owned()).then_some(id)
    }

    fn blocks(&mut self, blocks: &[Block], level: usize, items: &mut Vec<Value>) {
        for block in blocks {
            self.block(block, level, items);
        }
    }

    fn block(&mut self, block: &Block, level: usize, items: &mut Vec<Value>) {
        match block {
            Block::Paragraph(line) => items.push(self.paragraph(line)),
            Block::Points(lines) => items.push(self.lines("points", lines)),
            Block::Steps(lines) => items.push(self.lines("steps", lines)),
            Block::Facts(facts) if facts.is_empty() => {}
            Block::Facts(facts) => items.push(self.facts(facts)),
            Block::Table(grid) => {
                items.push(self.grid(grid));
                items.extend(self.rows_left(grid));
            }
            Block::Picture(shown) => self.picture(shown, items),
            Block::More(title, blocks) => {
                let below = (level + 1).min(LEVEL_MAX);
                items.push(dict([
                    ("kind", "more".into_value()),
                    ("level", below.into_value()),
                    ("title", self.setter.words(titled(title), ROOM_HEAD)),
                ]));
                self.blocks(blocks, below, items);
            }
            Block::Panel(tone_of, line, blocks) => {
                let mut inner = Vec::new();
                self.blocks(blocks, level, &mut inner);
                items.push(dict([
                    ("kind", "panel".into_value()),
                    ("tone", tone(*tone_of).into_value()),
                    ("line", self.setter.line(line, ROOM_TEXT)),
                    ("items", list(inner)),
                ]));
            }
        }
    }

    /// A paragraph; one of bold words alone belongs to what comes after it.
    fn paragraph(&mut self, line: &Line) -> Value {
        let is_label = matches!(line.as_slice(), [Inline::Strong(_)]);
        dict([
            ("kind", "paragraph".into_value()),
            ("label", is_label.into_value()),
            ("line", self.setter.line(line, ROOM_TEXT)),
        ])
    }

    fn lines(&mut self, kind: &str, lines: &[Line]) -> Value {
        let told: Vec<Value> = lines
            .iter()
            .map(|line| self.setter.line(line, ROOM_TEXT))
            .collect();
        let halves = lines.len() >= HALVES_MIN && self.is_narrow(lines);
        dict([
            ("kind", kind.into_value()),
            ("halves", halves.into_value()),
            ("lines", list(told)),
        ])
    }

    /// Whether points are short enough to stand in two halves side by side, few of them in more than one line.
    fn is_narrow(&self, lines: &[Line]) -> bool {
        let widths = lines
            .iter()
            .map(|line| self.setter.fonts.width(&plain(line)));
        let (all, widest) = widths.fold((0.0, 0.0_f64), |(all, widest), width| {
            (all + width, widest.max(width))
        });
        #[expect(clippy::cast_precision_loss, reason = "some dozens of points")]
        let count = lines.len() as f64;
        all < POINT_MAX * count && widest < POINT_MAX * 2.2
    }

    /// Heads with what belongs to each, as two columns.
    fn facts(&mut self, facts: &[(String, Line)]) -> Value {
        let size = 9.0;
        let widest = facts
            .iter()
            .map(|(head, _)| self.setter.fonts.width(head) * size)
            .fold(60.0, f64::max);
        let head = widest.min(FACTS_HEAD_MAX) + columns::INSET;
        let head_room = (head - columns::INSET) / size;
        let room = (WIDTH - head - columns::INSET) / size;
        let lines = |(_, line): &(String, Line)| {
            libm::ceil(self.setter.fonts.width(&plain(line)) / room).max(1.0)
        };
        let height: f64 = facts
            .iter()
            .map(|fact| lines(fact) * size * 1.35 + ROW)
            .sum();
        let rows: Vec<Value> = facts
            .iter()
            .map(|(head, line)| {
                list([
                    self.setter.words(head, head_room),
                    self.setter.line(line, room),
                    is_blank(line).into_value(),
                ])
            })
            .collect();
        dict([
            ("kind", "facts".into_value()),
            ("whole", (height < FACTS_WHOLE).into_value()),
            ("head", head.into_value()),
            ("rows", list(rows)),
        ])
    }

    fn grid(&mut self, grid: &Grid) -> Value {
        let texts: Vec<Vec<String>> = grid
            .rows
            .iter()
            .take(ROWS_MAX)
            .map(|row| row.cells.iter().map(measured).collect())
            .collect();
        let contents = self.contents(&grid.head, &texts);
        let columns = self.columns(&contents, &texts);
        let mut rows = Vec::with_capacity(texts.len());
        for (row, texts) in grid.rows.iter().zip(&texts) {
            rows.push(self.row(row, texts, &columns));
        }
        self.table(&grid.caption, &grid.head, &columns, rows)
    }

    /// The columns with which a table takes the fewest sheets, unless that is not worth small letters or a turned
    /// sheet.
    fn columns(&self, contents: &[Content], rows: &[Vec<String>]) -> Columns {
        let mut choices = columns::choices(contents, WIDTH, WIDTH_TURNED);
        let cost = |(smaller, choice): (usize, &Columns)| {
            let (sheet, turning) = if choice.is_turned {
                (SHEET_TURNED, TURNING)
            } else {
                (SHEET, 0.0)
            };
            #[expect(clippy::cast_precision_loss, reason = "a handful of choices")]
            let steps = smaller as f64;
            self.height(rows, choice) / sheet * (1.0 + SMALLER * steps) + turning
        };
        let costs = choices.iter().enumerate().map(cost).enumerate();
        let best = costs.min_by(|a, b| a.1.total_cmp(&b.1));
        choices.swap_remove(best.map_or(0, |(index, _)| index))
    }

    /// That a table is told in part, where it is.
    fn rows_left(&mut self, grid: &Grid) -> Option<Value> {
        let count = grid.rows.len();
        let told = self
            .rows_left
            .replace("{shown}", &ROWS_MAX.to_string())
            .replace("{count}", &count.to_string());
        (count > ROWS_MAX).then(|| self.paragraph(&vec![Inline::Text(told)]))
    }

    fn row(&mut self, row: &Row, texts: &[String], columns: &Columns) -> Value {
        let anchored = match &row.id {
            Some(id) => self.first(id).map_or(Value::None, anchor),
            None => Value::None,
        };
        let count = columns.widths.len();
        let empty = Line::new();
        let cells: Vec<Value> = (0..count)
            .map(|at| {
                let cell = row.cells.get(at).unwrap_or(&empty);
                self.setter.line(cell, columns.room(at))
            })
            .collect();
        dict([
            ("anchor", anchored),
            ("whole", self.is_whole(texts, columns).into_value()),
            ("pen", row.cells.iter().any(is_blank).into_value()),
            ("cells", list(cells)),
        ])
    }

    /// How high the rows of a table are, in points, nearly.
    fn height(&self, rows: &[Vec<String>], columns: &Columns) -> f64 {
        let fonts = self.setter.fonts;
        let lines = |row: &Vec<String>| {
            let cells = row.iter().enumerate();
            cells
                .map(|(at, text)| libm::ceil(fonts.width(text) / columns.room(at)))
                .fold(1.0, f64::max)
        };
        let height = |row| lines(row) * columns.size * 1.25 + ROW;
        rows.iter().map(height).sum()
    }

    /// Whether a row is low enough to stand on one sheet.
    fn is_whole(&self, texts: &[String], columns: &Columns) -> bool {
        texts.iter().enumerate().all(|(at, text)| {
            let lines = self.setter.fonts.width(text) / columns.room(at);
            lines * 1.2 < LINES_WHOLE
        })
    }

    fn contents(&self, head: &[String], rows: &[Vec<String>]) -> Vec<Content> {
        let fonts = self.setter.fonts;
        let mut contents = vec![Content::default(); head.len()];
        for (content, text) in contents.iter_mut().zip(head) {
            content.add(fonts, text);
        }
        for row in rows {
            for (content, text) in contents.iter_mut().zip(row) {
                content.add(fonts, text);
            }
        }
        if let Some(first) = contents.first_mut() {
            first.embolden();
        }
        contents
    }

    fn table(
        &mut self,
        caption: &str,
        head: &[String],
        columns: &Columns,
        rows: Vec<Value>,
    ) -> Value {
        let heads: Vec<Value> = head
            .iter()
            .enumerate()
            .map(|(at, text)| self.setter.words(text, columns.room(at)))
            .collect();
        let widths = columns.widths.iter().map(|width| width.into_value());
        dict([
            ("kind", "table".into_value()),
            ("caption", self.optional(Some(caption))),
            ("summary", self.setter.plain(caption).into_value()),
            ("size", columns.size.into_value()),
            ("widths", list(widths)),
            ("turned", columns.is_turned.into_value()),
            ("hyphenate", columns.breaks_words.into_value()),
            ("head", list(heads)),
            ("rows", list(rows)),
        ])
    }
}

/// A title that has letters.
fn titled(title: &str) -> &str {
    if title.trim().is_empty() {
        "–"
    } else {
        title
    }
}

/// A line as it is read.
fn plain(line: &Line) -> String {
    line.iter().map(Inline::words).collect()
}

/// Whether something is to be filled in by pen.
fn is_blank(line: &Line) -> bool {
    matches!(line.as_slice(), [Inline::Text(text)] if text == BLANK)
}

/// A line as its width is measured: what stands in a frame of its own has no ends of words.
fn measured(line: &Line) -> String {
    if is_blank(line) {
        return PEN.to_owned();
    }
    let mut text = String::new();
    for piece in line {
        match piece {
            Inline::Figure(figure) => text.push_str(&figure.text.replace(columns::ENDS, "n")),
            Inline::Tag(_, words) => {
                text.push_str(&words.replace(columns::ENDS, "n"));
                text.push('n');
            }
            Inline::Code(words) => text.push_str(&words.replace(is_thin, "n")),
            Inline::Text(words) if is_figure(words) => {
                text.push_str(&words.replace(columns::ENDS, "n"));
            }
            Inline::Text(words) | Inline::Strong(words) | Inline::Link { text: words, .. } => {
                text.push_str(words);
            }
        }
    }
    text
}

/// Letters that are narrower in the sans serif than in letters of one width.
fn is_thin(letter: char) -> bool {
    "iljftrI.,:;-".contains(letter)
}

fn code_of(document: &Document) -> Value {
    let Some(drawn) = code::draw(&code::text(document)) else {
        return Value::None;
    };
    let side = i64::try_from(drawn.side).unwrap_or(0);
    dict([
        ("side", side.into_value()),
        ("dots", Bytes::new(drawn.dots).into_value()),
    ])
}

/// A digest in lines that are short enough for the foot of a sheet.
fn digest_lines(digest: &str) -> Value {
    let letters: Vec<char> = digest.chars().filter(char::is_ascii_graphic).collect();
    let lines = letters
        .chunks(32)
        .map(|line| line.iter().collect::<String>());
    list(lines.map(IntoValue::into_value))
}

/// Puts what leads to a turned sheet onto it: the heads before it, and a paragraph after them.
fn with_leads(items: Vec<Value>) -> Vec<Value> {
    let mut placed: Vec<Value> = Vec::with_capacity(items.len());
    for mut item in items {
        if kind_of(&item) == "picture"
            && let [.., before, Value::Dict(last)] = placed.as_mut_slice()
            && kind_of(before) == "head"
        {
            last.insert("sticky".into(), true.into_value());
        }
        if is_turned(&item) {
            let mut from = placed.len();
            let is_kind = |at: usize, kinds: &[&str]| {
                let before = at.checked_sub(1).and_then(|at| placed.get(at));
                before.is_some_and(|item| kinds.contains(&kind_of(item)))
            };
            if is_kind(from, &["paragraph"]) && is_kind(from - 1, &["head", "more"]) {
                from -= 1;
            }
            while is_kind(from, &["head", "more"]) {
                from -= 1;
            }
            let lead = placed.split_off(from);
            if let Value::Dict(dict) = &mut item {
                dict.insert("lead".into(), list(lead));
            }
        }
        placed.push(item);
    }
    placed
}

fn field<'v>(item: &'v Value, key: &str) -> Option<&'v Value> {
    match item {
        Value::Dict(dict) => dict.get(key).ok(),
        _ => None,
    }
}

fn is_turned(item: &Value) -> bool {
    field(item, "turned") == Some(&Value::Bool(true))
}

fn kind_of(item: &Value) -> &str {
    match field(item, "kind") {
        Some(Value::Str(kind)) => kind.as_str(),
        _ => "",
    }
}
