//! `[[review]]`, `[exercise.ID]`, `[[training]]`, `[sealed.ID]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};
use super::things::LOCI;

/// `[[review]]`
pub static REVIEW: Construct = Construct {
    phrase: "a review",
    header: "[[review]]",
    doc: "A review that took place.",
    keys: &[
        needed(
            "of",
            Form::Other("`\"plan\"`, or the name of anything that the plan declares"),
            "What was reviewed.",
            r#""plan""#,
        ),
        needed(
            "kind",
            Form::Word(&["legal", "plan", "bia", "risk", "records", "succession"]),
            "What kind of review.",
            r#""legal""#,
        ),
        needed("on", Form::Date, "When.", "2022-01-20"),
        key("by", Form::Text, "By whom.", r#""the legal department""#),
        key("note", Form::Text, "Free text.", r#""without remarks""#),
    ],
    has_terms: false,
    example: r#"[office.president]

[[review]]
of = "plan"
kind = "plan"
on = 2022-01-20

[[review]]
of = "office.president"
kind = "legal"
on = 2022-01-20
by = "the legal department"
"#,
};

/// `[exercise.ID]`
pub static EXERCISE: Construct = Construct {
    phrase: "an exercise",
    header: "[exercise.ID]",
    doc: "An exercise that took place or is due.",
    keys: &[
        needed(
            "kind",
            Form::Word(&[
                "seminar",
                "workshop",
                "tabletop",
                "game",
                "drill",
                "functional",
                "full-scale",
            ]),
            "What kind of exercise.",
            r#""tabletop""#,
        ),
        needed("on", Form::Date, "When.", "2022-01-25"),
        key(
            "covers",
            Form::Words(&[
                "relocation",
                "records",
                "communications",
                "dependencies",
                "devolution",
                "reconstitution",
                "succession",
                "notification",
                "functions",
            ]),
            "What it covers.",
            r#"["succession"]"#,
        ),
        key(
            "moved-to",
            Form::Names(LOCI),
            "Where people really moved to.",
            r#"["lviv"]"#,
        ),
        key(
            "evidence",
            Form::Text,
            "Where the evidence is kept.",
            r#""file 12""#,
        ),
        key(
            "findings",
            Form::Other("an array of tables `{ text, owner, due, closed-on }`"),
            "What it found.",
            r#"[{ text = "no radio" }]"#,
        ),
        key("note", Form::Text, "Free text.", r#""with observers""#),
    ],
    has_terms: false,
    example: r#"[place.lviv]

[exercise.winter]
kind = "tabletop"
on = 2022-01-25
covers = ["succession", "relocation"]
moved-to = ["lviv"]
evidence = "file 12"
findings = [{ text = "no radio", owner = "signals", due = 2022-02-15, closed-on = 2022-02-10 }]
"#,
};

/// A finding of an exercise.
pub static FINDING: Construct = Construct {
    phrase: "a finding",
    header: "findings = [{ ... }]",
    doc: "A finding of an exercise and its corrective action.",
    keys: &[
        needed("text", Form::Text, "What.", r#""no radio""#),
        key(
            "owner",
            Form::Text,
            "Who answers for the correction.",
            r#""signals""#,
        ),
        key("due", Form::Date, "By when.", "2022-02-15"),
        key("closed-on", Form::Date, "When it was closed.", "2022-02-10"),
    ],
    has_terms: false,
    example: "",
};

/// `[[training]]`
pub static TRAINING: Construct = Construct {
    phrase: "a training",
    header: "[[training]]",
    doc: "Training that took place.",
    keys: &[
        needed("what", Form::Text, "What.", r#""relocation""#),
        needed("on", Form::Date, "When.", "2022-01-12"),
        key(
            "who",
            Form::Names(&[Kind::Person, Kind::Office, Kind::Body]),
            "Who took part.",
            r#"["deputy"]"#,
        ),
        key("by", Form::Text, "By whom.", r#""the academy""#),
        key(
            "evidence",
            Form::Text,
            "Where the evidence is kept.",
            r#""file 13""#,
        ),
        key("note", Form::Text, "Free text.", r#""half a day""#),
    ],
    has_terms: false,
    example: r#"[person.deputy]

[[training]]
what = "relocation"
on = 2022-01-12
who = ["deputy"]
by = "the academy"
evidence = "file 13"
"#,
};

/// `[sealed.ID]`
pub static SEALED: Construct = Construct {
    phrase: "a sealed part",
    header: "[sealed.ID]",
    doc: "A part of the plan that only some may read; the plan cites it by digest.",
    keys: &[
        needed(
            "digest",
            Form::Other("`\"sha256:\"` and 64 hexadecimal digits"),
            "Its digest.",
            r#""sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae""#,
        ),
        key(
            "readers",
            Form::Texts,
            "Who may read it.",
            r#"["the council"]"#,
        ),
        key(
            "covers",
            Form::Text,
            "What it covers, in words.",
            r#""routes""#,
        ),
    ],
    has_terms: true,
    example: r#"[sealed.routes]
digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
readers = ["the council"]
covers = "routes"
"#,
};
