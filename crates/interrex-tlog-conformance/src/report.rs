//! One line for each check, and the exit status in the end.

use std::io::Write as _;
use std::process::ExitCode;

/// What came of the checks so far. Each is printed at once, so that a suite that hangs says where.
#[derive(Debug, Default)]
pub(crate) struct Report {
    good: usize,
    failed: usize,
    warned: usize,
    skipped: usize,
}

/// How much a rule of a specification asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// MUST: a failure.
    Must,
    /// SHOULD, or a matter of course that the text leaves out: a warning.
    Should,
}

impl Report {
    /// What a check found: nothing wrong, or what.
    pub(crate) fn check(
        &mut self,
        level: Level,
        section: &str,
        rule: &str,
        found: Result<(), String>,
    ) {
        match (found, level) {
            (Ok(()), _) => {
                self.good += 1;
                line("ok  ", section, rule, "");
            }
            (Err(what), Level::Must) => {
                self.failed += 1;
                line("FAIL", section, rule, &what);
            }
            (Err(what), Level::Should) => {
                self.warned += 1;
                line("warn", section, rule, &what);
            }
        }
    }

    /// As [`Report::check`], of something that MUST be.
    pub(crate) fn must(&mut self, section: &str, rule: &str, found: Result<(), String>) {
        self.check(Level::Must, section, rule, found);
    }

    /// A check that could not be made, and why.
    pub(crate) fn skip(&mut self, section: &str, rule: &str, reason: &str) {
        self.skipped += 1;
        line("skip", section, rule, reason);
    }

    /// The sum, and the exit status.
    pub(crate) fn finish(self) -> ExitCode {
        if self.good + self.failed + self.warned + self.skipped == 0 {
            return ExitCode::SUCCESS;
        }
        let (good, failed) = (self.good, self.failed);
        let (warned, skipped) = (self.warned, self.skipped);
        print(&format!(
            "{good} ok, {failed} failed, {warned} warned, {skipped} skipped"
        ));
        if failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(1)
        }
    }
}

/// What a check found that asks for a condition.
pub(crate) fn ensure(holds: bool, what: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

fn line(word: &str, section: &str, rule: &str, what: &str) {
    let colon = if what.is_empty() { "" } else { ": " };
    print(&format!("{word}  [{section}] {rule}{colon}{what}"));
}

/// Prints a line of the answer. Whoever stops reading is no failure.
pub(crate) fn print(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}
