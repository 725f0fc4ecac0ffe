//! What could be done: measures that do not count yet, ranked by what they do for one proposition.

use std::fmt::Write as _;

use interrex_diag::Sources;
use interrex_fault::{Bounds, Measure};
use interrex_plan::model::Plan;
use interrex_standing::Part;

use crate::answer::Chance;
use crate::ask::Ask;
use crate::human::range_text;
use crate::session::{Proof, chance};

/// What a set of measures would do.
#[derive(Debug, Clone)]
pub struct Remedy {
    /// The measures, by name.
    pub measures: Vec<String>,
    /// Their cost together, in the plan's unit.
    pub cost: f64,
    /// The likelihood of the proposition once they are taken.
    pub probability: Chance,
}

/// Measures for one proposition.
#[derive(Debug, Clone)]
pub struct Remedies {
    /// The proposition.
    pub proposition: String,
    /// Its likelihood with nothing done.
    pub nothing: Chance,
    /// Each measure by itself, the most helpful first.
    pub singly: Vec<Remedy>,
    /// The most helpful set whose cost is allowed.
    pub best: Option<Remedy>,
    /// Whether every allowed set was looked at.
    pub complete: bool,
}

/// Ranks every measure that does not count by what it does for a proposition. `None` when there is no
/// such proposition or a limit was reached.
pub fn remedies(
    plan: &Plan,
    texts: &Sources,
    ask: &Ask<'_>,
    proposition: &str,
    cost_max: Option<f64>,
) -> Option<Remedies> {
    let mut weighing = ask.clone();
    weighing.question.weigh = true;
    weighing.only = vec![proposition.to_owned()];
    let proof = Proof::new(plan, texts, &weighing);
    let top = proof.proposition(proposition)?.node;
    let mut names = Vec::new();
    let mut measures = Vec::new();
    for (var, variable) in proof.standing().variables().iter() {
        if let Part::Weighed(id) = variable.part {
            let declared = plan.measures.get(id);
            names.push(declared.name.clone());
            measures.push(Measure {
                vars: vec![var],
                cost: units(declared.cost.unwrap_or(0.0)),
            });
        }
    }
    let most = cost_max.map_or(u64::MAX, units);
    let mut analyses = proof.analyses();
    let ranking = analyses
        .session()
        .best_measures(top, &measures, most)
        .ok()?;
    let remedy = |taken: &[usize], bounds: Bounds| Remedy {
        measures: taken
            .iter()
            .filter_map(|index| names.get(*index).cloned())
            .collect(),
        cost: taken
            .iter()
            .filter_map(|index| measures.get(*index))
            .map(cost)
            .sum(),
        probability: chance(bounds),
    };
    Some(Remedies {
        proposition: proposition.to_owned(),
        nothing: chance(ranking.untaken),
        singly: ranking
            .singly
            .iter()
            .map(|one| remedy(&[one.measure], one.probability))
            .collect(),
        best: Some(remedy(&ranking.best.taken, ranking.best.probability)),
        complete: ranking.best.is_proven,
    })
}

/// Costs are compared in thousandths of the plan's unit.
const THOUSANDTHS: f64 = 1000.0;

/// A cost in whole thousandths; costs beyond all bounds are the greatest there is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cost is not negative, and the cast saturates"
)]
fn units(cost: f64) -> u64 {
    (cost.max(0.0) * THOUSANDTHS).round() as u64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "costs are shown to three decimals"
)]
fn cost(measure: &Measure) -> f64 {
    measure.cost as f64 / THOUSANDTHS
}

/// Remedies as text.
pub fn to_text(remedies: &Remedies) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{}: {} with nothing done",
        remedies.proposition,
        range_text(remedies.nothing)
    );
    if remedies.singly.is_empty() {
        let _ = writeln!(
            text,
            "The plan declares no measure that is not already counted."
        );
    }
    for remedy in &remedies.singly {
        let _ = writeln!(text, "  {}", line(remedy));
    }
    if let Some(best) = &remedies.best {
        let all = if remedies.complete {
            ""
        } else {
            " of those looked at"
        };
        let _ = writeln!(text, "best set within the cost{all}: {}", line(best));
    }
    text
}

fn line(remedy: &Remedy) -> String {
    let names = if remedy.measures.is_empty() {
        "nothing".to_owned()
    } else {
        remedy.measures.join(" and ")
    };
    format!(
        "{names}, cost {}: {}",
        remedy.cost,
        range_text(remedy.probability)
    )
}
