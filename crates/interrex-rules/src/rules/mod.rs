//! The table of all rules: a folder for each element of continuity, a file for each rule.
//!
//! Responsible for listing them. Its tests hold the table against the files and the fields against
//! each other.

use crate::rule::Rule;

mod communications;
mod delegations;
mod devolution;
mod exercises;
mod functions;
mod meaning;
mod programme;
mod reconstitution;
mod records;
mod sites;
mod succession;

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
