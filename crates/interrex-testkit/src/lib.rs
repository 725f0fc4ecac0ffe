//! Test support: truth tables, random formulas, literate tests.
