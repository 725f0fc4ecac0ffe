//! `[person.ID]`, `[threat.ID]`, `[body.ID]`.

use super::Kind;
use super::form::{COUNT_MAX, Construct, Form, key, needed};
use super::things::LOCI;

/// `[person.ID]`
pub static PERSON: Construct = Construct {
    phrase: "a person",
    header: "[person.ID]",
    doc: "A person, based at a place or site. Fit while alive, free and able; one who is absent is \
          fit but nowhere.",
    keys: &[
        key(
            "title",
            Form::Text,
            "Name or description for readers.",
            r#""the president in office""#,
        ),
        key(
            "base",
            Form::Other("the name of a place or site, or an array of tables `{ at, from }`"),
            "Where they are based, by date where that changes. When absent, they count as within reach from everywhere.",
            r#"[{ at = "kyiv" }, { at = "lviv", from = 2022-03-01 }]"#,
        ),
        key("dead", Form::Likelihood, "Whether they die.", "0.02"),
        key(
            "captive",
            Form::Likelihood,
            "Whether they fall into the hands of another.",
            "0.05",
        ),
        key(
            "incapacitated",
            Form::Likelihood,
            "Whether they become unable.",
            "0.01",
        ),
        key(
            "absent",
            Form::Likelihood,
            "Whether they are nowhere that the plan can count on.",
            "0.01",
        ),
        key(
            "stays",
            Form::Likelihood,
            "The choice not to go anywhere.",
            "0.7",
        ),
        key(
            "stays-from",
            Form::Other("a table of places or sites with a likelihood for each"),
            "The choice not to go to one place or site.",
            "{ warsaw = 0.9 }",
        ),
        key(
            "declines",
            Form::Likelihood,
            "The choice not to take any office.",
            "0.01",
        ),
        key(
            "qualities",
            Form::Texts,
            "Qualities that tests of eligibility ask for.",
            r#"["citizen by birth"]"#,
        ),
        key(
            "lacks",
            Form::Texts,
            "Qualities that they are known not to have.",
            r#"["age 35"]"#,
        ),
        key(
            "since",
            Form::Date,
            "The date from which seniority counts where an order sorts people.",
            "2019-05-20",
        ),
        key("consulted", Form::Bool, "Whether they were asked.", "true"),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.lviv]

[place.warsaw]

[person.incumbent]
title = "the president in office"
base = [{ at = "kyiv" }, { at = "lviv", from = 2022-03-01 }]
dead = 0.02
captive = 0.05
stays = "likely"
stays-from = { warsaw = 0.9 }
qualities = ["citizen by birth"]
since = 2019-05-20
consulted = true
"#,
};

