//! `interrex new`: a small, commented plan to start from, with dates counted from today.

use std::path::Path;

use interrex_units::Date;

use crate::Outcome;
use crate::clock;
use crate::output::Output;

/// The files of the starter plan: name, text.
const STARTER: &[(&str, &str)] = &[
    ("plan.toml", include_str!("../starter/plan.toml")),
    ("places.toml", include_str!("../starter/places.toml")),
    ("people.toml", include_str!("../starter/people.toml")),
    ("functions.toml", include_str!("../starter/functions.toml")),
    ("practice.toml", include_str!("../starter/practice.toml")),
    ("README.md", include_str!("../starter/README.md")),
];

/// The day on which the dates in the files of the starter plan were written.
const WRITTEN_ON: (i16, i8, i8) = (2026, 3, 1);

/// Runs the verb. Nothing that exists is overwritten.
pub(crate) fn run(dir: &Path, output: &mut Output) -> Outcome {
    let shown = dir.display();
    if dir.is_file() {
        return output.fail(&format!(
            "`{shown}` is a file; name a folder that does not exist yet"
        ));
    }
    if dir.exists() && std::fs::read_dir(dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return output.fail(&format!(
            "`{shown}` is not empty; name a folder that does not exist yet"
        ));
    }
    let Some(today) = clock::today() else {
        return output.fail("the clock cannot be read, and the plan is dated from today");
    };
    if let Err(error) = write(dir, today) {
        return output.fail(&format!("cannot write `{shown}`: {error}"));
    }
    output.answer(&format!(
        "wrote a starter plan to `{shown}`, dated from today, {today}\n\n\
         next:  interrex check {shown}\n       interrex prove {shown}\n\
         then replace what `{shown}/plan.toml` says, table by table\n"
    ));
    Outcome::Good
}

fn write(dir: &Path, today: Date) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    for (name, text) in STARTER {
        std::fs::write(dir.join(name), dated(text, today))?;
    }
    Ok(())
}

/// A text in which every date is moved by as many days as today is from the day on which the starter
/// was written, so that what was reviewed seven weeks ago stays seven weeks ago.
fn dated(text: &str, today: Date) -> String {
    let (year, month, day) = WRITTEN_ON;
    let written_on = Date::new(year, month, day).expect("the starter was written on a day");
    let days = i32::try_from(today.days_since(written_on)).unwrap_or(0);
    let mut moved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if let Some((date, length)) = date_at(rest) {
            moved.push_str(&date.plus_days(days).unwrap_or(date).to_string());
            rest = rest.get(length..).unwrap_or_default();
        } else {
            moved.push(next);
            rest = rest.get(next.len_utf8()..).unwrap_or_default();
        }
    }
    moved
}

/// The date with which a text begins, `2026-03-01`, and how many bytes it takes.
fn date_at(text: &str) -> Option<(Date, usize)> {
    const LENGTH: usize = "YYYY-MM-DD".len();
    let date = text.get(..LENGTH)?.parse().ok()?;
    Some((date, LENGTH))
}

#[cfg(test)]
mod tests {
    use interrex_diag::Severity;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    /// The codes of what `check` finds in the starter that is written on one day, on another.
    fn codes(written: &str, asked: &str) -> Vec<(Severity, &'static str)> {
        let plans = STARTER.iter().filter(|(name, _)| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "toml")
        });
        let files: Vec<(&str, String)> = plans
            .map(|(name, text)| (*name, dated(text, day(written))))
            .collect();
        let reading = interrex_plan::read(&files);
        assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
        assert_eq!(
            reading.plan.header.as_of, None,
            "the starter is read as of today"
        );
        let findings = interrex_rules::check(&reading.plan, day(asked));
        let found = findings.diagnostics.iter();
        found.map(|one| (one.severity, one.code)).collect()
    }

    #[test]
    fn dates_move_with_today_and_nothing_else_does() {
        let text = "since = 2026-03-01 # 50,000 of 2026-02-29 or 12026-03-01x";
        let moved = dated(text, day("2028-03-01"));
        assert_eq!(
            moved,
            "since = 2028-03-01 # 50,000 of 2026-02-29 or 12028-03-01x"
        );
        assert_eq!(dated(text, day("2026-03-01")), text);
        assert_eq!(
            dated("on = 2026-01-12", day("2026-03-02")),
            "on = 2026-01-13"
        );
    }

    /// Whenever it is written, the starter checks clean on that day: one note, that its likelihoods
    /// are assumed.
    #[test]
    fn the_starter_checks_clean_on_any_day() {
        for today in [
            "2024-02-29",
            "2026-03-01",
            "2028-12-31",
            "2031-07-15",
            "2100-01-01",
        ] {
            let found = codes(today, today);
            assert_eq!(found, [(Severity::Note, "assumed-likelihood")], "{today}");
        }
    }

    /// What nobody does again becomes overdue.
    #[test]
    fn a_starter_that_is_left_alone_is_overdue_a_year_later() {
        let found = codes("2026-03-01", "2027-03-01");
        let overdue = [
            "alert-test-overdue",
            "contact-unconfirmed",
            "exercise-overdue",
            "plan-review-overdue",
            "relocation-not-exercised",
        ];
        for code in overdue {
            assert!(found.iter().any(|(_, found)| *found == code), "{code}");
        }
    }
}
