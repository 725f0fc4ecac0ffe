//! Lines: runs of letters, links and bookmarks.

use interrex_report::document::{Inline, Line, Tone};

use super::Body;
use crate::xml::Xml;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// As the paragraph says.
    Plain,
    /// By a style of letters.
    Style(&'static str),
}

/// The style of a paragraph.
pub(super) fn style(xml: &mut Xml, style: &str) {
    if style != "Normal" {
        xml.open("w:pPr", &[]);
        xml.val("w:pStyle", style);
        xml.close();
    }
}

/// Letters; a new line where the text has one.
pub(super) fn run(xml: &mut Xml, look: Look, words: &str) {
    if words.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    if let Look::Style(name) = look {
        xml.open("w:rPr", &[]);
        xml.val("w:rStyle", name);
        xml.close();
    }
    for (index, words) in words.split('\n').enumerate() {
        if index > 0 {
            xml.leaf("w:br", &[]);
        }
        if !words.is_empty() {
            xml.element("w:t", &[("xml:space", "preserve")], words);
        }
    }
    xml.close();
}

/// What `write` writes, within a bookmark of this number and name.
pub(super) fn bookmarked(
    xml: &mut Xml,
    bookmark: Option<(usize, String)>,
    write: impl FnOnce(&mut Xml),
) {
    let Some((number, name)) = bookmark else {
        return write(xml);
    };
    let number = number.to_string();
    xml.leaf("w:bookmarkStart", &[("w:id", &number), ("w:name", &name)]);
    write(xml);
    xml.leaf("w:bookmarkEnd", &[("w:id", &number)]);
}

impl Body<'_> {
    /// Writes the pieces of a line.
    pub(super) fn line(&mut self, line: &Line) {
        for piece in line {
            match piece {
                Inline::Text(words) => run(&mut self.xml, Look::Plain, words),
                Inline::Code(words) => run(&mut self.xml, Look::Style("PlanText"), words),
                Inline::Strong(words) => run(&mut self.xml, Look::Style("Strong"), words),
                Inline::Link { href, text } => self.link(href, text),
                Inline::Figure(figure) => run(&mut self.xml, Look::Plain, &figure.text),
                Inline::Tag(tone, words) => {
                    let name = match tone {
                        Tone::Plain => "TagPlain",
                        Tone::Good => "TagGood",
                        Tone::Bad => "TagBad",
                    };
                    run(&mut self.xml, Look::Style(name), &framed(words));
                }
            }
        }
    }

    /// Words that lead to a bookmark or to an address; mere words where there is neither.
    pub(super) fn link(&mut self, href: &str, words: &str) {
        if let Some(anchor) = href.strip_prefix('#') {
            let Some(name) = self.anchors.name(anchor) else {
                return run(&mut self.xml, Look::Plain, words);
            };
            let attributes = [("w:anchor", name), ("w:history", "1")];
            self.xml.open("w:hyperlink", &attributes);
            run(&mut self.xml, Look::Style("InnerLink"), words);
            self.xml.close();
        } else if is_address(href) {
            let id = self.package.address(href);
            let attributes = [("r:id", &*id), ("w:history", "1")];
            self.xml.open("w:hyperlink", &attributes);
            run(&mut self.xml, Look::Style("Hyperlink"), words);
            self.xml.close();
        } else {
            run(&mut self.xml, Look::Plain, words);
        }
    }
}

/// Whether something can be opened as an address: a blank or a quote in it would make Word refuse the file.
fn is_address(href: &str) -> bool {
    let is_known = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| href.starts_with(scheme));
    is_known
        && !href.chars().any(|letter| {
            letter.is_whitespace()
                || matches!(letter, '"' | '<' | '>' | '\\' | '{' | '}' | '|' | '^' | '`')
        })
}

/// The words of a line without form.
pub(crate) fn text_of(line: &Line) -> String {
    let words = |piece: &Inline| match piece {
        Inline::Tag(_, words) => framed(words),
        other => other.words().to_owned(),
    };
    line.iter().map(words).collect()
}

/// Words in a frame, on one line: blanks that do not break also keep letters off it.
fn framed(words: &str) -> String {
    format!("\u{a0}{}\u{a0}", words.replace(' ', "\u{a0}"))
}
