//! Named profiles: what one standard or statute sets differently from the defaults.
//!
//! Responsible for the table of profiles. A plan names any number of them; later ones win over
//! earlier ones, and what the plan itself says wins over all.

use interrex_plan::model::Level;

use crate::threshold::Threshold as T;

/// A standard or statute that a plan can ask to be held to.
#[derive(Debug)]
pub struct Profile {
    /// The name that plans write under `[rules] profiles`.
    pub name: &'static str,
    /// The standard or statute.
    pub title: &'static str,
    /// Thresholds that it sets; `None` switches one off.
    pub thresholds: &'static [(T, Option<u32>)],
    /// Levels of rules that it sets, by code.
    pub levels: &'static [(&'static str, Level)],
}

impl Profile {
    /// The profile of this name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// Every profile, by name.
    pub fn all() -> &'static [Self] {
        PROFILES
    }
}

const FILED: &[(&str, Level)] = &[("orders-not-filed", Level::Warn)];

static PROFILES: &[Profile] = &[
    Profile {
        name: "ar",
        title: "Arkansas Code 21-1-305, emergency interim successors",
        thresholds: &[(T::SuccessorsMin, Some(3)), (T::SuccessorsMax, Some(7))],
        levels: FILED,
    },
    Profile {
        name: "cgc-1",
        title: "Continuity Guidance Circular 1 (2009), for bodies outside the federal government",
        thresholds: &[
            (T::SuccessorsMin, Some(3)),
            (T::ReviewMonthsMax, Some(12)),
            (T::ExerciseMonthsMax, Some(12)),
            (T::AlertTestMonthsMax, Some(3)),
        ],
        levels: &[
            ("devolution-plan-missing", Level::Note),
            ("reconstitution-plan-missing", Level::Note),
        ],
    },
    Profile {
        name: "fcd-1",
        title: "Federal Continuity Directive 1, for federal executive bodies",
        thresholds: &[
            (T::SuccessorsMin, Some(3)),
            (T::ReviewMonthsMax, Some(12)),
            (T::ExerciseMonthsMax, Some(12)),
            (T::AlertTestMonthsMax, Some(3)),
            (T::RtoHoursMax, Some(12)),
            (T::SustainDaysMin, Some(30)),
        ],
        levels: &[
            ("devolution-plan-missing", Level::Warn),
            ("reconstitution-plan-missing", Level::Warn),
            ("single-point", Level::Warn),
        ],
    },
    Profile {
        name: "fpc-65",
        title: "Federal Preparedness Circular 65 (2004)",
        thresholds: &[(T::RtoHoursMax, Some(12)), (T::SustainDaysMin, Some(30))],
        levels: &[],
    },
    Profile {
        name: "iso-22301",
        title: "ISO 22301:2019, business continuity management systems",
        thresholds: &[
            (T::RtoHoursMax, None),
            (T::SustainDaysMin, None),
            (T::RtoMarginHoursMin, Some(1)),
        ],
        levels: &[
            ("minimum-level-missing", Level::Warn),
            ("resources-missing", Level::Warn),
        ],
    },
    Profile {
        name: "nato-blr1",
        title: "NATO baseline requirement 1, assured continuity of government",
        thresholds: &[],
        levels: &[("baseline-incomplete", Level::Warn)],
    },
    Profile {
        name: "nj",
        title: "New Jersey Statutes 52:14B, emergency interim executive succession",
        thresholds: &[(T::SuccessorsMin, Some(3)), (T::SuccessorsMax, Some(7))],
        levels: FILED,
    },
    Profile {
        name: "ok",
        title: "Oklahoma Statutes 63-685.5, emergency interim successors",
        thresholds: &[(T::SuccessorsMin, Some(3)), (T::SuccessorsMax, Some(7))],
        levels: FILED,
    },
    Profile {
        name: "sd",
        title: "South Dakota Codified Laws 1-30, emergency interim successors",
        thresholds: &[(T::OathRequired, Some(1))],
        levels: &[
            ("oath-unstated", Level::Warn),
            ("adjudicator-missing", Level::Warn),
        ],
    },
    Profile {
        name: "vt-local",
        title: "Vermont Statutes 20-185, local officers",
        thresholds: &[(T::SuccessorsMin, Some(3)), (T::ReviewMonthsMax, Some(12))],
        levels: &[
            ("successor-by-name", Level::Note),
            ("orders-not-filed", Level::Warn),
        ],
    },
    Profile {
        name: "vt-state",
        title: "Vermont Statutes 20-184, state officers",
        thresholds: &[(T::SuccessorsMin, Some(5)), (T::ReviewMonthsMax, Some(12))],
        levels: FILED,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_unique() {
        let names: Vec<_> = Profile::all().iter().map(|profile| profile.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    #[test]
    fn levels_are_those_of_rules() {
        for profile in Profile::all() {
            for (code, _) in profile.levels {
                assert!(crate::rule(code).is_some(), "{}: {code}", profile.name);
            }
        }
    }
}
