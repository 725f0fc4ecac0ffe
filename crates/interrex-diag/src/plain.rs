//! Text of others that is shown to a person: characters that deceive are written out.

use std::borrow::Cow;

/// Whether a character moves the cursor, changes colors, ends the line, reorders it, or is not seen: controls (C0, C1),
/// marks of direction, what has no width, tags, and blanks that are letters.
pub fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// A text in one line, in which nothing deceives: such characters are written as `\n` or `\u{202e}`.
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_deceptive) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if is_deceptive(character) {
            plain.extend(character.escape_default());
        } else {
            plain.push(character);
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_deceives_is_written_out() {
        let cases = [
            ("the president's order", "the president's order"),
            ("Указ Президента № 64/2022", "Указ Президента № 64/2022"),
            ("a\u{1b}[2JGENUINE\nb", "a\\u{1b}[2JGENUINE\\nb"),
            ("\r\t\u{7f}\u{9b}2J", "\\r\\t\\u{7f}\\u{9b}2J"),
            (
                "a\u{202e}b\u{2066}c\u{200f}",
                "a\\u{202e}b\\u{2066}c\\u{200f}",
            ),
            (
                "bo\u{200b}ss\u{feff}\u{ad}",
                "bo\\u{200b}ss\\u{feff}\\u{ad}",
            ),
            ("\u{2028}\u{e0041}\u{3164}", "\\u{2028}\\u{e0041}\\u{3164}"),
        ];
        for (text, expect) in cases {
            assert_eq!(plain(text), expect);
            assert!(!plain(text).contains(is_deceptive));
        }
    }
}
