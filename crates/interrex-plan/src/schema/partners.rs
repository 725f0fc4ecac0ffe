//! `[partner.ID]`, `[coalition.ID]`, `[pledge.ID]`, `[[recognition]]`.

use super::Kind;
use super::form::{Construct, Form, key, needed};

const ENOUGH: Form = Form::Other("a whole number from 1 on, or `\"all\"`");

/// `[partner.ID]`
pub static PARTNER: Construct = Construct {
    phrase: "a partner",
    header: "[partner.ID]",
    doc: "A state, an organization, a firm, a neighbor.",
    keys: &[key("title", Form::Text, "In words.", r#""Poland""#)],
    has_terms: true,
    example: "[partner.poland]\ntitle = \"Poland\"\n",
};

/// `[coalition.ID]`
pub static COALITION: Construct = Construct {
    phrase: "a coalition",
    header: "[coalition.ID]",
    doc: "Partners that decide together: a bloc that needs all of them, or any so many.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""Coalition of the willing""#,
        ),
        needed(
            "members",
            Form::Names(&[Kind::Partner]),
            "Its partners.",
            r#"["poland", "estonia"]"#,
        ),
        key("enough", ENOUGH, "How many suffice; all when absent.", "2"),
    ],
    has_terms: true,
    example: r#"[partner.poland]
[partner.estonia]
[partner.latvia]

[coalition.willing]
title = "coalition of the willing"
members = ["poland", "estonia", "latvia"]
enough = 2
"#,
};

/// `[pledge.ID]`
pub static PLEDGE: Construct = Construct {
    phrase: "a pledge",
    header: "[pledge.ID]",
    doc: "What partners have pledged. It is met while its conditions hold and enough of them keep it.",
    keys: &[
        key(
            "title",
            Form::Text,
            "In words, for readers.",
            r#""To host the government""#,
        ),
        needed(
            "by",
            Form::Other("the name of a partner or coalition, or an array of names of partners"),
            "Who pledged it.",
            r#""willing""#,
        ),
        key(
            "enough",
            ENOUGH,
            "How many must keep it; as the coalition says, else all.",
            "2",
        ),
        key(
            "kind",
            Form::Text,
            "What kind of pledge: host, evacuate, recognize, pay, ...",
            r#""host""#,
        ),
        key(
            "conditions",
            Form::Expression,
            "Conditions under which it holds.",
            r#""not kyiv""#,
        ),
        key(
            "agreement",
            Form::Name(&[Kind::Agreement]),
            "The agreement that lays it down.",
            r#""host""#,
        ),
        key(
            "expires",
            Form::Date,
            "The last day on which it is open.",
            "2022-12-31",
        ),
        key(
            "withdraws",
            Form::Likelihood,
            "Whether a partner without an entry of its own withdraws.",
            "0.1",
        ),
        key(
            "partner",
            Form::Other("tables `[pledge.ID.partner.PARTNER]`"),
            "What is particular to one partner.",
            "{ poland = { withdraws = 0.05 } }",
        ),
    ],
    has_terms: true,
    example: r#"[place.kyiv]

[partner.poland]
[partner.estonia]

[coalition.willing]
members = ["poland", "estonia"]
enough = 1

[pledge.host]
title = "to host the government"
by = "willing"
kind = "host"
conditions = "not kyiv"
expires = 2022-12-31
withdraws = 0.1

[pledge.host.partner.poland]
withdraws = 0.05
condition = "lost(kyiv)"
risk = "escalation"
"#,
};

/// `[pledge.ID.partner.PARTNER]`
pub static PLEDGE_PARTNER: Construct = Construct {
    phrase: "a partner's part in a pledge",
    header: "[pledge.ID.partner.PARTNER]",
    doc: "One partner's part in a pledge.",
    keys: &[
        key(
            "withdraws",
            Form::Likelihood,
            "Whether it withdraws.",
            "0.05",
        ),
        key(
            "condition",
            Form::Expression,
            "Its own condition.",
            r#""lost(kyiv)""#,
        ),
        key(
            "risk",
            Form::Text,
            "What it fears, in words.",
            r#""escalation""#,
        ),
    ],
    has_terms: true,
    example: "",
};

/// `[[recognition]]`
pub static RECOGNITION: Construct = Construct {
    phrase: "a recognition",
    header: "[[recognition]]",
    doc: "A partner that takes somebody for the holder of an office, whatever the law says.",
    keys: &[
        needed(
            "by",
            Form::Name(&[Kind::Partner]),
            "The partner.",
            r#""poland""#,
        ),
        needed(
            "office",
            Form::Name(&[Kind::Office]),
            "The office.",
            r#""president""#,
        ),
        needed(
            "holder",
            Form::Name(&[Kind::Person, Kind::Office, Kind::Body]),
            "Whom it takes for the holder.",
            r#""rival""#,
        ),
    ],
    has_terms: true,
    example: r#"[partner.poland]

[person.rival]

[office.president]

[[recognition]]
by = "poland"
office = "president"
holder = "rival"
"#,
};
