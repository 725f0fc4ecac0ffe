//! Writing SVG: elements with escaped text, numbers of one decimal, and the color of each class.
//!
//! Responsible for the form. Colors stand as attributes, so that a picture has them by itself, and beside a class, so that a
//! style sheet can give others. What is drawn where is left to the modules around.

use std::fmt::Write as _;

/// Attributes that each class has unless a style sheet says otherwise.
const PAINT: &[(&str, &str)] = &[
    ("sea", "fill=\"#e8eef4\""),
    ("land", "fill=\"#f7f4ec\""),
    ("own", "fill=\"#fffdf4\""),
    (
        "border",
        "fill=\"none\" stroke=\"#8a8f98\" stroke-width=\"1\"",
    ),
    (
        "region",
        "fill=\"none\" stroke=\"#c9c6bb\" stroke-width=\"0.7\"",
    ),
    (
        "line",
        "fill=\"none\" stroke=\"#2b5c8a\" stroke-width=\"1.4\"",
    ),
    (
        "way",
        "fill=\"none\" stroke=\"#2b5c8a\" stroke-width=\"1.4\" stroke-dasharray=\"5 3\"",
    ),
    (
        "lost-line",
        "fill=\"none\" stroke=\"#a3180d\" stroke-width=\"2.2\" stroke-dasharray=\"2 3\"",
    ),
    (
        "cross",
        "fill=\"none\" stroke=\"#a3180d\" stroke-width=\"2.4\"",
    ),
    (
        "spot",
        "fill=\"#1b4a75\" stroke=\"#ffffff\" stroke-width=\"1\"",
    ),
    (
        "junction",
        "fill=\"#ffffff\" stroke=\"#1b4a75\" stroke-width=\"1.4\"",
    ),
    (
        "box",
        "fill=\"#ffffff\" stroke=\"#5a6270\" stroke-width=\"1\"",
    ),
    (
        "box-top",
        "fill=\"#eaf1f8\" stroke=\"#1b4a75\" stroke-width=\"1.6\"",
    ),
    (
        "box-bad",
        "fill=\"#fdf0ee\" stroke=\"#a3180d\" stroke-width=\"1.6\"",
    ),
    (
        "edge",
        "fill=\"none\" stroke=\"#7b8492\" stroke-width=\"1.2\"",
    ),
    (
        "edge-not",
        "fill=\"none\" stroke=\"#a3180d\" stroke-width=\"1.2\" stroke-dasharray=\"4 3\"",
    ),
    ("track", "fill=\"#e3e6ea\""),
    ("bar", "fill=\"#2b5c8a\""),
    ("range", "fill=\"#8fb3d4\""),
    ("bad", "fill=\"#a3180d\""),
    ("bad-range", "fill=\"#dd9a93\""),
    (
        "rule",
        "fill=\"none\" stroke=\"#c9ced6\" stroke-width=\"1\"",
    ),
    ("ink", "fill=\"#16202c\""),
    ("soft", "fill=\"#4a5563\""),
    ("ink-bad", "fill=\"#8f1309\""),
    (
        "halo",
        "fill=\"none\" stroke=\"#fffdf4\" stroke-width=\"3\" stroke-linejoin=\"round\"",
    ),
];

/// The type of all letters in pictures.
const FONT: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// An SVG element in the making.
pub(crate) struct Svg {
    text: String,
}

/// What a drawing is called, in itself and for those who do not see it.
pub(crate) struct Head<'a> {
    /// An identifier that no other picture of the document has.
    pub(crate) id: &'a str,
    /// Its name.
    pub(crate) title: &'a str,
    /// What it shows.
    pub(crate) about: &'a str,
    /// Whether something in it leads somewhere, so that it is no mere image.
    pub(crate) has_links: bool,
}

