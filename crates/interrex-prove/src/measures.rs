//! What could be done: measures that do not count yet, ranked by what they do for one proposition.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use interrex_circuit::{Node, Var};
use interrex_diag::Sources;
use interrex_fault::{Bounds, Measure};
use interrex_plan::model::{Id, Measure as Measured, Plan};
use interrex_standing::Part;

use crate::answer::Chance;
use crate::ask::Ask;
use crate::human::range_text;
use crate::session::{Proof, chance};
use crate::variants::{Variant, Variants};

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
    /// The most helpful set whose cost is allowed; nothing where none was looked for.
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

/// Each measure that does not count and bears on it, by itself, for every proposition that a proof asks about:
/// those whose likelihood a limit leaves open are left out.
///
/// The same numbers as those of [`remedies`], which also looks for the best set; where only single measures are wanted,
/// one circuit holds the plan with each of them, and what a measure does not touch is answered once.
pub fn singly(proof: &Proof<'_>) -> Vec<Remedies> {
    let mut ask = proof.ask.clone();
    ask.question.weigh = true;
    let weighing = Proof::new(proof.plan, proof.texts, &ask);
    let variables = weighing.standing().variables();
    let weighed: Vec<(Var, Id<Measured>)> = variables
        .iter()
        .filter_map(|(var, variable)| match variable.part {
            Part::Weighed(id) => Some((var, id)),
            _ => None,
        })
        .collect();
    let (mut variants, base) = Variants::new(proof);
    let mut laid = Vec::new();
    for (taken, id) in &weighed {
        let is_weighed = |var: Var| weighed.iter().any(|(other, _)| *other == var);
        let held = |var: Var| is_weighed(var).then(|| var == *taken);
        laid.push((*taken, *id, variants.add_where(&weighing, &held)));
    }
    let mut session = variants.session(proof.limits());
    let mut known: BTreeMap<(Node, Option<Node>), Chance> = BTreeMap::new();
    let mut likelihood = |variant: &Variant, at: usize| {
        let of = (*variant.nodes.get(at)?, variant.given);
        let found = known.entry(of).or_insert_with(|| {
            chance(match of {
                (node, Some(given)) => session.conditional(node, given),
                (node, None) => session.probability(node),
            })
        });
        Some(*found)
    };
    let mut all = Vec::new();
    for (at, proposition) in proof.propositions().iter().enumerate() {
        let Some(nothing) = likelihood(&base, at).filter(|nothing| !nothing.undecided) else {
            continue;
        };
        let bears = support(&weighing, at);
        let remedy = |(taken, id, variant): &(Var, Id<Measured>, Variant)| {
            bears.binary_search(taken).ok()?;
            let declared = proof.plan.measures.get(*id);
            Some(Remedy {
                measures: vec![declared.name.clone()],
                cost: declared.cost.unwrap_or(0.0),
                probability: likelihood(variant, at)?,
            })
        };
        let mut singly: Vec<Remedy> = laid.iter().filter_map(remedy).collect();
        singly.sort_by(|a, b| {
            let (a, b) = (a.probability, b.probability);
            (a.low + a.high).total_cmp(&(b.low + b.high))
        });
        all.push(Remedies {
            proposition: proposition.name.clone(),
            nothing,
            singly,
            best: None,
            complete: true,
        });
    }
    all
}

/// The variables that a proposition rests on, ascending.
fn support(proof: &Proof<'_>, at: usize) -> Vec<Var> {
    let proposition = proof.propositions().get(at);
    proposition.map_or_else(Vec::new, |one| proof.standing().circuit().support(one.node))
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
