//! Running every rule on a plan.
//!
//! Responsible for the order (rules about waivers last), for setting aside what is waived, and for
//! how each rule came out. The rules themselves are in `rules`.

use std::collections::BTreeSet;

use interrex_diag::{Diagnostic, sort};
use interrex_plan::model::{Level, Plan, Waiver};
use interrex_units::Date;

use crate::context::Context;
use crate::gather::gather;
use crate::report::{Found, Report};
use crate::rule::{Check, Rule};
use crate::score::{Outcome, RuleScore, Score};
use crate::waive::Waivers;
use crate::worlds::Worlds;

/// What the rules of the field say about a plan.
#[derive(Debug, Default)]
pub struct Findings {
    /// Findings that are not waived, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The same for people: findings of one rule that say the same of several things are one.
    pub gathered: Vec<Diagnostic>,
    /// Findings that are waived, in the order of the text.
    pub waived: Vec<Waived>,
    /// How every rule came out.
    pub score: Score,
    /// The rules that were not asked though they are switched on, where there are any.
    pub unasked: Option<Unasked>,
}

/// Rules that were not asked because they take more than reading the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unasked {
    /// Their codes.
    pub rules: Vec<&'static str>,
    /// Why.
    pub why: &'static str,
}

/// Whether the rules are asked that have to know what holds in some world.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum AskWorlds {
    /// Unless the plan is so large that it would take long.
    #[default]
    Auto,
    /// However long it takes.
    Always,
    /// Only what the text says is asked.
    Never,
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
/// read. Costs time in proportion to the plan for each rule that reads the text, and one compilation
/// of the standing for those that ask what holds when nothing or one thing is lost. Those are not
/// asked where the plan is so large that it would take long: see [`Findings::unasked`], and
/// [`check_with`] to ask them anyhow.
///
/// # Examples
///
/// ```
/// let text = r#"
/// [plan]
/// title = "A city"
/// horizon = "30 d"
///
/// [office.mayor]
/// key = true
/// "#;
/// let reading = interrex_plan::read(&[("plan.toml", text)]);
/// let findings = interrex_rules::check(&reading.plan, "2024-06-01".parse()?);
/// let last = findings.diagnostics.last().expect("a post that nobody follows in");
/// assert_eq!(last.code, "office-without-order");
/// assert_eq!(last.message, "`mayor` has no order of succession");
/// # Ok::<(), interrex_units::Malformed>(())
/// ```
pub fn check(plan: &Plan, as_of: Date) -> Findings {
    check_with(plan, as_of, AskWorlds::Auto)
}

/// Holds a plan against the rules that read its text alone, as of a date: what an editor can ask at
/// every keystroke. Rules that ask what holds in some world are *undecided*.
pub fn check_as_written(plan: &Plan, as_of: Date) -> Findings {
    check_with(plan, as_of, AskWorlds::Never)
}

/// Holds a plan against every rule as [`check`] does, with or without those that ask what holds in
/// some world.
pub fn check_with(plan: &Plan, as_of: Date, worlds: AskWorlds) -> Findings {
    let context = Context::new(plan, as_of);
    let worlds = match worlds {
        AskWorlds::Never => Err("the meaning of the plan was not asked"),
        AskWorlds::Auto if Worlds::are_too_much(&context) => {
            Err("the plan is so large, and its people in so many places, that it would take long")
        }
        AskWorlds::Auto | AskWorlds::Always => Ok(Worlds::of(&context)),
    };
    run(&context, worlds.as_ref().map_err(|why| *why))
}

/// Runs every rule; without the worlds, for the reason given, those that need them are undecided.
fn run(context: &Context<'_>, worlds: Result<&Worlds, &'static str>) -> Findings {
    let waivers = Waivers::of(&context.plan.waivers, context.as_of);
    let mut run = Run {
        context,
        worlds,
        waivers,
        findings: Findings::default(),
    };
    let (last, first): (Vec<_>, Vec<_>) =
        crate::all().partition(|rule| matches!(rule.check, Check::Waivers(_)));
    for rule in first.into_iter().chain(last) {
        run.rule(rule);
    }
    run.into_findings()
}

struct Run<'c, 'p> {
    context: &'c Context<'p>,
    worlds: Result<&'c Worlds, &'static str>,
    waivers: Waivers<'p>,
    findings: Findings,
}

