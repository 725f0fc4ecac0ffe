//! Tests, training and exercises.

use crate::rule::Rule;

mod evidence_missing;
mod exercise_coverage_incomplete;
mod exercise_overdue;
mod finding_overdue;
mod finding_without_owner;
mod relocation_not_exercised;
mod training_log_incomplete;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &evidence_missing::RULE,
    &exercise_coverage_incomplete::RULE,
    &exercise_overdue::RULE,
    &finding_overdue::RULE,
    &finding_without_owner::RULE,
    &relocation_not_exercised::RULE,
    &training_log_incomplete::RULE,
];
