//! A question to a plan, as its reader puts it.

use interrex_fault::Hurry;
use interrex_plan::model::Expr;
use interrex_standing::Question;

use crate::answer::Supposed;

/// Telling a case apart costs about as much as so many nodes: who allows few nodes wants an answer
/// soon.
pub(crate) const NODES_PER_CASE: usize = 50;

/// What is asked, and how much may be spent on it.
#[derive(Clone)]
pub struct Ask<'a> {
    /// The date and what is supposed.
    pub question: Question,
    /// The same in the words of whoever asked, for the answer.
    pub supposed: Supposed,
    /// Patterns of the propositions wanted; all of them, when empty.
    pub only: Vec<String>,
    /// Patterns of propositions that are never wanted.
    pub except: Vec<String>,
    /// The condition on probabilities.
    pub given: Option<Expr>,
    /// Only sets of at most this many facts.
    pub order_max: Option<usize>,
    /// How many sets to list.
    pub list_max: usize,
    /// The most diagram nodes.
    pub nodes_max: usize,
    /// Asked from time to time whether to give up.
    pub stop: Option<&'a (dyn Fn() -> bool + Sync)>,
    /// Asked from time to time whether to be content with less, so that something is left for the
    /// questions that follow: with what is known without a diagram, and with the bounds found so far.
    /// Heeded where one proposition is asked about.
    pub hurry: [Option<&'a (dyn Fn() -> bool + Sync)>; 2],
}

impl<'a> Ask<'a> {
    /// Asks everything of a plan as it stands, with the default limits.
    pub fn about(question: Question) -> Self {
        Self {
            question,
            supposed: Supposed::default(),
            only: Vec::new(),
            except: Vec::new(),
            given: None,
            order_max: None,
            list_max: 10,
            nodes_max: 1_000_000,
            stop: None,
            hurry: [None; 2],
        }
    }

    /// Who is asked whether to give up, for analyses that know nothing of threads.
    pub(crate) fn stop(&self) -> Option<&dyn Fn() -> bool> {
        self.stop.map(|stop| stop as &dyn Fn() -> bool)
    }

    /// When the analyses are to be content with less.
    pub(crate) fn hurry(&self) -> Hurry<'_> {
        let [diagrams, likelihoods] = self
            .hurry
            .map(|signal| signal.map(|signal| signal as &dyn Fn() -> bool));
        Hurry {
            diagrams,
            likelihoods,
        }
    }

    /// Whether a proposition is wanted.
    pub fn wants(&self, name: &str) -> bool {
        let matching = |pattern: &String| crate::names::matches(pattern, name);
        if self.except.iter().any(matching) {
            return false;
        }
        self.only.is_empty() || self.only.iter().any(matching)
    }

    /// Asks from here on whether to do without diagrams, and whether to leave bounds as they are.
    #[must_use]
    pub fn hurrying(
        self,
        diagrams: &'a (dyn Fn() -> bool + Sync),
        likelihoods: &'a (dyn Fn() -> bool + Sync),
    ) -> Self {
        Self {
            hurry: [Some(diagrams), Some(likelihoods)],
            ..self
        }
    }

    /// Asks whether to give up from here on.
    #[must_use]
    pub fn stopping(self, stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self {
            stop: Some(stop),
            ..self
        }
    }
}
