//! Conjunction and parity on a bench, from which the gates of a circuit follow.

use crate::manager::Bdd;

use super::bench::Workbench;

/// The operations.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Operation {
    And,
    Xor,
}

/// A call that waits for a successor.
struct Frame {
    f: Bdd,
    g: Bdd,
    level: u32,
    negate: bool,
    low: Option<Bdd>,
}

/// The bench was full before the result was there.
#[derive(Debug)]
pub(super) struct Full;

impl Workbench {
    /// The result of an operation, if it can be had with so many nodes on the bench.
    pub(super) fn apply(
        &mut self,
        operation: Operation,
        f: Bdd,
        g: Bdd,
        live_max: usize,
    ) -> Result<Bdd, Full> {
        let mut frames: Vec<Frame> = Vec::new();
        let mut call = (f, g);
        loop {
            let mut value = match self.enter(operation, call) {
                Ok(value) => value,
                Err(frame) => {
                    call = self.branch(&frame, false);
                    frames.push(frame);
                    continue;
                }
            };
            loop {
                let Some(frame) = frames.pop() else {
                    return Ok(value);
                };
                let Some(low) = frame.low else {
                    call = self.branch(&frame, true);
                    frames.push(Frame {
                        low: Some(value),
                        ..frame
                    });
                    break;
                };
                if self.live >= live_max {
                    return Err(Full);
                }
                let made = self.make(self.var_at(frame.level), low, value);
                self.cache
                    .insert([frame.f.0, frame.g.0, operation as u32], made.0);
                value = made.negated_if(frame.negate);
            }
        }
    }

    fn var_at(&self, level: u32) -> u32 {
        *self
            .var_at
            .get(level as usize)
            .expect("the level of a node that is no terminal")
    }

    /// The result, where the form or the cache shows it, else a frame for finding it.
    fn enter(&self, operation: Operation, (f, g): (Bdd, Bdd)) -> Result<Bdd, Frame> {
        let (f, g, negate) = match operation {
            Operation::And => (f.min(g), f.max(g), false),
            Operation::Xor => {
                let negate = f.is_complement() != g.is_complement();
                let (f, g) = (Bdd::regular(f.index()), Bdd::regular(g.index()));
                (f.min(g), f.max(g), negate)
            }
        };
        let known = match operation {
            Operation::And if f == Bdd::TRUE || f == g => Some(g),
            Operation::And if f == Bdd::FALSE || f == !g => Some(Bdd::FALSE),
            Operation::Xor if f == g => Some(Bdd::FALSE),
            Operation::Xor if f == Bdd::TRUE => Some(!g),
            _ => {
                let found = self.cache.get([f.0, g.0, operation as u32]);
                found.map(Bdd)
            }
        };
        match known {
            Some(value) => Ok(value.negated_if(negate)),
            None => Err(Frame {
                f,
                g,
                level: self.level(f).min(self.level(g)),
                negate,
                low: None,
            }),
        }
    }

    fn branch(&self, frame: &Frame, high: bool) -> (Bdd, Bdd) {
        let side = |f: Bdd| {
            if self.level(f) != frame.level {
                return f;
            }
            let (if_false, if_true) = self.successors(f);
            if high { if_true } else { if_false }
        };
        (side(frame.f), side(frame.g))
    }
}
