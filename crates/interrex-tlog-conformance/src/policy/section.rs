//! Which section of tlog-policy a fault is against.

use interrex_tlog::policy::ENTRIES_MAX;
use interrex_tlog::{Fault, Place, ReadError};

use crate::report::Level;

/// The section, and how much it asks: what is past the limits of one reader is no fault of the policy.
pub(super) fn of(bytes: &[u8], error: &ReadError) -> (Level, &'static str) {
    let section = match &error.fault {
        Fault::TooLong(_) | Fault::TooMany(_, ENTRIES_MAX) => {
            return (Level::Should, "tlog-policy, implementation limits");
        }
        Fault::ControlCharacter(_) => "tlog-policy, character set",
        Fault::NoFinalNewline | Fault::UnknownKeyword(_) => "tlog-policy, structure",
        Fault::NotBase64
        | Fault::WrongLength { .. }
        | Fault::WrongKeyId { .. }
        | Fault::SignatureType(_)
        | Fault::NotAKey
        | Fault::NotAKeyName
        | Fault::NotUtf8
        | Fault::Expected(_) => "tlog-policy, public key representation",
        _ => of_line(bytes, error.place),
    };
    (Level::Must, section)
}

/// The section that says what a line of this keyword is. Behind the last line, the quorum is missing.
fn of_line(bytes: &[u8], place: Place) -> &'static str {
    let (Place::Line(number) | Place::Byte(number)) = place;
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let line = lines.nth(number.saturating_sub(1)).unwrap_or(b"");
    let mut words = line.split(u8::is_ascii_whitespace);
    match words.find(|word| !word.is_empty()) {
        Some(b"log") => "tlog-policy, defining a log",
        Some(b"witness") => "tlog-policy, defining a witness",
        Some(b"group") => "tlog-policy, defining a witness group",
        _ => "tlog-policy, defining the quorum",
    }
}
