//! What a check says: how many things it asked about, and which of them fail.
//!
//! Responsible for collecting the findings of one rule with the rule's code and level. It leaves
//! waivers and the score to `run`.

use interrex_diag::{Diagnostic, Severity, Span};
use interrex_plan::model::{Element as Declared, Level};

use crate::rule::Rule;
use crate::subject::Subject;

/// The findings of one rule on one plan.
#[derive(Debug)]
pub(crate) struct Report {
    rule: &'static Rule,
    severity: Severity,
    asked: u32,
    found: Vec<Found>,
}

/// One finding.
#[derive(Debug)]
pub(crate) struct Found {
    /// What it is about.
    pub(crate) on: Declared,
    /// That in words, for the list of what is missing.
    pub(crate) name: String,
    /// What is said.
    pub(crate) diagnostic: Diagnostic,
}

impl Report {
    /// An empty report of a rule that speaks at this level.
    pub(crate) fn new(rule: &'static Rule, level: Level) -> Self {
        Self {
            rule,
            severity: severity(level),
            asked: 0,
            found: Vec::new(),
        }
    }

    /// Notes that the rule applies to one thing more. A rule that applies to nothing is *not
    /// applicable*; one that finds nothing wrong with what it applies to *passes*.
    pub(crate) fn applies(&mut self) {
        self.asked = self.asked.saturating_add(1);
    }

    /// Reports that something fails, at the place of its declaration unless a place is given.
    pub(crate) fn fail(&mut self, subject: Subject<'_>, message: impl Into<String>) -> Failing<'_> {
        let mut diagnostic = Diagnostic::with_severity(self.severity, self.rule.code, message);
        if let Some(span) = subject.span {
            diagnostic = diagnostic.at(span, "");
        }
        self.found.push(Found {
            on: subject.on,
            name: subject.to_string(),
            diagnostic,
        });
        let found = self.found.last_mut().expect("a finding was just added");
        Failing {
            diagnostic: &mut found.diagnostic,
        }
    }

    /// How many things the rule was asked about.
    pub(crate) fn asked(&self) -> u32 {
        self.asked
    }

    /// The findings.
    pub(crate) fn into_found(self) -> Vec<Found> {
        self.found
    }
}

/// A finding to which places and advice are added.
pub(crate) struct Failing<'r> {
    diagnostic: &'r mut Diagnostic,
}

impl Failing<'_> {
    /// Says something at the place of the finding.
    pub(crate) fn label(self, text: impl Into<String>) -> Self {
        if let Some(label) = self
            .diagnostic
            .labels
            .iter_mut()
            .find(|label| label.primary)
        {
            label.text = text.into();
        }
        self
    }

    /// Moves the finding to a place within the thing that it is about.
    pub(crate) fn at(self, span: Span, text: impl Into<String>) -> Self {
        self.diagnostic.labels.retain(|label| !label.primary);
        self.change(|diagnostic| diagnostic.at(span, text))
    }

    /// Adds a place that bears on the finding.
    pub(crate) fn also(self, span: Span, text: impl Into<String>) -> Self {
        self.change(|diagnostic| diagnostic.also(span, text))
    }

    /// Adds a way out.
    pub(crate) fn help(self, text: impl Into<String>) -> Self {
        self.change(|diagnostic| diagnostic.help(text))
    }

    /// Adds a reason.
    pub(crate) fn because(self, text: impl Into<String>) -> Self {
        self.change(|diagnostic| diagnostic.because(text))
    }

    fn change(self, with: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        let empty = Diagnostic::note("", "");
        *self.diagnostic = with(std::mem::replace(self.diagnostic, empty));
        self
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Allow | Level::Note => Severity::Note,
        Level::Warn => Severity::Warning,
        Level::Deny => Severity::Error,
    }
}
