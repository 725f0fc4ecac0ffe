//! Sections, blocks and lines as HTML.

use std::collections::BTreeSet;

use interrex_picture::{Cell, Table};
use maud::{Markup, PreEscaped, html as markup};

use crate::document::{BLANK, Block, Figure, Furniture, Grid, Inline, Line, Section, Shown, Tone};

/// What every part of the page needs.
pub(super) struct Page<'a> {
    /// Every anchor there is.
    pub(super) anchors: &'a BTreeSet<&'a str>,
    /// The words of the form.
    pub(super) words: &'a Furniture,
}

/// From so many columns on a table is scrolled where it does not fit.
const COLUMNS_NARROW: usize = 3;
/// The deepest head.
const LEVEL_MAX: u8 = 6;

impl Page<'_> {
    /// A section and its parts; heads go one level down with each.
    pub(super) fn section(&self, section: &Section, level: u8) -> Markup {
        markup! {
            section id=(section.id) class={ "level-" (level) } {
                (head(&section.title, level))
                @for block in &section.blocks {
                    (self.block(block, &section.id))
                }
                @for part in &section.parts {
                    (self.section(part, (level + 1).min(LEVEL_MAX)))
                }
            }
        }
    }

    fn block(&self, block: &Block, within: &str) -> Markup {
        match block {
            Block::Paragraph(line) => markup! { p { (self.line(line)) } },
            Block::Points(lines) => markup! {
                ul.points { @for line in lines { li { (self.line(line)) } } }
            },
            Block::Steps(lines) => markup! {
                ol.steps { @for line in lines { li { (self.line(line)) } } }
            },
            Block::Facts(facts) => markup! {
                dl.facts {
                    @for (head, line) in facts {
                        div { dt { (head) } dd { (self.line(line)) } }
                    }
                }
            },
            Block::Table(grid) => self.grid(grid),
            Block::Picture(shown) => self.picture(shown),
            Block::More(summary, blocks) => markup! {
                details.more {
                    summary { (summary) }
                    @for block in blocks { (self.block(block, within)) }
                }
            },
            Block::Panel(tone, line, blocks) => markup! {
                div class={ "panel " (tone_class(*tone)) } data-panel=(within) {
                    p.lead { (self.line(line)) }
                    @for block in blocks { (self.block(block, within)) }
                }
            },
        }
    }

    fn grid(&self, grid: &Grid) -> Markup {
        let table = markup! {
            table {
                caption { span { (grid.caption) } }
                thead {
                    tr { @for head in &grid.head { th scope="col" { (head) } } }
                }
                tbody {
                    @for row in &grid.rows {
                        tr id=[row.id.as_deref()] {
                            @for (index, cell) in row.cells.iter().enumerate() {
                                @if index == 0 {
                                    th scope="row" { (self.line(cell)) }
                                } @else if is_blank(cell) {
                                    td.blank { (self.line(cell)) }
                                } @else {
                                    td { (self.line(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        };
        scrolled(&grid.caption, grid.head.len(), &table)
    }

    fn picture(&self, shown: &Shown) -> Markup {
        let drawn = PreEscaped(self.drawn(&shown.picture.svg));
        markup! {
            figure {
                @if shown.cases.len() > 1 {
                    (self.choice(shown))
                }
                @if shown.is_scaled {
                    div.drawn.scaled { (drawn) }
                } @else {
                    div.drawn.scroll role="group" tabindex="0" aria-label=(shown.title) { (drawn) }
                }
                figcaption { strong { (shown.title) } " " (shown.about) }
                details.twin {
                    summary { (self.words.as_table) }
                    (self.twin(&shown.picture.table))
                }
            }
        }
    }

    /// Buttons of which one is chosen; the style sheet shows the case of that number.
    fn choice(&self, shown: &Shown) -> Markup {
        let name = shown.title.as_str();
        markup! {
            fieldset.choice {
                legend { (self.words.choose) }
                @for (index, case) in shown.cases.iter().enumerate() {
                    label {
                        input type="radio" name=(name) class={ "pick-" (index + 1) } checked[index == 0];
                        span { (index + 1) ". " (case) }
                    }
                }
            }
        }
    }

    /// A drawing whose links all lead somewhere: others become groups.
    fn drawn(&self, svg: &str) -> String {
        const LINK: &str = "<a href=\"#";
        let mut pieces = svg.split(LINK);
        let mut text = pieces.next().unwrap_or("").to_owned();
        for piece in pieces {
            let anchor = piece.split('"').next().unwrap_or("");
            if self.anchors.contains(anchor) {
                text.push_str(LINK);
                text.push_str(piece);
            } else {
                let rest = piece.split_once('>').map_or("", |(_, rest)| rest);
                text.push_str("<g>");
                text.push_str(&rest.replacen("</a>", "</g>", 1));
            }
        }
        text
    }

    fn twin(&self, table: &Table) -> Markup {
        let body = markup! {
            table {
                caption { span { (table.caption) } }
                thead { tr { @for head in &table.head { th scope="col" { (head) } } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 {
                                    th scope="row" { (self.cell(cell)) }
                                } @else {
                                    td { (self.cell(cell)) }
                                }
                            }
                        }
                    }
                }
            }
        };
        scrolled(&table.caption, table.head.len(), &body)
    }

    fn cell(&self, cell: &Cell) -> Markup {
        if cell.text.is_empty() {
            return markup! { "–" };
        }
        if let Some(href) = &cell.href {
            self.link(href, &cell.text)
        } else {
            markup! { (cell.text) }
        }
    }

    /// A line of text.
    pub(super) fn line(&self, line: &Line) -> Markup {
        markup! { @for piece in line { (self.inline(piece)) } }
    }

    fn inline(&self, piece: &Inline) -> Markup {
        match piece {
            Inline::Text(text) => markup! { (text) },
            Inline::Code(text) => markup! { code { (text) } },
            Inline::Strong(text) => markup! { strong { (text) } },
            Inline::Link { href, text } => self.link(href, text),
            Inline::Figure(number) => figure(number),
            Inline::Tag(tone, text) => markup! {
                span class={ "tag " (tone_class(*tone)) } { (text) }
            },
        }
    }

    fn link(&self, href: &str, text: &str) -> Markup {
        let known = href
            .strip_prefix('#')
            .is_none_or(|anchor| self.anchors.contains(anchor));
        markup! {
            @if known {
                a href=(href) { (text) }
            } @else {
                (text)
            }
        }
    }
}

/// A figure with the very numbers of the answer, for programs that compare.
fn figure(figure: &Figure) -> Markup {
    let Figure {
        of,
        low,
        high,
        text,
    } = figure;
    markup! {
        data.figure value=(high) data-of=(of) data-low=(low) data-high=(high) { (text) }
    }
}

/// Whether a cell is to be filled in by pen.
fn is_blank(cell: &Line) -> bool {
    matches!(cell.as_slice(), [Inline::Text(text)] if text == BLANK)
}

/// A table in a frame that scrolls sideways where the page is too narrow for it.
fn scrolled(caption: &str, columns: usize, table: &Markup) -> Markup {
    markup! {
        @if columns >= COLUMNS_NARROW {
            div.scroll role="group" tabindex="0" aria-label=(caption) { (table) }
        } @else {
            div.narrow { (table) }
        }
    }
}

fn head(title: &str, level: u8) -> Markup {
    match level {
        2 => markup! { h2 { (title) } },
        3 => markup! { h3 { (title) } },
        4 => markup! { h4 { (title) } },
        5 => markup! { h5 { (title) } },
        _ => markup! { h6 { (title) } },
    }
}

fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}
