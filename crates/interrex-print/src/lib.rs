//! A report as a tagged PDF for paper.
