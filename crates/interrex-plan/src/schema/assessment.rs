//! How likely a fact is: the table form of a likelihood.
//!
//! The other forms (a number, a range, a word) are described with it. What sources are is told in
//! `things`, and how several assessments join in the book.

use super::Kind;
use super::form::{Construct, Form, key};

const ESTIMATE: Form =
    Form::Other("a number from 0 to 1, a range `[low, high]` or a word of the scale");

/// The table form of a likelihood.
pub static ASSESSMENT: Construct = Construct {
    phrase: "an assessment",
    header: "likelihood",
    doc: "How likely a fact is over the plan's horizon: a number, a range `[0.01, 0.05]`, a word of \
          the plan's scale, `\"unknown\"`, a table that also says who assessed it and when, or an \
          array of such tables. The empty table declares the fact and assesses nothing: 0 to 1.",
    keys: &[
        key("likelihood", ESTIMATE, "How likely.", "[0.01, 0.05]"),
        key(
            "source",
            Form::Name(&[Kind::Source]),
            "Who assessed it.",
            r#""post""#,
        ),
        key(
            "date",
            Form::Date,
            "When; the date of the source when absent.",
            "2022-03-05",
        ),
        key(
            "assumed",
            Form::Bool,
            "Whether it is assumed for the sake of argument.",
            "true",
        ),
        key(
            "note",
            Form::Text,
            "Free text.",
            r#""before the encirclement""#,
        ),
        key(
            "given",
            Form::Expression,
            "The likelihood holds where this does; `otherwise` gives the other.",
            r#""not lviv""#,
        ),
        key(
            "otherwise",
            Form::Other("a likelihood without a condition of its own"),
            "The likelihood where `given` does not hold.",
            "0.01",
        ),
        key(
            "more-likely-than",
            Form::Other("the name of a fact such as `\"lost(lviv)\"`, or an array of such names"),
            "Facts that this one is at least as likely as.",
            r#""lost(lviv)""#,
        ),
    ],
    has_terms: false,
    example: r#"[source.post]
who = "a newspaper"
date = 2022-03-05

[place.lviv]
lost = 0.01

[place.odesa]
lost = [0.05, 0.2]

[place.kyiv]
lost = [
    { likelihood = "likely", source = "post", more-likely-than = ["lost(odesa)", "lost(lviv)"] },
    { likelihood = 0.6, date = 2022-03-07, assumed = true, note = "for the exercise" },
]

[place.kharkiv]
lost = { likelihood = 0.5, given = "not kyiv", otherwise = "unlikely" }

[place.kherson]
lost = {}

[place.mariupol]
lost = "unknown"
"#,
};
