//! Functions of one manager taken into another, which may have another circuit and another order.

use interrex_circuit::{Node, Var};

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};
use crate::marks::Marks;

impl Diagrams<'_> {
    /// Copies functions of another manager in, with some variables replaced by functions of this
    /// one: all those for which the caller gives one.
    ///
    /// Linear in what is copied where the two orders agree and what replaces a variable stands in
    /// its place; elsewhere it may cost as much as building anew.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn adopt(
        &mut self,
        from: &Diagrams<'_>,
        functions: &[Bdd],
        replace: impl Fn(Var) -> Option<Bdd>,
        limits: &Limits<'_>,
    ) -> Result<Vec<Bdd>, LimitReached> {
        let below = from.nodes_below_all(functions);
        let mut images = from.marks.take();
        images.begin(from.bdds.len());
        let image = |images: &Marks, to: Bdd| {
            let image = images.get(to.index()).map_or(Bdd::TRUE, Bdd);
            image.negated_if(to.is_complement())
        };
        for index in below {
            let node = Bdd::regular(index);
            let (low, high) = from.successors(node);
            let (low, high) = (image(&images, low), image(&images, high));
            let var = from.order.var(from.level(node));
            let test = match replace(var) {
                Some(test) => test,
                None => self.var(var, limits)?,
            };
            let made = self.ite(test, high, low, limits)?;
            images.set(index, made.0);
        }
        let copies = functions.iter().map(|f| image(&images, *f)).collect();
        from.marks.replace(images);
        Ok(copies)
    }

    /// Takes the caller's word for it that a function is that of a node, so that
    /// [`compile`](Self::compile) need not build it.
    pub fn remember(&mut self, node: Node, function: Bdd) {
        self.compiled.insert(node, function);
    }

    /// How many nodes some functions have, together.
    pub fn size(&self, functions: &[Bdd]) -> usize {
        self.nodes_below_all(functions).len()
    }
}
