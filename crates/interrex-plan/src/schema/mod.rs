//! The plan language as data: every construct, its keys, what they hold, and an example of each.
//!
//! Responsible for what may be written and how it is documented; reading goes by these tables, so
//! that a key without documentation cannot be read. What the values mean belongs to the model.

mod assessment;
mod doing;
mod form;
pub(crate) mod kind;
mod offices;
mod orders;
mod partners;
mod people;
mod plan;
mod powers;
mod practice;
mod reference;
mod terms;
mod things;
mod upkeep;

pub use assessment::ASSESSMENT;
pub use doing::{DECISION, EFFECT, FUNCTION, MEASURE};
pub use form::{Construct, Form, Key};
pub use kind::Kind;
pub use offices::{GROUND, LEASE, OFFICE};
pub use orders::{CANDIDATE, ORDER, STEP};
pub use partners::{COALITION, PARTNER, PLEDGE, PLEDGE_PARTNER, RECOGNITION};
pub use people::{BASE, BODY, CLASS, DECISION_KIND, PERSON, TAKING, THREAT};
pub use plan::{PLAN, RULES, SCALE, WAIVER};
pub use powers::{COPY, DELEGATION, DEVOLUTION, OPTION, POWER, RECORD, SEAT};
pub use practice::{AGREEMENT, CONTACT, DEVOLUTION_PLAN, HELPERS, PATH, RECONSTITUTION};
pub use reference::reference_markdown;
pub use terms::{STATUS, TERMS};
pub use things::{LINK, PLACE, SITE, SOURCE};
pub use upkeep::{EXERCISE, FINDING, REVIEW, SEALED, TRAINING};

pub(crate) use offices::EVENTS;
pub(crate) use terms::STATUS_WORDS;

/// Every construct, in the order of the reference.
pub static CONSTRUCTS: [&Construct; 51] = [
    &PLAN,
    &SCALE,
    &RULES,
    &WAIVER,
    &TERMS,
    &STATUS,
    &ASSESSMENT,
    &SOURCE,
    &PLACE,
    &SITE,
    &LINK,
    &PERSON,
    &BASE,
    &THREAT,
    &TAKING,
    &BODY,
    &CLASS,
    &DECISION_KIND,
    &OFFICE,
    &GROUND,
    &ORDER,
    &CANDIDATE,
    &STEP,
    &LEASE,
    &POWER,
    &DELEGATION,
    &DEVOLUTION,
    &SEAT,
    &OPTION,
    &RECORD,
    &COPY,
    &PARTNER,
    &COALITION,
    &PLEDGE,
    &PLEDGE_PARTNER,
    &RECOGNITION,
    &MEASURE,
    &EFFECT,
    &DECISION,
    &FUNCTION,
    &AGREEMENT,
    &CONTACT,
    &PATH,
    &DEVOLUTION_PLAN,
    &RECONSTITUTION,
    &HELPERS,
    &REVIEW,
    &EXERCISE,
    &FINDING,
    &TRAINING,
    &SEALED,
];

/// Top-level keys besides the kinds: tables that stand alone, and arrays of tables.
pub(crate) const TOP_LEVEL: [&str; 9] = [
    "plan",
    "scale",
    "rules",
    "reconstitution",
    "waiver",
    "recognition",
    "review",
    "contact",
    "training",
];
