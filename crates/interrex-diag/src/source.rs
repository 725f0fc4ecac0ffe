//! The texts that diagnostics speak about.
//!
//! Responsible for paths, texts, and turning byte offsets into the lines and columns that people
//! count. Every renderer asks here, so that all of them name the same place. It leaves reading
//! files to others: it is given their text.

use std::ops::Range;
use std::sync::Arc;

use crate::{SourceId, Span};

/// A set of source texts with their paths.
///
/// Lines end at `\n`, with or without `\r` before it. Lines and columns count from 1, columns in
/// characters. A byte-order mark takes no column.
///
/// # Examples
///
/// ```
/// use interrex_diag::{Sources, Span};
///
/// let mut sources = Sources::new();
/// let id = sources.add("plan.toml", "név = 1\nб = 2\n");
/// assert_eq!(sources.line_column(Span::new(id, 5..6)), (1, 5));
/// assert_eq!(sources.line_column(Span::new(id, 12..13)), (2, 3));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    path: String,
    text: Arc<str>,
    /// Where each line starts; the first starts after a byte-order mark.
    line_starts: Vec<usize>,
}

impl Sources {
    /// Makes an empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under the path that diagnostics will show, and returns its number.
    ///
    /// # Panics
    ///
    /// After 2^32 sources.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        let id = u32::try_from(self.files.len()).expect("fewer than 2^32 sources");
        self.files.push(File::new(path.into(), text.into()));
        SourceId(id)
    }

    /// Returns the path of a source.
    ///
    /// # Panics
    ///
    /// When the number comes from another set; so do all methods that take one.
    pub fn path(&self, id: SourceId) -> &str {
        &self.file(id).path
    }

    /// Returns the text of a source, a byte-order mark included.
    ///
    /// # Panics
    ///
    /// When the number comes from another set.
    pub fn text(&self, id: SourceId) -> &str {
        &self.file(id).text
    }

    /// Lists the numbers of the sources in the order of adding.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        (0_u32..).map(SourceId).take(self.files.len())
    }

    /// Returns the line and the column where a span starts, both from 1.
    ///
    /// A start past the last character, or within the end of a line, is right after the last
    /// character of its line; one after the last line's end belongs to the last line.
    ///
    /// # Panics
    ///
    /// When the span's source comes from another set.
    pub fn line_column(&self, span: Span) -> (u32, u32) {
        let file = self.file(span.source);
        file.line_column(file.settle(span.range()).start)
    }

    /// Returns the line and the column right after the last character of a span, both from 1.
    ///
    /// # Panics
    ///
    /// When the span's source comes from another set.
    pub fn end_line_column(&self, span: Span) -> (u32, u32) {
        let file = self.file(span.source);
        file.line_column(file.settle(span.range()).end)
    }

    /// Returns the line where a span starts, from 1.
    ///
    /// # Panics
    ///
    /// When the span's source comes from another set.
    pub fn line_of(&self, span: Span) -> u32 {
        self.line_column(span).0
    }

    /// Returns the text that a span covers, brought to whole characters.
    ///
    /// # Panics
    ///
    /// When the span's source comes from another set.
    pub fn snippet(&self, span: Span) -> &str {
        let file = self.file(span.source);
        file.text.get(file.settle(span.range())).unwrap_or("")
    }

    /// Brings a span into the text: whole characters, no byte-order mark, no line end at its edge.
    pub(crate) fn settle(&self, span: Span) -> Range<usize> {
        self.file(span.source).settle(span.range())
    }

    /// Widens settled offsets to whole lines, without the end of the last.
    pub(crate) fn whole_lines(&self, id: SourceId, range: &Range<usize>) -> Range<usize> {
        let file = self.file(id);
        let start = file.line_start(file.line_index(range.start));
        start..file.content_end(file.line_index(range.end)).max(start)
    }

    fn file(&self, id: SourceId) -> &File {
        let index = usize::try_from(id.0).unwrap_or(usize::MAX);
        self.files
            .get(index)
            .expect("a source number is used with the set that gave it")
    }
}

impl File {
    fn new(path: String, text: Arc<str>) -> Self {
        let first = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(first).chain(after_breaks).collect();
        Self {
            path,
            text,
            line_starts,
        }
    }

