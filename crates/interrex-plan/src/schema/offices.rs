//! `[office.ID]` with its grounds, `[lease.ID]`.

use super::Kind;
use super::form::{COUNT_MAX, Construct, Form, key, needed};

/// `[office.ID]`
pub static OFFICE: Construct = Construct {
    phrase: "an office",
    header: "[office.ID]",
    doc: "An office, with who has its title, who exercises it, what moves it on and who follows.",
    keys: &[
        key("title", Form::Text, "In words.", r#""President""#),
        key(
            "holder",
            Form::Name(&[Kind::Person, Kind::Body]),
            "Who holds the title at the start; vacant when absent.",
            r#""incumbent""#,
        ),
        key(
            "acting",
            Form::Name(&[Kind::Person]),
            "Who exercises it at the start, when that is not the holder. Should they die, the holder exercises it, unless a ground suspends that.",
            r#""deputy""#,
        ),
        key(
            "resigns",
            Form::Likelihood,
            "Whether the holder resigns.",
            "0.01",
        ),
        key(
            "reach",
            Form::Names(&[Kind::Place, Kind::Site, Kind::Body]),
            "What whoever exercises it must be in contact with.",
            r#"["general-staff"]"#,
        ),
        key("key", Form::Bool, "Whether it is a key post.", "true"),
        key(
            "since",
            Form::Date,
            "When its holder was appointed; the date from which seniority counts where an order sorts offices.",
            "2019-05-20",
        ),
        key(
            "ground",
            Form::Other("tables `[office.ID.ground.NAME]`"),
            "What ends the title or suspends its exercise.",
            "{ dead = {} }",
        ),
        key(
            "order",
            Form::Other("tables `[office.ID.order.NAME]`"),
            "Who follows.",
            r#"{ line = { candidates = ["speaker"] } }"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[person.incumbent]
base = "kyiv"

[person.chair]
base = "kyiv"

[office.speaker]
holder = "chair"

[office.president]
title = "President"
holder = "incumbent"
resigns = 0.01
reach = ["kyiv"]
key = true
since = 2019-05-20

[office.president.ground.dead]
[office.president.ground.resigned]

[office.president.order.line]
candidates = ["speaker"]
"#,
};

/// The words of `event`.
pub(crate) const EVENTS: [&str; 9] = [
    "dead",
    "captive",
    "incapacitated",
    "absent",
    "resigned",
    "out of contact",
    "unfit",
    "stays",
    "lease",
];

/// `[office.ID.ground.NAME]`
pub static GROUND: Construct = Construct {
    phrase: "a ground",
    header: "[office.ID.ground.NAME]",
    doc: "A ground that the law names: an event found, or a decision made, that ends the title or \
          suspends its exercise. It rests on exactly one of `event`, `when` and `made-by`; where \
          none is given and its name is an event, on that.",
    keys: &[
        key(
            "event",
            Form::Word(&EVENTS),
            "What is found of the holder, by those in contact with where the holder is based or can go. Everybody else can find only `out of contact` and `lease`; but of a holder whose base is lost and who can be at none of the places where they could be met, everybody can find everything.",
            r#""incapacitated""#,
        ),
        key(
            "when",
            Form::Expression,
            "Any circumstance, found: as it is, also by those who are out of contact with it.",
            r#""not kyiv""#,
        ),
        key(
            "made-by",
            Form::Actors,
            "Who makes the decision that is the ground.",
            r#""rada (impeach)""#,
        ),
        key(
            "decided",
            Form::Likelihood,
            "Whether they decide so; certain where they can, when absent.",
            "0.05",
        ),
        key(
            "certified-by",
            Form::Actors,
            "Who certifies the event. An office means whoever exercises it: that of the ground means the holder, who says so of themselves and, where the ground suspends them, also that it is over.",
            r#""rada""#,
        ),
        key(
            "ended-by",
            Form::Actors,
            "Who certifies the end of a suspension; those who certify or decide that it begins, when absent. The office of the ground means the holder who is suspended.",
            r#""court""#,
        ),
        key(
            "refused",
            Form::Likelihood,
            "Whether those who certify or decide refuse.",
            "0.1",
        ),
        key(
            "needs",
            Form::Expression,
            "What the law requires besides.",
            r#""kyiv""#,
        ),
        key(
            "effect",
            Form::Word(&["ends", "suspends"]),
            "What it does; when absent, what may pass (captive, incapacitated, absent, unfit, out of contact, stays, lease) suspends, and everything else ends.",
            r#""suspends""#,
        ),
        key(
            "within",
            Form::Period,
            "How long the part counts of whoever certifies or decides together with others: in a register it lapses where not everybody has done theirs by then, and is done anew.",
            r#""21 d""#,
        ),
        key(
            "limit",
            Form::Period,
            "For how long a suspension lasts at most, from when it was certified or decided last: in a register it is over then, unless its end is certified before.",
            r#""21 d""#,
        ),
        key(
            "ends-when",
            Form::Text,
            "How a suspension ends, in words.",
            r#""on return""#,
        ),
        key(
            "disputed",
            Form::Bool,
            "Whether some hold that it does not apply.",
            "true",
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[person.incumbent]
base = "kyiv"

[body.rada]
members = ["incumbent"]
decisions = { impeach = "all" }

[office.president]
holder = "incumbent"

[office.president.ground.dead]

[office.president.ground.illness]
event = "incapacitated"
certified-by = "rada"
refused = 0.1
ends-when = "the rada finds it over"

[office.president.ground.impeached]
made-by = "rada (impeach)"
decided = 0.05
needs = "kyiv"

[office.president.ground.capital-lost]
when = "not kyiv"
effect = "suspends"
disputed = true
"#,
};

/// `[lease.ID]`
pub static LEASE: Construct = Construct {
    phrase: "a lease",
    header: "[lease.ID]",
    doc: "The holder of an office keeps its exercise while in contact with enough keepers; a \
          successor needs as many. With more than half of them no two can hold it, unless a keeper is an \
          office in which each island can have a holder of its own.",
    keys: &[
        needed(
            "office",
            Form::Name(&[Kind::Office]),
            "The office.",
            r#""president""#,
        ),
        needed(
            "keepers",
            Form::Names(&[Kind::Person, Kind::Office]),
            "Who keeps it, counted as persons; an office is whoever has its title, as seen from each island.",
            r#"["chair", "judge"]"#,
        ),
        needed("needs", Form::Count(1, COUNT_MAX), "How many of them.", "2"),
        key(
            "term",
            Form::Period,
            "How long the exercise is kept after contact is lost.",
            r#""24 h""#,
        ),
        key(
            "margin",
            Form::Period,
            "What a successor waits besides.",
            r#""1 h""#,
        ),
    ],
    has_terms: true,
    example: r#"[person.a]
[person.b]
[person.c]

[office.president]
holder = "a"

[lease.exercise]
office = "president"
keepers = ["a", "b", "c"]
needs = 2
term = "24 h"
margin = "1 h"
"#,
};
