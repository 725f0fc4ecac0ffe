//! Waivers: findings that the plan asks not to be held to, for a reason and a time.
//!
//! Responsible for finding the waiver of a finding. A waived finding is still listed; an expired
//! waiver waives nothing, and the rules `waiver-expired` and `waiver-without-effect` speak about
//! the waivers themselves.

use std::collections::BTreeMap;

use interrex_plan::model::{Element as Declared, Waiver};
use interrex_units::Date;

/// The waivers of a plan that hold on a date, by rule and by what they are for.
pub(crate) struct Waivers<'p> {
    valid: BTreeMap<(&'p str, Option<Declared>), usize>,
    list: &'p [Waiver],
    used: Used,
}

/// Which waivers waived something.
#[derive(Debug, Default)]
pub(crate) struct Used(Vec<bool>);

impl Used {
    /// Whether the waiver at this place of the plan's list waived a finding.
    pub(crate) fn contains(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }
}

impl<'p> Waivers<'p> {
    /// The waivers that have not expired; of two for the same, the first counts.
    pub(crate) fn of(list: &'p [Waiver], as_of: Date) -> Self {
        let mut valid = BTreeMap::new();
        for (at, waiver) in list
            .iter()
            .enumerate()
            .filter(|(_, waiver)| as_of <= waiver.until)
        {
            valid.entry((waiver.rule.as_str(), waiver.on)).or_insert(at);
        }
        Self {
            valid,
            list,
            used: Used(vec![false; list.len()]),
        }
    }

    /// The waiver of a finding: one for the thing itself, for the element that it is a part of, or
    /// for the rule as a whole.
    pub(crate) fn waive(&mut self, code: &str, on: Declared) -> Option<&'p Waiver> {
        let whole = match on {
            Declared::Part(kind, at, ..) => Declared::Of(kind, at),
            Declared::Plan | Declared::Of(..) => on,
        };
        let at = [Some(on), Some(whole), None]
            .into_iter()
            .find_map(|on| self.valid.get(&(code, on)).copied())?;
        if let Some(used) = self.used.0.get_mut(at) {
            *used = true;
        }
        self.list.get(at)
    }

    /// Takes the waivers of a rule that was not asked as if they had waived something.
    pub(crate) fn excuse(&mut self, code: &str) {
        for (waiver, used) in self.list.iter().zip(&mut self.used.0) {
            *used |= waiver.rule == code;
        }
    }

    /// Which of them waived something so far.
    pub(crate) fn used(&self) -> &Used {
        &self.used
    }
}

#[cfg(test)]
mod tests {
    use interrex_diag::{Sources, Span};

    use super::*;

    const OFFICE: Declared = Declared::Of("office", 3);
    const ORDER: Declared = Declared::Part("office", 3, "order", 0);

    fn check(on: Option<Declared>, until: &str, finding: Declared, expect: bool) {
        let waiver = Waiver {
            rule: "single-seat".to_owned(),
            on,
            reason: "a reason".to_owned(),
            until: until.parse().expect("a date"),
            by: None,
            span: Span::new(Sources::new().add("plan.toml", ""), 0..0),
        };
        let list = [waiver];
        let mut waivers = Waivers::of(&list, "2024-06-01".parse().expect("a date"));
        assert!(waivers.waive("other-rule", finding).is_none());
        assert_eq!(
            waivers.waive("single-seat", finding).is_some(),
            expect,
            "{on:?} {finding:?}"
        );
        assert_eq!(waivers.used().contains(0), expect);
        assert!(!waivers.used().contains(1));
    }

    #[test]
    fn a_waiver_covers_what_it_names_and_its_parts() {
        check(None, "2024-06-01", OFFICE, true);
        check(None, "2024-06-01", Declared::Plan, true);
        check(None, "2024-05-31", OFFICE, false);
        check(Some(OFFICE), "2024-06-01", OFFICE, true);
        check(Some(OFFICE), "2024-06-01", ORDER, true);
        check(Some(ORDER), "2024-06-01", ORDER, true);
        check(Some(ORDER), "2024-06-01", OFFICE, false);
        check(Some(OFFICE), "2024-06-01", Declared::Of("office", 4), false);
        check(Some(OFFICE), "2024-06-01", Declared::Of("body", 3), false);
        check(Some(OFFICE), "2024-06-01", Declared::Plan, false);
    }
}
