//! `[plan]`, `[scale]`, `[rules]`, `[[waiver]]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};

const ACTOR: Form = Form::Name(&[Kind::Person, Kind::Office, Kind::Body]);

/// `[plan]`
pub static PLAN: Construct = Construct {
    phrase: "the plan",
    header: "[plan]",
    doc: "What the plan is and how it is read. Every plan has this table once.",
    keys: &[
        needed(
            "title",
            Form::Text,
            "The plan's title.",
            r#""Continuity of the Republic""#,
        ),
        key(
            "institution",
            Form::Text,
            "The institution that the plan is for.",
            r#""the Republic""#,
        ),
        needed(
            "horizon",
            Form::Period,
            "The time over which every likelihood is stated.",
            r#""30 d""#,
        ),
        key(
            "as-of",
            Form::Date,
            "The date at which it is read unless a question names another.",
            "2022-03-07",
        ),
        key(
            "scale",
            Form::Other("`\"icd-203\"`, `\"phia\"`, `\"ipcc\"` or `\"own\"`"),
            "The scale that words of likelihood belong to; `icd-203` when absent; `own` is the plan's `[scale]`.",
            r#""icd-203""#,
        ),
        key(
            "prefer",
            Form::Names(&[Kind::Source]),
            "Sources whose assessment stands alone where they give one, most preferred first.",
            r#"["general-staff"]"#,
        ),
        key(
            "adjudicator",
            ACTOR,
            "Who adjudicates a disputed succession.",
            r#""constitutional-court""#,
        ),
        key("signed-by", ACTOR, "Who signed the plan.", r#""president""#),
        key("signed-on", Form::Date, "When it was signed.", "2022-02-01"),
        key(
            "changed-on",
            Form::Date,
            "When it was last changed.",
            "2022-03-01",
        ),
        key(
            "filed-with",
            Form::Text,
            "With whom its orders of succession are filed.",
            r#""the archive""#,
        ),
        key(
            "filed-on",
            Form::Date,
            "When they were last filed.",
            "2022-02-02",
        ),
        key(
            "seat-law",
            Form::Text,
            "The law that lets the seat move.",
            r#""Law 389, art. 4""#,
        ),
        key(
            "closed-list",
            Form::Bool,
            "Whether only listed hazards activate it.",
            "false",
        ),
        key(
            "crisis-communication",
            Form::Text,
            "Who speaks to the public, and how.",
            r#""the spokesman, by radio""#,
        ),
        key(
            "contacts-printed",
            Form::Date,
            "When the contact list was last printed.",
            "2022-02-20",
        ),
        key(
            "communications-staff",
            Form::Names(&[Kind::Person, Kind::Office, Kind::Body]),
            "Who runs communications, and who stands in.",
            r#"["signals-chief"]"#,
        ),
        key("note", Form::Text, "Free text.", r#""a worked example""#),
    ],
    has_terms: false,
    example: r#"[plan]
title = "Continuity of the Republic"
institution = "the Republic"
horizon = "30 d"
as-of = 2022-03-07
scale = "icd-203"
prefer = ["general-staff"]
adjudicator = "court"
signed-by = "president"
signed-on = 2022-02-01

[source.general-staff]
who = "the General Staff"

[person.incumbent]

[office.president]
holder = "incumbent"

[body.court]
members = ["incumbent"]
"#,
};

/// `[scale]`
pub static SCALE: Construct = Construct {
    phrase: "the scale",
    header: "[scale]",
    doc: "Words of likelihood of the plan's own, each with its range, used with `scale = \"own\"`. \
          Any key is a word.",
    keys: &[],
    has_terms: false,
    example: r#"[plan]
title = "A scale of one's own"
horizon = "30 d"
scale = "own"

[scale]
"hardly" = [0, 0.1]
"fairly likely" = [0.5, 0.7]

[place.kyiv]
lost = "hardly"
"#,
};

/// `[rules]`
pub static RULES: Construct = Construct {
    phrase: "the rules",
    header: "[rules]",
    doc: "Which rules of the field the plan is held to, and how strictly.",
    keys: &[
        key(
            "profiles",
            Form::Texts,
            "Named sets of thresholds, later ones winning.",
            r#"["fcd-1"]"#,
        ),
        key(
            "levels",
            Form::Other(
                "a table of rules with `\"allow\"`, `\"note\"`, `\"warn\"` or `\"deny\"` for each",
            ),
            "How loudly single rules speak.",
            r#"{ single-seat = "deny" }"#,
        ),
        key(
            "thresholds",
            Form::Other("a table of names with a whole number for each"),
            "Thresholds set one by one.",
            "{ successors = 3 }",
        ),
    ],
    has_terms: false,
    example: r#"[rules]
profiles = ["fcd-1"]
levels = { single-seat = "deny", no-exercise = "note" }
thresholds = { successors = 3 }
"#,
};

/// `[[waiver]]`
pub static WAIVER: Construct = Construct {
    phrase: "a waiver",
    header: "[[waiver]]",
    doc: "A rule that the plan asks not to be held to, for a reason and a time.",
    keys: &[
        needed("rule", Form::Text, "The rule's code.", r#""single-seat""#),
        key(
            "on",
            Form::Other(
                "the name of anything that the plan declares, such as `\"office.president\"`",
            ),
            "For which element; for all of them when absent.",
            r#""office.president""#,
        ),
        needed(
            "reason",
            Form::Text,
            "Why.",
            r#""the second seat is being built""#,
        ),
        needed(
            "until",
            Form::Date,
            "The last day on which it holds.",
            "2022-12-31",
        ),
        key("by", Form::Text, "Who grants it.", r#""the secretary""#),
        key("note", Form::Text, "Free text.", r#""renewed once""#),
    ],
    has_terms: false,
    example: r#"[office.president]

[[waiver]]
rule = "single-seat"
on = "office.president"
reason = "the second seat is being built"
until = 2022-12-31
by = "the secretary"
"#,
};
