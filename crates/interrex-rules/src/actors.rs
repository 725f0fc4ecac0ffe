//! Who must do an act, as several rules ask about it.
//!
//! Responsible for telling whether an act can be done at all when some of those who may do it
//! cannot. Who can act in a given world is the meaning's business.

use interrex_plan::model::{Actor, ActorExpr, ActorExprKind};

/// Whether an act can be done when every actor acts except those that are `missing`. Persons with
/// several posts are counted once for each, so *yes* may be too kind and *no* never is.
pub(crate) fn can_be_done(by: &ActorExpr, missing: &impl Fn(Actor) -> bool) -> bool {
    let can = |item: &ActorExpr| can_be_done(item, missing);
    match &by.kind {
        ActorExprKind::Actor(actor) => !missing(*actor),
        ActorExprKind::And(list) => list.iter().all(can),
        ActorExprKind::Or(list) => list.iter().any(can),
        ActorExprKind::AtLeast(count, list) => {
            list.iter().filter(|item| can(item)).count() >= *count as usize
        }
    }
}

#[cfg(test)]
mod tests {
    use interrex_diag::{Sources, Span};
    use interrex_plan::model::Id;

    use super::*;

    fn of(kind: ActorExprKind) -> ActorExpr {
        ActorExpr {
            kind,
            span: Span::new(Sources::new().add("plan.toml", ""), 0..0),
        }
    }

    fn check(build: impl Fn(Vec<ActorExpr>) -> ActorExprKind, expect: impl Fn([bool; 3]) -> bool) {
        for case in 0..8_usize {
            let acts = [0, 1, 2].map(|at| case & (1 << at) != 0);
            let people = (0..3).map(|at| of(ActorExprKind::Actor(Actor::Person(Id::new(at)))));
            let missing = |actor: Actor| {
                (0..3).any(|at| actor == Actor::Person(Id::new(at)) && case & (1 << at) == 0)
            };
            let by = of(build(people.collect()));
            assert_eq!(can_be_done(&by, &missing), expect(acts), "{acts:?}");
        }
    }

    #[test]
    fn every_form_agrees_with_the_truth_table() {
        check(ActorExprKind::And, |acts| acts.iter().all(|acts| *acts));
        check(ActorExprKind::Or, |acts| acts.iter().any(|acts| *acts));
        for least in 0..=3 {
            let enough = move |acts: [bool; 3]| acts.iter().filter(|acts| **acts).count() >= least;
            let least = u32::try_from(least).expect("a small number");
            check(move |list| ActorExprKind::AtLeast(least, list), enough);
        }
    }
}
