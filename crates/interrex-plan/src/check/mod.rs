//! Checks of the finished plan as a whole: circles, and likelihoods that contradict each other.
//!
//! Responsible for faults that no single table shows. Everything that one table shows is reported
//! where that table is read.

mod circles;
mod likelihoods;
mod places;
mod stand_ins;
mod succession;

use interrex_diag::Diagnostic;

/// How many places of a circle a diagnostic shows besides the first.
const PLACES_SHOWN_MAX: usize = 8;

use crate::model::Plan;

/// Reports what is wrong with the plan as a whole. Circles of places are cut, so that whoever
/// follows a place outward comes to an end even in a faulty plan.
pub(crate) fn finished(plan: &mut Plan, faults: &mut Vec<Diagnostic>) {
    places::cut_circles(plan, faults);
    stand_ins::check(plan, faults);
    succession::check(plan, faults);
    circles::check(plan, faults);
    likelihoods::check(plan, faults);
}
