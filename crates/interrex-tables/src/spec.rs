//! Which tables there are, what their rows are in the plan, and which of their columns come first.
//!
//! Everything else about a column comes from the schema of the plan language, so that a key of the
//! language is a column without another word.

use interrex_plan::schema::{self, Construct, Form, Key, Kind};

use crate::table::Holds;

/// How the rows of a table stand in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `[kind.ID]`
    Named { kind: &'static str },
    /// `[kind.ID.part.NAME]`
    Part {
        kind: &'static str,
        part: &'static str,
    },
    /// `[[kind.ID.part]]`, named by `name`, else by `at`.
    Items {
        kind: &'static str,
        part: &'static str,
    },
    /// The candidates of `[office.ID.order.NAME]`.
    Candidates,
    /// `[[list]]`, named by one of its keys.
    Listed {
        list: &'static str,
        by: &'static str,
    },
}

/// One table.
#[derive(Debug)]
pub(crate) struct Spec {
    /// Its stable name.
    pub(crate) name: &'static str,
    /// Where its rows stand.
    pub(crate) shape: Shape,
    /// The construct of the language that its rows are.
    pub(crate) construct: &'static Construct,
    /// Keys that are shown in every workbook, in this order; the others where some row uses them.
    pub(crate) main: &'static [&'static str],
    /// Keys that are tables of their own.
    pub(crate) left_out: &'static [&'static str],
    /// Whether it is shown without rows too.
    pub(crate) is_main: bool,
}

/// The key of the column with a thing's own name, in tables of things that have one.
pub(crate) const ID: &str = "id";

/// The key of the column with the place of a candidate in its order.
pub(crate) const RANK: &str = "rank";

/// Any table, by its stable name.
pub(crate) fn spec(name: &str) -> Option<&'static Spec> {
    SPECS.iter().find(|spec| spec.name == name)
}

const fn named(
    name: &'static str,
    kind: &'static str,
    construct: &'static Construct,
    main: &'static [&'static str],
    is_main: bool,
) -> Spec {
    Spec {
        name,
        shape: Shape::Named { kind },
        construct,
        main,
        left_out: &[
            "ground",
            "order",
            "copy",
            "option",
            "partner",
            "delegation",
            "devolution",
        ],
        is_main,
    }
}

