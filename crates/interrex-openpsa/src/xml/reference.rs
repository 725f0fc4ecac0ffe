//! The files that references of `XInclude` name, which are URIs: signs may be written as `%20`.

/// Why a reference names no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoFile {
    /// It names something elsewhere, such as `http://example.org/a.xml`.
    Elsewhere,
    /// It names a part, such as `a.xml#pumps`.
    Part,
}

/// The name of the file that a reference names, relative as it is.
pub(super) fn file_of(reference: &str) -> Result<String, NoFile> {
    if reference.contains(['#', '?']) {
        return Err(NoFile::Part);
    }
    let path = match scheme(reference) {
        None if reference.starts_with("//") => return Err(NoFile::Elsewhere),
        None => reference,
        Some(("file", rest)) => local(rest).ok_or(NoFile::Elsewhere)?,
        Some(_) => return Err(NoFile::Elsewhere),
    };
    Ok(decoded(path))
}

/// The scheme of a reference, in small letters only where it is that of files, and what follows it. One
/// letter is a drive.
fn scheme(reference: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = reference.split_once(':')?;
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let begins = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_scheme = begins && scheme.len() > 1 && scheme.chars().all(is_sign);
    let is_file = scheme.eq_ignore_ascii_case("file");
    is_scheme.then_some((if is_file { "file" } else { scheme }, rest))
}

/// The path behind `file:`, where it is one of this machine. Before a drive it has no sign.
fn local(rest: &str) -> Option<&str> {
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => rest,
    };
    let drive = path.strip_prefix('/')?;
    Some(match drive.get(1..2) {
        Some(":") => drive,
        _ => path,
    })
}

/// A path with the signs that stand for themselves. What is no sign of a text stays as it is.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some(at) = rest.find('%') {
        let (before, sign) = rest.split_at(at);
        bytes.extend_from_slice(before.as_bytes());
        let digits = sign
            .get(1..3)
            .filter(|two| two.bytes().all(|one| one.is_ascii_hexdigit()));
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = sign.get(if byte.is_some() { 3 } else { 1 }..).unwrap_or("");
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_files() {
        for (reference, expect) in [
            ("a.xml", Ok("a.xml")),
            ("go%6Fd.xml", Ok("good.xml")),
            ("my%20pumps/%C3%A9t%c3%a9.xml", Ok("my pumps/été.xml")),
            ("100%.xml", Ok("100%.xml")),
            ("%FF.xml", Ok("%FF.xml")),
            ("a%23b.xml", Ok("a#b.xml")),
            ("file:///plants/a%20b.xml", Ok("/plants/a b.xml")),
            ("FILE://localhost/a.xml", Ok("/a.xml")),
            ("file:/a.xml", Ok("/a.xml")),
            ("file:///C:/a.xml", Ok("C:/a.xml")),
            ("C:/a.xml", Ok("C:/a.xml")),
            ("a b:c.xml", Ok("a b:c.xml")),
            ("file://server/a.xml", Err(NoFile::Elsewhere)),
            ("http://example.org/a.xml", Err(NoFile::Elsewhere)),
            ("//example.org/a.xml", Err(NoFile::Elsewhere)),
            ("a.xml#pumps", Err(NoFile::Part)),
            ("a.xml?b", Err(NoFile::Part)),
        ] {
            assert_eq!(file_of(reference), expect.map(str::to_owned), "{reference}");
        }
    }
}
