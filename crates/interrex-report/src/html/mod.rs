//! A document as one HTML file: no request to anywhere, no script, readable on a telephone, on a screen and
//! on paper.
//!
//! Responsible for the form alone. The policy in the head forbids everything but the one style sheet, which it names
//! by its digest. An inner link whose anchor the document lacks is written as words.

mod block;

use std::collections::BTreeSet;

use base64ct::{Base64, Encoding as _};
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};
use sha2::{Digest as _, Sha256};

use crate::document::{Block, Document, Section};
use block::Page;

const STYLE: &str = include_str!("style.css");

/// Writes a document. The same document gives the same bytes.
pub fn html(document: &Document) -> String {
    let anchors = anchors(document);
    let page = Page {
        anchors: &anchors,
        words: &document.words,
    };
    let marking = marking(document);
    let whole = markup! {
        (DOCTYPE)
        html lang=(document.language.code()) {
            (head(document))
            body {
                a.skip href="#content" { (document.words.skip) }
                @if let Some(marking) = &marking {
                    aside.marking.top aria-label=(document.words.marking) { p { (marking) } }
                }
                div.sheet {
                    div.sheet-inner {
                        (banner(document, &page))
                        div.frame {
                            (contents(document))
                            main #content tabindex="-1" {
                                @for section in &document.sections {
                                    (page.section(section, 2))
                                }
                            }
                        }
                        footer { p { (document.words.colophon) } }
                    }
                }
                @if let Some(marking) = &marking {
                    div.marking.bottom aria-hidden="true" { p { (marking) } }
                }
            }
        }
    };
    whole.into_string()
}

fn head(document: &Document) -> Markup {
    let digest = Base64::encode_string(&Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    );
    markup! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { (document.title) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

/// What stands on every page.
fn marking(document: &Document) -> Option<Markup> {
    if document.marking.is_empty() {
        return None;
    }
    Some(markup! {
        (document.marking.join(" · "))
    })
}

fn banner(document: &Document, page: &Page<'_>) -> Markup {
    markup! {
        header.banner {
            @if let Some(institution) = &document.institution {
                p.institution { (institution) }
            }
            h1 { (document.title) }
            dl.facts {
                @for (head, line) in &document.frame {
                    div { dt { (head) } dd { (page.line(line)) } }
                }
            }
        }
    }
}

fn contents(document: &Document) -> Markup {
    markup! {
        nav.contents aria-label=(document.words.contents) {
            details {
                summary { (document.words.contents) }
                ol {
                    @for section in &document.sections {
                        li {
                            a href={ "#" (section.id) } { (section.title) }
                            @if section.id == "functions" {
                                ol {
                                    @for part in &section.parts {
                                        li { a href={ "#" (part.id) } { (part.title) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Every anchor that the document has.
fn anchors(document: &Document) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Section> = document.sections.iter().collect();
    while let Some(section) = open.pop() {
        found.insert(section.id.as_str());
        open.extend(&section.parts);
        let mut blocks: Vec<&Block> = section.blocks.iter().collect();
        while let Some(block) = blocks.pop() {
            match block {
                Block::Table(grid) => {
                    found.extend(grid.rows.iter().filter_map(|row| row.id.as_deref()));
                }
                Block::More(_, inner) | Block::Panel(_, _, inner) => blocks.extend(inner),
                Block::Paragraph(_)
                | Block::Points(_)
                | Block::Steps(_)
                | Block::Facts(_)
                | Block::Picture(_) => {}
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Furniture, Grid, Inline, Row};
    use crate::language::Language;

    fn document(line: Vec<Inline>) -> Document {
        let grid = Grid {
            caption: "Table".to_owned(),
            head: vec!["what".to_owned()],
            rows: vec![Row {
                id: Some("there".to_owned()),
                cells: vec![line],
            }],
        };
        Document {
            language: Language::English,
            title: "A <plan>".to_owned(),
            institution: None,
            as_of: "2022-03-07".parse().expect("a date"),
            digest: String::new(),
            frame: Vec::new(),
            marking: vec!["EXERCISE".to_owned()],
            words: Furniture::default(),
            sections: vec![Section::new("first", "First", vec![Block::Table(grid)])],
        }
    }

    fn link(href: &str) -> Inline {
        Inline::Link {
            href: href.to_owned(),
            text: "words".to_owned(),
        }
    }

    #[test]
    fn a_link_leads_somewhere_or_is_words() {
        assert!(html(&document(vec![link("#there")])).contains("<a href=\"#there\">words</a>"));
        let nowhere = html(&document(vec![link("#nowhere")]));
        assert!(!nowhere.contains("#nowhere") && nowhere.contains("words"));
    }

    #[test]
    fn text_is_no_markup_and_nothing_is_requested() {
        let page = html(&document(vec![Inline::text("<script>1</script>")]));
        assert!(page.contains("&lt;script&gt;") && page.contains("A &lt;plan&gt;"));
        for word in ["<script", " src=", "url(http", "@import", " style=\""] {
            assert!(!page.contains(word), "{word}");
        }
    }

    #[test]
    fn the_marking_stands_above_and_below() {
        assert_eq!(html(&document(Vec::new())).matches("EXERCISE").count(), 2);
    }

    #[test]
    fn the_policy_names_the_style_sheet() {
        let page = html(&document(Vec::new()));
        let style = page
            .split("<style>")
            .nth(1)
            .and_then(|rest| rest.split("</style>").next());
        let digest =
            Base64::encode_string(&Sha256::digest(style.expect("a style sheet").as_bytes()));
        assert!(
            page.contains(&format!("style-src &#39;sha256-{digest}&#39;"))
                || page.contains(&format!("style-src 'sha256-{digest}'"))
        );
    }
}
