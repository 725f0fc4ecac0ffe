//! Sealed documents as letters, for paths on which only text travels.
//!
//! Responsible for the strict form of RFC 7468, in which every document has one text apart from the white
//! space around it and the ends of its lines.

use std::borrow::Cow;

use base64ct::{Base64, Encoding};

use crate::fault::OpenFault;

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
const WIDTH: usize = 64;

/// A sealed document in armor.
pub fn armored(sealed: &[u8]) -> String {
    let encoded = Base64::encode_string(sealed);
    let mut out = format!("{BEGIN}\n");
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(WIDTH));
        out.push_str(line);
        out.push('\n');
        rest = after;
    }
    out.push_str(END);
    out.push('\n');
    out
}

/// The document without its armor, where it has one.
pub(crate) fn removed(sealed: &[u8]) -> Result<Cow<'_, [u8]>, OpenFault> {
    let trimmed = sealed.trim_ascii();
    if !trimmed.starts_with(b"-----BEGIN AGE ") {
        return Ok(Cow::Borrowed(sealed));
    }
    let text = std::str::from_utf8(trimmed).map_err(|_| OpenFault::Armor("it is not text"))?;
    let body = text
        .strip_prefix(BEGIN)
        .filter(|body| body.starts_with(['\r', '\n']))
        .ok_or(OpenFault::Armor("its first line is another one"))?
        .strip_suffix(END)
        .filter(|body| body.ends_with('\n'))
        .ok_or(OpenFault::Armor("its last line is another one"))?;
    let body = body.strip_prefix('\r').unwrap_or(body);
    let body = body.strip_prefix('\n').unwrap_or(body);
    let mut encoded = String::with_capacity(body.len());
    let mut was_full = true;
    for line in body.lines() {
        if !was_full || line.is_empty() || line.len() > WIDTH {
            return Err(OpenFault::Armor("a line has another length"));
        }
        was_full = line.len() == WIDTH;
        encoded.push_str(line);
    }
    let bytes = Base64::decode_vec(&encoded)
        .map_err(|_| OpenFault::Armor("its base64 has another form"))?;
    Ok(Cow::Owned(bytes))
}
