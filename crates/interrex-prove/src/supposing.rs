//! With against without: what each element that is only floated would change.

use interrex_diag::Sources;
use interrex_plan::model::{Element, Id, Plan, Status, Terms};

use crate::answer::Chance;
use crate::ask::Ask;
use crate::session::Proof;
use crate::summary::Summary;

/// An element that does not count, and what would change if it did.
#[derive(Debug, Clone)]
pub struct Floated {
    /// Its name: `measure.no-fly-zone`.
    pub element: String,
    /// How far its decision has come.
    pub status: &'static str,
    /// The propositions that it changes, the greatest change first.
    pub changes: Vec<Change>,
}

/// A proposition with and without.
#[derive(Debug, Clone)]
pub struct Change {
    /// The proposition.
    pub proposition: String,
    /// Its likelihood with the element.
    pub with: Chance,
    /// Its likelihood without.
    pub without: Chance,
}

/// Adds to a summary what each floated element would change: the plan is compiled once for each.
/// At most `most` elements are looked at, in the order of the text.
pub fn weigh_floated(
    plan: &Plan,
    texts: &Sources,
    ask: &Ask<'_>,
    summary: &mut Summary,
    most: usize,
) {
    for (element, status) in floated(plan, ask).into_iter().take(most) {
        let mut supposing = ask.clone();
        supposing.question.with.insert(element);
        let proof = Proof::new(plan, texts, &supposing);
        let mut analyses = proof.analyses();
        let mut changes = Vec::new();
        for proposition in proof.propositions() {
            if !proposition.subject.is_failure() {
                continue;
            }
            let before = summary
                .failures
                .iter()
                .find(|entry| entry.proposition == proposition.name);
            let without = before.map_or(Chance::NEVER, |entry| entry.probability);
            let with = analyses.probability(proposition);
            if differs(with, without) {
                changes.push(Change {
                    proposition: proposition.name.clone(),
                    with,
                    without,
                });
            }
        }
        changes.sort_by(|a, b| {
            moved(b)
                .total_cmp(&moved(a))
                .then_with(|| a.proposition.cmp(&b.proposition))
        });
        let name = plan.element_name(element);
        summary.floated.push(Floated {
            element: name,
            status: status.word(),
            changes,
        });
    }
}

/// Whether two likelihoods differ by more than the noise of floating point.
pub(crate) fn differs(a: Chance, b: Chance) -> bool {
    let apart = |x: f64, y: f64| (x - y).abs() > 1e-12 * x.abs().max(y.abs());
    apart(a.low, b.low) || apart(a.high, b.high)
}

/// How far a change moves the further end.
pub(crate) fn moved(change: &Change) -> f64 {
    let (with, without) = (change.with, change.without);
    (with.high - without.high)
        .abs()
        .max((with.low - without.low).abs())
}

/// Elements whose status keeps them from counting though their dates do not, with that status.
pub fn floated(plan: &Plan, ask: &Ask<'_>) -> Vec<(Element, Status)> {
    let mut list = Vec::new();
    let mut note = |terms: &Terms, element: Element| {
        let date = ask.question.as_of;
        let status = terms.status_on(date);
        let open = !status.counts() && status != Status::Withdrawn && terms.valid_on(date);
        let supposed =
            ask.question.with.contains(&element) || ask.question.without.contains(&element);
        if open && !supposed {
            list.push((element, status));
        }
    };
    macro_rules! each {
        ($arena:ident, $kind:literal) => {
            for (id, item) in plan.$arena.iter() {
                note(&item.terms, Element::Of($kind, number(id)));
            }
        };
    }
    each!(measures, "measure");
    each!(leases, "lease");
    each!(pledges, "pledge");
    each!(links, "link");
    each!(sites, "site");
    each!(decisions, "decision");
    for (id, office) in plan.offices.iter() {
        for (index, ground) in (0u32..).zip(&office.grounds) {
            note(
                &ground.terms,
                Element::Part("office", number(id), "ground", index),
            );
        }
        for (index, order) in (0u32..).zip(&office.orders) {
            note(
                &order.terms,
                Element::Part("office", number(id), "order", index),
            );
        }
    }
    for (id, seat) in plan.seats.iter() {
        for (index, option) in (0u32..).zip(&seat.options) {
            note(
                &option.terms,
                Element::Part("seat", number(id), "option", index),
            );
        }
    }
    list
}

fn number<T>(id: Id<T>) -> u32 {
    u32::try_from(id.index()).expect("fewer than 2^32 elements of one kind")
}
