//! Minimal solutions of a function (Rauzy 1993), all or up to a size.

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams, Zbdd};
use crate::sets::{UNBOUNDED, less_one};
use crate::table::TERMINAL;

/// A function whose minimal solutions are asked for.
#[derive(Clone, Copy)]
enum Step {
    /// Compute, or find, those up to a size.
    Solve(Bdd, u32),
    /// Both successors are solved: join them.
    Join(Bdd, u32),
}

/// How sets that hold a smaller one are told.
#[derive(Clone, Copy)]
enum Removal {
    /// By the family of the smaller ones.
    Families,
    /// By the function whose solutions the smaller ones are, which rises.
    Function,
}

impl Diagrams<'_> {
    /// The minimal sets of variables that, true with all others false, make the function true; only
    /// those with at most `size_max` members when a bound is given.
    ///
    /// Correct for functions that are not monotone: the sets are the minimal elements of the set of
    /// models. With `x` the top variable, they are those of `f` without `x`, and with `x` those of
    /// `f` with `x` that hold none of the former.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn minimal(
        &mut self,
        f: Bdd,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.minimal_by(Removal::Families, f, size_max, limits)
    }

    /// The minimal solutions, as [`minimal`](Self::minimal) finds them, of a function that rises with
    /// every variable. No two families are compared: a set of `f` with `x` holds a set of `f` without
    /// `x` just where it makes the latter true, which one walk down its diagram shows.
    ///
    /// What the sets are is not said where the function falls with some variable.
    ///
    /// # Errors
    ///
    /// [`LimitReached`]; what the call had built is then rolled back.
    pub fn minimal_of_rising(
        &mut self,
        f: Bdd,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.minimal_by(Removal::Function, f, size_max, limits)
    }

    fn minimal_by(
        &mut self,
        removal: Removal,
        f: Bdd,
        size_max: Option<usize>,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        let start = self.checkpoint();
        let result = self.solve(removal, f, self.size_bound(size_max), limits);
        if result.is_err() {
            self.rollback(start);
        }
        result
    }

    /// A bound that some set could reach, else [`UNBOUNDED`].
    pub(crate) fn size_bound(&self, size_max: Option<usize>) -> u32 {
        let bound = size_max.filter(|size| *size < self.order.vars().len());
        bound
            .and_then(|size| u32::try_from(size).ok())
            .map_or(UNBOUNDED, |size| size.min(UNBOUNDED))
    }

    fn solve(
        &mut self,
        removal: Removal,
        f: Bdd,
        size_max: u32,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        let mut stack = vec![Step::Solve(f, size_max)];
        while let Some(step) = stack.pop() {
            match step {
                Step::Solve(f, size_max) if self.solution(f, size_max).is_none() => {
                    let (low, high) = self.successors(f);
                    stack.extend([Step::Join(f, size_max), Step::Solve(low, size_max)]);
                    if size_max > 0 {
                        stack.push(Step::Solve(high, less_one(size_max)));
                    }
                }
                Step::Solve(..) => {}
                Step::Join(f, size_max) => {
                    let family = self.join(removal, f, size_max, limits)?;
                    self.minimals.insert((f, size_max), family);
                }
            }
        }
        Ok(self
            .solution(f, size_max)
            .expect("the last step joins the function asked for"))
    }

    fn solution(&self, f: Bdd, size_max: u32) -> Option<Zbdd> {
        match f {
            Bdd::FALSE => Some(Zbdd::EMPTY),
            Bdd::TRUE => Some(Zbdd::UNIT),
            _ => self.minimals.get(&(f, size_max)).copied(),
        }
    }

    fn join(
        &mut self,
        removal: Removal,
        f: Bdd,
        size_max: u32,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        let level = self.level(f);
        debug_assert!(level != TERMINAL, "constants are solved by their form");
        let (low, high) = self.successors(f);
        let without = self
            .solution(low, size_max)
            .expect("successors are solved before");
        if size_max == 0 {
            return Ok(without);
        }
        let with = self
            .solution(high, less_one(size_max))
            .expect("successors are solved before");
        let reduced = match removal {
            Removal::Families => self.without(with, without, limits)?,
            Removal::Function => self.unsatisfied(with, low, limits)?,
        };
        self.make_set(level, without, reduced, limits)
    }
}
