//! What expressions say: in the world (section 8, last paragraph), and within grounds and orders,
//! seen from a view (section 5).

use interrex_plan::model::{Atom, Expr, ExprKind, FactKind, Id, Office};

use super::claims::Verdict;
use super::readings::Reading;
use super::views::{Sight, View};
use super::world::{Matter, World};

impl World<'_> {
    /// Whether an expression holds, outside grounds and orders.
    pub(crate) fn holds(&self, expr: &Expr) -> bool {
        self.expression(expr, None)
    }

    /// Whether an expression of a ground or order holds, seen from a view.
    pub(crate) fn holds_in(&self, expr: &Expr, sight: &Sight) -> bool {
        self.expression(expr, Some(sight))
    }

    fn expression(&self, expr: &Expr, sight: Option<&Sight>) -> bool {
        match &expr.kind {
            ExprKind::Constant(value) => *value,
            ExprKind::Not(inner) => !self.guard(Matter::Not, || self.expression(inner, sight)),
            ExprKind::And(list) => list.iter().all(|one| self.expression(one, sight)),
            ExprKind::Or(list) => list.iter().any(|one| self.expression(one, sight)),
            ExprKind::AtLeast(wanted, list) => {
                let holding = list
                    .iter()
                    .filter(|one| self.expression(one, sight))
                    .count();
                holding >= *wanted as usize
            }
            ExprKind::Atom(atom) => match sight {
                None => self.atom(*atom),
                Some(sight) => self
                    .atom_in(*atom, sight)
                    .unwrap_or_else(|| self.atom(*atom)),
            },
        }
    }

    /// An atom as it is in the world.
    fn atom(&self, atom: Atom) -> bool {
        match atom {
            Atom::Stands(thing) => self.stands(thing),
            Atom::Fact(fact) => match self.model.plan.facts.get(fact).kind {
                // A threat takes a thing when it occurs and this fact is true.
                FactKind::Takes(threat, _) => self.fact(fact) && self.occurs(threat),
                _ => self.fact(fact),
            },
            Atom::Undeclared => false,
            Atom::Occurs(threat) => self.occurs(threat),
            Atom::Fit(person) => self.is_fit(person),
            Atom::State(person, state) => self.is(person, state),
            Atom::Stays(person) => self.stays(person),
            Atom::CanBeAt(person, node) => self.can_be_at(person, node),
            Atom::InContact(a, b) => self.in_contact(a, b),
            Atom::CanAct(body, kind) => {
                let sight = Sight::of(View::Everywhere, Reading::Base);
                self.body_can_act(body, kind as usize, &sight)
            }
            Atom::Vacant(office) => self.office_is(office, Verdict::Vacant),
            Atom::Stranded(office) => self.office_is(office, Verdict::Stranded),
            Atom::Split(office) => self.office_is(office, Verdict::Split),
            Atom::Disputed(office) => self.office_is(office, Verdict::Disputed),
            Atom::Exercised(office) => self.is_exercised(office),
            Atom::ExercisedBy(office, named) => self.is_exercised_by(office, |claim| {
                self.is_through(office, (claim.who, claim.via), named)
            }),
            Atom::Power(power) => self
                .regions(power)
                .into_iter()
                .all(|region| self.is_in_hand(power, region)),
            Atom::PowerIn(power, index) => {
                let region = self.regions(power).get(index as usize).copied();
                region.is_some_and(|region| self.is_in_hand(power, region))
            }
            Atom::Seated(seat, option) => match option {
                Some(option) => self.is_seated_at(seat, option as usize),
                None => self.is_seated(seat),
            },
            Atom::Held(record) => self.is_held(record),
            Atom::Met(pledge) => self.pledge_is_met(pledge),
            Atom::InEffect(measure) => self.in_effect(measure),
            Atom::Decided(decision) => self.is_decided(decision),
            Atom::Works(function) => self.function_works(function),
        }
    }

    /// An atom about offices, bodies or decisions, seen from a view; nothing for the others.
    fn atom_in(&self, atom: Atom, sight: &Sight) -> Option<bool> {
        Some(match atom {
            Atom::Vacant(office) => self.post(office, sight).is_vacant(),
            Atom::Exercised(office) => self.acts_in(office, sight),
            Atom::ExercisedBy(office, named) => {
                let exercise = self.post(office, sight).exercise;
                self.acts_in(office, sight)
                    && exercise.is_some_and(|by| self.is_through(office, (by.who, by.via), named))
            }
            Atom::Stranded(office) => {
                !self.post(office, sight).is_vacant() && !self.acts_in(office, sight)
            }
            Atom::Split(_) | Atom::Disputed(_) => false,
            Atom::CanAct(body, kind) => self.body_can_act(body, kind as usize, sight),
            Atom::Decided(decision) => self.is_made(decision, sight),
            _ => return None,
        })
    }

    /// Whoever exercises the office in the view can act in the view.
    fn acts_in(&self, office: Id<Office>, sight: &Sight) -> bool {
        let exercise = self.post(office, sight).exercise;
        exercise.is_some_and(|by| self.holder_can_act(by.who, sight))
    }
}
