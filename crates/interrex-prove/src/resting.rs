//! Which answers rest on a source: each as the plan stands, beside the same once the source has said
//! nothing.
//!
//! An answer's own list of sources says how far it moves if what a source assessed could be
//! anything. This is the other direction, over all answers, and it covers more: without the source, what
//! only the source reported does not count either, and an earlier word of somebody else may count again.

use std::fmt::Write as _;

use interrex_diag::Sources;
use interrex_plan::model::{Element, Plan};
use interrex_standing::Proposition;

use crate::answer::Chance;
use crate::ask::Ask;
use crate::human::range_text;
use crate::session::Proof;
use crate::supposing::{Change, differs, moved};

/// The answers that rest on one source.
#[derive(Debug, Clone)]
pub struct Resting {
    /// The source.
    pub source: String,
    /// The answers that change, the greatest change first.
    pub changes: Vec<Change>,
    /// How many answers stay as they are.
    pub unchanged: usize,
}

impl Resting {
    /// Whether a limit left some answer open.
    pub fn is_undecided(&self) -> bool {
        let open = |change: &Change| change.with.undecided || change.without.undecided;
        self.changes.iter().any(open)
    }
}

/// Which of the answers asked for rest on a source. The plan is compiled once with it and once
/// without.
pub fn resting(plan: &Plan, texts: &Sources, ask: &Ask<'_>, source: Element) -> Resting {
    let mut silent = ask.clone();
    silent.question.without.insert(source);
    let now = likelihoods(plan, texts, ask);
    let without = likelihoods(plan, texts, &silent);
    let mut changes = Vec::new();
    let mut unchanged = 0;
    for ((proposition, with), (_, without)) in now.into_iter().zip(without) {
        if differs(with, without) {
            changes.push(Change {
                proposition: proposition.name,
                subject: proposition.subject,
                with,
                without,
            });
        } else {
            unchanged += 1;
        }
    }
    changes.sort_by(|a, b| {
        moved(b)
            .total_cmp(&moved(a))
            .then_with(|| a.proposition.cmp(&b.proposition))
    });
    Resting {
        source: plan.element_name(source),
        changes,
        unchanged,
    }
}

/// Every proposition asked for with its likelihood, in the order of the plan.
fn likelihoods(plan: &Plan, texts: &Sources, ask: &Ask<'_>) -> Vec<(Proposition, Chance)> {
    let proof = Proof::new(plan, texts, ask);
    let mut analyses = proof.analyses();
    let propositions = proof.propositions().iter();
    propositions
        .map(|proposition| {
            let chance = analyses.probability(proposition);
            (proposition.clone(), chance)
        })
        .collect()
}

/// The answers as text, ending with a line end.
pub fn to_text(resting: &Resting) -> String {
    let count = resting.changes.len();
    let mut text = format!(
        "{}: {count} of {} answers would change if it had said nothing\n",
        resting.source,
        count + resting.unchanged
    );
    for change in &resting.changes {
        let _ = writeln!(
            text,
            "  {}: {}, without it {}",
            change.proposition,
            range_text(change.with),
            range_text(change.without)
        );
    }
    text
}
