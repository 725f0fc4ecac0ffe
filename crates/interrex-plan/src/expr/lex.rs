//! Words, numbers, parentheses and commas.

use std::ops::Range;

use super::Malformed;

/// A token with its place in bytes of the string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: TokenKind<'t>,
    pub(super) range: Range<usize>,
}

/// The forms of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind<'t> {
    /// A name, keyword or number: letters, digits and `-`, `_`, `.`, `/`.
    Word(&'t str),
    Open,
    Close,
    Comma,
}

/// Splits a string into tokens.
pub(super) fn tokens(text: &str) -> Result<Vec<Token<'_>>, Malformed> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let kind = match first {
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            ',' => TokenKind::Comma,
            _ if is_word(first) => TokenKind::Word(word(text, at)),
            _ => return Err(unexpected(first, at)),
        };
        let length = if let TokenKind::Word(word) = kind {
            word.len()
        } else {
            1
        };
        tokens.push(Token {
            kind,
            range: at..at + length,
        });
        at += length;
    }
    Ok(tokens)
}

fn word(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    let end = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    rest.get(..end).unwrap_or("")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/')
}

fn unexpected(found: char, at: usize) -> Malformed {
    let help = match found {
        '&' => "write `and`".to_owned(),
        '|' => "write `or`".to_owned(),
        '!' | '~' => "write `not`".to_owned(),
        '[' | ']' | '{' | '}' => "write round parentheses".to_owned(),
        ';' | ':' => "write a comma between items".to_owned(),
        _ => "an expression is made of names, `and`, `or`, `not`, `at least K of (...)` and \
              predicates such as `in contact (a, b)`"
            .to_owned(),
    };
    Malformed {
        code: "unexpected-character",
        message: format!("an expression cannot hold the character `{found}`"),
        label: "not expected here",
        help,
        range: at..at + found.len_utf8(),
    }
}
