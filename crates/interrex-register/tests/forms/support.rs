//! Keys from seeds, acts from the members of their kind, and moments, for all of the tests.

use interrex_register::act::Act;
use interrex_register::entry::NAMESPACE;
use interrex_register::{Entry, Signed};
use interrex_signature::SecretKey;
use interrex_units::Moment;

/// Sixty-four hexadecimal digits.
pub(crate) const DIGITS: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

pub(crate) fn moment(text: &str) -> Moment {
    text.parse().expect("a moment")
}

/// The hour of a day on which most of the tests play.
pub(crate) fn at(hour: u32) -> Moment {
    moment(&format!("2022-03-07T{hour:02}:00:00Z"))
}

pub(crate) fn key(seed: u8) -> SecretKey {
    SecretKey::from_seed([seed; 32], "a comment")
}

/// A key in one line without its comment, as acts name it.
pub(crate) fn line(key: &SecretKey) -> String {
    key.public().line()
}

/// An act in canonical bytes: the name of its kind with the members of that kind, and everything behind them.
pub(crate) fn written(kind: &str, behind: &str) -> String {
    format!(r#"{{"schema":"interrex.act/1","plan":"sha256:5a","kind":{kind},{behind}}}"#)
}

/// An act by these, signed at an hour.
pub(crate) fn act(kind: &str, by: &[&str], hour: u32) -> Act {
    let by: Vec<String> = by.iter().map(|name| format!("\"{name}\"")).collect();
    let behind = format!(r#""by":[{}],"signed":"{}""#, by.join(","), at(hour));
    Act::parse(written(kind, &behind).as_bytes()).expect("an act")
}

/// An act with the signatures of these.
pub(crate) fn signed(act: Act, by: &[(&str, &SecretKey)]) -> Signed {
    let mut signed = Signed::unsigned(act);
    let bytes = signed.act.to_bytes();
    for (name, key) in by {
        signed.sign(name, &key.sign(NAMESPACE, &bytes));
    }
    signed
}

/// The entry of an act that was learned at an hour.
pub(crate) fn entry(hour: u32, signed: Signed) -> Entry {
    Entry::Act(at(hour), Box::new(signed))
}
