//! The closed list of predicates, with what each takes.

/// Every predicate: its words, its arguments in words, and how many there may be.
pub(crate) struct Predicate {
    pub(crate) words: &'static str,
    pub(crate) takes: &'static str,
    /// When it holds, in words.
    pub(crate) holds: &'static str,
    pub(crate) least: usize,
    pub(crate) most: usize,
}

const fn one(words: &'static str, takes: &'static str, holds: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        holds,
        least: 1,
        most: 1,
    }
}

const fn two(words: &'static str, takes: &'static str, holds: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        holds,
        least: 2,
        most: 2,
    }
}

const fn one_or_two(words: &'static str, takes: &'static str, holds: &'static str) -> Predicate {
    Predicate {
        words,
        takes,
        holds,
        least: 1,
        most: 2,
    }
}

/// The predicates in the order of the documentation.
pub(crate) static PREDICATES: [Predicate; 35] = [
    one("stands", "a place, site, link or copy", "it stands"),
    one(
        "lost",
        "a place, site, link or copy",
        "it does not stand, by any cause",
    ),
    one("occurs", "a threat", "the threat comes about"),
    two(
        "takes",
        "a threat and what it takes",
        "if it occurs, it takes that",
    ),
    one("fit", "a person", "they are alive, free and able"),
    one("dead", "a person", "they are dead, by any cause"),
    one("captive", "a person", "they are in the hands of another"),
    one("incapacitated", "a person", "they are unable"),
    one(
        "absent",
        "a person",
        "they are nowhere that the plan can count on",
    ),
    one_or_two(
        "stays",
        "a person, and where they will not go",
        "they will not go (there)",
    ),
    one_or_two(
        "leaves",
        "a person, and where they will go",
        "they will go (there)",
    ),
    one_or_two(
        "declines",
        "a person, and an office",
        "they will not take an office (or this one)",
    ),
    one("resigns", "an office", "its holder at the start resigns"),
    one(
        "refuses",
        "an office or seat and what is refused, with a point between",
        "whoever must act there refuses",
    ),
    two(
        "withdraws",
        "a pledge and a partner",
        "the partner does not keep the pledge",
    ),
    one("taken", "a measure", "the measure comes about"),
    one(
        "in effect",
        "a measure",
        "the measure counts, is taken and agreed",
    ),
    one(
        "decided",
        "a decision, or an office and its ground with a point between",
        "the decision is made",
    ),
    two(
        "can be at",
        "a person and a place or site",
        "they are there, or can and will go there",
    ),
    two(
        "in contact",
        "two places or sites",
        "both stand and messages pass between them",
    ),
    one_or_two(
        "can act",
        "a body, and a kind of decision",
        "enough of its members are fit and together",
    ),
    one(
        "vacant",
        "an office",
        "nobody has it and nobody is waited for",
    ),
    one(
        "stranded",
        "an office",
        "somebody has it or is waited for, and nobody can act",
    ),
    one(
        "split",
        "an office",
        "two people have complete claims in one reading",
    ),
    one(
        "disputed",
        "an office",
        "readings give it to different people",
    ),
    one("contested", "an office", "it is split or disputed"),
    one(
        "exercised",
        "an office or power",
        "somebody has a complete claim; the power is exercised everywhere",
    ),
    two(
        "exercised by",
        "an office and a candidate",
        "somebody has a complete claim through that candidate",
    ),
    two(
        "exercised in",
        "a power and a region",
        "the power is exercised in that region",
    ),
    one_or_two(
        "seated",
        "a seat, and one of its options",
        "some option (or that one) is used",
    ),
    one(
        "held",
        "a record",
        "a fresh and lawful copy stands within reach",
    ),
    one("met", "a pledge", "enough partners keep it"),
    one("unmet", "a pledge", "it is not met"),
    one("works", "a function", "its needs hold"),
    one("fails", "a function", "its needs do not hold"),
];
