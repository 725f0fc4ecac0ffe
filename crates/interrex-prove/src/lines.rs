//! From sets of facts back to lines of the plan: which elements change between the world in which
//! nothing happens and the world of a cut set, on the way to the proposition.

use std::collections::BTreeSet;

use interrex_circuit::{Evaluator, Node, Var};
use interrex_diag::{Sources, Span};
use interrex_plan::model::{Id, Office, Plan, Power, Who};
use interrex_standing::{
    Claim, Exerciser, Party, Proposition, Slot, Standing, Subject, Trace, View,
};

use crate::answer::Line;
use crate::names::{locus_name, party_name};

/// Finds lines for the sets of one proposition.
pub(crate) struct Lines<'s> {
    plan: &'s Plan,
    texts: &'s Sources,
    standing: &'s Standing,
    /// Traces on the way to the proposition.
    traces: Vec<Trace>,
    /// Their values when nothing happens.
    calm: Vec<bool>,
    /// Claims to the offices that the proposition finds in more than one hand.
    claims: Vec<(Id<Office>, Claim)>,
    /// People and bodies that have the power of the proposition without any office.
    exercisers: Vec<Exerciser>,
}

impl<'s> Lines<'s> {
    pub(crate) fn new(
        plan: &'s Plan,
        texts: &'s Sources,
        standing: &'s Standing,
        proposition: &Proposition,
    ) -> Self {
        let cone = standing.circuit().cone(proposition.node);
        let cone: BTreeSet<Node> = cone.into_iter().collect();
        let traces: Vec<Trace> = standing
            .traces()
            .iter()
            .filter(|trace| cone.contains(&trace.node))
            .copied()
            .collect();
        let offices = claimed(plan, &proposition.subject);
        let claims = standing.claims().iter();
        let claims = claims
            .filter(|(office, _)| offices.contains(office))
            .copied()
            .collect();
        let exercisers = without_office(plan, standing, &proposition.subject);
        let mut evaluator = Evaluator::new(standing.circuit(), |_: Var| false);
        let calm = traces
            .iter()
            .map(|trace| evaluator.value(trace.node))
            .collect();
        Self {
            plan,
            texts,
            standing,
            traces,
            calm,
            claims,
            exercisers,
        }
    }

    /// The lines through which a set of facts works: the facts' own, and every element that it
    /// changes.
    pub(crate) fn of(&self, set: &[Var]) -> Vec<Line> {
        let world = |var: Var| set.contains(&var);
        let mut evaluator = Evaluator::new(self.standing.circuit(), world);
        let mut lines = BTreeSet::new();
        for var in set {
            let variable = self.standing.variables().get(*var);
            lines.insert(self.line(variable.span, variable.name.clone()));
        }
        for (trace, calm) in self.traces.iter().zip(&self.calm) {
            if evaluator.value(trace.node) != *calm {
                lines.insert(self.line(trace.span, self.plan.element_name(trace.element)));
            }
        }
        lines.into_iter().collect()
    }

    /// Who has a complete claim from where in the world of a set of facts: every claimant, whether or
    /// not the claim rests on a fact.
    pub(crate) fn views(&self, set: &[Var]) -> Vec<String> {
        let world = |var: Var| set.contains(&var);
        let mut evaluator = Evaluator::new(self.standing.circuit(), world);
        let mut seen = Vec::new();
        for (office, claim) in &self.claims {
            if evaluator.value(claim.complete) {
                let office = &self.plan.offices.get(*office).name;
                let who = party_name(self.plan, claim.party, claim.slot);
                let text = match claim.view {
                    View::Everywhere => format!("{office}: {who}"),
                    View::From(at) => {
                        format!(
                            "seen from {}: {who} holds {office}",
                            locus_name(self.plan, at)
                        )
                    }
                };
                if !seen.contains(&text) {
                    seen.push(text);
                }
            }
        }
        for exerciser in &self.exercisers {
            if evaluator.value(exerciser.complete) {
                let who = party_name(self.plan, exerciser.party, Slot::Initial);
                let power = &self.plan.powers.get(exerciser.power).name;
                let text = format!("{who} can exercise {power}");
                if !seen.contains(&text) {
                    seen.push(text);
                }
            }
        }
        seen
    }

    /// A line of the plan.
    pub(crate) fn line(&self, span: Span, element: String) -> Line {
        Line {
            path: self.texts.path(span.source).to_owned(),
            line: self.texts.line_of(span),
            element,
            span,
        }
    }
}

/// The offices that a proposition finds in more than one hand.
fn claimed(plan: &Plan, subject: &Subject) -> BTreeSet<Id<Office>> {
    match subject {
        Subject::Split(office) | Subject::Disputed(office) => BTreeSet::from([*office]),
        Subject::Contested(power, region) => {
            let power = plan.powers.get(*power);
            let offices = exercisers(power, *region).into_iter();
            let offices = offices.filter_map(|who| match who {
                Who::Office(office) => Some(office),
                _ => None,
            });
            offices.collect()
        }
        _ => BTreeSet::new(),
    }
}

/// Whoever exercises the power of a proposition in its region in their own right.
fn without_office(plan: &Plan, standing: &Standing, subject: &Subject) -> Vec<Exerciser> {
    let Subject::Contested(power, region) = subject else {
        return Vec::new();
    };
    let own = exercisers(plan.powers.get(*power), *region);
    let is_own = |party: Party| match party {
        Party::Person(id) => own.contains(&Who::Person(id)),
        Party::Body(id) => own.contains(&Who::Body(id)),
        Party::Chosen(..) => false,
    };
    let all = standing.exercisers().iter();
    let here = all.filter(|one| one.power == *power && one.region == *region);
    here.filter(|one| is_own(one.party)).copied().collect()
}

/// Who could exercise a power in a region against another: its holder, and whoever it devolves to
/// there.
fn exercisers(power: &Power, region: usize) -> Vec<Who> {
    let mut list = vec![power.held_by];
    let at = power.reach.get(region).map(|(region, _)| *region);
    for (devolved, who, _) in power
        .devolution
        .iter()
        .flat_map(|devolution| &devolution.to)
    {
        if Some(*devolved) == at {
            list.push(*who);
        }
    }
    list
}
