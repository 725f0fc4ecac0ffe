//! From names to identifiers.
//!
//! Responsible for the index of what a plan declares, for resolving a written name among the kinds
//! that are allowed where it stands, and for saying what may have been meant when that fails.

pub(crate) mod expressions;
pub(crate) mod facts;
mod names;
mod parts;
mod people;

pub(crate) use names::{Found, Names};
pub(crate) use people::Incumbent;
