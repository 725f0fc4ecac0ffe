//! Contacts, alerting and those who run communications.

use crate::rule::Rule;

mod alert_test_overdue;
mod communications_staff_missing;
mod contact_list_not_printed;
mod contact_missing;
mod contact_unconfirmed;
mod no_private_path;
mod one_contact_path;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &alert_test_overdue::RULE,
    &communications_staff_missing::RULE,
    &contact_list_not_printed::RULE,
    &contact_missing::RULE,
    &contact_unconfirmed::RULE,
    &no_private_path::RULE,
    &one_contact_path::RULE,
];
