//! Constructs of the format that are not supported, each with what can be done instead.

/// Names of elements, and why they are refused.
pub(super) const REFUSED: &[(&str, &str)] = &[
    (
        "define-extern-library",
        "a model must mean the same on every machine: write the expression in the format itself",
    ),
    (
        "define-extern-function",
        "a model must mean the same on every machine: write the expression in the format itself",
    ),
    (
        "extern-function",
        "a model must mean the same on every machine: write the expression in the format itself",
    ),
];
