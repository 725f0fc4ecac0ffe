//! How numbers are written for people.
//!
//! Responsible for three significant digits that never mislead: nothing short of certainty is
//! written `1`, nothing above impossibility is written `0`, and a range is rounded outward so that
//! what is printed holds what was computed. It leaves exact values to the versioned wire formats.

use crate::decimal::{Decimal, Rounding};

/// The number of significant digits that a reader is shown.
const DIGITS: usize = 3;
/// Digits this far past the shown ones are noise of floating-point arithmetic: `1 - 0.7` is a little
/// above 0.3, and its range must not be shown up to 0.301 for that.
const NOISE_AFTER: usize = 9;
/// From this number of leading nines on, digits are counted after the nines.
const NINES: usize = 3;

/// Writes a probability with three significant digits, trailing zeros dropped.
///
/// Below 0.01 the form is `2.07e-3`, from there on `0.124`. Only 0 is written `0` and only 1 is
/// written `1`: from 0.999 on, the three digits are those after the leading nines, which show by
/// how much the number falls short of 1. A number outside `[0, 1]` is written as
/// [`format_number`] would.
///
/// # Examples
///
/// ```
/// use interrex_units::format_probability;
///
/// assert_eq!(format_probability(0.12436), "0.124");
/// assert_eq!(format_probability(0.0020701), "2.07e-3");
/// assert_eq!(format_probability(0.9999979), "0.9999979");
/// ```
pub fn format_probability(value: f64) -> String {
    format_number(value)
}

/// Writes any number with three significant digits, trailing zeros dropped.
///
/// Meant for importance measures and costs, which may pass 1. From 1000 on, all digits before the
/// point are shown; from a million on, and below 0.01, the form has an exponent. In `[0, 1]` it
/// agrees with [`format_probability`].
///
/// # Examples
///
/// ```
/// use interrex_units::format_number;
///
/// assert_eq!(format_number(48.31), "48.3");
/// assert_eq!(format_number(12_345.6), "12346");
/// assert_eq!(format_number(3.2e9), "3.2e9");
/// ```
pub fn format_number(value: f64) -> String {
    write(value, Rounding::Nearest)
}

/// Writes a range of probabilities as `between 1.9e-3 and 2.3e-3`.
///
/// The ends are rounded outward, so the printed range holds the real one but for what is beyond its
/// twelfth digit, which is noise. Equal ends are written once, as [`format_probability`] does.
///
/// # Examples
///
/// ```
/// use interrex_units::format_range;
///
/// assert_eq!(format_range(0.0019, 0.0023), "between 1.9e-3 and 2.3e-3");
/// assert_eq!(format_range(0.12347, 0.12348), "between 0.123 and 0.124");
/// assert_eq!(format_range(0.25, 0.25), "0.25");
/// ```
pub fn format_range(low: f64, high: f64) -> String {
    if low.total_cmp(&high).is_eq() {
        return format_probability(low);
    }
    let (left, right) = (write(low, Rounding::Down), write(high, Rounding::Up));
    if left == right {
        left
    } else {
        format!("between {left} and {right}")
    }
}

fn write(value: f64, rounding: Rounding) -> String {
    match Decimal::shortest(value) {
        Some(decimal) => {
            let digits = significant_digits(&decimal);
            let decimal = decimal.round(digits + NOISE_AFTER, Rounding::Nearest);
            decimal.round(digits, rounding).to_string()
        }
        None if value == 0.0 => "0".to_owned(),
        None => value.to_string(),
    }
}

/// Decides how many digits say enough about a number.
fn significant_digits(decimal: &Decimal) -> usize {
    let nines = decimal.nines_after_point();
    if nines >= NINES {
        nines + DIGITS
    } else {
        decimal.digits_before_point().max(DIGITS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_that_do_not_mislead() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (0.5, "0.5"),
            (0.12436, "0.124"),
            (0.1245, "0.125"),
            (0.0207, "0.0207"),
            (0.01, "0.01"),
            (0.009_996, "0.01"),
            (0.009_994, "9.99e-3"),
            (2.07e-3, "2.07e-3"),
            (1e-9, "1e-9"),
            (5e-324, "5e-324"),
            (0.998_96, "0.999"),
            (0.999_4, "0.9994"),
            (0.999_996_543_2, "0.99999654"),
            (1.0 - f64::EPSILON / 2.0, "0.9999999999999999"),
            (1.004, "1"),
            (9.996, "10"),
            (999.96, "1000"),
            (1234.5, "1235"),
            (999_999.7, "1e6"),
            (-0.0312, "-0.0312"),
            (f64::INFINITY, "inf"),
            (f64::NAN, "NaN"),
        ];
        for (value, expect) in cases {
            assert_eq!(format_probability(value), expect, "{value:e}");
        }
    }

    #[test]
    fn a_range_is_rounded_outward() {
        let cases = [
            (0.0019, 0.0023, "between 1.9e-3 and 2.3e-3"),
            (0.001_999_9, 0.002_000_1, "between 1.99e-3 and 2.01e-3"),
            (0.0, 1.0, "between 0 and 1"),
            (0.0, 1e-12, "between 0 and 1e-12"),
            (0.999_91, 1.0, "between 0.99991 and 1"),
            (0.5, 0.999_956_78, "between 0.5 and 0.9999568"),
            (0.3, 0.3, "0.3"),
            (1.0 - 0.8, 1.0 - 0.7, "between 0.2 and 0.3"),
            (0.3, 0.1 + 0.2, "0.3"),
            (0.123_000_001, 0.124_000_001, "between 0.123 and 0.125"),
            (-0.123_45, -0.123_42, "between -0.124 and -0.123"),
        ];
        for (low, high, expect) in cases {
            assert_eq!(format_range(low, high), expect, "{low:e} to {high:e}");
        }
    }

    /// A stream of doubles over many magnitudes, also close to 1.
    fn doubles() -> impl Iterator<Item = f64> {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        (0..20_000).map(move |step| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let unit = f64::from(u32::try_from(state >> 32).expect("32 bits")) / 4_294_967_296.0;
            let scaled = unit * libm::pow(10.0, f64::from(step % 12) * -1.5);
            if step % 2 == 0 { scaled } else { 1.0 - scaled }
        })
    }

    #[test]
    fn what_is_printed_is_near_and_keeps_off_the_ends() {
        for value in doubles().filter(|value| *value > 0.0 && *value < 1.0) {
            let text = format_probability(value);
            assert!(text != "0" && text != "1", "{value:e} is written {text}");
            let back: f64 = text.parse().expect("a printed number reads back");
            assert!(
                (back - value).abs() <= 0.005 * value,
                "{value:e} is written {text}"
            );
        }
    }

    #[test]
    fn a_printed_range_holds_the_real_one() {
        let values: Vec<f64> = doubles().collect();
        for pair in values.windows(2) {
            let (low, high) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
            let text = format_range(low, high);
            let Some((left, right)) = text
                .strip_prefix("between ")
                .and_then(|t| t.split_once(" and "))
            else {
                continue;
            };
            let ends: (f64, f64) = (left.parse().expect("a number"), right.parse().expect("one"));
            assert!(
                ends.0 <= low && high <= ends.1,
                "{low:e} to {high:e} is written {text}"
            );
        }
    }
}
