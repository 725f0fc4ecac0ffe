//! Numbers of sets, of any length: they are added, and told.

use std::fmt;

/// A digit is below this.
const BASE: u32 = 1_000_000_000;

/// A number from zero on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Number {
    /// The lowest digit first; none of zero.
    digits: Vec<u32>,
}

impl Number {
    /// A small number.
    pub(crate) fn of(small: u32) -> Self {
        Self {
            digits: vec![small],
        }
        .plus(&Self::default())
    }

    /// The sum of two numbers.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        let mut digits = Vec::new();
        let mut carry = 0;
        let digit = |number: &Self, place: usize| number.digits.get(place).copied().unwrap_or(0);
        for place in 0..self.digits.len().max(other.digits.len()) {
            let sum = digit(self, place) + digit(other, place) + carry;
            digits.push(sum % BASE);
            carry = sum / BASE;
        }
        digits.push(carry);
        while digits.last() == Some(&0) {
            digits.pop();
        }
        Self { digits }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = self.digits.iter().rev();
        write!(f, "{}", digits.next().copied().unwrap_or(0))?;
        digits.try_for_each(|digit| write!(f, "{digit:09}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_carries_through_all_digits() {
        let mut number = Number::of(1);
        for _ in 0..100 {
            number = number.plus(&number);
        }
        assert_eq!(number.to_string(), (1_u128 << 100).to_string());
        assert_eq!(Number::default().to_string(), "0");
        assert_eq!(Number::of(0), Number::default());
        assert_eq!(
            Number::of(BASE - 1).plus(&Number::of(1)).to_string(),
            "1000000000"
        );
    }
}
