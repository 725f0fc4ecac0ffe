//! Content types, compared as HTTP means them.

use crate::report::Level;

/// How a content type compares with the one that a specification asks for. Letter case, spaces and parameters that
/// are added are a warning: what a type means is the same with them, and whoever compares texts is misled.
pub(crate) fn compared(found: &str, expected: &str) -> (Level, Result<(), String>) {
    if found == expected {
        return (Level::Must, Ok(()));
    }
    let (kind, parameters) = parts(found);
    let (expected_kind, expected_parameters) = parts(expected);
    let has = |parameter| parameters.contains(parameter);
    let same = kind == expected_kind && expected_parameters.iter().all(has);
    let level = if same { Level::Should } else { Level::Must };
    let what = format!("expected the content type `{expected}`, found `{found}`");
    (level, Err(what))
}

/// The type and its parameters, in small letters and without quotes.
fn parts(text: &str) -> (String, Vec<String>) {
    let text = text.to_ascii_lowercase().replace('"', "");
    let mut parts = text.split(';').map(|part| part.trim().to_owned());
    (parts.next().unwrap_or_default(), parts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_compared_apart() {
        let cases = [
            ("text/plain; charset=utf-8", Ok(())),
            ("text/plain;charset=UTF-8", Err(Level::Should)),
            ("Text/Plain; charset=\"utf-8\"; x=1", Err(Level::Should)),
            ("text/plain", Err(Level::Must)),
            ("text/plain; charset=latin1", Err(Level::Must)),
            ("text/html; charset=utf-8", Err(Level::Must)),
            ("", Err(Level::Must)),
        ];
        for (found, expect) in cases {
            let (level, same) = compared(found, "text/plain; charset=utf-8");
            assert_eq!(same.map_err(|_| level), expect, "{found}");
        }
        let (level, _) = compared("text/x.tlog.size; charset=utf-8", "text/x.tlog.size");
        assert_eq!(level, Level::Should);
    }
}
