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
    (
        "define-consequence",
        "ask the sequence that it names; groups of sequences are not evaluated",
    ),
    (
        "define-consequence-group",
        "ask the sequences that it names; groups of sequences are not evaluated",
    ),
    (
        "consequence",
        "leave it out, and ask the sequence; groups of sequences are not evaluated",
    ),
    (
        "consequence-group",
        "leave it out, and ask the sequences; groups of sequences are not evaluated",
    ),
    (
        "define-initiating-event-group",
        "name the event tree in each of the initiating events",
    ),
    (
        "set-gate",
        "set a house event, and let the gate depend on it",
    ),
    (
        "set-basic-event",
        "set a house event, and let a gate choose between two basic events by it",
    ),
    (
        "set-parameter",
        "set a house event, and let a gate choose between two basic events by it",
    ),
];
