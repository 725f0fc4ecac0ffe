//! Functions made from a function by one pass over its nodes: cofactors, quantification, and the
//! function with every variable negated.

use interrex_circuit::Var;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};
use crate::marks::Marks;
use crate::table::TERMINAL;

impl Diagrams<'_> {
    /// The function with some variables held at values.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn cofactor(
        &mut self,
        f: Bdd,
        held: &[(Var, bool)],
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        let values: FxHashMap<u32, bool> = held
            .iter()
            .filter_map(|(var, value)| Some((self.order.level(*var)?, *value)))
            .collect();
        self.rewrite(f, limits, |diagrams, level, low, high| {
            match values.get(&level) {
                Some(true) => Ok(high),
                Some(false) => Ok(low),
                None => diagrams.make(level, low, high, limits),
            }
        })
    }

    /// True where the function is for some values of the given variables.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn exists(
        &mut self,
        f: Bdd,
        vars: &[Var],
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        let levels: FxHashSet<u32> = vars
            .iter()
            .filter_map(|var| self.order.level(*var))
            .collect();
        self.rewrite_apart(f, limits, |diagrams, level, low, high| {
            if levels.contains(&level) {
                diagrams.or(low, high, limits)
            } else {
                diagrams.make(level, low, high, limits)
            }
        })
    }

    /// The least function above this one that rises with every variable: true where some of the
    /// true variables, all others false, make this one true.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn rising(&mut self, f: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        self.rewrite_apart(f, limits, |diagrams, level, low, high| {
            let either = diagrams.or(low, high, limits)?;
            diagrams.make(level, low, either, limits)
        })
    }

    /// The function of the negated variables: true where `f` is when every value is turned over.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn mirrored(&mut self, f: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        self.rewrite(f, limits, |diagrams, level, low, high| {
            diagrams.make(level, high, low, limits)
        })
    }

    /// The dual of a function: false exactly where `f` is true when every value is turned over.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn dual(&mut self, f: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        Ok(!self.mirrored(f, limits)?)
    }

    /// Rebuilds a function from the bottom up by a rule that commutes with negation; the rule is
    /// given a level and the images of both successors.
    fn rewrite(
        &mut self,
        f: Bdd,
        limits: &Limits<'_>,
        rule: impl Fn(&mut Self, u32, Bdd, Bdd) -> Result<Bdd, LimitReached>,
    ) -> Result<Bdd, LimitReached> {
        let below = self.nodes_below(f);
        let mut images = self.marks.take();
        images.begin(self.bdds.len());
        let image_of = |images: &Marks, to: Bdd| {
            let image = images.get(to.index()).map_or(Bdd::TRUE, Bdd);
            image.negated_if(to.is_complement())
        };
        for index in below {
            self.poll(limits)?;
            let node = Bdd::regular(index);
            let (low, high) = self.successors(node);
            let (low, high) = (image_of(&images, low), image_of(&images, high));
            let image = rule(self, self.level(node), low, high)?;
            images.set(index, image.0);
        }
        let image = image_of(&images, f);
        self.marks.replace(images);
        Ok(image)
    }

    /// Rebuilds a function from the bottom up by a rule that does not commute with negation, so
    /// that a function and its negation are treated apart.
    fn rewrite_apart(
        &mut self,
        f: Bdd,
        limits: &Limits<'_>,
        rule: impl Fn(&mut Self, u32, Bdd, Bdd) -> Result<Bdd, LimitReached>,
    ) -> Result<Bdd, LimitReached> {
        let mut images: FxHashMap<Bdd, Bdd> = FxHashMap::default();
        let image_of =
            |images: &FxHashMap<Bdd, Bdd>, to: Bdd| images.get(&to).copied().unwrap_or(to);
        for edge in self.edges_below(f) {
            self.poll(limits)?;
            let (low, high) = self.successors(edge);
            let (low, high) = (image_of(&images, low), image_of(&images, high));
            let image = rule(self, self.level(edge), low, high)?;
            images.insert(edge, image);
        }
        Ok(image_of(&images, f))
    }

    /// The nodes under a function but the terminal, successors first.
    fn nodes_below(&self, f: Bdd) -> Vec<u32> {
        self.nodes_below_all(&[f])
    }

    /// The nodes under several functions but the terminal, successors first.
    pub(crate) fn nodes_below_all(&self, functions: &[Bdd]) -> Vec<u32> {
        let mut seen = self.marks.borrow_mut();
        seen.begin(self.bdds.len());
        let mut stack: Vec<u32> = functions.iter().map(|f| f.index()).collect();
        let mut nodes = Vec::new();
        while let Some(index) = stack.pop() {
            if self.level(Bdd::regular(index)) == TERMINAL || !seen.set(index, 0) {
                continue;
            }
            nodes.push(index);
            let (low, high) = self.successors(Bdd::regular(index));
            stack.extend([low.index(), high.index()]);
        }
        nodes.sort_unstable();
        nodes
    }

    /// The functions under a function but the constants, successors first: a node is met as itself
    /// and as its negation.
    fn edges_below(&self, f: Bdd) -> Vec<Bdd> {
        let mut seen: FxHashSet<Bdd> = FxHashSet::default();
        let mut stack = vec![f];
        let mut edges = Vec::new();
        while let Some(edge) = stack.pop() {
            if self.level(edge) == TERMINAL || !seen.insert(edge) {
                continue;
            }
            edges.push(edge);
            let (low, high) = self.successors(edge);
            stack.extend([low, high]);
        }
        edges.sort_unstable();
        edges
    }
}