/// Every table, in the order in which planners go through them.
pub(crate) static SPECS: &[Spec] = &[
    named(
        "people",
        "person",
        &schema::PERSON,
        &[
            "title",
            "base",
            "dead",
            "captive",
            "incapacitated",
            "stays",
            "since",
            "note",
        ],
        true,
    ),
    named(
        "offices",
        "office",
        &schema::OFFICE,
        &[
            "title", "holder", "acting", "key", "since", "reach", "basis", "note",
        ],
        true,
    ),
    Spec {
        name: "successions",
        shape: Shape::Candidates,
        construct: &schema::CANDIDATE,
        main: &[
            "who",
            "acting",
            "chosen-by",
            "at",
            "declines",
            "requires",
            "steps",
            "name",
            "note",
        ],
        left_out: &[],
        is_main: true,
    },
    Spec {
        name: "orders",
        shape: Shape::Part {
            kind: "office",
            part: "order",
        },
        construct: &schema::ORDER,
        main: &[
            "on",
            "when",
            "gives",
            "passes",
            "limits",
            "ends-when",
            "notified-by",
            "precedence",
            "basis",
            "note",
        ],
        left_out: &["candidates"],
        is_main: false,
    },
    Spec {
        name: "grounds",
        shape: Shape::Part {
            kind: "office",
            part: "ground",
        },
        construct: &schema::GROUND,
        main: &[
            "event",
            "when",
            "made-by",
            "certified-by",
            "effect",
            "ends-when",
            "basis",
            "note",
        ],
        left_out: &[],
        is_main: false,
    },
    named(
        "bodies",
        "body",
        &schema::BODY,
        &[
            "members", "seats", "quorum", "meets", "meets-at", "stand-in", "basis", "note",
        ],
        false,
    ),
    named(
        "powers",
        "power",
        &schema::POWER,
        &["title", "held-by", "reach", "basis", "note"],
        false,
    ),
    Spec {
        name: "delegations",
        shape: Shape::Part {
            kind: "power",
            part: "delegation",
        },
        construct: &schema::DELEGATION,
        main: &[
            "to",
            "scope",
            "condition",
            "limits",
            "ends-when",
            "onward",
            "signed-on",
            "basis",
            "note",
        ],
        left_out: &[],
        is_main: false,
    },
    named(
        "functions",
        "function",
        &schema::FUNCTION,
        &[
            "title",
            "needs",
            "rto",
            "mtpd",
            "rpo",
            "minimum",
            "priority",
            "owner",
            "class",
            "resources",
            "note",
        ],
        true,
    ),
    named(
        "sites",
        "site",
        &schema::SITE,
        &[
            "in",
            "class",
            "ready-in",
            "lost",
            "needs",
            "grid",
            "agreement",
            "borrowed",
            "sustained",
            "note",
        ],
        true,
    ),
    named(
        "places",
        "place",
        &schema::PLACE,
        &["in", "lost", "abroad", "threat-area", "coordinates", "note"],
        true,
    ),
    named(
        "links",
        "link",
        &schema::LINK,
        &["between", "carries", "lost", "needs", "takes", "note"],
        true,
    ),
    Spec {
        name: "options",
        shape: Shape::Items {
            kind: "seat",
            part: "option",
        },
        construct: &schema::OPTION,
        main: &[
            "at",
            "name",
            "needs",
            "agreed-by",
            "refused",
            "lead-time",
            "cannot",
            "note",
        ],
        left_out: &[],
        is_main: false,
    },
    named(
        "records",
        "record",
        &schema::RECORD,
        &[
            "contains",
            "age-max",
            "used-at",
            "custodian",
            "on-paper",
            "restored-on",
            "designated-on",
            "note",
        ],
        true,
    ),
    Spec {
        name: "copies",
        shape: Shape::Items {
            kind: "record",
            part: "copy",
        },
        construct: &schema::COPY,
        main: &[
            "at",
            "name",
            "age",
            "lost",
            "lawful",
            "lawful-from",
            "lawful-basis",
            "needs",
            "note",
        ],
        left_out: &[],
        is_main: true,
    },
    named(
        "partners",
        "partner",
        &schema::PARTNER,
        &["title", "note"],
        true,
    ),
    named(
        "pledges",
        "pledge",
        &schema::PLEDGE,
        &[
            "by",
            "kind",
            "enough",
            "conditions",
            "agreement",
            "expires",
            "withdraws",
            "status",
            "note",
        ],
        true,
    ),
    named(
        "coalitions",
        "coalition",
        &schema::COALITION,
        &["members", "enough", "note"],
        false,
    ),
    named(
        "agreements",
        "agreement",
        &schema::AGREEMENT,
        &[
            "with",
            "partner",
            "kind",
            "signed-on",
            "expires",
            "covers",
            "note",
        ],
        false,
    ),
    Spec {
        name: "contacts",
        shape: Shape::Listed {
            list: "contact",
            by: "who",
        },
        construct: &schema::CONTACT,
        main: &["who", "confirmed-on", "paths", "note"],
        left_out: &[],
        is_main: true,
    },
    named(
        "threats",
        "threat",
        &schema::THREAT,
        &["occurs", "takes", "hazard", "warning", "note"],
        false,
    ),
    named(
        "measures",
        "measure",
        &schema::MEASURE,
        &["taken", "cost", "agreed", "effects", "status", "note"],
        false,
    ),
    named(
        "decisions",
        "decision",
        &schema::DECISION,
        &["made", "by", "note"],
        false,
    ),
    named(
        "exercises",
        "exercise",
        &schema::EXERCISE,
        &["kind", "on", "covers", "moved-to", "evidence", "note"],
        false,
    ),
    named(
        "sources",
        "source",
        &schema::SOURCE,
        &[
            "who",
            "named",
            "said",
            "grade",
            "date",
            "modality",
            "reference",
            "note",
        ],
        true,
    ),
];

impl Spec {
    /// The keys of the columns that say which thing a row is about, with what they hold.
    pub(crate) fn naming(&self) -> Vec<(&'static str, Holds)> {
        match self.shape {
            Shape::Named { .. } => vec![(ID, Holds::Id)],
            Shape::Part { kind, .. } => vec![(kind, Holds::Name(kinds(kind))), (ID, Holds::Id)],
            Shape::Items { kind, .. } => vec![(kind, Holds::Name(kinds(kind)))],
            Shape::Candidates => vec![
                ("office", Holds::Name(kinds("office"))),
                ("order", Holds::Id),
                (RANK, Holds::Rank),
            ],
            Shape::Listed { .. } => Vec::new(),
        }
    }

