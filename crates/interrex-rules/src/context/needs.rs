//! What things need, as written.
//!
//! Responsible for listing every expression of needs with the thing that needs it, and for telling
//! whether an expression can hold at all when some of its atoms cannot. What an expression means in
//! a given world is the standing's business.

use interrex_plan::model::{Atom, Expr, ExprKind};

use super::Context;
use crate::subject::Subject;

/// Whether an expression can have a value when the atoms that are `absent` are false and every
/// other one is free. Atoms are taken as independent, so *yes* may be too kind and *no* never is.
pub(crate) fn can_be(expr: &Expr, value: bool, absent: &impl Fn(Atom) -> bool) -> bool {
    let can = |item: &Expr, value: bool| can_be(item, value, absent);
    match (&expr.kind, value) {
        (ExprKind::Constant(constant), _) => *constant == value,
        (ExprKind::Not(inner), _) => can(inner, !value),
        (ExprKind::And(list), true) | (ExprKind::Or(list), false) => {
            list.iter().all(|item| can(item, value))
        }
        (ExprKind::And(list), false) | (ExprKind::Or(list), true) => {
            list.iter().any(|item| can(item, value))
        }
        (ExprKind::AtLeast(count, list), true) => {
            list.iter().filter(|item| can(item, true)).count() >= *count as usize
        }
        (ExprKind::AtLeast(count, list), false) => {
            list.iter().filter(|item| !can(item, false)).count() < *count as usize
        }
        (ExprKind::Atom(atom), _) => !(value && absent(*atom)),
    }
}

impl<'p> Context<'p> {
    /// Every expression of needs of an element that counts, with what needs it.
    pub(crate) fn needs(&self) -> impl Iterator<Item = (Subject<'p>, &'p Expr)> + '_ {
        let plan = self.plan;
        let functions = plan
            .functions
            .iter()
            .filter(|(_, function)| self.counts(&function.terms));
        let functions = functions.filter_map(|(id, function)| {
            Some((Subject::of(id, function), function.needs.as_ref()?))
        });
        let sites = plan
            .sites
            .iter()
            .filter(|(_, site)| self.counts(&site.terms));
        let sites =
            sites.filter_map(|(id, site)| Some((Subject::of(id, site), site.needs.as_ref()?)));
        let links = plan
            .links
            .iter()
            .filter(|(_, link)| self.counts(&link.terms));
        let links =
            links.filter_map(|(id, link)| Some((Subject::of(id, link), link.needs.as_ref()?)));
        functions
            .chain(sites)
            .chain(links)
            .chain(self.needs_of_options())
            .chain(self.needs_of_copies())
    }

    fn needs_of_options(&self) -> impl Iterator<Item = (Subject<'p>, &'p Expr)> + '_ {
        self.plan.seats.iter().flat_map(move |(id, seat)| {
            let options = seat.options.iter().enumerate();
            options
                .filter(|(_, option)| self.counts(&option.terms))
                .filter_map(move |(at, option)| {
                    let whole = Subject::of(id, seat);
                    let subject = whole.part("option", at, &option.name, option.span);
                    Some((subject, option.needs.as_ref()?))
                })
        })
    }

    fn needs_of_copies(&self) -> impl Iterator<Item = (Subject<'p>, &'p Expr)> + '_ {
        self.plan.records.iter().flat_map(move |(id, record)| {
            let copies = record.copies.iter().enumerate();
            copies
                .filter(|(_, copy)| self.counts(&copy.terms))
                .filter_map(move |(at, copy)| {
                    let subject = Subject::of(id, record).part("copy", at, &copy.name, copy.span);
                    Some((subject, copy.needs.as_ref()?))
                })
        })
    }
}

#[cfg(test)]
mod tests {
    use interrex_diag::{Sources, Span};
    use interrex_plan::model::Id;

    use super::*;

    fn expr(kind: ExprKind) -> Expr {
        Expr {
            kind,
            span: Span::new(Sources::new().add("plan.toml", ""), 0..0),
        }
    }

    fn atom(index: usize) -> Expr {
        expr(ExprKind::Atom(Atom::Works(Id::new(index))))
    }

    /// Holds `can_be` against all four assignments of two atoms, the first of which may be absent.
    fn check(expr: &Expr, value_of: impl Fn(bool, bool) -> bool) {
        for absent in [false, true] {
            for value in [false, true] {
                let worlds = [(false, false), (false, true), (true, false), (true, true)];
                let expect = worlds
                    .iter()
                    .any(|&(a, b)| !(absent && a) && value_of(a, b) == value);
                let is_absent = |atom: Atom| absent && atom == Atom::Works(Id::new(0));
                assert_eq!(
                    can_be(expr, value, &is_absent),
                    expect,
                    "{expr:?} {absent} {value}"
                );
            }
        }
    }

    #[test]
    fn every_form_agrees_with_the_truth_table() {
        let pair = || vec![atom(0), atom(1)];
        let not = |inner: Expr| expr(ExprKind::Not(Box::new(inner)));
        check(&expr(ExprKind::Constant(true)), |_, _| true);
        check(&atom(0), |a, _| a);
        check(&not(atom(0)), |a, _| !a);
        check(&expr(ExprKind::And(pair())), |a, b| a && b);
        check(&expr(ExprKind::Or(pair())), |a, b| a || b);
        check(&not(expr(ExprKind::And(pair()))), |a, b| !(a && b));
        check(&expr(ExprKind::AtLeast(1, pair())), |a, b| a || b);
        check(&expr(ExprKind::AtLeast(2, pair())), |a, b| a && b);
        check(&not(expr(ExprKind::AtLeast(1, pair()))), |a, b| !(a || b));
    }
}
