//! What is said of a file in TOML that cannot be read: the place, and no more of the file than a line that fits.

use std::fmt::Write as _;

/// So many bytes of a file may a message show.
const SHOWN_BYTES_MAX: usize = 500;

/// Why a file is no TOML of its form, in words that stay short whatever the file is.
pub(crate) fn words(text: &str, error: &toml::de::Error) -> String {
    if let Some(form) = form_of(text) {
        return format!("this seems to be {form}");
    }
    let whole = error.to_string();
    if whole.len() <= SHOWN_BYTES_MAX {
        return whole;
    }
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.unwrap_or_default().matches('\n').count() + 1;
    let mut words = format!("line {line}: ");
    for character in error.message().chars().take(SHOWN_BYTES_MAX / 4) {
        let _ = write!(words, "{}", character.escape_debug());
    }
    words
}

/// What a file seems to be that is no TOML, in words.
fn form_of(text: &str) -> Option<String> {
    if text.trim_start().starts_with("-----BEGIN ") {
        return Some("a key or a sealed document".to_owned());
    }
    let object = text.trim_start().strip_prefix("{\"schema\":\"")?;
    let (schema, _) = object.split_once('"')?;
    Some(match schema {
        crate::order::SCHEMA => "an order".to_owned(),
        "interrex.signed-act/1" => "an act on its way".to_owned(),
        _ if schema.len() < 100 => format!("JSON of the form `{}`", interrex_diag::plain(schema)),
        _ => "JSON".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_message_stays_short_whatever_the_file_is() {
        let long = "x".repeat(90_000);
        let quoted = format!("a = 1\nb = \"{long}");
        let cases = [
            (
                format!("{{\"schema\":\"interrex.order/1\",\"full\":\"{long}\"}}"),
                "this seems to be an order",
            ),
            (
                format!("{{\"schema\":\"interrex.signed-act/1\",\"act\":\"{long}\"}}"),
                "this seems to be an act on its way",
            ),
            (
                format!("{{\"schema\":\"{long}\"}}"),
                "this seems to be JSON",
            ),
            (quoted, "line 2: invalid basic string"),
            (format!("-----BEGIN {long}"), "this seems to be a key"),
            (long, "line 1: "),
        ];
        for (text, expect) in cases {
            let error = text.parse::<toml::Table>().expect_err("no TOML");
            let words = words(&text, &error);
            assert!(words.starts_with(expect), "{words}");
            assert!(words.len() < 1000, "{words}");
        }
        let short = "a = ".parse::<toml::Table>().expect_err("no TOML");
        assert!(words("a = ", &short).contains("| a = "), "{short}");
    }
}
