//! How wide columns are: each as its words ask, together as wide as the text.
//!
//! Letters are measured roughly, as those of Arial are wide; a column that is too narrow for its longest word by a hair
//! breaks that word, and nothing is lost.

use crate::sheet::Twips;

/// What stands left and right of the letters of a cell.
pub(crate) const PADDING: Twips = 150;

/// How much room a cell asks for, in thousandths of the height of letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Room {
    /// For its longest word.
    word: Twips,
    /// For all of it in one line.
    whole: Twips,
}

impl Room {
    /// What a text asks for.
    pub(crate) fn of(text: &str) -> Self {
        let mut room = Self::default();
        for line in text.split('\n') {
            let mut whole = 0;
            for word in line.split_inclusive(' ') {
                for piece in pieces(word) {
                    let width: Twips = piece.chars().map(width_of).sum();
                    room.word = room.word.max(width);
                    whole += width;
                }
            }
            room.whole = room.whole.max(whole);
        }
        room
    }

    /// What a text in bold letters asks for.
    pub(crate) fn of_bold(text: &str) -> Self {
        const WIDER: Twips = 112;
        let room = Self::of(text);
        let wider = |width: Twips| width * WIDER / 100;
        Self {
            word: wider(room.word),
            whole: wider(room.whole),
        }
    }

    /// What asks for as much as both.
    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            word: self.word.max(other.word),
            whole: self.whole.max(other.whole),
        }
    }

    /// The width of a column that takes all of it in one line.
    pub(crate) fn whole(self, size: Twips) -> Twips {
        self.at(size)[1]
    }

    fn at(self, size: Twips) -> [Twips; 2] {
        let least = self.word.saturating_mul(size) / 1000 + PADDING;
        let most = self.whole.saturating_mul(size) / 1000 + PADDING;
        [least, most]
    }
}

/// A word in the pieces between which lines may break; dates and ranges of numbers stay whole.
fn pieces(word: &str) -> impl Iterator<Item = &str> {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    word.split_inclusive(move |letter| match letter {
        '-' | '/' | '–' => !has_digit,
        letter => letter == ';',
    })
}

/// The width of a letter in thousandths of its height.
fn width_of(letter: char) -> Twips {
    match letter {
        'i' | 'j' | 'l' | 'I' | 'і' | 'ї' | 'І' | '.' | ',' | ':' | ';' | '\'' | '|' | '!'
        | ' ' | '/' => 280,
        'f' | 't' | 'r' | '(' | ')' | '-' => 340,
        'm' | 'M' | 'w' | 'W' | '%' | '@' | 'ж' | 'ш' | 'щ' | 'ю' | 'ф' | 'м' | 'Ж' | 'Ш' | 'Щ'
        | 'Ю' | 'Ф' | 'М' => 860,
        letter if letter.is_uppercase() => 700,
        _ => 560,
    }
}

/// No column takes more than this part of the text for one word, in hundredths: it is broken.
const WORD_MAX: Twips = 40;

/// Whether the longest words of all columns fit side by side at this size of letters.
pub(crate) fn fits(rooms: &[Room], size: Twips, width: Twips) -> bool {
    rooms.iter().map(|room| room.at(size)[0]).sum::<Twips>() <= width
}

/// The widths of columns that fill a width at this size of letters.
pub(crate) fn columns(rooms: &[Room], size: Twips, width: Twips) -> Vec<Twips> {
    let cap = width * WORD_MAX / 100;
    let least: Vec<u64> = rooms
        .iter()
        .map(|room| u64::from(room.at(size)[0].min(cap)))
        .collect();
    let more: Vec<u64> = rooms
        .iter()
        .zip(&least)
        .map(|(room, least)| u64::from(room.at(size)[1].min(width)).saturating_sub(*least))
        .collect();
    let (total, wanted) = (u64::from(width), more.iter().sum::<u64>());
    let taken = least.iter().sum::<u64>();
    let share = |least: u64, more: u64| {
        if taken >= total {
            return least * total / taken.max(1);
        }
        let rest = total - taken;
        let part = (rest * more).checked_div(wanted);
        least + part.unwrap_or(rest / rooms.len().max(1) as u64)
    };
    let widths = least
        .iter()
        .zip(&more)
        .map(|(least, more)| share(*least, *more));
    widths
        .map(|width| Twips::try_from(width).unwrap_or(Twips::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expect: impl Fn(&[Twips]) -> bool) {
        let rooms: Vec<Room> = texts.iter().map(|text| Room::of(text)).collect();
        let widths = columns(&rooms, 180, 9638);
        let total: Twips = widths.iter().sum();
        assert!(total <= 9638 && total > 9638 - 50, "{widths:?}");
        assert!(expect(&widths), "{widths:?}");
    }

    #[test]
    fn columns_fill_the_text_and_none_is_starved() {
        check(&["a", "b"], |widths| widths[0].abs_diff(widths[1]) < 200);
        let long = "a text of many words ".repeat(40);
        check(&["considerable", &long], |widths| {
            widths[0] > 1200 && widths[0] < 2500
        });
        check(&[&"x".repeat(500), "short"], |widths| widths[1] > 500);
        check(&["word"; 40], |widths| {
            widths.iter().all(|width| *width > 200)
        });
    }

    #[test]
    fn what_breaks_nowhere_asks_for_all_of_it() {
        assert_eq!(Room::of("aa aa").word, 1120 + 280);
        assert_eq!(Room::of("aa-aa").word, 1120 + 340);
        assert_eq!(Room::of("22-22").word, 2240 + 340);
        assert_eq!(Room::of("22–22").word, 2240 + 560);
        assert_eq!(Room::of("aa\naa").whole, 1120);
        assert!(!fits(&[Room::of("aaaaaaaaaa"); 20], 180, 9638));
        assert!(fits(&[Room::of("aaa"); 20], 180, 9638));
    }
}
