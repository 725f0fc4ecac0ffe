//! Text as the typesetter takes it: clean letters that the fonts have, quotes that fit the language, lines with links.
//!
//! Nothing of the text is read as markup: it becomes elements that hold text, whatever signs it has.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use interrex_report::Language;
use interrex_report::document::{Figure, Inline, Line, Tone};
use typst::foundations::{Array, Content, Dict, IntoValue as _, NativeElement as _, Smart, Value};
use typst::introspection::{Location, MetadataElem};
use typst::layout::{Abs, BoxElem, HElem};
use typst::model::{Destination, HeadingElem, LinkElem, LinkTarget, StrongElem, Url};
use typst::text::{Lang, RawContent, RawElem, SmartQuoteElem, TextElem};
use typst::utils::hash128;

use crate::fonts::Fonts;

/// What stands where no font has the letter.
const REPLACEMENT: char = '\u{FFFD}';
/// Where long words may be broken: after one of these.
const BREAKS_AFTER: &[char] = &['.', '-', '_', '/', ':', '@', '=', '&', '?', ','];

/// A space that nobody sees, in points, at which a line may break; none at all would be left out.
const BREAK: f64 = 0.001;

/// Sets text.
pub(crate) struct Setter<'a> {
    /// The fonts.
    pub(crate) fonts: &'a Fonts,
    /// Every anchor of the document that a link may lead to.
    pub(crate) anchors: &'a BTreeSet<&'a str>,
    /// The language of the report.
    pub(crate) language: Language,
    /// The letters that no font has.
    pub(crate) unprintable: BTreeSet<char>,
}

impl Setter<'_> {
    /// A line as a list of content and of what the template draws, in so much room in parts of the size of its letters.
    pub(crate) fn line(&mut self, line: &Line, room: f64) -> Value {
        let pieces = line.iter().map(|piece| self.piece(piece, room));
        Value::Array(pieces.collect::<Array>())
    }

    /// Text alone, in so much room in parts of the size of its letters.
    pub(crate) fn words(&mut self, text: &str, room: f64) -> Value {
        self.content(text, room).into_value()
    }

    /// A head of a level from 1 on, to which links lead where it has an anchor.
    pub(crate) fn heading(
        &mut self,
        title: &str,
        level: usize,
        anchor: Option<&str>,
        room: f64,
    ) -> Value {
        let depth = NonZeroUsize::new(level).map_or(Smart::Auto, Smart::Custom);
        let body = self.content(title, room);
        let heading = HeadingElem::new(body).with_level(depth).pack();
        let placed = match anchor {
            Some(anchor) => heading.located(place(anchor)),
            None => heading,
        };
        placed.into_value()
    }

    /// Text for what is no page: names of the file, descriptions of pictures.
    pub(crate) fn plain(&mut self, text: &str) -> String {
        self.clean(text)
    }

    fn piece(&mut self, piece: &Inline, room: f64) -> Value {
        match piece {
            Inline::Text(text) => self.content(text, room).into_value(),
            Inline::Code(text) => self.code(text, room).into_value(),
            Inline::Strong(text) => StrongElem::new(self.content(text, room))
                .pack()
                .into_value(),
            Inline::Link { href, text } => self.link(href, text, room),
            Inline::Figure(Figure { text, .. }) => {
                drawn("figure", Tone::Plain, self.content(text, room))
            }
            Inline::Tag(tone, text) => drawn("tag", *tone, self.content(text, room)),
        }
    }

    /// Words that lead to an anchor or an address; the words alone where there is no such anchor.
    fn link(&mut self, href: &str, text: &str, room: f64) -> Value {
        let body = self.content(text, room);
        match href.strip_prefix('#') {
            Some(anchor) if self.anchors.contains(anchor) => {
                let way = Destination::Location(place(anchor));
                let told = self.clean(text);
                drawn("way", Tone::Plain, body.linked(way, Some(told.into())))
            }
            Some(_) => body.into_value(),
            None => match Url::new(href) {
                Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body)
                    .pack()
                    .into_value(),
                Err(_) => body.into_value(),
            },
        }
    }

    /// Text with quotes that fit the language. A word wider than the room may be broken.
    fn content(&mut self, text: &str, room: f64) -> Content {
        let clean = self.clean(text);
        if is_figure(&clean) {
            let whole = BoxElem::new().with_body(Some(TextElem::packed(clean)));
            return whole.pack();
        }
        let pieces = broken(self.fonts, &clean, room);
        let mut list = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            if index > 0 {
                list.push(HElem::new(Abs::pt(BREAK).into()).pack());
            }
            quoted(piece, &mut list);
        }
        let content = Content::sequence(list);
        match self.foreign(&clean) {
            Some(language) => content.set(TextElem::lang, language),
            None => content,
        }
    }

    /// What the plan's text has, in letters of one width.
    fn code(&mut self, text: &str, room: f64) -> Content {
        // Letters of one width are wider than those of the sans serif.
        let clean = self.clean(text);
        let pieces = broken(self.fonts, &clean, room * 0.8);
        let mut list = Vec::new();
        for (index, piece) in pieces.into_iter().enumerate() {
            if index > 0 {
                list.push(HElem::new(Abs::pt(BREAK).into()).pack());
            }
            list.push(RawElem::new(RawContent::Text(piece.into())).pack());
        }
        Content::sequence(list)
    }

    /// The language of words that are not in that of the report, told by their letters alone.
    fn foreign(&self, text: &str) -> Option<Lang> {
        let is_cyrillic = |letter: char| ('\u{400}'..='\u{4FF}').contains(&letter);
        let has_cyrillic = text.chars().any(is_cyrillic);
        let has_latin = text.chars().any(|letter| letter.is_ascii_alphabetic());
        match self.language {
            Language::Ukrainian if has_latin && !has_cyrillic => Some(Lang::ENGLISH),
            Language::English if has_cyrillic && !has_latin => Some(Lang::UKRAINIAN),
            _ => None,
        }
    }

    /// Text of letters that the fonts have; signs that only steer other programs are left out.
    fn clean(&mut self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{A0}' || letter.is_control() {
                if !clean.ends_with(' ') || letter == ' ' {
                    clean.push(' ');
                }
            } else if is_unseen(letter) {
            } else if self.fonts.has(letter) {
                clean.push(letter);
            } else {
                self.unprintable.insert(letter);
                clean.push(REPLACEMENT);
            }
        }
        clean
    }
}

