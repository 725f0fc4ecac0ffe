//! What anything that somebody must decide may say besides its own keys.

use super::Kind;
use super::form::{Construct, Form, key};

/// The words of [`Status::ALL`](crate::model::Status::ALL), which a test holds against it.
pub(crate) const STATUS_WORDS: [&str; 9] = [
    "floated",
    "under discussion",
    "prepared",
    "offered",
    "accepted",
    "refused",
    "decided",
    "in force",
    "withdrawn",
];

/// The keys that most constructs allow besides their own.
pub static TERMS: Construct = Construct {
    phrase: "terms",
    header: "terms",
    doc: "Since when and until when something holds, how far its decision has come, what it rests \
          on and who says so. Only what is *decided* or *in force* counts; what is merely floated, \
          prepared or offered counts when a question names it.",
    keys: &[
        key(
            "from",
            Form::Date,
            "The first day on which it holds.",
            "2022-02-24",
        ),
        key(
            "until",
            Form::Date,
            "The last day on which it holds.",
            "2022-12-31",
        ),
        key(
            "status",
            Form::Other(
                "a status such as `\"offered\"`, or an array of tables `{ is, on, source }`",
            ),
            "How far its decision has come, with its history where that is known; in force when absent.",
            r#"[{ is = "floated", on = 2022-03-05 }, { is = "decided", on = 2022-03-07 }]"#,
        ),
        key(
            "by-measure",
            Form::Name(&[Kind::Measure]),
            "The measure with which it comes about: it exists only where that is in effect.",
            r#""send-ministers-ahead""#,
        ),
        key(
            "basis",
            Form::Text,
            "The law or document that it rests on.",
            r#""Constitution, art. 112""#,
        ),
        key(
            "source",
            Form::Name(&[Kind::Source]),
            "Who reports it.",
            r#""post""#,
        ),
        key(
            "assumed",
            Form::Bool,
            "Whether it is written down for the sake of argument alone.",
            "true",
        ),
        key("note", Form::Text, "Free text.", r#""as drafted""#),
    ],
    has_terms: false,
    example: r#"[source.gazette]
who = "the official gazette"

[measure.second-seat]

[place.lviv]
from = 2022-02-24
until = 2022-12-31
status = [{ is = "offered", on = 2022-02-20 }, { is = "in force", on = 2022-02-24, source = "gazette" }]
by-measure = "second-seat"
basis = "Decree 64"
source = "gazette"
assumed = false
note = "a second seat"
"#,
};

/// One entry of a history of status.
pub static STATUS: Construct = Construct {
    phrase: "a status entry",
    header: "status = [{ ... }]",
    doc: "One step in the history of a decision.",
    keys: &[
        super::form::needed(
            "is",
            Form::Word(&STATUS_WORDS),
            "The status reached.",
            r#""offered""#,
        ),
        key(
            "on",
            Form::Date,
            "When; an undated entry is older than every dated one.",
            "2022-03-07",
        ),
        key(
            "source",
            Form::Name(&[Kind::Source]),
            "Who says so.",
            r#""post""#,
        ),
    ],
    has_terms: false,
    example: "",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;

    #[test]
    fn the_words_are_those_of_the_model() {
        assert_eq!(Status::ALL.map(Status::word), STATUS_WORDS);
    }
}
