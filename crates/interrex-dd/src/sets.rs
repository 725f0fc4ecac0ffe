//! Operations on families of sets, as small programs for one stack machine, so that none recurses.
//!
//! Families here are *minimal*: no set of one holds another. Minato 1993 gives the diagrams, Rauzy
//! 1993 the removal of supersets.

use crate::limits::{LimitReached, Limits};
use crate::manager::{Diagrams, Zbdd};
use crate::table::{TERMINAL, Triple};

/// A bound on the size of sets that bounds nothing.
pub(crate) const UNBOUNDED: u32 = u32::MAX >> 2;

/// What a program asks for; `size_max` bounds the sets of the result and is [`UNBOUNDED`] where an
/// operation has no such bound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Operation {
    /// The sets of `a` that hold no set of `b`.
    Without,
    /// The minimal sets among those of both.
    Union,
    /// The minimal unions of a set of `a` and a set of `b`.
    Product,
    /// The sets of `a` up to the size.
    Truncate,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Request {
    pub(crate) operation: Operation,
    pub(crate) a: Zbdd,
    pub(crate) b: Zbdd,
    pub(crate) size_max: u32,
}

/// An instruction. `take` is the family on top of the stack, removed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Task {
    /// Push the result of the request.
    Call(Request),
    /// Push a family.
    Push(Zbdd),
    /// Take `b`, then `a`, and push the result of the operation on them.
    Apply(Operation, u32),
    /// Take `high`; push it without the supersets of the sets below, which stay.
    Reduce,
    /// Take `high`, then `low`, and push the node of both at this level.
    Make(u32),
    /// Remember the family on top of the stack, which stays, as the result for this key.
    Remember([u32; 3]),
}

/// The sizes of the smallest and of the largest set of a family.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sizes {
    least: u32,
    greatest: u32,
}

impl Sizes {
    /// Those of the two terminals: no set, whose least size is beyond every other, and the empty
    /// set.
    pub(crate) const TERMINALS: [Self; 2] = [
        Self {
            least: UNBOUNDED,
            greatest: 0,
        },
        Self {
            least: 0,
            greatest: 0,
        },
    ];

    fn joined(low: Self, high: Self) -> Self {
        Self {
            least: low.least.min(high.least + 1),
            greatest: low.greatest.max(high.greatest + 1),
        }
    }
}

