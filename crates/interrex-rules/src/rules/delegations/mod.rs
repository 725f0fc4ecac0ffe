//! Delegations of authority.

use crate::rule::Rule;

mod counsel_not_recorded;
mod delegate_untrained;
mod delegation_end_unstated;
mod delegation_start_unstated;
mod delegation_to_a_name;
mod delegation_to_holder;
mod delegation_unsigned;
mod delegation_without_basis;
mod delegation_without_limits;
mod delegations_overlap;
mod onward_unstated;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &counsel_not_recorded::RULE,
    &delegate_untrained::RULE,
    &delegation_end_unstated::RULE,
    &delegation_start_unstated::RULE,
    &delegation_to_a_name::RULE,
    &delegation_to_holder::RULE,
    &delegation_unsigned::RULE,
    &delegation_without_basis::RULE,
    &delegation_without_limits::RULE,
    &delegations_overlap::RULE,
    &onward_unstated::RULE,
];
