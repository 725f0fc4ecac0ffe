//! How wide letters are, near enough to keep them apart, and where to break lines.
//!
//! Pictures are made without the fonts that will show them: widths are those of a wide sans serif, so that
//! what fits here fits there.

/// The width of a text in pixels at a size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(width_of).sum::<f64>() * size
}

fn width_of(letter: char) -> f64 {
    match letter {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'і' | 'ї' | 'І' => {
            0.32
        }
        't' | 'f' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | ' ' | '"' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | 'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'м' | 'Ж' | 'Ш' | 'Щ'
        | 'Ю' | 'Ф' | 'М' => 0.92,
        letter if letter.is_uppercase() => 0.72,
        _ => 0.6,
    }
}

/// Breaks a text into lines no wider than `room` pixels. A word that is wider by itself is broken; from line
/// `lines_max` on, the rest is left out and an ellipsis says so.
pub(crate) fn wrap(text: &str, size: f64, room: f64, lines_max: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        for piece in pieces(word, size, room) {
            let joined = if line.is_empty() {
                piece.clone()
            } else {
                format!("{line} {piece}")
            };
            if width(&joined, size) <= room {
                line = joined;
            } else {
                lines.push(std::mem::replace(&mut line, piece));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > lines_max {
        lines.truncate(lines_max);
        if let Some(last) = lines.last_mut() {
            while width(last, size) + width("…", size) > room && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// A word in pieces that fit by themselves.
fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut list = vec![String::new()];
    for letter in word.chars() {
        let is_full = list.last().is_some_and(|piece| {
            !piece.is_empty() && width(piece, size) + width_of(letter) * size > room
        });
        if is_full {
            list.push(String::new());
        }
        if let Some(piece) = list.last_mut() {
            piece.push(letter);
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, room: f64, lines_max: usize, expect: &[&str]) {
        let lines = wrap(text, 10.0, room, lines_max);
        assert_eq!(lines, expect);
        assert!(lines.iter().all(|line| width(line, 10.0) <= room + 1e-9));
    }

    #[test]
    fn lines_break_between_words_and_words_where_they_must() {
        check("one two", 100.0, 3, &["one two"]);
        check("one two", 30.0, 3, &["one", "two"]);
        check("abcdefgh", 24.0, 9, &["abcd", "efgh"]);
        check("one two one two", 24.0, 2, &["one", "tw…"]);
        check("", 30.0, 2, &[]);
    }
}
