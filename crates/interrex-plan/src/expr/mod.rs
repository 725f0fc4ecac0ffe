//! The language of expressions: `kyiv and not lviv`, `at least 2 of (a, b, c)`,
//! `in contact (lviv, warsaw)`.
//!
//! Responsible for the form of an expression and the place of each of its words, in bytes of the
//! string. Names stay text here; `crate::resolve` gives them their meaning, and decides which of
//! the forms may stand for who does an act.

mod lex;
mod parse;
pub(crate) mod predicates;

pub(crate) use parse::parse;

use std::ops::Range;

/// An expression as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ast {
    pub(crate) kind: AstKind,
    /// Bytes of the string.
    pub(crate) range: Range<usize>,
}

/// The forms of an [`Ast`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AstKind {
    Constant(bool),
    Not(Box<Ast>),
    And(Vec<Ast>),
    Or(Vec<Ast>),
    AtLeast(u32, Vec<Ast>),
    /// A bare name.
    Name(String),
    /// A predicate, its words joined by single spaces, with the place of those words.
    Call(String, Range<usize>, Vec<Word>),
}

/// An argument of a predicate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
}

/// What is wrong with the form of an expression; there is at most one such fault in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) label: &'static str,
    pub(crate) help: String,
    pub(crate) range: Range<usize>,
}

/// How deep parentheses and `not` may nest. No reader follows more, and the parser calls itself
/// once for each.
pub(crate) const DEPTH_MAX: usize = 64;