    /// The keys of the language that it shows: the main ones, then the others in the order of the
    /// reference.
    pub(crate) fn keys(&self) -> Vec<&'static Key> {
        let main = self.main.iter().filter_map(|name| self.construct.key(name));
        let others = self.construct.all_keys();
        let others = others.filter(|key| !self.main.contains(&key.name));
        let shown = others.filter(|key| !self.left_out.contains(&key.name));
        main.chain(shown).collect()
    }
}

/// The kind of this word, as a list of one.
fn kinds(word: &str) -> &'static [Kind] {
    let all = Kind::ALL.as_chunks::<1>().0;
    let found = all
        .iter()
        .find(|kinds| kinds.iter().all(|kind| kind.word() == word));
    found.map_or(&[], |kinds| kinds.as_slice())
}

/// What the cells of a key hold.
pub(crate) fn holds(key: &Key) -> Holds {
    match key.form {
        Form::Text => Holds::Text,
        Form::Texts => Holds::Texts,
        Form::Bool => Holds::YesNo,
        Form::Count(low, high) => Holds::Whole(low, high),
        Form::Number => Holds::Number,
        Form::Date => Holds::Date,
        Form::Period => Holds::Period,
        Form::Likelihood => Holds::Likelihood,
        Form::Expression | Form::Actors => Holds::Expression,
        Form::Word(words) => Holds::Choice(words),
        Form::Words(words) => Holds::Choices(words),
        Form::Name(kinds) => Holds::Name(kinds),
        Form::Names(kinds) => Holds::Names(kinds),
        Form::Other(_) => of_its_own(key.name),
    }
}

const PLACES: &[Kind] = &[Kind::Place];
const LOCI: &[Kind] = &[Kind::Place, Kind::Site];
const TAKEN: &[Kind] = &[
    Kind::Place,
    Kind::Site,
    Kind::Link,
    Kind::Person,
    Kind::Office,
    Kind::Record,
];
const ACTORS: &[Kind] = &[Kind::Person, Kind::Office, Kind::Body];
const PARTNERS: &[Kind] = &[Kind::Partner, Kind::Coalition];

/// What the cells of a key hold whose form the schema says in words alone.
fn of_its_own(key: &str) -> Holds {
    match key {
        "status" => match schema::STATUS.key("is").map(|key| key.form) {
            Some(Form::Word(words)) => Holds::Choice(words),
            _ => Holds::Text,
        },
        "in" => Holds::OneOrMore(PLACES),
        "between" => Holds::Names(LOCI),
        "base" => Holds::Name(LOCI),
        "takes" => Holds::Names(TAKEN),
        "members" => Holds::Names(ACTORS),
        "among" => Holds::OneOrMore(ACTORS),
        "by" => Holds::OneOrMore(PARTNERS),
        "on" | "steps" => Holds::Texts,
        "quorum" | "enough" => Holds::Scalar,
        "coordinates" => Holds::Numbers,
        "grade" | "digest" | "of" => Holds::Text,
        _ => Holds::Written,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_named_here_is_one_of_the_language() {
        for spec in SPECS {
            for key in spec.main {
                assert!(spec.construct.key(key).is_some(), "{} {key}", spec.name);
            }
            let naming = spec.naming();
            for (key, holds) in &naming {
                let clash = spec.keys().iter().any(|other| other.name == *key);
                assert!(!clash, "{}: two columns of key {key}", spec.name);
                assert_ne!(*holds, Holds::Name(&[]), "{} {key}", spec.name);
            }
        }
    }

    #[test]
    fn tables_have_names_of_their_own() {
        let names: BTreeSet<&str> = SPECS.iter().map(|spec| spec.name).collect();
        assert_eq!(names.len(), SPECS.len());
        assert!(spec("sites").is_some());
        assert!(spec("site").is_none());
    }

    /// A key whose form the schema says in words alone is read as that form says: whoever adds one
    /// decides here what its cells hold.
    #[test]
    fn forms_of_their_own_are_known() {
        let written: BTreeSet<&str> = SPECS
            .iter()
            .flat_map(Spec::keys)
            .filter(|key| holds(key) == Holds::Written)
            .map(|key| key.name)
            .collect();
        let expect = [
            "decisions",
            "effects",
            "findings",
            "forfeits",
            "paths",
            "stays-from",
        ];
        assert_eq!(written.into_iter().collect::<Vec<_>>(), expect);
    }
}
