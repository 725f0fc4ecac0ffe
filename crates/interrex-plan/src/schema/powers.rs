//! `[power.ID]`, `[seat.ID]`, `[record.ID]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};
use super::things::LOCI;

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];
const REGION: &[Kind] = &[Kind::Place, Kind::Site, Kind::Body];

/// `[power.ID]`
pub static POWER: Construct = Construct {
    phrase: "a power",
    header: "[power.ID]",
    doc: "What may be done, by whom, and which places or bodies it must reach to be exercised.",
    keys: &[
        key("title", Form::Text, "In words.", r#""to sign laws""#),
        needed(
            "held-by",
            Form::Name(WHO),
            "Who holds it.",
            r#""president""#,
        ),
        key(
            "reach",
            Form::Names(REGION),
            "What it must reach; everywhere by itself when absent.",
            r#"["lviv", "odesa"]"#,
        ),
        key(
            "delegation",
            Form::Other("tables `[power.ID.delegation.NAME]`"),
            "To whom it is delegated.",
            r#"{ west = { to = "governor" } }"#,
        ),
        key(
            "devolution",
            Form::Other("a table `[power.ID.devolution]`"),
            "Who exercises it where contact is lost.",
            r#"{ to = { lviv = "governor" } }"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.lviv]

[person.incumbent]
base = "lviv"

[office.president]
holder = "incumbent"

[power.command]
title = "to command the forces"
held-by = "president"
reach = ["lviv"]
basis = "Constitution, art. 106"
"#,
};

/// `[power.ID.delegation.NAME]`
pub static DELEGATION: Construct = Construct {
    phrase: "a delegation",
    header: "[power.ID.delegation.NAME]",
    doc: "Somebody else who may exercise a power for its holder.",
    keys: &[
        needed("to", Form::Name(WHO), "To whom.", r#""governor""#),
        key(
            "scope",
            Form::Names(REGION),
            "In which regions; everywhere when absent.",
            r#"["lviv"]"#,
        ),
        key(
            "condition",
            Form::Expression,
            "Under which condition.",
            r#""not kyiv""#,
        ),
        key(
            "limits",
            Form::Text,
            "Limits in words, or `none`.",
            r#""none""#,
        ),
        key(
            "ends-when",
            Form::Text,
            "How it ends, in words.",
            r#""on revocation""#,
        ),
        key(
            "onward",
            Form::Bool,
            "Whether it may be delegated onward.",
            "false",
        ),
        key(
            "survives-grantor",
            Form::Bool,
            "Whether it goes on when whoever holds the power is gone: while the office is vacant, after the person is dead, or while the body cannot act anywhere. Absent or false, it ends with them; a holder who is only captive, out of reach or suspended ends nothing.",
            "true",
        ),
        key(
            "ends-with-grantor",
            Form::Bool,
            "Whether it is of whoever gave it: in a register it holds while they have title or exercise of the office by which they gave it, and not for whoever has that next. Absent or false, it is of the office.",
            "true",
        ),
        key("signed-on", Form::Date, "When it was signed.", "2022-02-01"),
        key(
            "replaces",
            Form::Texts,
            "Earlier delegations that it replaces. They count until their own `until` all the same.",
            r#"["old"]"#,
        ),
        key("counsel", Form::Bool, "Whether counsel concurred.", "true"),
        key(
            "trained",
            Form::Bool,
            "Whether whoever has it is trained.",
            "true",
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.lviv]

[person.incumbent]
base = "kyiv"

[person.governor]
base = "lviv"

[office.president]
holder = "incumbent"

[power.command]
held-by = "president"
reach = ["kyiv", "lviv"]

[power.command.delegation.west]
to = "governor"
scope = ["lviv"]
condition = "not kyiv"
limits = "none"
survives-grantor = true
signed-on = 2022-02-01
"#,
};

/// `[power.ID.devolution]`
pub static DEVOLUTION: Construct = Construct {
    phrase: "a devolution of a power",
    header: "[power.ID.devolution]",
    doc: "Who exercises a power in a region where nobody who holds it can be reached.",
    keys: &[
        needed(
            "to",
            Form::Other("a table of regions with who exercises the power in each"),
            "For each region, who.",
            r#"{ lviv = "governor" }"#,
        ),
        key(
            "when",
            Form::Expression,
            "Another condition than loss of contact.",
            r#""not kyiv""#,
        ),
        key(
            "limits",
            Form::Text,
            "Limits in words, or `none`.",
            r#""none""#,
        ),
        key(
            "ends-when",
            Form::Text,
            "How control returns, in words.",
            r#""when contact returns""#,
        ),
    ],
    has_terms: true,
    example: r#"[place.lviv]

[person.incumbent]

[person.governor]
base = "lviv"

[power.command]
held-by = "incumbent"
reach = ["lviv"]

[power.command.devolution]
to = { lviv = "governor" }
limits = "defense of the region"
ends-when = "contact returns"
"#,
};

/// `[seat.ID]`
pub static SEAT: Construct = Construct {
    phrase: "a seat",
    header: "[seat.ID]",
    doc: "Where an office or body may sit, first choice first. An office without a seat is exercised only from where its holder is based.",
    keys: &[
        needed(
            "of",
            Form::Name(&[Kind::Office, Kind::Body]),
            "Whose seat.",
            r#""president""#,
        ),
        needed(
            "option",
            Form::Other("tables `[[seat.ID.option]]`"),
            "The options.",
            r#"[{ at = "kyiv" }]"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.warsaw]
abroad = true

[person.incumbent]
base = "kyiv"

[office.president]
holder = "incumbent"

[power.dissolve]
held-by = "president"

[seat.presidency]
of = "president"

[[seat.presidency.option]]
at = "kyiv"

[[seat.presidency.option]]
at = "warsaw"
name = "exile"
agreed-by = "incumbent"
refused = 0.1
lead-time = "3 d"
cannot = ["dissolve"]
"#,
};

/// `[[seat.ID.option]]`
pub static OPTION: Construct = Construct {
    phrase: "an option of a seat",
    header: "[[seat.ID.option]]",
    doc: "One place where an office or body may sit.",
    keys: &[
        needed("at", Form::Name(LOCI), "Where.", r#""lviv""#),
        key(
            "name",
            Form::Text,
            "Its name within the seat; that of `at` when absent.",
            r#""west""#,
        ),
        key(
            "needs",
            Form::Expression,
            "What it needs.",
            r#""generator""#,
        ),
        key("agreed-by", Form::Actors, "Who must agree.", r#""rada""#),
        key(
            "refused",
            Form::Likelihood,
            "Whether those who must agree refuse.",
            "0.1",
        ),
        key(
            "lead-time",
            Form::Period,
            "How long it takes to make ready.",
            r#""3 d""#,
        ),
        key(
            "cannot",
            Form::Names(&[Kind::Power]),
            "Powers that cannot be exercised there.",
            r#"["dissolve"]"#,
        ),
    ],
    has_terms: true,
    example: "",
};

/// `[record.ID]`
pub static RECORD: Construct = Construct {
    phrase: "a record",
    header: "[record.ID]",
    doc: "An essential record. It is held while a copy that is fresh enough and lawfully kept stands \
          and can be reached from where it is used.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Register of the population""#,
        ),
        key(
            "age-max",
            Form::Period,
            "The greatest age of a copy that still serves.",
            r#""24 h""#,
        ),
        key(
            "used-at",
            Form::Names(LOCI),
            "Where it is used; anywhere when absent.",
            r#"["lviv"]"#,
        ),
        key(
            "custodian",
            Form::Name(WHO),
            "Who keeps it.",
            r#""archivist""#,
        ),
        key(
            "contains",
            Form::Texts,
            "What it is or contains.",
            r#"["orders of succession"]"#,
        ),
        key(
            "on-paper",
            Form::Bool,
            "Whether it is kept on paper too.",
            "true",
        ),
        key(
            "restored-on",
            Form::Date,
            "When a restoration was last really tried.",
            "2022-01-15",
        ),
        key(
            "designated-on",
            Form::Date,
            "When its custodian was last confirmed.",
            "2022-01-15",
        ),
        key(
            "copy",
            Form::Other("tables `[[record.ID.copy]]`"),
            "Its copies.",
            r#"[{ at = "kyiv" }]"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.dublin]
abroad = true

[record.register]
title = "register of the population"
age-max = "24 h"
used-at = ["kyiv", "dublin"]
contains = ["rights-and-interests"]
on-paper = false
restored-on = 2022-01-15

[[record.register.copy]]
at = "kyiv"
name = "main"
age = "0 h"
lost = 0.1

[[record.register.copy]]
at = "dublin"
age = "12 h"
lawful-from = 2022-03-12
lawful-basis = "Resolution 263"
needs = "kyiv or dublin"
"#,
};

/// `[[record.ID.copy]]`
pub static COPY: Construct = Construct {
    phrase: "a copy of a record",
    header: "[[record.ID.copy]]",
    doc: "One copy of a record.",
    keys: &[
        needed("at", Form::Name(LOCI), "Where it is kept.", r#""kyiv""#),
        key(
            "name",
            Form::Text,
            "Its name within the record; that of `at` when absent.",
            r#""main""#,
        ),
        key("age", Form::Period, "How old it is at most.", r#""12 h""#),
        key(
            "lost",
            Form::Likelihood,
            "Loss by a cause of its own.",
            "0.1",
        ),
        key(
            "lawful",
            Form::Bool,
            "Whether keeping it there is lawful; it is when absent.",
            "true",
        ),
        key(
            "lawful-from",
            Form::Date,
            "The first day on which it is.",
            "2022-03-12",
        ),
        key(
            "lawful-basis",
            Form::Text,
            "The law that says so.",
            r#""Resolution 263""#,
        ),
        key(
            "needs",
            Form::Expression,
            "What is needed to read it.",
            r#""power-plant""#,
        ),
    ],
    has_terms: true,
    example: "",
};
