//! `[office.ID.order.NAME]` with its candidates and their steps.

use super::Kind;
use super::form::{Construct, Form, key, needed};
use super::things::LOCI;

const WHO: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];

/// `[office.ID.order.NAME]`
pub static ORDER: Construct = Construct {
    phrase: "an order of succession",
    header: "[office.ID.order.NAME]",
    doc: "Who follows on which grounds: candidates in order, what they must have and do, and what \
          they get.",
    keys: &[
        key(
            "on",
            Form::Other("an array of names of grounds of the office and of `\"vacant\"`"),
            "On which grounds; on all of them and on vacancy when absent. A lease gives its office a ground named `lease`.",
            r#"["dead", "vacant"]"#,
        ),
        key(
            "when",
            Form::Expression,
            "A further condition.",
            r#""not kyiv""#,
        ),
        key(
            "candidates",
            Form::Other("an array of names of people, offices or bodies, or of tables"),
            "Who follows, first choice first; an empty array says that nobody does.",
            r#"["speaker", { who = "prime-minister", acting = true }]"#,
        ),
        key(
            "by",
            Form::Word(&["seniority"]),
            "The rule by which candidates are sorted, instead of `candidates`.",
            r#""seniority""#,
        ),
        key(
            "among",
            Form::Other("an array of names of people and offices, or the name of a body"),
            "Whom the rule sorts by `since`, earliest first: an office by its own, a person by theirs.",
            r#""cabinet""#,
        ),
        key(
            "passes",
            Form::Words(&PASSES),
            "Failings for which a candidate is passed over; others are waited for. `no holder` passes a post that nobody has and that no order of its own fills: one that waits for somebody is waited for. `unfilled` passes any post that nobody has, as where the next in line acts until the post is filled. When absent: dead, ineligible, declined, no holder.",
            r#"["dead", "out of reach"]"#,
        ),
        key(
            "requires",
            Form::Texts,
            "Qualities that every person among the candidates must have; what is not among their `qualities` they have not.",
            r#"["citizen by birth"]"#,
        ),
        key(
            "steps",
            STEPS,
            "What every candidate must complete.",
            r#"["sworn"]"#,
        ),
        key(
            "gives",
            Form::Word(&["title", "exercise"]),
            "What the successor gets; when absent, the title after an end or at a vacancy, and the exercise at a suspension.",
            r#""exercise""#,
        ),
        key(
            "displaces",
            Form::Bool,
            "Whether an earlier candidate who returns displaces a later one.",
            "false",
        ),
        key(
            "precedence",
            Form::Count(i64::MIN, i64::MAX),
            "Precedence among orders in force at once: only the smallest is followed, and what it leaves open goes to no other: where somebody acts until whoever is elected takes office, let the `when` of the second order be a decision that is made when they take office. An order with a precedence comes before all without.",
            "1",
        ),
        key(
            "without-powers",
            Form::Names(&[Kind::Power]),
            "Powers that whoever acts under it does not have. To whom they are delegated or devolve has them all the same.",
            r#"["dissolve"]"#,
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
            "How authority goes back, in words.",
            r#""on return""#,
        ),
        key(
            "notified-by",
            Form::Text,
            "How successors are told, in words.",
            r#""the secretary, by radio""#,
        ),
        key(
            "proof",
            Form::Name(&[Kind::Record]),
            "A record that must be held to show the order.",
            r#""designation""#,
        ),
        key(
            "limit",
            Form::Period,
            "For how long somebody may act by it, from when they first do for the same cause: in a register they act no longer then, and the order is not in force until the cause is another. On which day the order itself ends says `until`.",
            r#""60 d""#,
        ),
        key(
            "leaves-post",
            Form::Bool,
            "Whether the successor leaves the post through which they succeeded; `false` where they act by virtue of it, and no longer than they have it. When absent they keep the post, and what they came to whatever becomes of the post.",
            "true",
        ),
        key(
            "forfeits",
            Form::Other("`true`, `false` or an array of names of offices"),
            "What the successor forfeits in the end.",
            "true",
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

[person.judge]
base = "kyiv"

[person.chair]
base = "kyiv"
since = 2014-06-01

[person.first]
base = "kyiv"
since = 2020-03-04

[office.speaker]
holder = "chair"

[office.prime-minister]
holder = "first"

[record.designation]
[[record.designation.copy]]
at = "kyiv"

[office.president]
holder = "incumbent"

[office.president.ground.dead]

[office.president.order.line]
on = ["dead", "vacant"]
candidates = [
    "speaker",
    { who = "prime-minister", acting = true, declines = 0.1, requires = ["age 35"] },
    { chosen-by = "judge", at = "kyiv", name = "chosen" },
]
passes = ["dead", "declined", "no holder", "out of reach"]
requires = ["citizen by birth"]
steps = ["sworn", { do = "installed", by = "judge", refused = 0.01, needs = "kyiv", lead-time = "6 h" }]
gives = "title"
displaces = false
precedence = 1
limits = "none"
leaves-post = true
forfeits = false

[office.president.order.designated]
by = "seniority"
among = ["first", "chair"]
proof = "designation"
precedence = 2
"#,
};

/// The words of `passes`, those of `Pass::WORDS`, which a test holds against it.
const PASSES: [&str; 10] = [
    "dead",
    "ineligible",
    "declined",
    "no holder",
    "unfilled",
    "captive",
    "incapacitated",
    "absent",
    "out of reach",
    "not completed",
];

const STEPS: Form =
    Form::Other("an array of words, or of tables `{ do, by, refused, needs, lead-time }`");

/// A candidate, as a table.
pub static CANDIDATE: Construct = Construct {
    phrase: "a candidate",
    header: "candidates = [{ ... }]",
    doc: "One candidate of an order: somebody by name, or somebody whom others choose.",
    keys: &[
        key("who", Form::Name(WHO), "Who.", r#""prime-minister""#),
        key(
            "acting",
            Form::Bool,
            "Whether whoever exercises the office succeeds, who may only act in it. When absent it is whoever has its title, suspended or not; with `true` somebody suspended from it is no candidate by it.",
            "true",
        ),
        key(
            "chosen-by",
            Form::Actors,
            "Who chooses, when the person is not known. Where others act until somebody is chosen, one order lists both, `[{ chosen-by = ... }, \"deputy\"]`, with `not completed` in `passes` and `displaces = true`: somebody chosen by another order takes nobody's place who acts.",
            r#""rada""#,
        ),
        key(
            "at",
            Form::Name(LOCI),
            "Where the person chosen is, when the office has no seat.",
            r#""lviv""#,
        ),
        key(
            "declines",
            Form::Likelihood,
            "Whether they decline this office.",
            "0.1",
        ),
        key(
            "requires",
            Form::Texts,
            "Qualities required of this candidate besides.",
            r#"["age 35"]"#,
        ),
        key(
            "steps",
            STEPS,
            "Steps for this candidate besides.",
            r#"["confirmed"]"#,
        ),
        key(
            "name",
            Form::Text,
            "Its name in answers; who it is when absent. Needed with `chosen-by`, and where one order lists somebody twice.",
            r#""chosen""#,
        ),
    ],
    has_terms: true,
    example: "",
};

/// A step, as a table.
pub static STEP: Construct = Construct {
    phrase: "a step",
    header: "steps = [{ ... }]",
    doc: "Something that must be done before a candidate enters.",
    keys: &[
        needed("do", Form::Text, "What is done.", r#""sworn""#),
        key(
            "by",
            Form::Actors,
            "Who does it; the candidate alone when absent.",
            r#""chief-justice""#,
        ),
        key("refused", Form::Likelihood, "Whether they refuse.", "0.01"),
        key(
            "needs",
            Form::Expression,
            "What it needs besides.",
            r#""kyiv""#,
        ),
        key("lead-time", Form::Period, "How long it takes.", r#""6 h""#),
    ],
    has_terms: false,
    example: "",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Pass;

    #[test]
    fn the_words_are_those_of_the_model() {
        assert_eq!(Pass::WORDS.map(|(_, word)| word), PASSES);
    }
}
