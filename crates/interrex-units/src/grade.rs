//! Grades of sources and information by the Admiralty code.
//!
//! Responsible for reading and wording the two halves, which are judged apart. It leaves any
//! consequence to others, and offers no order: F and 6 mean that it cannot be judged, which is
//! *unknown* and not *worst*.

use std::fmt;
use std::str::FromStr;

use crate::Malformed;

/// A letter from A to F for the source and a digit from 1 to 6 for the information.
///
/// # Examples
///
/// ```
/// use interrex_units::Grade;
///
/// let grade: Grade = "B2".parse().expect("a grade");
/// assert_eq!(grade.source(), "usually reliable");
/// assert_eq!(grade.information(), "probably true");
/// assert_eq!(grade.to_string(), "B2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grade {
    source: u8,
    information: u8,
}

const EXPECTED: &str = "a letter from A to F and a digit from 1 to 6, such as `B2`";

impl Grade {
    /// Returns the judgment of the source in words.
    pub fn source(self) -> &'static str {
        match self.source {
            b'A' => "completely reliable",
            b'B' => "usually reliable",
            b'C' => "fairly reliable",
            b'D' => "not usually reliable",
            b'E' => "unreliable",
            _ => "reliability cannot be judged",
        }
    }

    /// Returns the judgment of the information in words.
    pub fn information(self) -> &'static str {
        match self.information {
            b'1' => "confirmed by other sources",
            b'2' => "probably true",
            b'3' => "possibly true",
            b'4' => "doubtful",
            b'5' => "improbable",
            _ => "truth cannot be judged",
        }
    }

    /// Says whether the source could be judged: false for F alone.
    pub fn is_source_judged(self) -> bool {
        self.source != b'F'
    }

    /// Says whether the information could be judged: false for 6 alone.
    pub fn is_information_judged(self) -> bool {
        self.information != b'6'
    }
}

impl FromStr for Grade {
    type Err = Malformed;

    /// Reads a grade such as `B2`; the letter may be small.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let [letter, digit] = text.as_bytes() else {
            return Err(Malformed::new(
                format!("`{text}` is no source grade"),
                EXPECTED,
            ));
        };
        let source = letter.to_ascii_uppercase();
        if !(b'A'..=b'F').contains(&source) || !(b'1'..=b'6').contains(digit) {
            return Err(Malformed::new(
                format!("`{text}` is no source grade"),
                EXPECTED,
            ));
        }
        Ok(Self {
            source,
            information: *digit,
        })
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}",
            char::from(self.source),
            char::from(self.information)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_reads_back() {
        for letter in 'A'..='F' {
            for digit in 1..=6 {
                let text = format!("{letter}{digit}");
                let grade: Grade = text.parse().expect("a grade of the code");
                assert_eq!(grade.to_string(), text);
                assert_eq!(text.to_lowercase().parse(), Ok(grade));
                assert_eq!(grade.is_source_judged(), letter != 'F');
                assert_eq!(grade.is_information_judged(), digit != 6);
            }
        }
    }

    #[test]
    fn other_text_is_refused() {
        for text in [
            "", "A", "1", "A0", "A7", "G1", "1A", "A1 ", "A11", "é", "Ä1", "@1",
        ] {
            let error = text.parse::<Grade>().expect_err(text);
            assert_eq!(error.message(), format!("`{text}` is no source grade"));
        }
    }

    #[test]
    fn words_follow_the_code() {
        let words = |text: &str| {
            let grade: Grade = text.parse().expect("a grade");
            (grade.source(), grade.information())
        };
        let cases = [
            ("A1", ("completely reliable", "confirmed by other sources")),
            ("B2", ("usually reliable", "probably true")),
            ("C3", ("fairly reliable", "possibly true")),
            ("D4", ("not usually reliable", "doubtful")),
            ("E5", ("unreliable", "improbable")),
            (
                "F6",
                ("reliability cannot be judged", "truth cannot be judged"),
            ),
        ];
        for (text, expect) in cases {
            assert_eq!(words(text), expect, "{text}");
        }
    }
}
