//! What a plan's profiles, levels and thresholds come to.
//!
//! Responsible for the order in which they win: defaults, profiles as listed, the plan's own words.
//! It skips what it does not know; the rules `unknown-profile`, `unknown-rule` and
//! `unknown-threshold` speak about that.

use std::collections::BTreeMap;

use interrex_plan::model::{Header, Level};

use crate::profile::Profile;
use crate::rule::Rule;
use crate::threshold::Threshold;

/// Levels and thresholds in force for one plan.
#[derive(Debug)]
pub(crate) struct Settings {
    levels: BTreeMap<String, Level>,
    thresholds: Vec<(Option<u32>, Origin)>,
}

/// Where the value of a threshold comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Default,
    Profile(&'static str),
    Plan,
}

impl Settings {
    /// What the header asks for.
    pub(crate) fn of(header: &Header) -> Self {
        let defaults = Threshold::all().map(|one| (one.default_value(), Origin::Default));
        let mut settings = Self {
            levels: BTreeMap::new(),
            thresholds: defaults.collect(),
        };
        for profile in header
            .profiles
            .iter()
            .filter_map(|name| Profile::by_name(name))
        {
            settings.apply(profile);
        }
        for (code, level, _) in &header.levels {
            settings.levels.insert(code.clone(), *level);
        }
        for (name, value, _) in &header.thresholds {
            if let Some(threshold) = Threshold::by_name(name) {
                settings.set(threshold, u32::try_from(*value).ok(), Origin::Plan);
            }
        }
        settings
    }

    fn apply(&mut self, profile: &'static Profile) {
        for (threshold, value) in profile.thresholds {
            self.set(*threshold, *value, Origin::Profile(profile.name));
        }
        for (code, level) in profile.levels {
            self.levels.insert((*code).to_owned(), *level);
        }
    }

    fn set(&mut self, threshold: Threshold, value: Option<u32>, origin: Origin) {
        if let Some(slot) = self.thresholds.get_mut(threshold as usize) {
            *slot = (value, origin);
        }
    }

    /// The level of a rule.
    pub(crate) fn level(&self, rule: &Rule) -> Level {
        self.levels.get(rule.code).copied().unwrap_or(rule.level)
    }

    /// The value of a threshold; off when `None`.
    pub(crate) fn threshold(&self, threshold: Threshold) -> Option<u32> {
        self.thresholds.get(threshold as usize)?.0
    }

    /// What a threshold is and who says so, in words; nothing when it is off, or
    /// nothing that anybody could miss.
    pub(crate) fn told(&self, threshold: Threshold) -> Option<String> {
        let (value, origin) = *self.thresholds.get(threshold as usize)?;
        let (name, value) = (threshold.name(), value.filter(|value| *value > 0)?);
        Some(match origin {
            Origin::Default => format!("`{name}` is {value} by default"),
            Origin::Profile(profile) => format!("`{name}` is {value} under `{profile}`"),
            Origin::Plan => format!("`{name}` is {value} in this plan"),
        })
    }
}

#[cfg(test)]
mod tests {
    use interrex_diag::{Sources, Span};

    use super::*;

    fn header(profiles: &[&str], thresholds: &[(&str, i64)]) -> Header {
        let span = Span::new(Sources::new().add("plan.toml", ""), 0..0);
        Header {
            profiles: profiles.iter().map(|&name| name.to_owned()).collect(),
            thresholds: thresholds
                .iter()
                .map(|&(name, n)| (name.to_owned(), n, span))
                .collect(),
            levels: vec![("successor-by-name".to_owned(), Level::Deny, span)],
            ..Header::default()
        }
    }

    fn check(profiles: &[&str], thresholds: &[(&str, i64)], expect: Option<u32>) {
        let settings = Settings::of(&header(profiles, thresholds));
        assert_eq!(
            settings.threshold(Threshold::SuccessorsMin),
            expect,
            "{profiles:?}"
        );
    }

    #[test]
    fn the_later_wins_and_the_plan_wins_over_all() {
        check(&[], &[], Some(3));
        check(&["vt-state"], &[], Some(5));
        check(&["vt-state", "vt-local"], &[], Some(3));
        check(&["vt-local", "vt-state"], &[], Some(5));
        check(&["vt-state"], &[("successors-min", 2)], Some(2));
        check(&["vt-state"], &[("successors-min", -1)], None);
        check(&["no-such", "vt-state"], &[("no-such", 2)], Some(5));
    }

    #[test]
    fn a_threshold_says_where_it_comes_from() {
        let told = |profiles: &[&str], own: &[(&str, i64)]| {
            Settings::of(&header(profiles, own)).told(Threshold::SuccessorsMin)
        };
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(told(&[], &[]), said("`successors-min` is 3 by default"));
        assert_eq!(
            told(&["vt-state"], &[]),
            said("`successors-min` is 5 under `vt-state`")
        );
        assert_eq!(
            told(&["vt-state"], &[("successors-min", 2)]),
            said("`successors-min` is 2 in this plan")
        );
        assert_eq!(told(&[], &[("successors-min", -1)]), None);
    }

    #[test]
    fn levels_of_the_plan_win_over_those_of_profiles() {
        let rule = crate::rule("successor-by-name").expect("a rule of the table");
        let settings = Settings::of(&header(&["vt-local"], &[]));
        assert_eq!(settings.level(rule), Level::Deny);
        let plain = Header {
            levels: Vec::new(),
            ..header(&["vt-local"], &[])
        };
        assert_eq!(Settings::of(&plain).level(rule), Level::Note);
        assert_eq!(Settings::of(&Header::default()).level(rule), rule.level);
    }
}
