//! Every fault of reading, with a page about it.
//!
//! Responsible for what a reader of a diagnostic can ask next: what a code means, why it is a fault,
//! how it is mended, and a small plan that has it. The plans are `corpus/faulty`, where a test holds
//! each against exactly what is reported about it; so every code here can be met, and no other.

mod reference;

pub use reference::{faults_markdown, find};

/// A kind of fault that reading a plan can report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The code of its diagnostics.
    pub code: &'static str,
    /// What is wrong, as a phrase without full stop.
    pub summary: &'static str,
    /// What it means, why it is a fault and how to mend it: paragraphs of Markdown.
    pub page: &'static str,
    /// A small plan that has this fault and no other.
    pub example: &'static str,
}

macro_rules! fault {
    ($code:literal, $summary:literal) => {
        Fault {
            code: $code,
            summary: $summary,
            page: include_str!(concat!("pages/", $code, ".md")),
            example: include_str!(concat!("../../../../corpus/faulty/", $code, ".toml")),
        }
    };
}

/// Every fault, sorted by code.
pub static CODES: &[Fault] = &[
    fault!("acting-holder", "a holder who is also named as acting"),
    fault!("acting-without-office", "a person as an acting candidate"),
    fault!("ambiguous-name", "a name that several things bear"),
    fault!("among-without-by", "people to be sorted by no rule"),
    fault!("at-least-too-many", "at least more than there are"),
    fault!("at-least-zero", "at least none of something"),
    fault!(
        "bad-coordinates",
        "coordinates that are no place on the globe"
    ),
    fault!("bad-date", "a date that is no day of the calendar"),
    fault!("bad-digest", "a digest that is not written as one"),
    fault!("bad-grade", "a grade that the Admiralty code does not have"),
    fault!("bad-likelihood", "a number that is no probability"),
    fault!("bad-name", "a name that is not kebab-case"),
    fault!("bad-period", "a span of time that cannot be read"),
    fault!("bad-threshold", "a threshold that is no number of members"),
    fault!("body-without-members", "a body in which nobody sits"),
    fault!("by-without-among", "a rule that sorts nobody"),
    fault!("candidate-is-itself", "an office that follows itself"),
    fault!("candidate-twice", "a candidate who is listed twice"),
    fault!("candidate-without-who", "a candidate who is nobody"),
    fault!(
        "class-as-candidate",
        "members by number sorted by seniority"
    ),
    fault!(
        "condition-differs",
        "assessments of one fact with different conditions"
    ),
    fault!(
        "contradicting-likelihoods",
        "likelihoods that contradict a comparison"
    ),
    fault!("copy-twice", "two copies of one name"),
    fault!(
        "decided-without-maker",
        "a likely decision that nobody makes"
    ),
    fault!("declared-twice", "a table stands twice"),
    fault!("delegated-to-holder", "a power delegated to its holder"),
    fault!("doubled-word", "a word that the scale defines twice"),
    fault!("duplicate-key", "a key stands twice in one table"),
    fault!(
        "effect-of-what",
        "an effect that changes nothing, or two things"
    ),
    fault!("empty-text", "a text without words"),
    fault!(
        "ends-and-survives",
        "a delegation that ends with its grantor and survives them"
    ),
    fault!("enough-too-many", "more partners asked for than there are"),
    fault!("expected-count", "`at least` without a number"),
    fault!("expected-expression", "an expression that is missing"),
    fault!("expected-list", "`at least` without a list"),
    fault!("expected-name", "an expression within a predicate"),
    fault!("expected-operator", "two expressions side by side"),
    fault!("fact-twice", "a likelihood that is given twice"),
    fault!(
        "given-without-otherwise",
        "a conditional likelihood that is half said"
    ),
    fault!("ground-without-event", "a ground that rests on nothing"),
    fault!("idle-meeting-place", "a place to meet that has no effect"),
    fault!("lease-needs-too-many", "a lease that nobody can hold"),
    fault!(
        "leaves-nobody",
        "a state of a person where no person is taken"
    ),
    fault!(
        "likelihood-cycle",
        "a likelihood that depends on its own fact"
    ),
    fault!(
        "limit-without-effect",
        "a limit of time that limits nothing"
    ),
    fault!("link-carries-nothing", "a link that carries nothing"),
    fault!("missing-key", "a required key is missing"),
    fault!("mixed-scales", "a word of another scale"),
    fault!("more-likely-than-itself", "a fact compared with itself"),
    fault!("needs-cycle", "something that depends on itself"),
    fault!("nested-condition", "a condition within a condition"),
    fault!("nesting-too-deep", "an expression that nests too deep"),
    fault!("no-plan", "there is no table `[plan]`"),
    fault!("no-seniority", "somebody without a date of appointment"),
    fault!("nobody-to-resign", "a resignation from a vacant office"),
    fault!(
        "not-a-candidate",
        "somebody who can never exercise the office"
    ),
    fault!("not-a-fact", "a string that does not name a fact"),
    fault!(
        "not-a-partner-of-pledge",
        "what a partner says of a pledge that it did not make"
    ),
    fault!("not-actors", "a condition where somebody must act"),
    fault!("nothing-to-end", "an end of what does not end so"),
    fault!("option-twice", "two options of one name"),
    fault!(
        "order-without-candidates",
        "an order that does not say who follows"
    ),
    fault!(
        "otherwise-without-given",
        "an `otherwise` without a condition"
    ),
    fault!("out-of-bounds", "a number outside of its bounds"),
    fault!(
        "own-scale-missing",
        "a scale of the plan's own that is not written"
    ),
    fault!("place-cycle", "a place that lies in itself"),
    fault!(
        "quality-and-lack",
        "a quality that somebody both has and lacks"
    ),
    fault!("quorum-too-large", "a quorum that no meeting can reach"),
    fault!("refusal-of-nobody", "a refusal where nobody has to act"),
    fault!(
        "region-outside-reach",
        "a region that the power need not reach"
    ),
    fault!("repeated-item", "an item that a list holds twice"),
    fault!("reserved-name", "a name that is a word of the language"),
    fault!("reversed-range", "a range that runs backward"),
    fault!("scale-too-long", "a scale with too many words"),
    fault!("seats-below-members", "fewer seats than members"),
    fault!("self-link", "a link from a place to itself"),
    fault!("seniority-tie", "two people appointed on one day"),
    fault!("site-without-place", "a site in no place"),
    fault!("stand-in-chain", "a stand-in that has a stand-in"),
    fault!(
        "succession-cycle",
        "offices that follow each other through acting"
    ),
    fault!("syntax", "the file is not valid TOML"),
    fault!("threshold-too-large", "a threshold that no vote can reach"),
    fault!("two-bases", "two bases from the same day"),
    fault!("two-choices", "two ways to say who follows"),
    fault!("two-events", "a ground that rests on two things"),
    fault!("unclosed-parenthesis", "a parenthesis that is not closed"),
    fault!(
        "undeclared-fact",
        "a predicate about which the plan says nothing"
    ),
    fault!(
        "unexpected-character",
        "a character that expressions do not have"
    ),
    fault!(
        "unknown-agreement",
        "an agreement that the plan does not declare"
    ),
    fault!("unknown-body", "a body that the plan does not declare"),
    fault!(
        "unknown-class",
        "a class of members that the body does not have"
    ),
    fault!("unknown-copy", "a copy that the record does not have"),
    fault!(
        "unknown-decision",
        "a decision that the plan does not declare"
    ),
    fault!(
        "unknown-decision-kind",
        "a kind of decision that the body does not have"
    ),
    fault!(
        "unknown-delegation",
        "a delegation that is to be replaced and does not exist"
    ),
    fault!("unknown-fact", "a fact that the plan does not declare"),
    fault!(
        "unknown-function",
        "a function that the plan does not declare"
    ),
    fault!("unknown-ground", "a ground that the office does not have"),
    fault!("unknown-key", "a key that the table does not have"),
    fault!("unknown-kind", "a qualifier that is no kind"),
    fault!(
        "unknown-likelihood-word",
        "a word that the scale does not have"
    ),
    fault!(
        "unknown-measure",
        "a measure that the plan does not declare"
    ),
    fault!("unknown-name", "a name that nothing bears"),
    fault!("unknown-office", "an office that the plan does not declare"),
    fault!("unknown-option", "an option that the seat does not have"),
    fault!(
        "unknown-partner",
        "a partner that the plan does not declare"
    ),
    fault!("unknown-person", "a person whom the plan does not declare"),
    fault!("unknown-place", "a place that the plan does not declare"),
    fault!("unknown-pledge", "a pledge that the plan does not declare"),
    fault!("unknown-power", "a power that the plan does not declare"),
    fault!(
        "unknown-predicate",
        "a predicate that the language does not have"
    ),
    fault!("unknown-record", "a record that the plan does not declare"),
    fault!("unknown-region", "a region that the power need not reach"),
    fault!("unknown-rule-level", "a level that rules do not have"),
    fault!(
        "unknown-scale",
        "a scale of likelihood words that does not exist"
    ),
    fault!("unknown-seat", "a seat that the plan does not declare"),
    fault!("unknown-site", "a site that the plan does not declare"),
    fault!("unknown-source", "a source that the plan does not declare"),
    fault!(
        "unknown-table",
        "a top-level table that the language does not have"
    ),
    fault!("unknown-threat", "a threat that the plan does not declare"),
    fault!("unknown-word", "a word that is not on the list of the key"),
    fault!("unopened-parenthesis", "a parenthesis that was not opened"),
    fault!("until-before-from", "a last day before the first"),
    fault!("unused-scale", "words of the plan's own that are not used"),
    fault!(
        "vacant-office-as-person",
        "an office that stands for a person and has none"
    ),
    fault!(
        "wrong-arguments",
        "a predicate with too many or too few names"
    ),
    fault!("wrong-ends", "a link that does not have two ends"),
    fault!("wrong-kind", "a name of something of another kind"),
    fault!(
        "wrong-type",
        "a value of another form than the key asks for"
    ),
];