impl Diagrams<'_> {
    /// The family of one set with one member, the variable at this level.
    pub(crate) fn single(&mut self, level: u32, limits: &Limits<'_>) -> Result<Zbdd, LimitReached> {
        self.make_set(level, Zbdd::EMPTY, Zbdd::UNIT, limits)
    }

    /// The sets of `a` that hold no set of `b`; both are minimal families.
    pub(crate) fn without(
        &mut self,
        a: Zbdd,
        b: Zbdd,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.run(Operation::Without, a, b, UNBOUNDED, limits)
    }

    /// Runs one operation to its end.
    pub(crate) fn run(
        &mut self,
        operation: Operation,
        a: Zbdd,
        b: Zbdd,
        size_max: u32,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        self.tasks.clear();
        self.values.clear();
        self.tasks.push(Task::Call(Request {
            operation,
            a,
            b,
            size_max,
        }));
        while let Some(task) = self.tasks.pop() {
            self.poll(limits)?;
            self.step(task, limits)?;
        }
        Ok(self.take())
    }

    fn step(&mut self, task: Task, limits: &Limits<'_>) -> Result<(), LimitReached> {
        match task {
            Task::Call(request) => self.call(request),
            Task::Push(family) => self.values.push(family),
            Task::Apply(operation, size_max) => {
                let (b, a) = (self.take(), self.take());
                self.call(Request {
                    operation,
                    a,
                    b,
                    size_max,
                });
            }
            Task::Reduce => {
                let high = self.take();
                let low = *self
                    .values
                    .last()
                    .expect("a program pushes `low` before `high`");
                self.call(Request::without(high, low));
            }
            Task::Make(level) => {
                let (high, low) = (self.take(), self.take());
                let made = self.make_set(level, low, high, limits)?;
                self.values.push(made);
            }
            Task::Remember(key) => {
                let value = *self
                    .values
                    .last()
                    .expect("a program remembers what it pushed");
                self.set_cache.insert(key, value.0);
            }
        }
        Ok(())
    }

    fn take(&mut self) -> Zbdd {
        self.values
            .pop()
            .expect("a program takes no more than it pushed")
    }

    /// Pushes the result when the form or the cache shows it, else schedules the program for it.
    fn call(&mut self, request: Request) {
        let request = match request.normalized() {
            Ok(request) if self.is_untouched(request) => return self.values.push(request.a),
            Ok(request) => request,
            Err(known) => return self.values.push(known),
        };
        let key = request.key();
        if let Some(found) = self.set_cache.get(key) {
            return self.values.push(Zbdd(found));
        }
        self.tasks.push(Task::Remember(key));
        match request.operation {
            Operation::Without => self.plan_without(request),
            Operation::Union => self.plan_union(request),
            Operation::Product => self.plan_product(request),
            Operation::Truncate => self.plan_truncate(request),
        }
    }

    /// Whether the sizes alone show that the result is `a`: only a smaller set, or an equal one, is
    /// held by another.
    fn is_untouched(
        &self,
        Request {
            operation,
            a,
            b,
            size_max,
        }: Request,
    ) -> bool {
        match operation {
            Operation::Without => self.sizes(a).greatest < self.sizes(b).least,
            Operation::Truncate => self.sizes(a).greatest <= size_max,
            Operation::Union | Operation::Product => false,
        }
    }

    fn plan_without(&mut self, request: Request) {
        let Request { a, b, .. } = request;
        let level = self.set_level(a);
        let (a0, a1) = self.parts(a, level);
        let (b0, b1) = self.parts(b, level);
        if self.set_level(b) < level {
            let (skipped, _) = self.parts(b, self.set_level(b));
            self.tasks.push(Task::Call(Request::without(a, skipped)));
            return;
        }
        self.schedule(&[
            Task::Call(Request::without(a0, b0)),
            Task::Call(Request::without(a1, b0)),
            Task::Push(b1),
            Task::Apply(Operation::Without, UNBOUNDED),
            Task::Make(level),
        ]);
    }

    fn plan_union(&mut self, Request { a, b, .. }: Request) {
        let level = self.set_level(a).min(self.set_level(b));
        let (a0, a1) = self.parts(a, level);
        let (b0, b1) = self.parts(b, level);
        self.schedule(&[
            Task::Call(Request::union(a0, b0)),
            Task::Call(Request::union(a1, b1)),
            Task::Reduce,
            Task::Make(level),
        ]);
    }

    fn plan_product(&mut self, Request { a, b, size_max, .. }: Request) {
        let level = self.set_level(a).min(self.set_level(b));
        let (a0, a1) = self.parts(a, level);
        let (b0, b1) = self.parts(b, level);
        let lows = Task::Call(Request {
            operation: Operation::Product,
            a: a0,
            b: b0,
            size_max,
        });
        if size_max == 0 {
            self.tasks.push(lows);
            return;
        }
        let rest = less_one(size_max);
        self.schedule(&[
            lows,
            Task::Push(a1),
            Task::Call(Request::union(b0, b1)),
            Task::Apply(Operation::Product, rest),
            Task::Call(Request {
                operation: Operation::Product,
                a: a0,
                b: b1,
                size_max: rest,
            }),
            Task::Apply(Operation::Union, UNBOUNDED),
            Task::Reduce,
            Task::Make(level),
        ]);
    }

    fn plan_truncate(&mut self, Request { a, size_max, .. }: Request) {
        let level = self.set_level(a);
        let (a0, a1) = self.parts(a, level);
        let kept = if size_max == 0 {
            Task::Push(Zbdd::EMPTY)
        } else {
            Task::Call(Request::truncate(a1, less_one(size_max)))
        };
        self.schedule(&[
            Task::Call(Request::truncate(a0, size_max)),
            kept,
            Task::Make(level),
        ]);
    }

    /// Schedules instructions to run in the order written.
    fn schedule(&mut self, program: &[Task]) {
        self.tasks.extend(program.iter().rev());
    }

    /// The node that tests a level; a node whose `high` is empty is its `low`.
    pub(crate) fn make_set(
        &mut self,
        level: u32,
        low: Zbdd,
        high: Zbdd,
        limits: &Limits<'_>,
    ) -> Result<Zbdd, LimitReached> {
        if high == Zbdd::EMPTY {
            return Ok(low);
        }
        let made = self.sets.intern(
            Triple {
                level,
                low: low.0,
                high: high.0,
            },
            limits,
        )?;
        if made as usize == self.set_sizes.len() {
            let sizes = Sizes::joined(self.sizes(low), self.sizes(high));
            self.set_sizes.push(sizes);
        }
        Ok(Zbdd(made))
    }

    fn sizes(&self, family: Zbdd) -> Sizes {
        *self
            .set_sizes
            .get(family.0 as usize)
            .expect("sizes are kept for each node")
    }

    pub(crate) fn set_level(&self, family: Zbdd) -> u32 {
        self.sets.get(family.0).level
    }

    /// The sets without the variable at a level, and those with it, it taken away; the level is no
    /// deeper than the family's own.
    pub(crate) fn parts(&self, family: Zbdd, level: u32) -> (Zbdd, Zbdd) {
        let node = self.sets.get(family.0);
        if node.level == level && level != TERMINAL {
            (Zbdd(node.low), Zbdd(node.high))
        } else {
            (family, Zbdd::EMPTY)
        }
    }
}

