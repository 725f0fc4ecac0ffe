//! Reconstitution: how normal work resumes.

use crate::rule::Rule;

mod outside_helpers_missing;
mod reconstitution_incomplete;
mod reconstitution_manager_missing;
mod reconstitution_plan_missing;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &outside_helpers_missing::RULE,
    &reconstitution_incomplete::RULE,
    &reconstitution_manager_missing::RULE,
    &reconstitution_plan_missing::RULE,
];