/// One base of a person.
pub static BASE: Construct = Construct {
    phrase: "a base",
    header: "base = [{ ... }]",
    doc: "Where a person is based from a date on.",
    keys: &[
        needed("at", Form::Name(LOCI), "Where.", r#""lviv""#),
        key(
            "from",
            Form::Date,
            "From when; always when absent.",
            "2022-03-01",
        ),
    ],
    has_terms: false,
    example: "",
};

/// `[threat.ID]`
pub static THREAT: Construct = Construct {
    phrase: "a threat",
    header: "[threat.ID]",
    doc: "Something that may happen and takes things when it does: all of them, or each with its \
          own likelihood.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Assault on the capital""#,
        ),
        key(
            "occurs",
            Form::Likelihood,
            "Whether it comes about; 0 to 1 when absent.",
            "0.1",
        ),
        key(
            "takes",
            Form::Other(
                "an array of names of places, sites, links, people, offices or copies, or of tables `{ what, likelihood, leaves }`",
            ),
            "What it takes. A copy of a record is `record/copy`; an office is its holder at the start.",
            r#"["kyiv", { what = "president", likelihood = 0.2, leaves = "captive" }]"#,
        ),
        key("hazard", Form::Text, "The kind of hazard.", r#""attack""#),
        key("warning", Form::Bool, "Whether it gives warning.", "false"),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[person.incumbent]
base = "kyiv"

[office.president]
holder = "incumbent"

[record.register]
[[record.register.copy]]
at = "kyiv"
name = "main"

[threat.assault]
title = "assault on the capital"
occurs = [0.1, 0.3]
takes = [
    "kyiv",
    "register/main",
    { what = "president", likelihood = 0.2, leaves = "captive" },
]
hazard = "attack"
warning = false
"#,
};

/// One thing that a threat takes.
pub static TAKING: Construct = Construct {
    phrase: "an entry of `takes`",
    header: "takes = [{ ... }]",
    doc: "One thing that a threat takes.",
    keys: &[
        needed("what", Form::Name(TAKEN), "What.", r#""president""#),
        key("copy", Form::Text, "Of a record: which copy.", r#""main""#),
        key(
            "likelihood",
            Form::Likelihood,
            "Whether it is taken when the threat occurs; always when absent.",
            "0.2",
        ),
        key(
            "leaves",
            Form::Word(&["dead", "captive", "incapacitated", "absent"]),
            "The state in which a person is left; dead when absent.",
            r#""captive""#,
        ),
    ],
    has_terms: false,
    example: "",
};

/// What a threat can take.
const TAKEN: &[Kind] = &[
    Kind::Place,
    Kind::Site,
    Kind::Link,
    Kind::Person,
    Kind::Office,
    Kind::Record,
];

/// `[body.ID]`
pub static BODY: Construct = Construct {
    phrase: "a body",
    header: "[body.ID]",
    doc: "A parliament, cabinet, board or court. It can act while enough of its members are fit and \
          in contact, or can be in one place, as its rule asks.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Verkhovna Rada""#,
        ),
        key(
            "members",
            Form::Other(
                "an array of names of people and offices, and of tables `{ count, at, unfit, name }`",
            ),
            "Members, by name or by number.",
            r#"["speaker", { count = 17, at = "lviv", unfit = 0.1 }]"#,
        ),
        key(
            "acting",
            Form::Bool,
            "Whether whoever exercises an office among the members sits for it, and so whoever acts in it while its holder cannot; whoever has its title does when absent, and nobody else.",
            "true",
        ),
        key(
            "seats",
            Form::Count(1, COUNT_MAX),
            "Seats that the law gives it; the members listed when absent.",
            "450",
        ),
        key(
            "quorum",
            THRESHOLD,
            "How many must take part for it to act at all; one is enough when absent.",
            "226",
        ),
        key(
            "meets",
            Form::Word(&["in contact", "in person"]),
            "How it may meet; in contact when absent. In person its members travel to where it meets. In contact they take part from where they are based, or can go for the seat of an office that they hold or follow in: a seat of the body moves nobody by itself; in a register those who sign that it is moved are there.",
            r#""in person""#,
        ),
        key(
            "meets-at",
            Form::Names(LOCI),
            "Where it meets in person, when it has no seat of its own.",
            r#"["kyiv"]"#,
        ),
        key(
            "stand-in",
            Form::Name(&[Kind::Body]),
            "A body that acts while it cannot: by its own decision of the same kind, else by an ordinary one.",
            r#""presidium""#,
        ),
        key(
            "decisions",
            Form::Other("a table of kinds of decision with a threshold for each"),
            "Kinds of decision with what they take; `ordinary` always exists.",
            r#"{ impeach = "2/3" }"#,
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[place.lviv]

[person.chair]
base = "kyiv"

[office.speaker]
holder = "chair"

[body.presidium]
members = ["speaker"]

[body.rada]
title = "Verkhovna Rada"
members = [
    "speaker",
    { count = 17, at = "lviv", unfit = 0.1, name = "lviv" },
    { count = 40, at = "kyiv" },
]
seats = 60
quorum = "majority"
meets = "in person"
meets-at = ["kyiv", "lviv"]
stand-in = "presidium"
decisions = { impeach = "2/3", override = { threshold = 40, disputed = 30 } }
"#,
};

const THRESHOLD: Form =
    Form::Other("a whole number, `\"majority\"`, `\"all\"` or a share such as `\"2/3\"`");

/// A class of members by number.
pub static CLASS: Construct = Construct {
    phrase: "a class of members",
    header: "members = [{ ... }]",
    doc: "Interchangeable members by number, in one place.",
    keys: &[
        needed("count", Form::Count(1, COUNT_MAX), "How many.", "17"),
        needed("at", Form::Name(LOCI), "Where they are.", r#""lviv""#),
        key(
            "unfit",
            Form::Likelihood,
            "Whether one of them is unfit; never when absent.",
            "0.1",
        ),
        key(
            "name",
            Form::Text,
            "Its name in answers; that of its place when absent.",
            r#""lviv-deputies""#,
        ),
    ],
    has_terms: false,
    example: "",
};

/// A kind of decision of a body, as a table.
pub static DECISION_KIND: Construct = Construct {
    phrase: "a kind of decision",
    header: "decisions = { KIND = { ... } }",
    doc: "What a kind of decision takes, with the other reading where it is disputed.",
    keys: &[
        key(
            "threshold",
            THRESHOLD,
            "How many must agree, of all seats and not of those present; the quorum alone when absent, of which a register asks that more than half of those present agree.",
            r#""2/3""#,
        ),
        key(
            "disputed",
            THRESHOLD,
            "The threshold that others hold to be the right one.",
            "300",
        ),
    ],
    has_terms: false,
    example: "",
};
