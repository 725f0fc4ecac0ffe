//! Likelihoods as hundredths, in the digits of the program's own answers.
//!
//! The digits are those of [`format_probability`]: the point moves two places, and nothing is rounded again.

use interrex_prove::answer::Chance;
use interrex_units::{format_number, format_probability};

use super::{Given, Language, Words};

/// Below so many zeros after the point, a power of ten is written.
const ZEROS_MAX: usize = 4;

/// A probability in hundredths, without the sign: `24.2`, `0.207`, `2.1×10⁻⁶`.
fn percent(value: f64) -> String {
    let text = format_probability(value);
    let (digits, exponent) = match text.split_once('e') {
        Some((digits, exponent)) => (digits, exponent.parse::<i32>().unwrap_or(0)),
        None => (text.as_str(), 0),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all = format!("{whole}{part}");
    let significant = all.trim_start_matches('0');
    if significant.is_empty() {
        return "0".to_owned();
    }
    let dropped = all.len() - significant.len();
    let before = i32::try_from(whole.len()).unwrap_or(0) - i32::try_from(dropped).unwrap_or(0);
    place_point(significant, before + exponent + 2)
}

/// Digits with the point after so many of them; before them, where that is negative.
fn place_point(digits: &str, point: i32) -> String {
    let Ok(point) = usize::try_from(point) else {
        let zeros = usize::try_from(-point).unwrap_or(0);
        if zeros < ZEROS_MAX {
            return format!("0.{}{digits}", "0".repeat(zeros));
        }
        let (first, rest) = digits.split_at(1);
        let dot = if rest.is_empty() { "" } else { "." };
        return format!("{first}{dot}{rest}×10{}", raised(zeros + 1));
    };
    if point == 0 {
        return format!("0.{digits}");
    }
    match digits.split_at_checked(point) {
        Some((whole, "")) => whole.to_owned(),
        Some((whole, part)) => format!("{whole}.{part}"),
        None => format!("{digits}{}", "0".repeat(point - digits.len())),
    }
}

/// A negative exponent in raised digits.
fn raised(exponent: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |letter: char| {
        let value = letter.to_digit(10).unwrap_or(0) as usize;
        DIGITS.get(value).copied().unwrap_or('⁰')
    };
    let digits = exponent.to_string();
    std::iter::once('⁻')
        .chain(digits.chars().map(digit))
        .collect()
}

impl Words {
    /// A likelihood: `24.2%`, `24,2–30,1 %`; with a word where a limit left it open.
    pub(crate) fn chance(&self, chance: Chance) -> String {
        let text = self.range(chance.low, chance.high);
        if chance.undecided {
            self.with("chance-undecided", &[("chance", Given::Text(&text))])
        } else {
            text
        }
    }

    /// A range of probabilities; one number where its ends are written alike.
    pub(crate) fn range(&self, low: f64, high: f64) -> String {
        let (low, high) = (percent(low), percent(high));
        let numbers = if low == high {
            low
        } else {
            format!("{low}–{high}")
        };
        match self.language() {
            Language::English => format!("{numbers}%"),
            Language::Ukrainian => format!("{}\u{a0}%", numbers.replace('.', ",")),
        }
    }

    /// Any number.
    pub(crate) fn number(&self, value: f64) -> String {
        let text = format_number(value);
        match self.language() {
            Language::English => text,
            Language::Ukrainian => text.replace('.', ","),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_point_moves_and_the_digits_stay() {
        for (value, expect) in [
            (0.0, "0"),
            (1.0, "100"),
            (0.5, "50"),
            (0.242, "24.2"),
            (0.01, "1"),
            (0.0304, "3.04"),
            (0.002_07, "0.207"),
            (0.000_012_3, "0.00123"),
            (0.000_001, "0.0001"),
            (0.000_000_021, "2.1×10⁻⁶"),
            (0.999_997_9, "99.99979"),
        ] {
            assert_eq!(percent(value), expect, "{value}");
        }
    }

    #[test]
    fn ranges_are_written_in_the_language() {
        let check = |low: f64, high: f64, english: &str, ukrainian: &str| {
            assert_eq!(Words::of(Language::English).range(low, high), english);
            assert_eq!(Words::of(Language::Ukrainian).range(low, high), ukrainian);
        };
        check(0.242, 0.301, "24.2–30.1%", "24,2–30,1\u{a0}%");
        check(0.25, 0.25, "25%", "25\u{a0}%");
        check(0.25, 0.250_000_1, "25%", "25\u{a0}%");
    }
}
