//! What is drawn: likelihoods, bases, alternates.
//!
//! Responsible for one stream of random numbers and for the rule that every second likelihood is a
//! range. Numbers are whole hundred-thousandths, so that no platform prints them otherwise.

use std::ops::Range;

use oorandom::Rand64;

/// The stream.
pub(super) struct Draw {
    random: Rand64,
    as_range: bool,
    source: u32,
}

impl Draw {
    /// The stream of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: Rand64::new(u128::from(seed)),
            as_range: false,
            source: 0,
        }
    }

    /// A number of a range that is not empty.
    pub(super) fn number(&mut self, range: Range<u32>) -> u32 {
        let drawn = self
            .random
            .rand_range(u64::from(range.start)..u64::from(range.end));
        u32::try_from(drawn).expect("a number of a range of `u32` is a `u32`")
    }

    /// A likelihood as TOML, between two numbers of hundred-thousandths. Every second one is a
    /// range; in every eighth pair, which gives a range and a number alike, a source is named.
    pub(super) fn likelihood(&mut self, low: u32, high: u32) -> String {
        let value = self.number(low..high + 1);
        self.as_range = !self.as_range;
        let text = if self.as_range {
            format!(
                "[{}, {}]",
                decimal(value.div_ceil(2)),
                decimal(value + value / 2)
            )
        } else {
            decimal(value)
        };
        self.source = (self.source + 1) % 16;
        let source = match self.source {
            0 | 1 => "survey",
            2 | 3 => "staff",
            _ => return text,
        };
        format!("{{ likelihood = {text}, source = \"{source}\" }}")
    }
}

fn decimal(hundred_thousandths: u32) -> String {
    let (whole, rest) = (hundred_thousandths / 100_000, hundred_thousandths % 100_000);
    format!("{whole}.{rest:05}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_take_turns() {
        let mut draw = Draw::new(1);
        let texts: Vec<String> = (0..16).map(|_| draw.likelihood(200, 200)).collect();
        let ranges = texts
            .iter()
            .filter(|text| text.contains("[0.00100, 0.00300]"));
        assert_eq!(ranges.count(), 8);
        assert_eq!(
            texts.iter().filter(|text| text.contains("source")).count(),
            4
        );
    }
}
