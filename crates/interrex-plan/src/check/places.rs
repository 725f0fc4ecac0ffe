//! `place-cycle`: a place that lies in itself.

use interrex_diag::Diagnostic;

use crate::model::{Id, Place, Plan};

/// Reports each circle of containment once and cuts it at its first place in the text.
pub(super) fn cut_circles(plan: &mut Plan, faults: &mut Vec<Diagnostic>) {
    // The walk that reached each place last; a place met again on one walk closes a circle.
    let mut walks: Vec<Option<usize>> = vec![None; plan.places.len()];
    for (walk, start) in plan.places.ids().enumerate() {
        let mut next = Some(start);
        while let Some(place) = next {
            let slot = walks
                .get_mut(place.index())
                .expect("every place has a slot");
            match *slot {
                Some(known) if known == walk => {
                    let circle = circle_from(plan, place);
                    faults.push(describe(plan, &circle));
                    let first = circle.into_iter().min().unwrap_or(place);
                    plan.places.get_mut(first).value.within = None;
                    break;
                }
                Some(_) => break,
                None => *slot = Some(walk),
            }
            next = plan.places.get(place).within;
        }
    }
}

fn circle_from(plan: &Plan, start: Id<Place>) -> Vec<Id<Place>> {
    let mut circle = vec![start];
    let mut next = plan.places.get(start).within;
    while let Some(place) = next.filter(|place| *place != start) {
        circle.push(place);
        next = plan.places.get(place).within;
    }
    // Begun at the place that comes first in the text, whatever led there.
    let first = circle.iter().enumerate().min_by_key(|(_, place)| **place);
    let at = first.map_or(0, |(at, _)| at);
    circle.rotate_left(at);
    circle
}

fn describe(plan: &Plan, circle: &[Id<Place>]) -> Diagnostic {
    let name = |place: &Id<Place>| format!("`{}`", plan.places.get(*place).name);
    let (message, first) = match circle {
        [only] => (format!("the place {} lies in itself", name(only)), *only),
        [first, ..] => {
            let path: Vec<String> = circle.iter().chain([first]).map(name).collect();
            (
                format!(
                    "places lie in each other in a circle: {}",
                    crate::words::path(&path, " in ")
                ),
                *first,
            )
        }
        [] => return Diagnostic::error("place-cycle", "places lie in each other in a circle"),
    };
    let mut fault = Diagnostic::error("place-cycle", message)
        .at(plan.places.get(first).span, "lies in itself in the end");
    for other in circle.iter().skip(1).take(super::PLACES_SHOWN_MAX) {
        fault = fault.also(plan.places.get(*other).span, "part of the circle");
    }
    fault.help("remove `in` from the outermost place, or name another place there")
}
