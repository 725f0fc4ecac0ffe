//! Devolution to another site, and of powers to regions.

use crate::rule::Rule;

mod devolution_function_without_resources;
mod devolution_handover_unstated;
mod devolution_in_one_region;
mod devolution_order_differs;
mod devolution_plan_missing;
mod devolution_return_unstated;
mod devolution_roster_missing;
mod devolution_roster_untrained;
mod devolution_roster_without_authority;
mod devolution_without_functions;
mod devolution_without_site;
mod devolution_without_triggers;
mod power_devolution_open_ended;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &devolution_function_without_resources::RULE,
    &devolution_handover_unstated::RULE,
    &devolution_in_one_region::RULE,
    &devolution_order_differs::RULE,
    &devolution_plan_missing::RULE,
    &devolution_return_unstated::RULE,
    &devolution_roster_missing::RULE,
    &devolution_roster_untrained::RULE,
    &devolution_roster_without_authority::RULE,
    &devolution_without_functions::RULE,
    &devolution_without_site::RULE,
    &devolution_without_triggers::RULE,
    &power_devolution_open_ended::RULE,
];
