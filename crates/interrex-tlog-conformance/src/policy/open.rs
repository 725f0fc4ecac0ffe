//! What the text of tlog-policy leaves open: lines that some readers take and others refuse.

use interrex_tlog::Fault;
use interrex_tlog::note::{Algorithm, VerifierKey};

/// What is open: the section, and the line with the reason.
type Open = (&'static str, String);

/// The policy with its open lines written as every reader takes them, and what was open.
pub(super) fn closed(bytes: &[u8]) -> (Vec<u8>, Vec<Open>) {
    let mut open = Vec::new();
    let lines = bytes.split(|byte| *byte == b'\n').enumerate();
    let lines = lines.map(|(at, line)| match closed_line(line) {
        Some((line, section, what)) => {
            open.push((section, format!("line {}: {what}", at + 1)));
            line.into_bytes()
        }
        None => line.to_vec(),
    });
    let lines: Vec<Vec<u8>> = lines.collect();
    (lines.join(&b'\n'), open)
}

/// One line, where it is open.
fn closed_line(line: &[u8]) -> Option<(String, &'static str, String)> {
    let line = std::str::from_utf8(line).ok()?;
    let words = line.split([' ', '\t']).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words.collect();
    match words.as_mut_slice() {
        ["group", _, threshold, ..] => {
            let short = threshold.trim_start_matches('0');
            let is_number = threshold.bytes().all(|byte| byte.is_ascii_digit());
            if !is_number || short.len() == threshold.len() || short.is_empty() {
                return None;
            }
            let what = format!("the threshold `{threshold}` has leading zeroes");
            *threshold = short;
            let section = "tlog-policy, defining a witness group";
            Some((words.join(" "), section, what))
        }
        ["log", vkey, ..] => {
            let (right, what) = other_id(vkey)?;
            *vkey = &right;
            Some((words.join(" "), "signed-note, signatures", what))
        }
        _ => None,
    }
}

/// The key of a log with the ID that is recommended, where it has another. Of cosignatures, the specification does not
/// recommend how IDs are made, it says so.
fn other_id(vkey: &str) -> Option<(String, String)> {
    let Err(Fault::WrongKeyId { expected, found }) = VerifierKey::parse(vkey) else {
        return None;
    };
    let (from, to) = (format!("+{found:08x}+"), format!("+{expected:08x}+"));
    let right = vkey.replacen(&from, &to, 1);
    let key = VerifierKey::parse(&right).ok()?;
    let what = format!("the key ID is {found:08x}, and {expected:08x} is recommended");
    (key.algorithm() == Algorithm::Ed25519).then_some((right, what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_lines_are_written_as_everybody_reads_them() {
        let cases = [
            ("group g 02 a b", "group g 2 a b", 1),
            ("group 02 02 a 02 b", "group 02 2 a 02 b", 1),
            ("group g 0 a", "group g 0 a", 0),
            ("group g 20 a", "group g 20 a", 0),
            ("witness 01 x", "witness 01 x", 0),
        ];
        for (line, expect, count) in cases {
            let (found, open) = closed(line.as_bytes());
            assert_eq!(String::from_utf8_lossy(&found), expect);
            assert_eq!(open.len(), count, "{line}");
        }
    }
}
