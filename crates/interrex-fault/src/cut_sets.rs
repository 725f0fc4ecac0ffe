//! Minimal cut sets and minimal path sets: what is asked and what is answered. Finding them is left
//! to the search over diagrams, and to the one that does without.

use interrex_circuit::{Node, Var};
use interrex_dd::LimitReached;
use num_bigint::BigUint;

use crate::bounds::Bounds;
use crate::classes::Taken;
use crate::search::{Search, not_rising};
use crate::session::Session;
use crate::side::Side;

/// Which sets to find and which to list.
#[derive(Clone, PartialEq, Debug)]
pub struct CutSetOptions {
    /// Find the sets with at most so many members; all when absent.
    pub order_max: Option<usize>,
    /// List no set that is certain to be less likely than this.
    pub probability_min: f64,
    /// List at most so many sets.
    pub listed_max: usize,
    /// Which sets to list first.
    pub by: Listing,
    /// Whether to list one set for all those that differ only in which members of a class they
    /// take. Members that turn out not to be interchangeable are kept apart.
    pub merge_classes: bool,
    /// For each listed set, look for what would undo it among sets of further variables up to this
    /// size; 0 looks for single variables alone.
    pub unless_order_max: usize,
    /// For each listed set, report at most so many sets of two or more that would undo it.
    pub unless_listed_max: usize,
}

impl Default for CutSetOptions {
    /// All sets; the first hundred listed by size, classes merged; up to ten sets of up to three
    /// variables that undo each.
    fn default() -> Self {
        Self {
            order_max: None,
            probability_min: 0.0,
            listed_max: 100,
            by: Listing::Size,
            merge_classes: true,
            unless_order_max: 3,
            unless_listed_max: 10,
        }
    }
}

/// The order of a listing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Listing {
    /// Small sets first. Within a size, the order of the diagram's variables decides, or, where a
    /// least probability is asked for, likelihood.
    Size,
    /// Likely sets first, by the upper end where likelihoods are ranges.
    Likelihood,
}

/// The minimal cut sets, or path sets, of a node.
#[derive(Clone, PartialEq, Debug)]
pub struct CutSets {
    /// The number of minimal sets found, each member of a class counted apart.
    pub count: BigUint,
    /// At least and at most how many minimal sets there are, where that was found out although they
    /// were not: a [thorough](Session::thorough) session bounds the number of cut sets of a node that
    /// rises with every variable as it is written.
    pub count_bounds: Option<[BigUint; 2]>,
    /// The number of sets found of each size: entry `k` counts those with `k` members.
    pub by_order: Vec<BigUint>,
    /// Whether these are all minimal sets there are.
    pub complete: bool,
    /// Every minimal set with fewer members than this is found: `usize::MAX` when all are, 0 when
    /// nothing is known.
    pub complete_below: usize,
    /// An upper bound on the probability that some set is complete, the node is as it makes it, and
    /// no listed set is complete.
    pub cutoff_bound: f64,
    /// The sets listed.
    pub listed: Vec<CutSet>,
    /// How many sets the listed ones stand for.
    pub listed_count: BigUint,
    /// The limit that stood in the way, if one did.
    pub limit: Option<LimitReached>,
}

/// One minimal set, or one for several that differ only in which members of classes they take.
#[derive(Clone, PartialEq, Debug)]
pub struct CutSet {
    /// The members, in ascending order: true in a cut set, false in a path set.
    pub vars: Vec<Var>,
    /// The members that stand for any others of their class.
    pub classes: Vec<Taken>,
    /// How many sets this one stands for.
    pub multiplicity: BigUint,
    /// The probability that all members are as they are in the set; the same for each set that this
    /// one stands for.
    pub probability: Bounds,
    /// The probability that all members are as they are in the set and that no variable of `unless`
    /// is true: that of the members alone, where nothing undoes it.
    pub undisturbed: Bounds,
    /// Further variables each of which, added alone to the set, undoes it.
    pub unless: Vec<Var>,
    /// Minimal sets of two or more further variables that, added together, undo it.
    pub unless_sets: Vec<Vec<Var>>,
    /// Whether what is said of undoing is all there is.
    pub unless_complete: bool,
}

impl Session<'_> {
    /// The minimal sets of variables that, true with all others false, make the node true (Rauzy
    /// 1993).
    ///
    /// The node need not be monotone: further true variables may then undo a set, and each listed
    /// set names those that do. Where no diagram fits the limits, the answer has the small sets
    /// that the circuit shows, and says up to which size they are all.
    pub fn cut_sets(&mut self, top: Node, options: &CutSetOptions) -> CutSets {
        self.minimal_sets(top, options, Side::Cut)
    }

    /// The minimal sets of variables that, false, keep the node false whatever the others are: the
    /// minimal sets that meet every cut set. Nothing undoes them.
    pub fn path_sets(&mut self, top: Node, options: &CutSetOptions) -> CutSets {
        self.minimal_sets(top, options, Side::Path)
    }

    fn minimal_sets(&mut self, top: Node, options: &CutSetOptions, side: Side) -> CutSets {
        let limits = self.diagram_limits();
        let search = Search {
            not_rising: not_rising(self.circuit, top),
            assignment: &self.assignment,
            classes: &self.classes,
            options,
            side,
            limits,
        };
        let found = self
            .workshop
            .attempt([top], &limits, |diagrams, [f]| search.run(diagrams, f));
        found.unwrap_or_else(|reached| self.sets_without_diagram(top, options, side, reached))
    }
}
