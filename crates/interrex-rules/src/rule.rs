//! What a rule of the field is: a code, where it comes from, how loudly it speaks, its page and its
//! check.
//!
//! Responsible for the shape of a rule. Each rule fills it in a file of its own under `rules/`; what
//! a check sees is in `context`, what it says goes through `report`.

use std::fmt;

use interrex_plan::model::Level;

use crate::context::Context;
use crate::report::Report;
use crate::threshold::Threshold;
use crate::waive::Used;
use crate::worlds::Worlds;

/// One rule of the field.
pub struct Rule {
    /// The kebab-case name of the bad thing; never reused for another.
    pub code: &'static str,
    /// The element of continuity that it belongs to.
    pub element: Element,
    /// How loudly it speaks unless a profile or the plan says otherwise.
    pub level: Level,
    /// Who asks for it, and how firmly.
    pub sources: &'static [Citation],
    /// The numbers that it depends on.
    pub thresholds: &'static [Threshold],
    /// What it looks at, as in *no … in the plan*: the reason where it does not apply.
    pub asks: &'static str,
    /// What is wrong where it speaks, in one sentence.
    pub summary: &'static str,
    /// What to do about it, as an order without a full stop.
    pub mend: &'static str,
    /// Its page in Markdown: why, how to mend, literate examples. What the other fields say is not
    /// repeated there.
    pub page: &'static str,
    /// How it is decided.
    pub(crate) check: Check,
}

/// How a rule is decided, by what it reads.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// From the plan as written.
    Plan(fn(&Context<'_>, &mut Report)),
    /// From what the plan means when nothing or one thing is lost.
    Worlds(fn(&Context<'_>, &Worlds, &mut Report)),
    /// From which waivers waived something; runs after all others.
    Waivers(fn(&Context<'_>, &Used, &mut Report)),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rule({})", self.code)
    }
}

/// The elements of continuity by which rules are grouped and scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Element {
    /// Orders of succession, and the bodies that take part in them.
    Succession,
    /// Delegations of authority.
    Delegations,
    /// Essential functions and their analysis.
    Functions,
    /// Sites, seats and the links between them.
    Sites,
    /// Essential records.
    Records,
    /// Communications and contacts.
    Communications,
    /// Devolution.
    Devolution,
    /// Reconstitution.
    Reconstitution,
    /// Tests, training and exercises.
    Exercises,
    /// The programme: signature, review, rules and waivers.
    Programme,
    /// What the plan's text means: likelihoods, sources, what is counted on.
    Meaning,
}

impl Element {
    /// Every element, in the order of reports.
    pub const ALL: [Self; 11] = [
        Self::Succession,
        Self::Delegations,
        Self::Functions,
        Self::Sites,
        Self::Records,
        Self::Communications,
        Self::Devolution,
        Self::Reconstitution,
        Self::Exercises,
        Self::Programme,
        Self::Meaning,
    ];

    /// Its name, as folders and addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Succession => "succession",
            Self::Delegations => "delegations",
            Self::Functions => "functions",
            Self::Sites => "sites",
            Self::Records => "records",
            Self::Communications => "communications",
            Self::Devolution => "devolution",
            Self::Reconstitution => "reconstitution",
            Self::Exercises => "exercises",
            Self::Programme => "programme",
            Self::Meaning => "meaning",
        }
    }
}

/// How firmly a source asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Force {
    /// It says *must* or *shall*.
    Must,
    /// It says *should*, or advises it.
    Should,
    /// It does not say so; it follows from what it says or from what happened.
    Derived,
}

impl Force {
    /// The word for readers.
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Derived => "derived",
        }
    }
}

/// A text that a rule rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Its title, with the part that matters.
    pub what: &'static str,
    /// Where it was read: an address, or a page of this book.
    pub url: &'static str,
}

impl Work {
    pub(crate) const fn must(self) -> Citation {
        Citation {
            work: self,
            force: Force::Must,
        }
    }

    pub(crate) const fn should(self) -> Citation {
        Citation {
            work: self,
            force: Force::Should,
        }
    }

    pub(crate) const fn derived(self) -> Citation {
        Citation {
            work: self,
            force: Force::Derived,
        }
    }
}

/// A text and how firmly it asks for what a rule checks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Citation {
    /// The text.
    pub work: Work,
    /// How firmly.
    pub force: Force,
}
