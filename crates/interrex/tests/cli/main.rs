//! The program as people use it: every verb on every example, and what the worked examples claim.
//!
//! `sessions` compares all that is printed with files beside it; the other modules assert single
//! answers, so that a change of wording does not hide a change of meaning.

mod answer;
mod appended;
mod ask;
mod cases;
mod certificate;
mod deceptive;
mod guide;
mod import;
mod killed;
mod law;
mod mirrors;
mod paper;
mod partners;
mod program;
mod readme;
mod register;
mod registers;
mod report;
mod reports;
mod run;
mod sessions;
mod shell;
mod store;
mod told;
mod ukraine;
mod witness;
