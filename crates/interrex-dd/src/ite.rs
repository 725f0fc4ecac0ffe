//! If-then-else, from which every other operation on functions follows (Brace, Rudell and Bryant
//! 1990), on an explicit stack.

use crate::limits::{LimitReached, Limits};
use crate::manager::{Bdd, Diagrams};

/// An operation whose operands are normalized and which waits for a successor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    call: Call,
    level: u32,
    negate: bool,
    low: Option<Bdd>,
}

/// `f ? g : h`
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Call {
    f: Bdd,
    g: Bdd,
    h: Bdd,
}

impl Diagrams<'_> {
    /// `g` where `f` holds, `h` where it does not.
    ///
    /// The number of steps is at most the product of the three sizes.
    ///
    /// # Errors
    ///
    /// [`LimitReached`] when the table is full or the stop signal says so.
    pub fn ite(
        &mut self,
        f: Bdd,
        g: Bdd,
        h: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        self.frames.clear();
        let mut call = Call { f, g, h };
        loop {
            self.poll(limits)?;
            let mut value = match self.enter(call) {
                Entered::Known(value) => value,
                Entered::Open(frame) => {
                    call = self.branch(&frame, false);
                    self.frames.push(frame);
                    continue;
                }
            };
            loop {
                let Some(frame) = self.frames.pop() else {
                    return Ok(value);
                };
                if let Some(low) = frame.low {
                    value = self.leave(&frame, low, value, limits)?;
                } else {
                    call = self.branch(&frame, true);
                    self.frames.push(Frame {
                        low: Some(value),
                        ..frame
                    });
                    break;
                }
            }
        }
    }

    /// Both.
    ///
    /// # Errors
    ///
    /// As [`ite`](Self::ite).
    pub fn and(&mut self, f: Bdd, g: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        self.ite(f, g, Bdd::FALSE, limits)
    }

    /// Either.
    ///
    /// # Errors
    ///
    /// As [`ite`](Self::ite).
    pub fn or(&mut self, f: Bdd, g: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        self.ite(f, Bdd::TRUE, g, limits)
    }

    /// Exactly one of the two.
    ///
    /// # Errors
    ///
    /// As [`ite`](Self::ite).
    pub fn xor(&mut self, f: Bdd, g: Bdd, limits: &Limits<'_>) -> Result<Bdd, LimitReached> {
        self.ite(f, !g, g, limits)
    }

    /// Answers a call from its form or from the cache, or opens a frame for it.
    fn enter(&self, call: Call) -> Entered {
        let (call, negate) = match call.normalized() {
            Ok(normalized) => normalized,
            Err(value) => return Entered::Known(value),
        };
        if let Some(value) = self.ite_cache.get(call.key()) {
            return Entered::Known(Bdd(value).negated_if(negate));
        }
        let level = self
            .level(call.f)
            .min(self.level(call.g))
            .min(self.level(call.h));
        Entered::Open(Frame {
            call,
            level,
            negate,
            low: None,
        })
    }

    /// The call on one side of the frame's level.
    fn branch(&self, frame: &Frame, high: bool) -> Call {
        let side = |f: Bdd| {
            let (low, up) = self.successors_at(f, frame.level);
            if high { up } else { low }
        };
        Call {
            f: side(frame.call.f),
            g: side(frame.call.g),
            h: side(frame.call.h),
        }
    }

    fn leave(
        &mut self,
        frame: &Frame,
        low: Bdd,
        high: Bdd,
        limits: &Limits<'_>,
    ) -> Result<Bdd, LimitReached> {
        let value = self.make(frame.level, low, high, limits)?;
        self.ite_cache.insert(frame.call.key(), value.0);
        Ok(value.negated_if(frame.negate))
    }
}

enum Entered {
    Known(Bdd),
    Open(Frame),
}

impl Call {
    fn key(self) -> [u32; 3] {
        [self.f.0, self.g.0, self.h.0]
    }

    /// One of the many calls with the same result, and whether that is to be negated; or the
    /// result itself (`Err`) when the form shows it.
    fn normalized(self) -> Result<(Self, bool), Bdd> {
        let Self { f, g, h } = self;
        if f == Bdd::TRUE || g == h {
            return Err(g);
        }
        if f == Bdd::FALSE {
            return Err(h);
        }
        let g = known_under(f, g);
        let h = known_under(!f, h);
        match (g, h) {
            (Bdd::TRUE, Bdd::FALSE) => Err(f),
            (Bdd::FALSE, Bdd::TRUE) => Err(!f),
            _ if g == h => Err(g),
            (_, Bdd::FALSE) => Ok((Self::conjunction(f, g), false)),
            (Bdd::FALSE, _) => Ok((Self::conjunction(!f, h), false)),
            (Bdd::TRUE, _) => Ok((Self::conjunction(!f, !h), true)),
            (_, Bdd::TRUE) => Ok((Self::conjunction(f, !g), true)),
            _ if g == !h && g.index() < f.index() => Ok(Self { f: g, g: f, h: !f }.regular()),
            _ => Ok(Self { f, g, h }.regular()),
        }
    }

    fn conjunction(f: Bdd, g: Bdd) -> Self {
        Self {
            f: f.min(g),
            g: f.max(g),
            h: Bdd::FALSE,
        }
    }

    /// The call whose first two operands are not negated.
    fn regular(self) -> (Self, bool) {
        let Self { f, g, h } = self;
        let (f, g, h) = if f.is_complement() {
            (!f, h, g)
        } else {
            (f, g, h)
        };
        let negate = g.is_complement();
        (
            Self {
                f,
                g: g.negated_if(negate),
                h: h.negated_if(negate),
            },
            negate,
        )
    }
}

/// The operand as far as it is known where `f` holds.
fn known_under(f: Bdd, operand: Bdd) -> Bdd {
    if operand == f {
        Bdd::TRUE
    } else if operand == !f {
        Bdd::FALSE
    } else {
        operand
    }
}
