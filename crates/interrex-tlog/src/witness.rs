//! Witnesses: who cosigns the heads of logs after checking that each extends the last.
//!
//! Specification: [tlog-witness](https://c2sp.org/tlog-witness), as of its change of 6 July 2026
//! (`95978ca`).
//!
//! Responsible for the bodies of requests and responses, and for the decisions of a [`Witness`] over a
//! [`State`] that its caller keeps. HTTP, storage and the time are left to that caller.
//!
//! # A whole example
//!
//! `POST <submission prefix>/add-checkpoint`, and a response with status 200:
//!
//! ```text
//! old 20852014
//! PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
//! jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
//! 5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
//! /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=
//!
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ```
//!
//! ```text
//! — witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==
//! ```
//!
//! Status 409 has the size that the witness has cosigned, `20852014` and a newline, as
//! `text/x.tlog.size`. The same between a log and a witness of this crate:
//!
//! ```
//! use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
//! use interrex_tlog::cosignature::Cosigner;
//! use interrex_tlog::note::SignerKey;
//! use interrex_tlog::tiles::Edge;
//! use interrex_tlog::witness::{AddCheckpoint, Answer, Memory, Witness};
//!
//! let log = SignerKey::ed25519("log.example", &[1; 32]).unwrap();
//! let mut state = Memory::default();
//! state.trust("log.example", log.verifier().clone());
//! let key = Cosigner::ml_dsa_44("witness.example", &[2; 32]).unwrap();
//! let public = key.verifier().clone();
//! let witness = Witness::new(vec![key]);
//!
//! let change = Edge::default().append(&["a"]).unwrap();
//! let head = Checkpoint::new("log.example", change.size, change.root).unwrap();
//! let mut signed = SignedCheckpoint::unsigned(head).unwrap();
//! signed.add(log.sign(signed.note().text()));
//! let request = AddCheckpoint::new(0, Vec::new(), signed);
//!
//! let now = 1_700_000_000;
//! let response = witness.add_checkpoint(&mut state, request.to_string().as_bytes(), now);
//! let response = response.unwrap();
//! assert_eq!(response.status, 200);
//! match request.read(&response, [&public]).unwrap() {
//!     Answer::Cosigned(signatures) => assert_eq!(signatures.len(), 1),
//!     other => panic!("{other:?}"),
//! }
//! ```

mod client;
mod request;
mod server;
mod state;

pub use client::{Answer, AnswerError};
pub(crate) use client::{reason, signatures};
pub use request::{AddCheckpoint, BYTES_MAX, HASHES_MAX, SignSubtree};
pub use server::{Response, ServeError, Witness, origin_hash};
pub(crate) use server::{TEXT, UNKNOWN, check};
pub use state::{Memory, State};

#[cfg(test)]
mod tests;
