//! The table of all rules: a folder for each element of continuity, a file for each rule.
//!
//! Responsible for listing them. Its tests hold the table against the files and the fields against
//! each other.

use crate::rule::Rule;

mod succession;
mod delegations;
mod functions;
mod sites;
mod records;
mod communications;
mod devolution;
mod reconstitution;
mod exercises;
mod programme;
mod meaning;

/// The rules of each element, in the order of [`crate::Element::ALL`].
pub(crate) static ELEMENTS: &[&[&Rule]] = &[
    succession::RULES,
    delegations::RULES,
    functions::RULES,
    sites::RULES,
    records::RULES,
    communications::RULES,
    devolution::RULES,
    reconstitution::RULES,
    exercises::RULES,
    programme::RULES,
    meaning::RULES,
];

#[cfg(test)]
mod tests;
