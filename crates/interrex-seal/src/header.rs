//! The header: who can open, and a code by which the opened header is recognized as the sealed one.
//!
//! Responsible for its text, in which every header has one form. What the stanzas mean is left to
//! [`crate::wrap`].

use base64ct::{Base64Unpadded, Encoding};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::fault::OpenFault;
use crate::wrap::FileKey;

const VERSION: &str = "age-encryption.org/v1";
const ANY_VERSION: &[u8] = b"age-encryption.org/";
/// So many letters of a body stand on a line; a shorter line is the last.
const WIDTH: usize = 64;
/// More stanzas are not read or written.
pub(crate) const STANZAS_MAX: usize = 1024;
/// A longer line, or more lines in one body, are not read: the longest body in use has 32 bytes, and the
/// longest line, of a hybrid recipient, 1600.
const LINE_LENGTH_MAX: usize = 8192;
const BODY_LENGTH_MAX: usize = 1 << 16;

/// One way to open: the name of its type and what that type needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Stanza {
    pub(crate) arguments: Vec<String>,
    pub(crate) body: Vec<u8>,
}

/// A header as it was read.
pub(crate) struct Header<'a> {
    pub(crate) stanzas: Vec<Stanza>,
    /// The text that the code is over.
    covered: &'a [u8],
    code: Vec<u8>,
}

impl Header<'_> {
    /// Whether it is the one that was sealed.
    pub(crate) fn check(&self, key: &FileKey) -> Result<(), OpenFault> {
        code(self.covered, key)
            .verify_slice(&self.code)
            .map_err(|_| OpenFault::HeaderChanged)
    }
}

fn code(covered: &[u8], key: &FileKey) -> Hmac<Sha256> {
    let derived = key.derive(&[], b"header");
    let mut code = <Hmac<Sha256> as KeyInit>::new_from_slice(&*derived)
        .expect("a code takes a key of any length");
    code.update(covered);
    code
}

/// The header of these stanzas, with its code and the last newline.
pub(crate) fn write(stanzas: &[Stanza], key: &FileKey) -> Vec<u8> {
    let mut out = format!("{VERSION}\n");
    for stanza in stanzas {
        out.push_str("-> ");
        out.push_str(&stanza.arguments.join(" "));
        out.push('\n');
        let body = Base64Unpadded::encode_string(&stanza.body);
        let mut rest = body.as_str();
        while let Some((line, after)) = rest.split_at_checked(WIDTH) {
            out.push_str(line);
            out.push('\n');
            rest = after;
        }
        out.push_str(rest);
        out.push('\n');
    }
    out.push_str("---");
    let code = code(out.as_bytes(), key).finalize().into_bytes();
    out.push(' ');
    out.push_str(&Base64Unpadded::encode_string(&code));
    out.push('\n');
    out.into_bytes()
}

/// Reads a header; what follows it is the payload.
pub(crate) fn read(bytes: &[u8]) -> Result<(Header<'_>, &[u8]), OpenFault> {
    let mut lines = Lines { bytes, offset: 0 };
    if !bytes.starts_with(ANY_VERSION) {
        return Err(OpenFault::NotSealed);
    }
    if lines.next()? != VERSION {
        return Err(OpenFault::Version);
    }
    let mut stanzas = Vec::new();
    loop {
        let start = lines.offset;
        let line = lines.next()?;
        if let Some(arguments) = line.strip_prefix("-> ") {
            if stanzas.len() == STANZAS_MAX {
                return Err(OpenFault::Header("it has too many recipients"));
            }
            stanzas.push(read_stanza(arguments, &mut lines)?);
        } else if let Some(written) = line.strip_prefix("--- ") {
            let code = decode(written)?;
            if code.len() != 32 {
                return Err(OpenFault::Header("its code is not 32 bytes long"));
            }
            if stanzas.is_empty() {
                return Err(OpenFault::Header("it has no recipients"));
            }
            let covered = bytes.get(..start + 3).unwrap_or_default();
            let header = Header {
                stanzas,
                covered,
                code,
            };
            return Ok((header, bytes.get(lines.offset..).unwrap_or_default()));
        } else {
            return Err(OpenFault::Header(
                "a line begins with neither `->` nor `---`",
            ));
        }
    }
}

fn read_stanza(arguments: &str, lines: &mut Lines<'_>) -> Result<Stanza, OpenFault> {
    let arguments: Vec<String> = arguments.split(' ').map(str::to_owned).collect();
    if arguments.iter().any(String::is_empty) {
        return Err(OpenFault::Header("a recipient has an empty argument"));
    }
    let mut body = String::new();
    loop {
        let line = lines.next()?;
        if line.len() > WIDTH || body.len() > BODY_LENGTH_MAX {
            return Err(OpenFault::Header("a recipient is too long"));
        }
        body.push_str(line);
        if line.len() < WIDTH {
            break;
        }
    }
    let body = decode(&body)?;
    Ok(Stanza { arguments, body })
}

fn decode(text: &str) -> Result<Vec<u8>, OpenFault> {
    Base64Unpadded::decode_vec(text).map_err(|_| OpenFault::Header("base64 in it has another form"))
}

/// Lines of printable letters and spaces, each with its newline.
struct Lines<'a> {
    bytes: &'a [u8],
    offset: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Result<&'a str, OpenFault> {
        let rest = self.bytes.get(self.offset..).unwrap_or_default();
        let length = rest
            .iter()
            .take(LINE_LENGTH_MAX)
            .position(|byte| *byte == b'\n')
            .ok_or(OpenFault::Header("a line of it does not end"))?;
        self.offset += length + 1;
        let line = rest.get(..length).unwrap_or_default();
        if !line.iter().all(|byte| (b' '..=b'~').contains(byte)) {
            return Err(OpenFault::Header("a line of it is not printable"));
        }
        std::str::from_utf8(line).map_err(|_| OpenFault::Header("a line of it is not printable"))
    }
}
