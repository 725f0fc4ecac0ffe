//! `[agreement.ID]`, `[[contact]]`, `[devolution.ID]`, `[reconstitution]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];

/// `[agreement.ID]`
pub static AGREEMENT: Construct = Construct {
    phrase: "an agreement",
    header: "[agreement.ID]",
    doc: "An agreement with somebody about a place or a service.",
    keys: &[
        key(
            "with",
            Form::Text,
            "With whom, in words.",
            r#""the city of Warsaw""#,
        ),
        key(
            "partner",
            Form::Name(&[Kind::Partner]),
            "With which partner.",
            r#""poland""#,
        ),
        key(
            "kind",
            Form::Text,
            "What kind: mou, host, mutual aid, ...",
            r#""host""#,
        ),
        key("signed-on", Form::Date, "When it was signed.", "2022-01-10"),
        key("expires", Form::Date, "Its last day.", "2024-01-10"),
        key(
            "covers",
            Form::Words(&[
                "space",
                "lodging",
                "transport",
                "communications",
                "security",
                "life support",
            ]),
            "What it covers.",
            r#"["space", "security"]"#,
        ),
        key(
            "immunity",
            Form::Bool,
            "Whether immunity of premises and data is stated.",
            "true",
        ),
        key(
            "access-list",
            Form::Bool,
            "Whether the sending side holds the access list.",
            "true",
        ),
    ],
    has_terms: true,
    example: r#"[partner.poland]

[agreement.host]
partner = "poland"
kind = "host"
signed-on = 2022-01-10
expires = 2024-01-10
covers = ["space", "security"]
immunity = true
"#,
};

/// `[[contact]]`
pub static CONTACT: Construct = Construct {
    phrase: "a contact",
    header: "[[contact]]",
    doc: "How somebody is reached.",
    keys: &[
        needed("who", Form::Name(WHO), "Who.", r#""president""#),
        key(
            "confirmed-on",
            Form::Date,
            "When they last confirmed the entry.",
            "2022-02-20",
        ),
        key(
            "paths",
            Form::Other("an array of tables `{ by, public-network, tested-on }`"),
            "The ways.",
            r#"[{ by = "radio", public-network = false }]"#,
        ),
        key("note", Form::Text, "Free text.", r#""after six""#),
    ],
    has_terms: false,
    example: r#"[office.president]

[[contact]]
who = "president"
confirmed-on = 2022-02-20
paths = [
    { by = "phone", tested-on = 2022-02-20 },
    { by = "radio", public-network = false },
]
"#,
};

/// One way to reach somebody.
pub static PATH: Construct = Construct {
    phrase: "a way to reach somebody",
    header: "paths = [{ ... }]",
    doc: "One way to reach somebody.",
    keys: &[
        needed(
            "by",
            Form::Text,
            "Phone, radio, satellite, courier, ...",
            r#""radio""#,
        ),
        key(
            "public-network",
            Form::Bool,
            "Whether it relies on a public network; it does when absent.",
            "false",
        ),
        key(
            "tested-on",
            Form::Date,
            "When it was last tested.",
            "2022-02-20",
        ),
    ],
    has_terms: false,
    example: "",
};

/// `[devolution.ID]`
pub static DEVOLUTION_PLAN: Construct = Construct {
    phrase: "a devolution",
    header: "[devolution.ID]",
    doc: "A plan to hand functions to another site and staff.",
    keys: &[
        key(
            "site",
            Form::Name(&[Kind::Site]),
            "Where.",
            r#""west-office""#,
        ),
        key(
            "roster",
            Form::Names(WHO),
            "Trained staff there.",
            r#"["deputy"]"#,
        ),
        key(
            "functions",
            Form::Names(&[Kind::Function]),
            "What is handed over, most important first.",
            r#"["sign-laws"]"#,
        ),
        key(
            "triggers",
            Form::Texts,
            "What starts it, in words.",
            r#"["no contact for 24 h"]"#,
        ),
        key(
            "passes-by",
            Form::Text,
            "How control passes.",
            r#""by radio message""#,
        ),
        key(
            "returns-by",
            Form::Text,
            "How control goes back.",
            r#""by order""#,
        ),
        key(
            "records-return",
            Form::Text,
            "How changed records come home.",
            r#""by courier""#,
        ),
    ],
    has_terms: true,
    example: r#"[place.lviv]

[site.west-office]
in = "lviv"

[person.deputy]

[function.payments]

[devolution.west]
site = "west-office"
roster = ["deputy"]
functions = ["payments"]
triggers = ["no contact for 24 h"]
passes-by = "by radio message"
returns-by = "by order"
records-return = "by courier"
"#,
};

/// `[reconstitution]`
pub static RECONSTITUTION: Construct = Construct {
    phrase: "the reconstitution",
    header: "[reconstitution]",
    doc: "How normal work resumes.",
    keys: &[
        key("manager", Form::Name(WHO), "Who leads it.", r#""deputy""#),
        key("team", Form::Names(WHO), "Who else.", r#"["secretary"]"#),
        key(
            "phases",
            Form::Texts,
            "Phases, in words.",
            r#"["inspect", "return"]"#,
        ),
        key(
            "building-check",
            Form::Text,
            "How the building is checked.",
            r#""by the engineers""#,
        ),
        key("notices", Form::Text, "Who is told.", r#""all staff""#),
        key(
            "review",
            Form::Text,
            "How it is reviewed afterwards.",
            r#""within 30 days""#,
        ),
        key(
            "helpers",
            Form::Other("a table of `facilities`, `personnel` and `records`, a string for each"),
            "Outside helpers.",
            r#"{ facilities = "the works office" }"#,
        ),
        key("note", Form::Text, "Free text.", r#""a draft""#),
    ],
    has_terms: false,
    example: r#"[person.deputy]

[reconstitution]
manager = "deputy"
team = ["deputy"]
phases = ["inspect", "return"]
building-check = "by the engineers"
notices = "all staff"
review = "within 30 days"
helpers = { facilities = "the works office", records = "the archive" }
"#,
};

/// Outside helpers.
pub static HELPERS: Construct = Construct {
    phrase: "`helpers`",
    header: "helpers = { ... }",
    doc: "Who helps from outside with facilities, personnel and records.",
    keys: &[
        key(
            "facilities",
            Form::Text,
            "For the building.",
            r#""the works office""#,
        ),
        key(
            "personnel",
            Form::Text,
            "For people.",
            r#""the staff office""#,
        ),
        key("records", Form::Text, "For records.", r#""the archive""#),
    ],
    has_terms: false,
    example: "",
};