/// The place of an anchor, known before anything is laid out. Labels would say the same, but each link to one is laid
/// out again whenever what stands before it has moved, and that is three times the work.
fn place(anchor: &str) -> Location {
    Location::new(hash128(anchor))
}

/// What links lead to that is no head.
pub(crate) fn anchor(id: &str) -> Value {
    let anchor = MetadataElem::new(Value::None).pack();
    anchor.located(place(id)).into_value()
}

/// How a tone is named in the template.
pub(crate) fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}

fn drawn(kind: &str, tone_of: Tone, body: Content) -> Value {
    let mut dict = Dict::new();
    dict.insert("kind".into(), kind.into_value());
    dict.insert("tone".into(), tone(tone_of).into_value());
    dict.insert("body".into(), body.into_value());
    Value::Dict(dict)
}

/// Whether a text is a likelihood, or a range of likelihoods, and nothing besides: no line ends in it.
pub(crate) fn is_figure(text: &str) -> bool {
    const SIGNS: &str = "0123456789.,–×⁰¹²³⁴⁵⁶⁷⁸⁹⁻%\u{a0}";
    text.ends_with('%')
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| SIGNS.contains(letter))
}

/// Signs without a shape: joiners, marks of direction, variants, soft hyphens.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Adds text to a list, its straight quotes as quotes that know their language.
fn quoted(text: &str, list: &mut Vec<Content>) {
    let mut run = String::new();
    let mut before: Option<char> = None;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied();
        let is_within =
            before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        match letter {
            '\'' if is_within => run.push('’'),
            '\'' | '"' => {
                if !run.is_empty() {
                    list.push(TextElem::packed(std::mem::take(&mut run)));
                }
                list.push(SmartQuoteElem::new().with_double(letter == '"').pack());
            }
            other => run.push(other),
        }
        before = Some(letter);
    }
    if !run.is_empty() {
        list.push(TextElem::packed(run));
    }
}

/// A text in pieces between which a line may break although no word ends there. A text without words that are
/// wider than the room is one piece.
fn broken(fonts: &Fonts, text: &str, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in text.split_inclusive(' ') {
        if fonts.width(word.trim_end()) <= room {
            if let Some(last) = pieces.last_mut() {
                last.push_str(word);
            }
            continue;
        }
        let mut width = 0.0;
        for letter in word.chars() {
            let is_full = width + fonts.advance(letter) > room;
            if let Some(last) = pieces.last_mut() {
                last.push(letter);
            }
            width += fonts.advance(letter);
            if is_full || BREAKS_AFTER.contains(&letter) {
                pieces.push(String::new());
                width = 0.0;
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setter<'a>(fonts: &'a Fonts, anchors: &'a BTreeSet<&'a str>) -> Setter<'a> {
        Setter {
            fonts,
            anchors,
            language: Language::Ukrainian,
            unprintable: BTreeSet::new(),
        }
    }

    #[test]
    fn letters_without_a_shape_are_left_out_and_others_told() {
        let (fonts, anchors) = (Fonts::embedded(), BTreeSet::new());
        let mut setter = setter(&fonts, &anchors);
        let text = setter.clean("a\u{200B}b\n\tc\u{0}政");
        assert_eq!(text, "ab c \u{FFFD}");
        assert_eq!(setter.unprintable, BTreeSet::from(['政']));
    }

    #[test]
    fn long_words_break_where_their_parts_end() {
        let fonts = Fonts::embedded();
        let check = |text: &str, room: f64, expect: &[&str]| {
            assert_eq!(broken(&fonts, text, room), expect);
        };
        check("one two", 9.0, &["one two"]);
        check(
            "see office.president here",
            5.0,
            &["see office.", "president here"],
        );
        check("", 5.0, &[]);
    }

    #[test]
    fn likelihoods_are_told_from_words() {
        for text in ["69.5–93.6%", "10,2–22,5\u{a0}%", "2.1×10⁻⁶%", "0%"] {
            assert!(is_figure(text), "{text}");
        }
        for text in ["at most 5%", "2022–2023", "%", "5% of 20%", ""] {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn an_apostrophe_in_a_word_is_no_quote() {
        let mut list = Vec::new();
        quoted("п'ять \"слів\"", &mut list);
        assert_eq!(list.len(), 4);
        let plain: String = list
            .iter()
            .map(|one| one.plain_text().to_string())
            .collect();
        assert_eq!(plain, "п’ять \"слів\"");
    }

    #[test]
    fn words_of_another_alphabet_have_their_language() {
        let (fonts, anchors) = (Fonts::embedded(), BTreeSet::new());
        let setter = setter(&fonts, &anchors);
        assert_eq!(setter.foreign("National Bank"), Some(Lang::ENGLISH));
        assert_eq!(setter.foreign("Національний банк (NBU)"), None);
        assert_eq!(setter.foreign("2022"), None);
    }
}