    /// Returns the index, from 0, of the line that holds an offset.
    fn line_index(&self, offset: usize) -> usize {
        self.line_starts
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    fn line_start(&self, index: usize) -> usize {
        self.line_starts
            .get(index)
            .copied()
            .unwrap_or(self.text.len())
    }

    /// Returns the offset after the last character of a line, before its end.
    fn content_end(&self, index: usize) -> usize {
        let Some(next) = self.line_starts.get(index + 1) else {
            return self.text.len();
        };
        let end = next - 1;
        let line = self.text.get(self.line_start(index)..end).unwrap_or("");
        if line.ends_with('\r') { end - 1 } else { end }
    }

    fn settle(&self, range: Range<usize>) -> Range<usize> {
        let (first, last) = (self.line_start(0), self.text.len());
        let start = self
            .text
            .floor_char_boundary(range.start.clamp(first, last));
        let end = self.text.ceil_char_boundary(range.end.clamp(start, last));
        let is_empty = start == end;
        let start = self.settle_offset(start, start == last);
        let end = self.settle_offset(end, !is_empty || end == last);
        start..end.max(start)
    }

    /// Moves an offset out of a line's end; `back` also moves it off the start of a line, to the
    /// end of the line before.
    fn settle_offset(&self, offset: usize, back: bool) -> usize {
        let bytes = self.text.as_bytes();
        let may_end_line = matches!(bytes.get(offset), None | Some(b'\n' | b'\r'));
        let starts_line = offset == 0 || bytes.get(offset - 1) == Some(&b'\n');
        if !(may_end_line || back && starts_line) {
            return offset;
        }
        let index = self.line_index(offset);
        if back && index > 0 && offset == self.line_start(index) {
            self.content_end(index - 1)
        } else {
            offset.min(self.content_end(index))
        }
    }

    fn line_column(&self, offset: usize) -> (u32, u32) {
        let index = self.line_index(offset);
        let before = self.text.get(self.line_start(index)..offset).unwrap_or("");
        let from_one = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        (from_one(index), from_one(before.chars().count()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, range: Range<usize>, start: (u32, u32), end: (u32, u32), snippet: &str) {
        let mut sources = Sources::new();
        let id = sources.add("a", text);
        let span = Span::new(id, range.clone());
        assert_eq!(
            sources.line_column(span),
            start,
            "start of {range:?} in {text:?}"
        );
        assert_eq!(
            sources.end_line_column(span),
            end,
            "end of {range:?} in {text:?}"
        );
        assert_eq!(sources.snippet(span), snippet, "{range:?} in {text:?}");
        assert_eq!(sources.line_of(span), start.0);
    }

    #[test]
    fn plain_places() {
        check("ab\ncd\n", 0..1, (1, 1), (1, 2), "a");
        check("ab\ncd\n", 3..5, (2, 1), (2, 3), "cd");
        check("ab\ncd\n", 1..4, (1, 2), (2, 2), "b\nc");
        check("ab\ncd\n", 3..3, (2, 1), (2, 1), "");
        check("ab\n\ncd", 3..3, (2, 1), (2, 1), "");
    }

    #[test]
    fn columns_count_characters() {
        check("рада = 1", 8..9, (1, 5), (1, 6), " ");
        check("рада = 1", 0..8, (1, 1), (1, 5), "рада");
        check("рада = 1", 1..3, (1, 1), (1, 3), "ра");
        check("👑👑", 5..6, (1, 2), (1, 3), "👑");
    }

    #[test]
    fn ends_of_lines_and_files() {
        check("", 0..0, (1, 1), (1, 1), "");
        check("", 5..9, (1, 1), (1, 1), "");
        check("\n", 0..1, (1, 1), (1, 1), "");
        check("\n", 1..1, (1, 1), (1, 1), "");
        check("ab", 2..2, (1, 3), (1, 3), "");
        check("ab\n", 3..3, (1, 3), (1, 3), "");
        check("ab\n", 90..99, (1, 3), (1, 3), "");
        check("ab\r\ncd\r\n", 8..8, (2, 3), (2, 3), "");
        check("ab\r\ncd\r\n", 3..4, (1, 3), (1, 3), "");
        check("ab\r\ncd\r\n", 0..4, (1, 1), (1, 3), "ab");
        check("ab\r\ncd\r\n", 4..8, (2, 1), (2, 3), "cd");
        check("a\rb", 2..3, (1, 3), (1, 4), "b");
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        check("\u{feff}ab", 0..4, (1, 1), (1, 2), "a");
        check("\u{feff}ab", 0..0, (1, 1), (1, 1), "");
        check("\u{feff}", 0..3, (1, 1), (1, 1), "");
        check("\u{feff}\nb", 4..5, (2, 1), (2, 2), "b");
    }

    #[test]
    fn reversed_spans_are_empty() {
        let reversed = Range { start: 4, end: 1 };
        check("ab\ncd\n", reversed, (2, 2), (2, 2), "");
    }

    #[test]
    fn sources_keep_their_order() {
        let mut sources = Sources::new();
        let first = sources.add("a.toml", "1");
        let second = sources.add("b.toml", String::from("2"));
        assert_eq!(sources.ids().collect::<Vec<_>>(), [first, second]);
        assert_eq!((sources.path(first), sources.text(first)), ("a.toml", "1"));
        assert_eq!(
            (sources.path(second), sources.text(second)),
            ("b.toml", "2")
        );
    }
}
