//! The programme: signature, review, settings and waivers.

use crate::rule::Rule;

mod baseline_incomplete;
mod closed_hazard_list;
mod plan_review_overdue;
mod plan_unsigned;
mod signature_outdated;
mod unknown_profile;
mod unknown_rule;
mod unknown_threshold;
mod waiver_expired;
mod waiver_without_effect;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &baseline_incomplete::RULE,
    &closed_hazard_list::RULE,
    &plan_review_overdue::RULE,
    &plan_unsigned::RULE,
    &signature_outdated::RULE,
    &unknown_profile::RULE,
    &unknown_rule::RULE,
    &unknown_threshold::RULE,
    &waiver_expired::RULE,
    &waiver_without_effect::RULE,
];
