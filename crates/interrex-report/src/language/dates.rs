//! Dates and spans of time as each language writes them.

use interrex_units::{Date, Period};

use super::{Given, Language, Words};

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const UKRAINIAN: [&str; 12] = [
    "січня",
    "лютого",
    "березня",
    "квітня",
    "травня",
    "червня",
    "липня",
    "серпня",
    "вересня",
    "жовтня",
    "листопада",
    "грудня",
];

impl Words {
    /// A date: `March 7, 2022`, `7 березня 2022 року`.
    pub(crate) fn date(&self, date: Date) -> String {
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        let name = |names: [&'static str; 12]| names.get(month).copied().unwrap_or("");
        match self.language() {
            Language::English => format!("{} {}, {}", name(ENGLISH), date.day(), date.year()),
            Language::Ukrainian => {
                format!("{} {} {} року", date.day(), name(UKRAINIAN), date.year())
            }
        }
    }

    /// A span of time in the largest unit that divides it: `30 days`, `36 годин`.
    pub(crate) fn period(&self, period: Period) -> String {
        let seconds = period.seconds();
        let units = [
            ("count-days", 86_400),
            ("count-hours", 3_600),
            ("count-minutes", 60),
            ("count-seconds", 1),
        ];
        let divides =
            |(_, length): &&(&str, u64)| seconds.is_multiple_of(*length) && seconds >= *length;
        let (unit, length) = units
            .iter()
            .find(divides)
            .copied()
            .unwrap_or(("count-seconds", 1));
        let count = usize::try_from(seconds / length).unwrap_or(usize::MAX);
        self.with(unit, &[("count", Given::Count(count))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_people_write_them() {
        let date: Date = "2022-03-07".parse().expect("a date");
        assert_eq!(Words::of(Language::English).date(date), "March 7, 2022");
        assert_eq!(
            Words::of(Language::Ukrainian).date(date),
            "7 березня 2022 року"
        );
    }

    #[test]
    fn spans_have_the_largest_unit_that_divides_them() {
        let check = |text: &str, english: &str, ukrainian: &str| {
            let period: Period = text.parse().expect("a span of time");
            assert_eq!(Words::of(Language::English).period(period), english);
            assert_eq!(Words::of(Language::Ukrainian).period(period), ukrainian);
        };
        check("30 d", "30 days", "30 діб");
        check("1 d", "1 day", "1 доба");
        check("36 h", "36 hours", "36 годин");
        check("2 h", "2 hours", "2 години");
        check("90 min", "90 minutes", "90 хвилин");
        check("0 s", "0 seconds", "0 секунд");
    }
}
