//! Orders of succession, the grounds that start them, leases, and the bodies that take part.

use crate::rule::Rule;

mod adjudicator_missing;
mod designation_expired;
mod displacement_unstated;
mod forfeit_unstated;
mod ground_missing;
mod ground_missing_captivity;
mod ground_missing_contact;
mod ground_missing_death;
mod ground_missing_incapacity;
mod ground_without_order;
mod holder_succeeds_himself;
mod key_post_vacant;
mod lease_splits;
mod lease_without_order;
mod lease_without_term;
mod legal_review_missing;
mod limits_unstated;
mod no_final_rule;
mod no_successor_at_devolution_site;
mod oath_unstated;
mod office_without_order;
mod order_in_one_place;
mod order_not_a_record;
mod order_record_in_one_place;
mod order_record_not_at_seat;
mod orders_not_filed;
mod orders_without_precedence;
mod person_listed_twice;
mod person_not_consulted;
mod person_without_base;
mod proof_in_one_place;
mod quorum_in_one_region;
mod quorum_missing;
mod quorum_unreachable;
mod return_unstated;
mod self_certified;
mod split_by_one_loss;
mod step_by_vacant_organ;
mod succession_circle;
mod succession_review_overdue;
mod successor_abolished;
mod successor_by_name;
mod successor_ineligible;
mod successors_in_one_region;
mod successors_not_notified;
mod too_few_successors;
mod too_many_successors;

/// The rules of this element, by code.
pub(super) static RULES: &[&Rule] = &[
    &adjudicator_missing::RULE,
    &designation_expired::RULE,
    &displacement_unstated::RULE,
    &forfeit_unstated::RULE,
    &ground_missing::RULE,
    &ground_missing_captivity::RULE,
    &ground_missing_contact::RULE,
    &ground_missing_death::RULE,
    &ground_missing_incapacity::RULE,
    &ground_without_order::RULE,
    &holder_succeeds_himself::RULE,
    &key_post_vacant::RULE,
    &lease_splits::RULE,
    &lease_without_order::RULE,
    &lease_without_term::RULE,
    &legal_review_missing::RULE,
    &limits_unstated::RULE,
    &no_final_rule::RULE,
    &no_successor_at_devolution_site::RULE,
    &oath_unstated::RULE,
    &office_without_order::RULE,
    &order_in_one_place::RULE,
    &order_not_a_record::RULE,
    &order_record_in_one_place::RULE,
    &order_record_not_at_seat::RULE,
    &orders_not_filed::RULE,
    &orders_without_precedence::RULE,
    &person_listed_twice::RULE,
    &person_not_consulted::RULE,
    &person_without_base::RULE,
    &proof_in_one_place::RULE,
    &quorum_in_one_region::RULE,
    &quorum_missing::RULE,
    &quorum_unreachable::RULE,
    &return_unstated::RULE,
    &self_certified::RULE,
    &split_by_one_loss::RULE,
    &step_by_vacant_organ::RULE,
    &succession_circle::RULE,
    &succession_review_overdue::RULE,
    &successor_abolished::RULE,
    &successor_by_name::RULE,
    &successor_ineligible::RULE,
    &successors_in_one_region::RULE,
    &successors_not_notified::RULE,
    &too_few_successors::RULE,
    &too_many_successors::RULE,
];
