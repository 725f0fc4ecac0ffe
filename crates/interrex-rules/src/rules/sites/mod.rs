//! Sites, seats, agreements about them, and places that nothing links.

use crate::rule::Rule;

mod access_list_unstated;
mod agreement_covers_too_little;
mod agreement_not_in_force;
mod alternate_in_threat_area;
mod alternate_on_same_grid;
mod borrowed_without_agreement;
mod host_agreement_missing;
mod immunity_unstated;
mod isolated_place;
mod ready_time_missing;
mod seat_law_missing;
mod seat_ready_too_late;
mod seats_in_one_place;
mod single_seat;
mod site_ready_too_late;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &access_list_unstated::RULE,
    &agreement_covers_too_little::RULE,
    &agreement_not_in_force::RULE,
    &alternate_in_threat_area::RULE,
    &alternate_on_same_grid::RULE,
    &borrowed_without_agreement::RULE,
    &host_agreement_missing::RULE,
    &immunity_unstated::RULE,
    &isolated_place::RULE,
    &ready_time_missing::RULE,
    &seat_law_missing::RULE,
    &seat_ready_too_late::RULE,
    &seats_in_one_place::RULE,
    &single_seat::RULE,
    &site_ready_too_late::RULE,
];
