//! Essential records and their copies.

use crate::rule::Rule;

mod changes_not_carried_back;
mod copies_missing_at_devolution_site;
mod copy_abroad_without_law;
mod copy_too_old;
mod copy_unlawful;
mod custodian_missing;
mod designation_outdated;
mod no_paper_copy;
mod reading_needs_unstated;
mod record_in_one_place;
mod record_set_incomplete;
mod restore_untested;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &changes_not_carried_back::RULE,
    &copies_missing_at_devolution_site::RULE,
    &copy_abroad_without_law::RULE,
    &copy_too_old::RULE,
    &copy_unlawful::RULE,
    &custodian_missing::RULE,
    &designation_outdated::RULE,
    &no_paper_copy::RULE,
    &reading_needs_unstated::RULE,
    &record_in_one_place::RULE,
    &record_set_incomplete::RULE,
    &restore_untested::RULE,
];
