//! The package that a Word document is: which part is the text, and no more of it than a document can have.

use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Refusal;

/// The longest text of a document in bytes, unpacked: a table of thirty thousand rows has less.
const PART_MAX: u64 = 128 << 20;
/// The longest list of links.
const LINKS_MAX: u64 = 1 << 20;
/// What old and protected files of Word begin with.
const OLD: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// What files in the rich text format begin with.
const RICH: &[u8] = b"{\\rtf";

/// A part, to be read once from its beginning.
pub(super) type Part<'p> = Reader<BufReader<&'p mut dyn Read>>;

/// Hands over the part that is the text of a document.
pub(super) fn main_part(
    bytes: &[u8],
    read: impl FnOnce(&mut Part<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut archive = open(bytes)?;
    let name = main_name(&mut archive)?;
    let file = archive.by_name(&name).map_err(|error| match error {
        ZipError::FileNotFound => Refusal::of(format!(
            "the document is broken: it names `{name}` as its text and has no such part; save it \
             again as a Word document (.docx)"
        )),
        error => broken(&error),
    })?;
    let mut limited = Limited {
        inner: file,
        left: PART_MAX,
    };
    let source: &mut dyn Read = &mut limited;
    read(&mut Reader::from_reader(BufReader::new(source)))
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    if bytes.starts_with(OLD) {
        return Err(Refusal::of(
            "this is a file of an old Word, or one with a password; open it in Word and save it as \
             a Word document (.docx) without a password",
        ));
    }
    if bytes.starts_with(RICH) {
        return Err(Refusal::of(
            "this is rich text, not a Word document; open it and save it as a Word document (.docx)",
        ));
    }
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
        Refusal::of(
            "this is no Word document, or only a part of one; send the file again, saved as a Word \
             document (.docx)",
        )
    })
}

/// The name of the part that is the text.
fn main_name(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<String, Refusal> {
    let Some(links) = archive.index_for_name("_rels/.rels") else {
        return Err(Refusal::of(match archive.index_for_name("mimetype") {
            Some(_) => {
                "this is an OpenDocument text, not a Word document; open it and save it as a Word \
                 document (.docx)"
            }
            None => {
                "this is a package of something else, not a Word document; send the file saved as a \
                 Word document (.docx)"
            }
        }));
    };
    let file = archive.by_index(links).map_err(|error| broken(&error))?;
    let mut limited = Limited {
        inner: file,
        left: LINKS_MAX,
    };
    let source: &mut dyn Read = &mut limited;
    let target = main_target(&mut Reader::from_reader(BufReader::new(source)))?;
    let target = target.trim_start_matches('/').to_owned();
    let other = [
        ("xl/", "a workbook of a spreadsheet program", ".xlsx"),
        ("ppt/", "a presentation", ".pptx"),
    ];
    match other
        .iter()
        .find(|(folder, _, _)| target.starts_with(folder))
    {
        Some((_, what, ending)) => Err(Refusal::of(format!(
            "this is {what}, not a Word document, whatever its name says; name it with `{ending}`"
        ))),
        None => Ok(target),
    }
}

fn main_target(part: &mut Part<'_>) -> Result<String, Refusal> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = part.read_event_into(&mut buffer);
        match event.map_err(|error| broken(&error))? {
            Event::Start(element) | Event::Empty(element) => {
                let value = |name: &str| {
                    let found = element.try_get_attribute(name).ok().flatten();
                    found.map(|attribute| attribute.value.into_owned())
                };
                if value("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
                    return Ok(value("Target").unwrap_or_default());
                }
            }
            Event::DocType(_) => return Err(declares()),
            Event::Eof => {
                return Err(Refusal::of(
                    "this is no Word document: it names no text; send the file saved as a Word \
                     document (.docx)",
                ));
            }
            _ => {}
        }
    }
}

/// The reason where a file declares things that no document of an office program declares.
pub(super) fn declares() -> Refusal {
    Refusal::of(
        "the document declares a type or entities of its own, which no office program writes; it is \
         not read",
    )
}

/// The reason where a part cannot be read.
pub(super) fn broken(error: &dyn std::fmt::Display) -> Refusal {
    let what = error.to_string();
    if what.contains(TOO_LARGE) {
        return Refusal::of(format!(
            "the text of the document has more than {} MB unpacked; it is not read",
            PART_MAX >> 20
        ));
    }
    Refusal::of(format!(
        "the document is broken ({what}); open it in Word or LibreOffice and save it again as a Word \
         document (.docx)"
    ))
}

const TOO_LARGE: &str = "longer than a part may be";

/// Bytes until a limit, which is an error and not an end.
struct Limited<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(into)?;
        self.left = self
            .left
            .checked_sub(count as u64)
            .ok_or_else(|| std::io::Error::other(TOO_LARGE))?;
        Ok(count)
    }
}
