//! A log that goes along with an order: its signed head, and its entries.

use std::fmt::Write as _;

use interrex_tlog::checkpoint::SignedCheckpoint;
use interrex_tlog::merkle::{self, Hash, leaf_hash};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::accepted;
use crate::entry::Entry;
use crate::keyring::Held;
use crate::trust::Trust;

/// A log that goes along.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Carried {
    /// Its signed head.
    pub checkpoint: String,
    /// Its entries, from the first on.
    pub entries: Vec<Box<RawValue>>,
}

impl Carried {
    /// A log with its head and its entries.
    ///
    /// # Panics
    ///
    /// Never: a string is always JSON.
    pub fn new(head: &SignedCheckpoint, entries: &[Vec<u8>]) -> Self {
        Self {
            checkpoint: head.to_string(),
            entries: entries.iter().map(|entry| packed(entry)).collect(),
        }
    }
}

/// An entry as it goes along: as it is where it is one JSON object, else a string of its bytes in hexadecimal digits.
fn packed(entry: &[u8]) -> Box<RawValue> {
    let text = std::str::from_utf8(entry).ok();
    let text = text.filter(|text| text.starts_with('{') && text.ends_with('}'));
    let value = text.and_then(|text| serde_json::from_str::<Box<RawValue>>(text).ok());
    value.unwrap_or_else(|| {
        let digits = format!("\"{}\"", hex(entry));
        RawValue::from_string(digits).expect("a string is always JSON")
    })
}

/// The bytes of an entry that goes along. There is one way to write it.
fn unpacked(value: &RawValue) -> Result<Vec<u8>, String> {
    let text = value.get();
    let digits = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let bytes = match digits {
        None => Some(text.as_bytes().to_vec()),
        Some(digits) => unhex(digits),
    };
    let bytes = bytes.filter(|bytes| packed(bytes).get() == text);
    bytes.ok_or_else(|| "an entry that goes along is not written as it has to be".to_owned())
}

/// A log that goes along: its head signed and accepted, its entries those of the head.
pub(super) fn read(trust: &Trust, log: &Carried) -> Result<(Held, Vec<String>), String> {
    let signed = SignedCheckpoint::parse(log.checkpoint.as_bytes())
        .map_err(|error| format!("head: {error}"))?;
    let head = signed.checkpoint();
    let site = trust.site(head.origin());
    let site = site.ok_or_else(|| {
        format!(
            "the log `{}` is none that the trust file names",
            head.origin()
        )
    })?;
    let cosigned = accepted(trust, &signed, &site.log)?;
    if log.entries.len() as u64 != head.size() {
        return Err(format!(
            "{} entries go along, and the head has {}",
            log.entries.len(),
            head.size()
        ));
    }
    let entries = log.entries.iter().map(|entry| unpacked(entry));
    let entries: Vec<Vec<u8>> = entries.collect::<Result<_, _>>()?;
    let leaves: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry)).collect();
    if merkle::root(&leaves) != head.root() {
        return Err(
            "the entries that go along are not those of the head: something was changed".to_owned(),
        );
    }
    let entries = entries.iter().map(|entry| Entry::read(entry)).collect();
    let log = Held {
        origin: head.origin().to_owned(),
        site: site.name.clone(),
        entries: site.counting(entries)?,
    };
    Ok((log, cosigned))
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// The bytes that are written in hexadecimal digits in the one way.
pub(super) fn unhex(digits: &str) -> Option<Vec<u8>> {
    let bytes = digits.as_bytes().chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    });
    let bytes: Option<Vec<u8>> = bytes.collect();
    bytes.filter(|bytes| hex(bytes) == digits)
}
