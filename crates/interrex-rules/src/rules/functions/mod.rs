//! Essential functions and the analysis of their impact.

use crate::rule::Rule;

mod copies_older_than_rpo;
mod dependency_slower_than_function;
mod function_cannot_fail;
mod function_fails_today;
mod function_without_needs;
mod function_without_owner;
mod function_without_times;
mod functions_unranked;
mod impact_review_overdue;
mod minimum_level_missing;
mod not_sustained;
mod relies_on_warning;
mod resources_missing;
mod rpo_missing;
mod rto_exceeds_mtpd;
mod rto_too_long;
mod single_point;
mod steps_exceed_times;
mod too_many_functions;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &copies_older_than_rpo::RULE,
    &dependency_slower_than_function::RULE,
    &function_cannot_fail::RULE,
    &function_fails_today::RULE,
    &function_without_needs::RULE,
    &function_without_owner::RULE,
    &function_without_times::RULE,
    &functions_unranked::RULE,
    &impact_review_overdue::RULE,
    &minimum_level_missing::RULE,
    &not_sustained::RULE,
    &relies_on_warning::RULE,
    &resources_missing::RULE,
    &rpo_missing::RULE,
    &rto_exceeds_mtpd::RULE,
    &rto_too_long::RULE,
    &single_point::RULE,
    &steps_exceed_times::RULE,
    &too_many_functions::RULE,
];
