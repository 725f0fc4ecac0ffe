//! `[measure.ID]`, `[decision.ID]`, `[function.ID]`.

use super::Kind;
use super::form::{COUNT_MAX, Construct, Form, key};
use super::things::LOCI;

/// `[measure.ID]`
pub static MEASURE: Construct = Construct {
    phrase: "a measure",
    header: "[measure.ID]",
    doc: "Something that could be done beforehand: what it costs, who must agree, what it changes.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Send two ministers ahead""#,
        ),
        key(
            "taken",
            Form::Likelihood,
            "Whether it comes about; certain when absent.",
            "0.5",
        ),
        key(
            "cost",
            Form::Number,
            "What it costs, in the plan's own unit.",
            "3",
        ),
        key(
            "agreed",
            Form::Expression,
            "What must be agreed.",
            r#""host and decided(move)""#,
        ),
        key(
            "effects",
            Form::Other("an array of tables `{ fact, likelihood }` or `{ person, base }`"),
            "What it changes while it is in effect. Where several change one fact or base, the first in the text decides, not the best.",
            r#"[{ fact = "lost(kyiv)", likelihood = 0.1 }]"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]
lost = 0.3

[place.lviv]

[person.minister]
base = "kyiv"

[decision.move]

[measure.send-ahead]
title = "send a minister ahead"
taken = 0.5
cost = 3
agreed = "move"
effects = [
    { fact = "lost(kyiv)", likelihood = 0.25 },
    { person = "minister", base = "lviv" },
]
"#,
};

/// One effect of a measure.
pub static EFFECT: Construct = Construct {
    phrase: "an effect",
    header: "effects = [{ ... }]",
    doc: "One thing that a measure changes: the likelihood of a fact, or where a person is based.",
    keys: &[
        key(
            "fact",
            Form::Other("the name of a fact, such as `\"lost(lviv)\"`"),
            "The fact.",
            r#""lost(lviv)""#,
        ),
        key(
            "likelihood",
            Form::Other("a number from 0 to 1, a range `[low, high]` or a word of the scale"),
            "Its likelihood while the measure is in effect.",
            "0.1",
        ),
        key(
            "source",
            Form::Name(&[Kind::Source]),
            "Who assessed that.",
            r#""post""#,
        ),
        key("date", Form::Date, "When.", "2022-03-05"),
        key(
            "assumed",
            Form::Bool,
            "Whether it is assumed for the sake of argument.",
            "true",
        ),
        key("note", Form::Text, "Free text.", r#""with shelters""#),
        key(
            "person",
            Form::Name(&[Kind::Person, Kind::Office]),
            "The person.",
            r#""minister""#,
        ),
        key(
            "base",
            Form::Name(LOCI),
            "Where that person is based then.",
            r#""lviv""#,
        ),
    ],
    has_terms: false,
    example: "",
};

/// `[decision.ID]`
pub static DECISION: Construct = Construct {
    phrase: "a decision",
    header: "[decision.ID]",
    doc: "A decision that could be made, and who must make it.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""To move the seat""#,
        ),
        key(
            "made",
            Form::Likelihood,
            "Whether it is made; certain when absent.",
            "0.4",
        ),
        key("by", Form::Actors, "Who must make it.", r#""rada""#),
    ],
    has_terms: true,
    example: r#"[person.incumbent]

[office.president]
holder = "incumbent"

[decision.move]
title = "to move the seat"
made = 0.4
by = "president"
"#,
};

/// `[function.ID]`
pub static FUNCTION: Construct = Construct {
    phrase: "a function",
    header: "[function.ID]",
    doc: "An essential function: what it needs, how fast it must be back, who answers for it.",
    keys: &[
        key("title", Form::Text, "In words.", r#""to sign laws""#),
        key(
            "needs",
            Form::Expression,
            "What it needs; nothing when absent.",
            r#""president and register""#,
        ),
        key("rto", Form::Period, "Recovery time objective.", r#""12 h""#),
        key(
            "mtpd",
            Form::Period,
            "Maximum tolerable period of disruption.",
            r#""3 d""#,
        ),
        key(
            "rpo",
            Form::Period,
            "Recovery point objective.",
            r#""24 h""#,
        ),
        key(
            "minimum",
            Form::Text,
            "The minimum level, in words.",
            r#""all or nothing""#,
        ),
        key(
            "sustained",
            Form::Period,
            "How long it can be kept up.",
            r#""30 d""#,
        ),
        key(
            "priority",
            Form::Count(1, COUNT_MAX),
            "Priority, 1 highest.",
            "1",
        ),
        key(
            "resources",
            Form::Text,
            "Minimum resources, in words.",
            r#""two clerks""#,
        ),
        key(
            "without-warning",
            Form::Bool,
            "Whether every step works without warning.",
            "true",
        ),
        key(
            "owner",
            Form::Name(&[Kind::Person, Kind::Office, Kind::Body]),
            "Who answers for it.",
            r#""secretary""#,
        ),
        key(
            "class",
            Form::Word(&["nef", "pmef", "mef", "esa"]),
            "What kind of function it is.",
            r#""mef""#,
        ),
        key(
            "steps",
            Form::Other("a table of steps with a span of time for each"),
            "Steps to resume it.",
            r#"{ travel = "8 h", set-up = "2 h" }"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[person.incumbent]
base = "kyiv"

[office.president]
holder = "incumbent"

[function.sign-laws]
title = "to sign laws"
needs = "president"
rto = "12 h"
mtpd = "3 d"
minimum = "all or nothing"
sustained = "30 d"
priority = 1
owner = "president"
class = "mef"
steps = { travel = "8 h", set-up = "2 h" }
"#,
};
