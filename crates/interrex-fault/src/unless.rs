//! What would undo a minimal set: further members that make the function false again. A function
//! that rises with every variable has nothing of the kind.

use std::collections::BTreeSet;

use interrex_circuit::Var;
use interrex_dd::{Bdd, Diagrams, Frozen, Limits, Trend};

use crate::cut_sets::CutSetOptions;

/// A function, ready to be asked what undoes its sets.
pub(crate) struct Undoing<'d, 'c> {
    diagrams: &'d mut Diagrams<'c>,
    f: Bdd,
    frozen: Frozen,
    /// The variables with which the function does not rise everywhere.
    suspects: Vec<Var>,
    options: &'d CutSetOptions,
    limits: &'d Limits<'d>,
}

impl<'d, 'c> Undoing<'d, 'c> {
    /// `suspects` are the variables with which the circuit does not show the function to rise.
    pub(crate) fn new(
        diagrams: &'d mut Diagrams<'c>,
        f: Bdd,
        suspects: &BTreeSet<Var>,
        options: &'d CutSetOptions,
        limits: &'d Limits<'d>,
    ) -> Self {
        let frozen = diagrams.freeze(&[f]);
        let trends = if suspects.is_empty() {
            Ok(Vec::new())
        } else {
            frozen.trends_of(|var| suspects.contains(&var), limits)
        };
        let mut suspects: Vec<Var> = if let Ok(trends) = trends {
            let falls = trends
                .into_iter()
                .filter(|(_, trend)| *trend != Trend::Increasing);
            falls.map(|(var, _)| var).collect()
        } else {
            let vars = frozen.vars().iter().copied();
            vars.filter(|var| suspects.contains(var)).collect()
        };
        suspects.sort_unstable();
        Self {
            diagrams,
            f,
            frozen,
            suspects,
            options,
            limits,
        }
    }

    /// The variables each of which, added alone, undoes the set.
    pub(crate) fn singles(&self, set: &[Var]) -> Vec<Var> {
        let undoes = |suspect: &Var| {
            !set.contains(suspect)
                && !self
                    .frozen
                    .eval(|var| var == *suspect || set.binary_search(&var).is_ok())
        };
        self.suspects.iter().copied().filter(undoes).collect()
    }

    /// Minimal sets of two or more that undo the set together, and whether these, with the single
    /// variables, are all there is.
    pub(crate) fn sets(&mut self, set: &[Var]) -> (Vec<Vec<Var>>, bool) {
        if self.suspects.is_empty() {
            return (Vec::new(), true);
        }
        let held: Vec<(Var, bool)> = set.iter().map(|var| (*var, true)).collect();
        let size_max = self.options.unless_order_max.max(1);
        let found = self
            .diagrams
            .cofactor(self.f, &held, self.limits)
            .and_then(|with_set| {
                let sets = self
                    .diagrams
                    .minimal(!with_set, Some(size_max), self.limits)?;
                let beyond = self.diagrams.upward(sets, self.limits)?;
                let all = self.diagrams.and(!with_set, !beyond, self.limits)? == Bdd::FALSE;
                Ok((self.diagrams.family(sets), all))
            });
        let Ok((family, all)) = found else {
            return (Vec::new(), false);
        };
        let mut several = family.by_size().filter(|undoing| undoing.len() > 1);
        let mut listed: Vec<Vec<Var>> = several
            .by_ref()
            .take(self.options.unless_listed_max)
            .collect();
        for undoing in &mut listed {
            undoing.sort_unstable();
        }
        let complete = all && several.next().is_none();
        (listed, complete)
    }
}
