//! The score: by element, how many of the rules that apply are passed, and what is missing.
//!
//! Responsible for counting and for saying what would bring the full score. A waived rule applies
//! and is not passed, so that nobody reaches the full score by waivers.

use crate::rule::{Element, Rule};

/// How many names of failing things are listed before the rest is counted.
const NAMES_MAX: usize = 5;

/// How every rule came out.
#[derive(Debug, Default)]
pub struct Score {
    /// One entry for each rule, in the order of the table.
    pub rules: Vec<RuleScore>,
}

/// How one rule came out.
#[derive(Debug)]
pub struct RuleScore {
    /// The rule.
    pub rule: &'static Rule,
    /// How it came out.
    pub outcome: Outcome,
    /// How many things it was asked about.
    pub asked: u32,
    /// What fails, in words, waived or not.
    pub failing: Vec<String>,
}

/// How a rule came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It applies, and nothing fails.
    Passed,
    /// It applies, and something fails.
    Failed,
    /// It applies, something fails, and all of that is waived.
    Waived,
    /// There is nothing in the plan that it asks about.
    NotApplicable {
        /// The reason, in words.
        why: String,
    },
    /// It was not asked, so that nobody knows.
    Undecided {
        /// The reason, in words.
        why: String,
    },
    /// Neither the defaults nor a profile nor the plan switches it on.
    Off,
}

/// Counts of outcomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rules passed.
    pub passed: u32,
    /// Rules failed.
    pub failed: u32,
    /// Rules failed where all that fails is waived.
    pub waived: u32,
    /// Rules that ask about nothing in the plan.
    pub not_applicable: u32,
    /// Rules that were not asked.
    pub undecided: u32,
    /// Rules switched off.
    pub off: u32,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Waived => self.waived += 1,
            Outcome::NotApplicable { .. } => self.not_applicable += 1,
            Outcome::Undecided { .. } => self.undecided += 1,
            Outcome::Off => self.off += 1,
        }
    }

    /// Rules that apply: passed, failed or waived.
    pub fn applicable(self) -> u32 {
        self.passed + self.failed + self.waived
    }

    /// Rules passed in hundredths of those that apply, rounded down, so that 100 means all;
    /// nothing when none applies.
    pub fn percent(self) -> Option<u32> {
        (self.passed * 100).checked_div(self.applicable())
    }
}

impl Score {
    /// The counts over all elements.
    pub fn total(&self) -> Tally {
        self.tally(|_| true)
    }

    /// The counts of one element.
    pub fn element(&self, element: Element) -> Tally {
        self.tally(|rule| rule.element == element)
    }

    fn tally(&self, of: impl Fn(&Rule) -> bool) -> Tally {
        let mut tally = Tally::default();
        for score in self.rules.iter().filter(|score| of(score.rule)) {
            tally.add(&score.outcome);
        }
        tally
    }

    /// The rules that are missing to the full score of an element: those that apply and are not passed.
    pub fn open(&self, element: Element) -> impl Iterator<Item = &RuleScore> {
        let open = move |score: &&RuleScore| {
            matches!(score.outcome, Outcome::Failed | Outcome::Waived)
                && score.rule.element == element
        };
        self.rules.iter().filter(open)
    }
}

impl RuleScore {
    /// What to do to pass the rule and for what, in one sentence without a full stop.
    pub fn missing(&self) -> String {
        let waived = if self.outcome == Outcome::Waived {
            " (waived)"
        } else {
            ""
        };
        let mend = self.rule.mend;
        // What concerns the plan as a whole needs no name.
        if self.failing.iter().all(|name| name == "the plan") {
            return format!("{mend}{waived}");
        }
        let named: Vec<&str> = self
            .failing
            .iter()
            .take(NAMES_MAX)
            .map(String::as_str)
            .collect();
        let rest = match self.failing.len().saturating_sub(NAMES_MAX) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("{mend}: {}{rest}{waived}", named.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(outcomes: &[(Outcome, usize)]) -> Score {
        let rule = crate::rule("single-seat").expect("a rule of the table");
        let scored = |(outcome, failing): &(Outcome, usize)| RuleScore {
            rule,
            outcome: outcome.clone(),
            asked: 9,
            failing: (0..*failing).map(|n| format!("`s{n}`")).collect(),
        };
        Score {
            rules: outcomes.iter().map(scored).collect(),
        }
    }

    fn check(outcomes: &[(Outcome, usize)], percent: Option<u32>, missing: &[&str]) {
        let score = score(outcomes);
        assert_eq!(score.total().percent(), percent, "{outcomes:?}");
        assert_eq!(score.element(Element::Sites), score.total());
        assert_eq!(score.element(Element::Records), Tally::default());
        let found: Vec<String> = score.open(Element::Sites).map(RuleScore::missing).collect();
        let mend = crate::rule("single-seat")
            .expect("a rule of the table")
            .mend;
        let expect: Vec<String> = missing
            .iter()
            .map(|list| format!("{mend}: {list}"))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn what_does_not_apply_does_not_count() {
        let none = || (Outcome::NotApplicable { why: String::new() }, 0);
        let unasked = || (Outcome::Undecided { why: String::new() }, 0);
        check(&[none(), unasked(), (Outcome::Off, 0)], None, &[]);
        check(&[unasked(), (Outcome::Passed, 0)], Some(100), &[]);
        check(&[none(), (Outcome::Passed, 0)], Some(100), &[]);
        check(
            &[(Outcome::Passed, 0), (Outcome::Failed, 1)],
            Some(50),
            &["`s0`"],
        );
    }

    #[test]
    fn a_waived_rule_is_not_passed() {
        check(
            &[(Outcome::Passed, 0), (Outcome::Waived, 2)],
            Some(50),
            &["`s0`, `s1` (waived)"],
        );
    }

    #[test]
    fn only_all_is_a_hundred() {
        let mut outcomes = vec![(Outcome::Passed, 0); 299];
        outcomes.push((Outcome::Failed, 7));
        check(
            &outcomes,
            Some(99),
            &["`s0`, `s1`, `s2`, `s3`, `s4` and 2 more"],
        );
    }
}
