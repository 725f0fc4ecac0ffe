//! What is looked at before a document is parsed: how deep it nests, and whether it declares a type.
//!
//! Responsible for attacks that a parser would run into. It reads tags and nothing else, and leaves
//! everything that is malformed to the parser.

use std::ops::Range;

/// What a document looks like from far.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// The declaration of a document type that has declarations of its own in brackets.
    pub(super) declarations: Option<Range<usize>>,
    /// The first element that nests deeper than allowed.
    pub(super) too_deep: Option<Range<usize>>,
}

/// Looks at a document; elements may nest `depth_max` deep.
pub(super) fn look(text: &str, depth_max: usize) -> Shape {
    let mut shape = Shape::default();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(open) = find(text, at, "<") {
        let rest = text.get(open..).unwrap_or("");
        at = match rest {
            _ if rest.starts_with("<!--") => after(text, open + 4, "-->"),
            _ if rest.starts_with("<![CDATA[") => after(text, open + 9, "]]>"),
            _ if rest.starts_with("<?") => after(text, open + 2, "?>"),
            _ if rest.starts_with("<!") => {
                let (end, bracket) = declaration(text, open);
                if bracket && shape.declarations.is_none() {
                    shape.declarations = Some(open..end.min(open + "<!DOCTYPE".len()));
                }
                end
            }
            _ if rest.starts_with("</") => {
                depth = depth.saturating_sub(1);
                after(text, open, ">")
            }
            _ => {
                let end = tag_end(text, open + 1);
                let empty = text.get(..end).is_some_and(|tag| tag.ends_with("/>"));
                if depth >= depth_max {
                    shape.too_deep = Some(open + 1..name_end(text, open + 1));
                    return shape;
                }
                depth += usize::from(!empty);
                end
            }
        };
    }
    shape
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| at + from)
}

/// The offset after the next occurrence, or the end of the text.
fn after(text: &str, from: usize, what: &str) -> usize {
    find(text, from, what).map_or(text.len(), |at| at + what.len())
}

/// The offset after the `>` that ends a tag, past those in quotes.
fn tag_end(text: &str, from: usize) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The offset after a declaration of a document type, and whether brackets stand in it.
fn declaration(text: &str, from: usize) -> (usize, bool) {
    let end = tag_end(text, from);
    let head = text.get(from..end).unwrap_or("");
    if head.contains('[') {
        let close = after(text, from, "]");
        (after(text, close, ">"), true)
    } else {
        (end, false)
    }
}

fn name_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    from + length.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declarations: Option<Range<usize>>, too_deep: Option<Range<usize>>) {
        let expect = Shape {
            declarations,
            too_deep,
        };
        assert_eq!(look(text, 2), expect, "{text}");
    }

    #[test]
    fn nesting_is_counted_past_everything_else() {
        check("<a><b/><b></b></a>", None, None);
        check("<a><b><c/></b></a>", None, Some(7..8));
        check("<a><b><cd e='1'></cd></b></a>", None, Some(7..9));
        check(
            "<a x='<>'><b y=\"/>\"><!-- <c> --><![CDATA[<c>]]><?c <c>?></b></a>",
            None,
            None,
        );
        check("<", None, None);
        check("<a", None, None);
        check("<a><!-- ", None, None);
    }

    #[test]
    fn only_declarations_of_their_own_are_refused() {
        check("<!DOCTYPE opsa-mef><a/>", None, None);
        check(
            "<!DOCTYPE opsa-mef SYSTEM \"a[b.dtd\"><a/>",
            Some(0..9),
            None,
        );
        check("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", Some(0..9), None);
    }
}
