//! Checks of the finished plan as a whole.

use interrex_diag::Diagnostic;

use crate::model::Plan;

/// Reports what is wrong with a plan whose every part is right.
pub(crate) fn finished(_plan: &Plan, _faults: &mut Vec<Diagnostic>) {}
