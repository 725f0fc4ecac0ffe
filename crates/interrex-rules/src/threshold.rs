//! The numbers on which sources disagree.
//!
//! Responsible for their names, what they count and what they are when nobody says otherwise. Which
//! profile sets which is in `profile`.

/// A number that a rule depends on. Plans set it by name under `[rules] thresholds`, or choose a
/// profile that does; a negative number switches off what depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Threshold {
    /// Fewest successors of a key post, besides whoever holds it.
    SuccessorsMin,
    /// Most successors of a key post.
    SuccessorsMax,
    /// Whether every order that gives a title must say when the oath is taken: 0 or 1.
    OathRequired,
    /// Months after which a review is overdue.
    ReviewMonthsMax,
    /// Months within which an exercise must have taken place.
    ExerciseMonthsMax,
    /// Months within which alert and notification must have been tested.
    AlertTestMonthsMax,
    /// Days within which a contact entry must have been confirmed by its owner.
    ContactConfirmedDaysMax,
    /// Fewest unlike ways to reach somebody.
    ContactPathsMin,
    /// Fewest people or posts who can run communications.
    CommunicationsStaffMin,
    /// Hours within which an essential function must work again.
    RtoHoursMax,
    /// Hours that must lie between the recovery time objective and the tolerable period.
    RtoMarginHoursMin,
    /// Days for which an essential function must be kept up.
    SustainDaysMin,
    /// Most functions that a list of essential functions can hold and still be plausible.
    FunctionsMax,
    /// Months within which a record must really have been restored from a copy.
    RestoreMonthsMax,
    /// Months after which a custodian's designation must be confirmed again.
    DesignationMonthsMax,
    /// Months after which an assessment of a likelihood is stale.
    AssessmentMonthsMax,
}

struct Entry {
    threshold: Threshold,
    name: &'static str,
    default: Option<u32>,
    counts: &'static str,
}

const fn entry(
    threshold: Threshold,
    name: &'static str,
    default: Option<u32>,
    counts: &'static str,
) -> Entry {
    Entry {
        threshold,
        name,
        default,
        counts,
    }
}

use Threshold as T;

static TABLE: [Entry; Threshold::COUNT] = [
    entry(
        T::SuccessorsMin,
        "successors-min",
        Some(3),
        "fewest successors of a key post",
    ),
    entry(
        T::SuccessorsMax,
        "successors-max",
        None,
        "most successors of a key post",
    ),
    entry(
        T::OathRequired,
        "oath-required",
        None,
        "1 where each order must say when the oath is taken",
    ),
    entry(
        T::ReviewMonthsMax,
        "review-months-max",
        Some(12),
        "most months from one review to the next",
    ),
    entry(
        T::ExerciseMonthsMax,
        "exercise-months-max",
        Some(12),
        "most months from one exercise to the next",
    ),
    entry(
        T::AlertTestMonthsMax,
        "alert-test-months-max",
        Some(3),
        "most months from one test of alerting to the next",
    ),
    entry(
        T::ContactConfirmedDaysMax,
        "contact-confirmed-days-max",
        Some(183),
        "most days for which a confirmed contact is trusted",
    ),
    entry(
        T::ContactPathsMin,
        "contact-paths-min",
        Some(2),
        "fewest unlike ways to reach somebody",
    ),
    entry(
        T::CommunicationsStaffMin,
        "communications-staff-min",
        Some(2),
        "fewest who can run communications",
    ),
    entry(
        T::RtoHoursMax,
        "rto-hours-max",
        Some(12),
        "most hours until an essential function works again",
    ),
    entry(
        T::RtoMarginHoursMin,
        "rto-margin-hours-min",
        Some(0),
        "fewest hours between recovery objective and tolerable period",
    ),
    entry(
        T::SustainDaysMin,
        "sustain-days-min",
        Some(30),
        "fewest days for which a function must be kept up",
    ),
    entry(
        T::FunctionsMax,
        "functions-max",
        Some(100),
        "most essential functions in a plausible list",
    ),
    entry(
        T::RestoreMonthsMax,
        "restore-months-max",
        Some(12),
        "most months from one tried restoration to the next",
    ),
    entry(
        T::DesignationMonthsMax,
        "designation-months-max",
        Some(12),
        "most months for which a custodian's designation is current",
    ),
    entry(
        T::AssessmentMonthsMax,
        "assessment-months-max",
        Some(12),
        "most months for which an assessment is fresh",
    ),
];

impl Threshold {
    /// How many there are.
    pub const COUNT: usize = 16;

    /// Every threshold, in the order of the table in the book.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|entry| entry.threshold)
    }

    fn entry(self) -> &'static Entry {
        TABLE
            .get(self as usize)
            .expect("every threshold has its entry")
    }

    /// The name that plans write.
    pub fn name(self) -> &'static str {
        self.entry().name
    }

    /// What it is when neither plan nor profile sets it; off when `None`.
    pub fn default_value(self) -> Option<u32> {
        self.entry().default
    }

    /// What it counts, with its unit.
    pub fn counts(self) -> &'static str {
        self.entry().counts
    }

    /// The threshold of this name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|threshold| threshold.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_in_its_place_of_the_table() {
        for (at, threshold) in Threshold::all().enumerate() {
            assert_eq!(threshold as usize, at, "{}", threshold.name());
            assert_eq!(Threshold::by_name(threshold.name()), Some(threshold));
        }
    }

    #[test]
    fn names_say_what_they_bound() {
        for threshold in Threshold::all() {
            let name = threshold.name();
            let bounds = ["-min", "-max", "-required"]
                .iter()
                .any(|end| name.ends_with(end));
            assert!(bounds, "{name}");
        }
    }
}