/// The bound on what may still be added to a set that has taken one more member.
pub(crate) const fn less_one(size_max: u32) -> u32 {
    if size_max == UNBOUNDED {
        UNBOUNDED
    } else {
        size_max - 1
    }
}

impl Request {
    fn without(a: Zbdd, b: Zbdd) -> Self {
        Self {
            operation: Operation::Without,
            a,
            b,
            size_max: UNBOUNDED,
        }
    }

    fn union(a: Zbdd, b: Zbdd) -> Self {
        Self {
            operation: Operation::Union,
            a,
            b,
            size_max: UNBOUNDED,
        }
    }

    fn truncate(a: Zbdd, size_max: u32) -> Self {
        Self {
            operation: Operation::Truncate,
            a,
            b: Zbdd::EMPTY,
            size_max,
        }
    }

    fn key(self) -> [u32; 3] {
        [
            self.size_max << 2 | self.operation as u32,
            self.a.0,
            self.b.0,
        ]
    }

    /// One of the requests with the same result, or the result itself (`Err`) when the form shows
    /// it.
    fn normalized(self) -> Result<Self, Zbdd> {
        let Self {
            operation,
            a,
            b,
            size_max,
        } = self;
        match operation {
            Operation::Without => match (a, b) {
                (_, Zbdd::UNIT) => Err(Zbdd::EMPTY),
                (Zbdd::EMPTY, _) | (_, Zbdd::EMPTY) => Err(a),
                _ if a == b => Err(Zbdd::EMPTY),
                (Zbdd::UNIT, _) => Err(a),
                _ => Ok(self),
            },
            Operation::Union => match (a, b) {
                (Zbdd::UNIT, _) | (_, Zbdd::EMPTY) => Err(a),
                (_, Zbdd::UNIT) | (Zbdd::EMPTY, _) => Err(b),
                _ if a == b => Err(a),
                _ => Ok(Self {
                    a: a.min(b),
                    b: a.max(b),
                    ..self
                }),
            },
            Operation::Product => match (a, b) {
                (Zbdd::EMPTY, _) | (_, Zbdd::EMPTY) => Err(Zbdd::EMPTY),
                (Zbdd::UNIT, other) | (other, Zbdd::UNIT) => {
                    Self::truncate(other, size_max).normalized()
                }
                _ => Ok(Self {
                    a: a.min(b),
                    b: a.max(b),
                    ..self
                }),
            },
            Operation::Truncate => match a {
                Zbdd::EMPTY | Zbdd::UNIT => Err(a),
                _ if size_max == UNBOUNDED => Err(a),
                _ => Ok(self),
            },
        }
    }
}
