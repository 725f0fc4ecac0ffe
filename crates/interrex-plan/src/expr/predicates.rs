//! The closed list of predicates, with what each takes.

/// Every predicate: its words, its arguments in words, and how many there may be.
pub(crate) struct Predicate {
    pub(crate) words: &'static str,
    pub(crate) takes: &'static str,
    pub(crate) least: usize,
    pub(crate) most: usize,
}

const fn one(words: &'static str, takes: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        least: 1,
        most: 1,
    }
}

const fn two(words: &'static str, takes: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        least: 2,
        most: 2,
    }
}

const fn one_or_two(words: &'static str, takes: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        least: 1,
        most: 2,
    }
}

/// The predicates in the order of the documentation.
pub(crate) static PREDICATES: [Predicate; 35] = [
    one("stands", "a place, site, link or copy"),
    one("lost", "a place, site, link or copy"),
    one("occurs", "a threat"),
    two("takes", "a threat and what it takes"),
    one("fit", "a person"),
    one("dead", "a person"),
    one("captive", "a person"),
    one("incapacitated", "a person"),
    one("absent", "a person"),
    one_or_two("stays", "a person, and where they will not go"),
    one_or_two("leaves", "a person, and where they will go"),
    one_or_two("declines", "a person, and an office"),
    one("resigns", "an office"),
    one(
        "refuses",
        "an office or seat and what is refused, with a point between",
    ),
    two("withdraws", "a pledge and a partner"),
    one("taken", "a measure"),
    one("in effect", "a measure"),
    one(
        "decided",
        "a decision, or an office and its ground with a point between",
    ),
    two("can be at", "a person and a place or site"),
    two("in contact", "two places or sites"),
    one_or_two("can act", "a body, and a kind of decision"),
    one("vacant", "an office"),
    one("stranded", "an office"),
    one("split", "an office"),
    one("disputed", "an office"),
    one("contested", "an office"),
    one("exercised", "an office or power"),
    two("exercised by", "an office and a candidate"),
    two("exercised in", "a power and a region"),
    one_or_two("seated", "a seat, and one of its options"),
    one("held", "a record"),
    one("met", "a pledge"),
    one("unmet", "a pledge"),
    one("works", "a function"),
    one("fails", "a function"),
];
