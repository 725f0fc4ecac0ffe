//! From bytes to text.
//!
//! Responsible for the two encodings that every reader of XML knows. What a file declares of its
//! encoding is not asked for: where it is another, the bytes are hardly UTF-8.

/// The text of a file: UTF-8, or UTF-16 where it begins with its mark or as XML in it does. Nothing
/// where it is neither.
///
/// ```
/// let bytes = "\u{feff}<opsa-mef/>".encode_utf16().flat_map(u16::to_le_bytes);
/// let text = interrex_openpsa::decode(bytes.collect());
/// assert_eq!(text.as_deref(), Some("<opsa-mef/>"));
/// ```
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let (unit, marked): (fn([u8; 2]) -> u16, bool) = match *bytes.as_slice() {
        [0xff, 0xfe, ..] => (u16::from_le_bytes, true),
        [0xfe, 0xff, ..] => (u16::from_be_bytes, true),
        [b'<', 0, ..] => (u16::from_le_bytes, false),
        [0, b'<', ..] => (u16::from_be_bytes, false),
        _ => return String::from_utf8(bytes).ok(),
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units = pairs.iter().skip(usize::from(marked));
    let units: Vec<u16> = units.map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_are_read() {
        let text = "<a b='\u{10348}ї'/>";
        let marked = format!("\u{feff}{text}");
        let bytes = |text: &str, unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
            text.encode_utf16().flat_map(unit).collect()
        };
        for bytes in [
            text.as_bytes().to_vec(),
            bytes(text, u16::to_le_bytes),
            bytes(text, u16::to_be_bytes),
            bytes(&marked, u16::to_le_bytes),
            bytes(&marked, u16::to_be_bytes),
        ] {
            assert_eq!(decode(bytes.clone()).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(decode(Vec::new()).as_deref(), Some(""));
        // A lone surrogate, half a unit, and Latin-1.
        assert_eq!(decode(vec![0xff, 0xfe, 0, 0xd8]), None);
        assert_eq!(decode(vec![0xff, 0xfe, b'<']), None);
        assert_eq!(decode(b"<a b='\xe9'/>".to_vec()), None);
    }
}
