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
    // Offices from which every path has been followed to its end.
    let mut done = vec![false; plan.offices.len()];
    for start in candidates.keys() {
        search(plan, &candidates, *start, &mut done, faults);
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

/// Follows paths in depth, with a list of its own; a path that comes back to itself is a circle.
fn search(
    plan: &Plan,
    candidates: &Candidates,
    start: Id<Office>,
    done: &mut [bool],
    faults: &mut Vec<Diagnostic>,
) {
    let mut path: Vec<(Id<Office>, usize)> = vec![(start, 0)];
    let mut on_path = vec![false; plan.offices.len()];
    let mark = |list: &mut [bool], office: Id<Office>, value| {
        *list
            .get_mut(office.index())
            .expect("every office has a slot") = value;
    };
    let is = |list: &[bool], office: Id<Office>| list.get(office.index()) == Some(&true);
    if is(done, start) {
        return;
    }
    mark(&mut on_path, start, true);
    while let Some((office, looked)) = path.last_mut() {
        let office = *office;
        let next = candidates.get(&office).and_then(|list| list.get(*looked));
        *looked += 1;
        match next {
            None => {
                mark(done, office, true);
                mark(&mut on_path, office, false);
                path.pop();
            }
            Some((other, span)) if is(&on_path, *other) => {
                let from = path
                    .iter()
                    .position(|(known, _)| known == other)
                    .unwrap_or(0);
                let circle: Vec<Id<Office>> =
                    path.iter().skip(from).map(|(known, _)| *known).collect();
                faults.push(describe(plan, &circle, *span));
            }
            Some((other, _)) if !is(done, *other) => {
                mark(&mut on_path, *other, true);
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
            path.join(" from ")
        ),
    )
    .at(closing, "closes the circle");
    for office in circle {
        fault = fault.also(plan.offices.get(*office).span, "part of the circle");
    }
    fault.help(
        "remove `acting = true` from one of the candidates: a titled incumbent breaks the circle",
    )
}
