//! The report: a plan and its answers as a document for people who read paper.
//!
//! Responsible for wording and arranging what others have found: [`gather`] asks `interrex-prove` and
//! `interrex-rules`, [`document()`] words the answers in one of the [`Language`]s as a [`Document`] of sections, and [`html()`]
//! writes that as one file. Nothing here decides what is true, and no number is computed here: each is that of
//! an answer. Reading files, the date and where the result goes are left to the caller.
//!
//! | step | module |
//! | --- | --- |
//! | what is asked | [`gather`] |
//! | words, dates, numbers | `language` |
//! | names of elements and facts | `naming` |
//! | what a document is made of | [`mod@document`] |
//! | its parts, one module each | `sections` |
//! | one file for a browser and a printer | `html` |

pub mod document;
mod html;
mod language;
mod material;
mod naming;
mod sections;

pub use document::Document;
pub use html::html;
pub use language::Language;
pub use material::{Both, Earlier, Material, SealedPart, Since, gather, gather_since, gather_with};
pub use sections::{Failure, Order, document, failures};
