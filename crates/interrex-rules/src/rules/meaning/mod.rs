//! What the text means: likelihoods, sources, and what is counted on.

use crate::rule::Rule;

mod absent_element_counted_on;
mod absent_post_named;
mod assumed_likelihood;
mod floated_measure_counted_on;
mod measure_without_effect;
mod needs_circle;
mod pledge_expired;
mod source_without_grade;
mod stale_assessment;
mod threat_takes_nothing;
mod undecided_pledge_counted_on;
mod unknown_likelihood;
mod unsourced_likelihood;
mod unused_element;
mod unused_source;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &absent_element_counted_on::RULE,
    &absent_post_named::RULE,
    &assumed_likelihood::RULE,
    &floated_measure_counted_on::RULE,
    &measure_without_effect::RULE,
    &needs_circle::RULE,
    &pledge_expired::RULE,
    &source_without_grade::RULE,
    &stale_assessment::RULE,
    &threat_takes_nothing::RULE,
    &undecided_pledge_counted_on::RULE,
    &unknown_likelihood::RULE,
    &unsourced_likelihood::RULE,
    &unused_element::RULE,
    &unused_source::RULE,
];
