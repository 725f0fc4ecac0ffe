//! Comparing the diagnostics of a case with those that were found.
//!
//! Responsible for matching one to one and for a message that names the lines of the page. It
//! leaves reading the page to `parse`.

use super::{Case, Expectation, Found};

impl Case {
    /// Matches what the page expects with what was found, one to one, in any order.
    ///
    /// # Errors
    ///
    /// A readable difference: each diagnostic that is missing and each that is unexpected.
    ///
    /// # Examples
    ///
    /// ````
    /// use interrex_testkit::literate::{Found, cases};
    ///
    /// let page = "# Twice\n\n```toml\na = 1\na = 2 # error[duplicate-key]\n```\n";
    /// let case = cases(page).remove(0);
    /// assert_eq!(
    ///     case.compare(&[]).unwrap_err(),
    ///     "the case `Twice` at line 1 of the page:\n\
    ///      \x20 missing    plan.toml:2: error[duplicate-key] (line 5 of the page)\n",
    /// );
    /// ````
    pub fn compare(&self, actual: &[Found]) -> Result<(), String> {
        let mut unexpected: Vec<&Found> = actual.iter().collect();
        let mut missing = Vec::new();
        // Those that state a message choose first, so that the others do not take theirs.
        let (stated, open): (Vec<_>, Vec<_>) = self
            .expected
            .iter()
            .partition(|expected| expected.message.is_some());
        for expected in stated.into_iter().chain(open) {
            match unexpected.iter().position(|found| expected.matches(found)) {
                Some(at) => drop(unexpected.remove(at)),
                None => missing.push(expected),
            }
        }
        if missing.is_empty() && unexpected.is_empty() {
            return Ok(());
        }
        Err(self.difference(missing, &unexpected))
    }

    fn difference(&self, mut missing: Vec<&Expectation>, unexpected: &[&Found]) -> String {
        missing.sort_by_key(|expected| expected.page_line);
        let missing = missing.into_iter().map(|expected| {
            let message = expected.message.as_ref().map(|text| format!(": {text}"));
            let what = told(
                expected.line,
                &expected.file,
                &expected.severity,
                &expected.code,
            );
            let (message, line) = (message.unwrap_or_default(), expected.page_line);
            format!("  missing    {what}{message} (line {line} of the page)\n")
        });
        let unexpected = unexpected.iter().map(|found| {
            let what = told(found.line, &found.file, &found.severity, &found.code);
            format!("  unexpected {what}: {}\n", found.message)
        });
        let list: String = missing.chain(unexpected).collect();
        format!(
            "the case `{}` at line {} of the page:\n{list}",
            self.heading, self.line
        )
    }
}

impl Expectation {
    fn matches(&self, found: &Found) -> bool {
        let same_place = self.line == found.line && (self.line == 0 || self.file == found.file);
        same_place
            && self.severity == found.severity
            && self.code == found.code
            && self
                .message
                .as_ref()
                .is_none_or(|message| *message == found.message)
    }
}

fn told(line: u32, file: &str, severity: &str, code: &str) -> String {
    match line {
        0 => format!("no place: {severity}[{code}]"),
        _ => format!("{file}:{line}: {severity}[{code}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;
    use super::*;

    const PAGE: &str = "\
# A case

```toml note[none]
a = 1 # error[one] # error[one]: stated
b = 2 # warning[two]
```
";

    fn found(line: u32, severity: &str, code: &str, message: &str) -> Found {
        let owned = |text: &str| text.to_owned();
        let file = owned(if line == 0 { "" } else { "plan.toml" });
        Found {
            file,
            line,
            severity: owned(severity),
            code: owned(code),
            message: owned(message),
        }
    }

    fn all() -> Vec<Found> {
        vec![
            found(2, "warning", "two", "anything"),
            found(1, "error", "one", "stated"),
            found(1, "error", "one", "other"),
            found(0, "note", "none", "no place"),
        ]
    }

    fn check(actual: &[Found], expect: &str) {
        let case = cases(PAGE).remove(0);
        let expect = if expect.is_empty() {
            Ok(())
        } else {
            Err(format!(
                "the case `A case` at line 1 of the page:\n{expect}"
            ))
        };
        assert_eq!(case.compare(actual), expect);
    }

    #[test]
    fn the_order_of_finding_does_not_matter() {
        let mut actual = all();
        for _ in 0..actual.len() {
            actual.rotate_left(1);
            check(&actual, "");
        }
    }

    #[test]
    fn what_is_missing_is_told() {
        let expect = [
            "  missing    plan.toml:2: warning[two] (line 5 of the page)\n",
            "  missing    plan.toml:1: error[one]: stated (line 4 of the page)\n",
            "  missing    plan.toml:1: error[one] (line 4 of the page)\n",
            "  missing    no place: note[none] (line 3 of the page)\n",
        ];
        for (at, expect) in expect.into_iter().enumerate() {
            let mut actual = all();
            actual.remove(at);
            check(&actual, expect);
        }
    }

    #[test]
    fn what_is_unexpected_is_told() {
        let mut actual = all();
        actual.push(found(1, "error", "one", "third"));
        check(&actual, "  unexpected plan.toml:1: error[one]: third\n");
    }

    #[test]
    fn every_part_counts() {
        let near = [
            found(3, "warning", "two", "m"),
            found(2, "error", "two", "m"),
            found(2, "warning", "too", "m"),
            found(0, "warning", "two", "m"),
            Found {
                file: "other.toml".to_owned(),
                ..found(2, "warning", "two", "m")
            },
        ];
        for near in near {
            let mut actual = all();
            actual[0] = near;
            assert!(
                cases(PAGE).remove(0).compare(&actual).is_err(),
                "{actual:?}"
            );
        }
        let mut actual = all();
        actual[1] = found(1, "error", "one", "stated otherwise");
        assert!(cases(PAGE).remove(0).compare(&actual).is_err());
    }
}
