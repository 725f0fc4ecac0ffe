//! The register of authority: acts, what effect they have, and who therefore holds what.
//!
//! A register accepts a well-formed act by anybody enrolled; whether it **has effect** is judged here, by the
//! plan in force when it was signed and the holders of that moment. The judgment is the standing's own
//! step ([`interrex_standing::record`]): nothing in this crate turns rules into truth.
//!
//! | question | module |
//! | --- | --- |
//! | what an act is, in bytes | [`act`] |
//! | how an act stands in a log, with its signatures | [`entry`] |
//! | whose signatures count | [`keyring`] |
//! | acts that count by the word of their signers for the date | [`late`] |
//! | an order that a courier carries, and whom a stranger trusts | [`order`], [`trust`] |
//! | acts as a person writes them, for cases and drills | [`script`] |
//! | questions to a case, with the answers expected | [`questions`] |
//! | which acts have effect, and what becomes of every office | [`course`] |
//! | what has become of each act by now | [`became`] |
//! | who holds an office or a power, and what every rival lacks | [`who`] |
//! | the same of a register that stays open, without judging all acts anew | [`opened`] |
//!
//! Responsible for meaning. It leaves files, clocks, networks and signatures to the binary, the log to
//! `interrex-log`, and the formats of transparency logs to `interrex-tlog`.

pub mod act;
pub mod became;
pub mod course;
pub mod entry;
pub mod keyring;
pub mod late;
pub mod opened;
pub mod order;
pub mod questions;
pub mod script;
pub mod trust;
mod unknown;
mod unread;
pub mod who;
pub mod words;

pub use act::{Act, Deed, Digest};
pub use course::{Course, Effect, Known};
pub use entry::{Entry, Signed};
pub use opened::Opened;
pub use unknown::unknown;
