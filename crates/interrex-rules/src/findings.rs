//! Findings of exercises, as several rules ask about them.
//!
//! Responsible for those that are open on the date. Findings of this crate's own rules are another
//! matter: see `run`.

use interrex_plan::model::Finding;

use crate::context::Context;
use crate::subject::Subject;

/// Findings of exercises that took place which were not closed by the date.
pub(crate) fn open_findings<'p>(
    cx: &Context<'p>,
) -> impl Iterator<Item = (Subject<'p>, &'p Finding)> {
    let exercises = cx
        .plan
        .exercises
        .iter()
        .filter(|(_, exercise)| exercise.on <= cx.as_of);
    exercises.flat_map(|(id, exercise)| {
        let findings = exercise.value.findings.iter().enumerate();
        let open = findings.filter(|(_, finding)| !cx.done(finding.closed_on));
        open.map(move |(at, finding)| {
            (
                Subject::of(id, exercise).part("finding", at, &finding.text, finding.span),
                finding,
            )
        })
    })
}
