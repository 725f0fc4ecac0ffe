//! Every fault of reading a model, with a page about it.
//!
//! Responsible for what a reader of a diagnostic can ask next: what a code means, why it is a fault,
//! and a small model that has it. The models are `corpus/faulty-open-psa`, where a test holds each
//! against exactly what is reported about it.

use std::fmt::Write as _;

/// A kind of fault that reading a model can report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The code of its diagnostics.
    pub code: &'static str,
    /// What is wrong, as a phrase without full stop.
    pub summary: &'static str,
    /// What it means and why it is a fault: paragraphs of Markdown.
    pub page: &'static str,
    /// A small model that has this fault and no other.
    pub example: &'static str,
}

macro_rules! fault {
    ($code:literal, $summary:literal) => {
        Fault {
            code: $code,
            summary: $summary,
            page: include_str!(concat!("faults/pages/", $code, ".md")),
            example: include_str!(concat!("../../../corpus/faulty-open-psa/", $code, ".xml")),
        }
    };
}

/// Every fault, sorted by code.
pub static CODES: &[Fault] = &[
    fault!("bad-bound", "a bound that can never be met, or always is"),
    fault!("bad-value", "a value that cannot be read"),
    fault!("circle", "things that need each other in a circle"),
    fault!("defined-twice", "a name that is defined twice"),
    fault!("document-type", "declarations of entities"),
    fault!("elements-too-deep", "elements that nest too deep"),
    fault!(
        "group-too-large",
        "a common-cause group of too many combinations"
    ),
    fault!(
        "illegal-name",
        "a name that references could not tell from a path"
    ),
    fault!("inclusion-circle", "a file that includes itself"),
    fault!("inclusion-not-read", "a file that cannot be included"),
    fault!(
        "link-outside-of-sequence",
        "an event tree that is linked on the way"
    ),
    fault!("malformed-xml", "the file is not well-formed XML"),
    fault!("missing-attribute", "an attribute that is missing"),
    fault!("missing-content", "an element that is empty"),
    fault!(
        "mixed-collection",
        "formulas and expressions in one sequence"
    ),
    fault!("never-true", "a question that is never answered with yes"),
    fault!("no-open-psa", "the file is another kind of XML"),
    fault!("not-a-probability", "a number that is no probability"),
    fault!("not-supported", "a construct that is not supported"),
    fault!("probability-missing", "a basic event without a probability"),
    fault!("second-fork", "a path that forks twice over one event"),
    fault!(
        "test-outside-of-event-tree",
        "a test where there is no event tree"
    ),
    fault!("too-many-inclusions", "inclusions without an end in sight"),
    fault!("too-many-paths", "an event tree with too many paths"),
    fault!("undefined", "a name that nothing bears"),
    fault!("undefined-value", "an expression without a value"),
    fault!(
        "unexpected-attribute",
        "an attribute that the element does not take"
    ),
    fault!(
        "unexpected-element",
        "an element where the format has none of its name"
    ),
    fault!("unexpected-text", "text where none is expected"),
    fault!("unused-event-tree", "an event tree that nothing enters"),
    fault!("wrong-count", "too many or too few arguments"),
    fault!(
        "wrong-kind-of-event",
        "a reference to an event of another kind"
    ),
    fault!("wrong-unit", "a unit that is not the one defined"),
];

/// Writes the reference of all faults of reading a model, one section each. Deterministic; ends with a
/// line end.
pub fn faults_markdown() -> String {
    let mut page = String::from(
        "# Faults of a model\n\nWhat reading a [model of the Open-PSA format](open-psa.md) can report, \
         each with a small model that has the fault.\n",
    );
    for fault in CODES {
        // Writing to a string does not fail.
        _ = write!(
            page,
            "\n## `{}`\n\n*{}.*\n\n{}\n```xml\n{}```\n",
            fault.code,
            sentence(fault.summary),
            fault.page,
            fault.example
        );
    }
    page
}

/// A phrase with a capital letter in front.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
