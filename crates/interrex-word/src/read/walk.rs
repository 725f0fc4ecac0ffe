//! One pass over the text of a document, which keeps nothing but where it is.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::Refusal;
use super::container::{Part, broken, declares};
use super::forms::Forms;
use crate::annex::ROWS;

/// How deeply elements may lie in each other; documents have some thirty.
const DEPTH_MAX: usize = 512;
/// How much of a paragraph outside of tables is looked at.
const PARAGRAPH_MAX: usize = 2_000;

/// What an element is, as far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    ParagraphProperties,
    Run,
    RunProperties,
    Text,
    Table,
    Row,
    RowProperties,
    Cell,
    CellProperties,
    /// What is no text of the document: deleted, moved from here, or said twice.
    Passed,
    Other,
}

/// Where a pass is.
#[derive(Default)]
struct Walk {
    /// What lies open.
    open: Vec<Kind>,
    /// How much was open where something began that is passed over.
    passed_from: Option<usize>,
    tables: usize,
    prefix: Option<String>,
    /// The paragraph outside of tables that is being read.
    paragraph: String,
    style: String,
    /// Whether the mark at the end of the paragraph was deleted, so that the next goes on with it.
    goes_on: bool,
}

/// Reads a part and hands tables and paragraphs to `forms`.
pub(super) fn walk(part: &mut Part<'_>, forms: &mut Forms) -> Result<(), Refusal> {
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = part.read_event_into(&mut buffer);
        match event.map_err(|error| broken(&error))? {
            Event::Start(element) => walk.start(&element, forms)?,
            Event::Empty(element) => {
                walk.start(&element, forms)?;
                walk.end(forms)?;
            }
            Event::End(_) => walk.end(forms)?,
            Event::Text(text) => walk.words(&text.xml10_content(), forms)?,
            Event::CData(text) => walk.words(&text.xml10_content(), forms)?,
            Event::GeneralRef(reference) => walk.reference(&reference, forms)?,
            Event::DocType(_) => return Err(declares()),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if walk.prefix.is_none() || !walk.open.is_empty() {
        return Err(broken(&"its text ends in the middle"));
    }
    Ok(())
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>, forms: &mut Forms) -> Result<(), Refusal> {
        if self.open.len() >= DEPTH_MAX {
            return Err(Refusal::of(format!(
                "the document has more than {DEPTH_MAX} elements in each other, which no office \
                 program writes; it is not read"
            )));
        }
        let kind = match self.local(element)? {
            Some(local) if self.passed_from.is_none() => self.enter(&local, element, forms)?,
            _ => Kind::Other,
        };
        if kind == Kind::Passed {
            self.passed_from = Some(self.open.len());
        }
        self.open.push(kind);
        Ok(())
    }

    /// The name of an element of Word; nothing for those of other vocabularies. The first element says under
    /// which prefix its vocabulary stands.
    fn local(&mut self, element: &BytesStart<'_>) -> Result<Option<String>, Refusal> {
        let name = element.name();
        let name: &str = name.as_ref();
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        match &self.prefix {
            Some(known) if known == prefix => Ok(Some(local.to_owned())),
            Some(_) if local == "Fallback" => Ok(Some(local.to_owned())),
            Some(_) => Ok(None),
            None if local == "document" => {
                self.prefix = Some(prefix.to_owned());
                Ok(None)
            }
            None => Err(Refusal::of(format!(
                "this is no Word document: its text is a `{local}`; send the file saved as a Word \
                 document (.docx)"
            ))),
        }
    }

    fn enter(
        &mut self,
        local: &str,
        element: &BytesStart<'_>,
        forms: &mut Forms,
    ) -> Result<Kind, Refusal> {
        let parent = self.open.last().copied().unwrap_or(Kind::Other);
        Ok(match local {
            "p" => self.enter_paragraph(forms)?,
            "r" => Kind::Run,
            "t" => Kind::Text,
            "pPr" => Kind::ParagraphProperties,
            "rPr" if parent == Kind::ParagraphProperties => Kind::RunProperties,
            "trPr" => Kind::RowProperties,
            "tcPr" => Kind::CellProperties,
            "tbl" | "tr" | "tc" => self.enter_table(local, forms),
            "tab" | "br" | "cr" | "noBreakHyphen" if parent == Kind::Run => {
                let words = match local {
                    "tab" => " ",
                    "noBreakHyphen" => "-",
                    _ => "\n",
                };
                self.put(words, forms)?;
                Kind::Other
            }
            "pStyle" if parent == Kind::ParagraphProperties => {
                self.style = value(element).unwrap_or_default();
                Kind::Other
            }
            "tblCaption" if self.tables == 1 => {
                forms.caption(value(element).unwrap_or_default());
                Kind::Other
            }
            "gridSpan" | "vMerge" | "hMerge" if parent == Kind::CellProperties => {
                if self.tables == 1 && value(element).is_none_or(|value| value != "1") {
                    forms.cell_is_merged();
                }
                Kind::Other
            }
            "cellDel" if parent == Kind::CellProperties && self.tables == 1 => {
                forms.cell_is_deleted();
                Kind::Other
            }
            "del" | "moveFrom" => self.deleted(parent, forms),
            "Fallback" | "txbxContent" => Kind::Passed,
            // How something was before it was changed.
            local if local.ends_with("PrChange") => Kind::Passed,
            _ => Kind::Other,
        })
    }

    fn enter_paragraph(&mut self, forms: &mut Forms) -> Result<Kind, Refusal> {
        let goes_on = std::mem::take(&mut self.goes_on);
        if self.tables == 0 {
            if !goes_on {
                self.paragraph.clear();
            }
            self.style.clear();
        } else if !goes_on {
            forms.new_line()?;
        }
        Ok(Kind::Paragraph)
    }

    fn enter_table(&mut self, local: &str, forms: &mut Forms) -> Kind {
        match local {
            "tbl" => {
                self.tables += 1;
                self.goes_on = false;
                if self.tables == 1 {
                    forms.open_table();
                }
                Kind::Table
            }
            "tr" => {
                if self.tables == 1 {
                    forms.open_row();
                }
                Kind::Row
            }
            _ => {
                self.goes_on = false;
                if self.tables == 1 {
                    forms.open_cell();
                }
                Kind::Cell
            }
        }
    }

    /// Something was deleted: a row, the end of a paragraph, or what lies in the element.
    fn deleted(&mut self, parent: Kind, forms: &mut Forms) -> Kind {
        match parent {
            Kind::RowProperties => {
                if self.tables == 1 {
                    forms.row_is_deleted();
                }
                Kind::Other
            }
            Kind::RunProperties => {
                self.goes_on = true;
                Kind::Other
            }
            _ => Kind::Passed,
        }
    }

    fn end(&mut self, forms: &mut Forms) -> Result<(), Refusal> {
        let kind = self.open.pop();
        if self.passed_from == Some(self.open.len()) {
            self.passed_from = None;
        }
        match kind {
            Some(Kind::Paragraph) if self.tables == 0 && !self.goes_on => {
                forms.paragraph(&self.paragraph, &self.style)?;
            }
            Some(Kind::Row) if self.tables == 1 => forms.close_row(),
            Some(Kind::Table) => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    forms.close_table();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn words(&mut self, words: &str, forms: &mut Forms) -> Result<(), Refusal> {
        if self.open.last() == Some(&Kind::Text) && self.passed_from.is_none() {
            self.put(words, forms)?;
        }
        Ok(())
    }

    /// A letter by its number or by one of the five names that XML has; there are no others.
    fn reference(&mut self, reference: &BytesRef<'_>, forms: &mut Forms) -> Result<(), Refusal> {
        let by_number = reference
            .resolve_char_ref()
            .map_err(|error| broken(&error))?;
        let letter = match (by_number, &*reference.xml10_content()) {
            (Some(letter), _) => letter,
            (None, "lt") => '<',
            (None, "gt") => '>',
            (None, "amp") => '&',
            (None, "quot") => '"',
            (None, "apos") => '\'',
            _ => return Err(declares()),
        };
        self.words(letter.encode_utf8(&mut [0; 4]), forms)
    }

    fn put(&mut self, words: &str, forms: &mut Forms) -> Result<(), Refusal> {
        if self.tables > 0 {
            return forms.words(words);
        }
        if self.paragraph.starts_with(ROWS) {
            forms.charge(words.len())?;
            self.paragraph.push_str(words);
        } else if self.paragraph.len() < PARAGRAPH_MAX {
            self.paragraph.push_str(words);
        }
        Ok(())
    }
}

/// The one attribute that most elements of Word have.
fn value(element: &BytesStart<'_>) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|attribute| {
        let key: &str = attribute.key.as_ref();
        key.rsplit(':').next() == Some("val")
    })?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