impl Svg {
    /// Begins a drawing of this size.
    pub(crate) fn new(head: &Head<'_>, width: f64, height: f64) -> Self {
        let id = escape(head.id);
        let role = if head.has_links { "group" } else { "img" };
        let mut text = String::new();
        let _ = write!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"picture\" role=\"{role}\" \
             aria-labelledby=\"{id}-t {id}-d\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" \
             font-family=\"{FONT}\" font-size=\"13\"><title id=\"{id}-t\">{}</title>\
             <desc id=\"{id}-d\">{}</desc>",
            escape(head.title),
            escape(head.about),
            w = number(width),
            h = number(height),
        );
        Self { text }
    }

    /// An element of a class, with attributes written as they are.
    pub(crate) fn draw(&mut self, tag: &str, class: &str, attributes: &str) {
        let _ = write!(
            self.text,
            "<{tag} class=\"{class}\" {} {attributes}/>",
            paint(class)
        );
    }

    /// A rectangle.
    pub(crate) fn rect(&mut self, class: &str, [x, y, width, height]: [f64; 4], round: f64) {
        let attributes = format!(
            "x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"",
            number(x),
            number(y),
            number(width.max(0.0)),
            number(height.max(0.0)),
            number(round)
        );
        self.draw("rect", class, &attributes);
    }

    /// A straight line.
    pub(crate) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        let attributes = format!(
            "x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"",
            number(from.0),
            number(from.1),
            number(to.0),
            number(to.1)
        );
        self.draw("line", class, &attributes);
    }

    /// A path of ready data.
    pub(crate) fn path(&mut self, class: &str, data: &str) {
        self.draw("path", class, &format!("d=\"{data}\""));
    }

    /// A circle.
    pub(crate) fn circle(&mut self, class: &str, at: (f64, f64), radius: f64) {
        let attributes = format!(
            "cx=\"{}\" cy=\"{}\" r=\"{}\"",
            number(at.0),
            number(at.1),
            number(radius)
        );
        self.draw("circle", class, &attributes);
    }

    /// A line of letters; `anchor` is `start`, `middle` or `end`.
    pub(crate) fn words(&mut self, class: &str, at: (f64, f64), anchor: &str, words: &str) {
        self.words_of(class, at, anchor, "", words);
    }

    /// A line of letters with attributes of its own.
    pub(crate) fn words_of(
        &mut self,
        class: &str,
        at: (f64, f64),
        anchor: &str,
        attributes: &str,
        words: &str,
    ) {
        let _ = write!(
            self.text,
            "<text class=\"{class}\" {} x=\"{}\" y=\"{}\" text-anchor=\"{anchor}\" {attributes}>{}</text>",
            paint(class),
            number(at.0),
            number(at.1),
            escape(words)
        );
    }

    /// Begins what leads somewhere, named by the letters in it; or a mere group where nothing is known.
    pub(crate) fn open(&mut self, href: Option<&str>) {
        let _ = match href {
            Some(href) => write!(self.text, "<a href=\"{}\">", escape(href)),
            None => write!(self.text, "<g>"),
        };
    }

    /// Ends what `open` began.
    pub(crate) fn close(&mut self, href: Option<&str>) {
        self.text
            .push_str(if href.is_some() { "</a>" } else { "</g>" });
    }

    /// Text that is SVG already.
    pub(crate) fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The finished element.
    pub(crate) fn finish(mut self) -> String {
        self.text.push_str("</svg>");
        self.text
    }
}

/// The attributes of a class.
fn paint(class: &str) -> &'static str {
    let found = PAINT.iter().find(|(name, _)| *name == class);
    found.map_or("", |(_, attributes)| attributes)
}

/// A number as attributes have it: one decimal at most.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// Text with what XML would read as markup written otherwise.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_decimal_at_most() {
        for (value, expect) in [(1.0, "1"), (1.26, "1.3"), (-0.01, "0"), (-2.5, "-2.5")] {
            assert_eq!(number(value), expect);
        }
    }

    #[test]
    fn text_is_no_markup() {
        assert_eq!(escape("<a & \"b\">\u{7}"), "&lt;a &amp; &quot;b&quot;&gt; ");
    }

    #[test]
    fn each_class_is_painted_once() {
        for (index, (class, attributes)) in PAINT.iter().enumerate() {
            assert!(attributes.starts_with("fill="), "{class}");
            assert!(
                PAINT
                    .iter()
                    .skip(index + 1)
                    .all(|(other, _)| other != class)
            );
        }
    }
}
