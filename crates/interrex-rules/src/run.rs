//! Running every rule on a plan.
//!
//! Responsible for the order (rules about waivers last), for setting aside what is waived, and for
//! how each rule came out. The rules themselves are in `rules`.

use interrex_diag::{Diagnostic, sort};
use interrex_plan::model::{Level, Plan, Waiver};
use interrex_units::Date;

use crate::context::Context;
use crate::report::{Found, Report};
use crate::rule::{Check, Rule};
use crate::score::{Outcome, RuleScore, Score};
use crate::waive::Waivers;

/// What the rules of the field say about a plan.
#[derive(Debug)]
pub struct Findings {
    /// Findings that are not waived, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings that are waived, in the order of the text.
    pub waived: Vec<Waived>,
    /// How every rule came out.
    pub score: Score,
}

/// A finding that the plan asks not to be held to.
#[derive(Debug, Clone)]
pub struct Waived {
    /// The finding; its last note names reason and end of the waiver.
    pub diagnostic: Diagnostic,
    /// Why.
    pub reason: String,
    /// Last day of the waiver.
    pub until: Date,
    /// Who granted it.
    pub by: Option<String>,
}

/// Holds a plan against every rule of the field, as of a date.
///
/// The plan must have been read without errors; on a faulty one the answer is about what could be
/// read. Costs time linear in the size of the plan, times the number of rules.
pub fn check(plan: &Plan, as_of: Date) -> Findings {
    let context = Context::new(plan, as_of);
    let mut run = Run { waivers: Waivers::of(&plan.waivers, as_of), findings: Findings::empty() };
    for rule in crate::all() {
        if let Check::Plan(check) = rule.check {
            run.rule(rule, &context, |report, _| check(&context, report));
        }
    }
    for rule in crate::all() {
        if let Check::Waivers(check) = rule.check {
            run.rule(rule, &context, |report, waivers| check(&context, waivers.used(), report));
        }
    }
    run.into_findings()
}

struct Run<'p> {
    waivers: Waivers<'p>,
    findings: Findings,
}

impl Findings {
    fn empty() -> Self {
        Self { diagnostics: Vec::new(), waived: Vec::new(), score: Score::default() }
    }
}

impl<'p> Run<'p> {
    fn rule(
        &mut self,
        rule: &'static Rule,
        context: &Context<'p>,
        check: impl FnOnce(&mut Report, &Waivers<'p>),
    ) {
        let level = context.settings().level(rule);
        let (outcome, asked, failing) = if level == Level::Allow {
            (Outcome::Off, 0, Vec::new())
        } else {
            let mut report = Report::new(rule, level);
            check(&mut report, &self.waivers);
            let asked = report.asked();
            let found = report.into_found();
            let failing = found.iter().map(|found| found.name.clone()).collect();
            let open = self.settle(rule, found);
            (outcome(rule, context, asked, &failing, open), asked, failing)
        };
        self.findings.score.rules.push(RuleScore { rule, outcome, asked, failing });
    }

    /// Sets aside what is waived, keeps the rest, and returns how much that is.
    fn settle(&mut self, rule: &Rule, found: Vec<Found>) -> usize {
        let before = self.findings.diagnostics.len();
        for found in found {
            match self.waivers.waive(rule.code, found.on) {
                Some(waiver) => self.findings.waived.push(waived(found.diagnostic, waiver)),
                None => self.findings.diagnostics.push(found.diagnostic),
            }
        }
        self.findings.diagnostics.len() - before
    }

    fn into_findings(mut self) -> Findings {
        sort(&mut self.findings.diagnostics);
        // `sort` takes diagnostics alone; the key is what it orders by first.
        self.findings.waived.sort_by_key(|waived| {
            (waived.diagnostic.primary(), waived.diagnostic.code, waived.diagnostic.message.clone())
        });
        self.findings.score.rules.sort_by_key(|score| (score.rule.element, score.rule.code));
        self.findings
    }
}

fn outcome(
    rule: &Rule,
    context: &Context<'_>,
    asked: u32,
    failing: &Vec<String>,
    open: usize,
) -> Outcome {
    if open > 0 {
        return Outcome::Failed;
    }
    if !failing.is_empty() {
        return Outcome::Waived;
    }
    if asked > 0 {
        return Outcome::Passed;
    }
    let off = rule.thresholds.iter().find(|threshold| context.threshold(**threshold).is_none());
    let why = match off {
        Some(threshold) => format!("nothing sets `{}`", threshold.name()),
        None => format!("no {} in the plan", rule.asks),
    };
    Outcome::NotApplicable { why }
}

fn waived(diagnostic: Diagnostic, waiver: &Waiver) -> Waived {
    let by = waiver.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
    let note = format!("waived until {}{by}: {}", waiver.until, waiver.reason);
    Waived {
        diagnostic: diagnostic.because(note),
        reason: waiver.reason.clone(),
        until: waiver.until,
        by: waiver.by.clone(),
    }
}
