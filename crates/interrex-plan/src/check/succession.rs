//! `succession-cycle`: offices that are candidates for each other with `acting = true`.
//!
//! Whoever acts in the first would succeed to the second, whoever acts in the second to the first,
//! and nobody would begin. Circles of titled incumbents are ordinary and repeat in steps.

use std::collections::BTreeMap;

use interrex_diag::{Diagnostic, Span};

use crate::model::{CandidateWho, Id, Office, Plan, Who};

/// For each office, the offices that are candidates for it with `acting`, and where.
type Candidates = BTreeMap<Id<Office>, Vec<(Id<Office>, Span)>>;

/// Reports each circle once.
pub(super) fn check(plan: &Plan, faults: &mut Vec<Diagnostic>) {
    let candidates = candidates(plan);
    let mut marks = Marks {
        done: vec![false; plan.offices.len()],
        on_path: vec![false; plan.offices.len()],
    };
    for start in candidates.keys() {
        search(plan, &candidates, *start, &mut marks, faults);
    }
}

fn candidates(plan: &Plan) -> Candidates {
    let mut found = Candidates::new();
    for (id, office) in plan.offices.iter() {
        for candidate in office.orders.iter().flat_map(|order| &order.candidates) {
            if let (CandidateWho::Who(Who::Office(other)), true) =
                (&candidate.who, candidate.acting)
                && *other != id
            {
                found.entry(id).or_default().push((*other, candidate.span));
            }
        }
    }
    found
}

/// What the search knows of each office.
struct Marks {
    /// Every path from it has been followed to its end.
    done: Vec<bool>,
    /// It is on the path that is being followed.
    on_path: Vec<bool>,
}

#[expect(clippy::indexing_slicing, reason = "every office has a mark")]
/// Follows paths in depth, with a list of its own; a path that comes back to itself is a circle.
fn search(
    plan: &Plan,
    candidates: &Candidates,
    start: Id<Office>,
    marks: &mut Marks,
    faults: &mut Vec<Diagnostic>,
) {
    if marks.done[start.index()] {
        return;
    }
    let mut path: Vec<(Id<Office>, usize)> = vec![(start, 0)];
    marks.on_path[start.index()] = true;
    while let Some((office, looked)) = path.last_mut() {
        let office = *office;
        let next = candidates.get(&office).and_then(|list| list.get(*looked));
        *looked += 1;
        match next {
            None => {
                marks.done[office.index()] = true;
                marks.on_path[office.index()] = false;
                path.pop();
            }
            Some((other, span)) if marks.on_path[other.index()] => {
                let from = path
                    .iter()
                    .position(|(known, _)| known == other)
                    .unwrap_or(0);
                let circle: Vec<_> = path.iter().skip(from).map(|(known, _)| *known).collect();
                faults.push(describe(plan, &circle, *span));
            }
            Some((other, _)) if !marks.done[other.index()] => {
                marks.on_path[other.index()] = true;
                path.push((*other, 0));
            }
            Some(_) => {}
        }
    }
}

fn describe(plan: &Plan, circle: &[Id<Office>], closing: Span) -> Diagnostic {
    let name = |office: &Id<Office>| format!("`{}`", plan.offices.get(*office).name);
    let path: Vec<String> = circle.iter().chain(circle.first()).map(name).collect();
    let mut fault = Diagnostic::error(
        "succession-cycle",
        format!(
            "offices follow each other in a circle with `acting`: {}",
            crate::words::path(&path, " from ")
        ),
    )
    .at(closing, "closes the circle");
    for office in circle.iter().take(super::PLACES_SHOWN_MAX) {
        fault = fault.also(plan.offices.get(*office).span, "part of the circle");
    }
    fault.help(
        "remove `acting = true` from one of the candidates: a titled incumbent breaks the circle",
    )
}