impl Run<'_, '_> {
    fn rule(&mut self, rule: &'static Rule) {
        let level = self.context.settings().level(rule);
        if level == Level::Allow {
            self.record(rule, Outcome::Off, 0, Vec::new());
            return;
        }
        let mut report = Report::new(rule, level);
        match (rule.check, self.worlds) {
            (Check::Plan(check), _) => check(self.context, &mut report),
            (Check::Waivers(check), _) => check(self.context, self.waivers.used(), &mut report),
            (Check::Worlds(check), Ok(worlds)) => check(self.context, worlds, &mut report),
            (Check::Worlds(_), Err(why)) => return self.leave(rule, why),
        }
        let asked = report.asked();
        let found = report.into_found();
        let mut known = BTreeSet::new();
        let names = found.iter().map(|found| &found.name);
        let failing: Vec<String> = names.filter(|name| known.insert(*name)).cloned().collect();
        let open = self.settle(rule, found);
        let outcome = match (open, failing.is_empty(), asked) {
            (0, true, 0) => Outcome::NotApplicable {
                why: self.why_not(rule),
            },
            (0, true, _) => Outcome::Passed,
            (0, false, _) => Outcome::Waived,
            (_, _, _) => Outcome::Failed,
        };
        self.record(rule, outcome, asked, failing);
    }

    /// Notes that a rule was not asked. Nobody knows what its waivers would have waived.
    fn leave(&mut self, rule: &'static Rule, why: &'static str) {
        self.waivers.excuse(rule.code);
        let unasked = self.findings.unasked.get_or_insert_with(|| Unasked {
            rules: Vec::new(),
            why,
        });
        unasked.rules.push(rule.code);
        let why = why.to_owned();
        self.record(rule, Outcome::Undecided { why }, 0, Vec::new());
    }

    /// Sets aside what is waived, keeps the rest, and returns how much that is.
    fn settle(&mut self, rule: &Rule, found: Vec<Found>) -> usize {
        let mut open = Vec::new();
        let settings = self.context.settings();
        let numbers = rule.thresholds.iter().filter_map(|one| settings.told(*one));
        let numbers: Vec<String> = numbers.collect();
        for mut found in found {
            found.diagnostic.notes.extend(numbers.iter().cloned());
            match self.waivers.waive(rule.code, found.on) {
                Some(waiver) => self.findings.waived.push(waived(found.diagnostic, waiver)),
                None => open.push(found),
            }
        }
        // In the order of the text, so that the first of those that say the same stands for them.
        open.sort_by_cached_key(|found| found.diagnostic.primary());
        let all: Vec<&Found> = open.iter().collect();
        self.findings.gathered.extend(gather(&all));
        let count = open.len();
        let diagnostics = open.into_iter().map(|found| found.diagnostic);
        self.findings.diagnostics.extend(diagnostics);
        count
    }

    /// Why a rule asked about nothing.
    fn why_not(&self, rule: &Rule) -> String {
        let mut thresholds = rule.thresholds.iter();
        match thresholds.find(|threshold| self.context.threshold(**threshold).is_none()) {
            Some(threshold) => format!("nothing sets `{}`", threshold.name()),
            None => format!("no {} in the plan", rule.asks),
        }
    }

    fn record(&mut self, rule: &'static Rule, outcome: Outcome, asked: u32, failing: Vec<String>) {
        self.findings.score.rules.push(RuleScore {
            rule,
            outcome,
            asked,
            failing,
        });
    }

    fn into_findings(mut self) -> Findings {
        sort(&mut self.findings.diagnostics);
        sort(&mut self.findings.gathered);
        self.findings.waived.sort_by_cached_key(|waived| {
            let diagnostic = &waived.diagnostic;
            (
                diagnostic.primary(),
                diagnostic.code,
                diagnostic.message.clone(),
            )
        });
        self.findings
            .score
            .rules
            .sort_by_key(|score| (score.rule.element, score.rule.code));
        self.findings
    }
}

fn waived(diagnostic: Diagnostic, waiver: &Waiver) -> Waived {
    let by = waiver
        .by
        .as_ref()
        .map(|by| format!(" by {by}"))
        .unwrap_or_default();
    let note = format!("waived until {}{by}: {}", waiver.until, waiver.reason);
    Waived {
        diagnostic: diagnostic.because(note),
        reason: waiver.reason.clone(),
        until: waiver.until,
        by: waiver.by.clone(),
    }
}
