//! Mirrors: who keeps a copy of a log, and cosigns that it does.
//!
//! Specification: [tlog-mirror](https://c2sp.org/tlog-mirror), as of its change of 9 July 2026
//! (`d0fe789`).
//!
//! Responsible for the bodies of `add-entries` and for the decisions of a [`Mirror`] over a [`Store`] that
//! its caller keeps: `add-checkpoint` and `sign-subtree` as those of a witness, and [`Upload`], which takes
//! entries package by package and believes none that does not belong to the pending checkpoint. HTTP,
//! its compression, storage and the time are left to the caller; so is pruning, which needs a policy.
//!
//! # A whole example
//!
//! The body of `POST <submission prefix>/add-entries` for the entries `a` and `b` of `log.example`, the
//! first two, up to a pending checkpoint of size 2 and with an empty ticket, by parts:
//!
//! ```text
//! 00 0b  6c 6f 67 2e 65 78 61 6d 70 6c 65    the origin after its length
//! 00 00 00 00 00 00 00 00                    upload_start
//! 00 00 00 00 00 00 00 02                    upload_end
//! 00 00                                      the ticket after its length
//! 00 01 61  00 01 62                         a package: entries after their lengths,
//! 00                                         and no hash: the package is the whole tree
//! ```
//!
//! Statuses 409 and 202 answer with a size to upload to, the next entry, and a ticket, as
//! `text/x.tlog.mirror-info`:
//!
//! ```text
//! 2
//! 0
//!
//! ```
//!
//! The same between a client and a mirror of this crate:
//!
//! ```
//! use interrex_tlog::checkpoint::{Checkpoint, SignedCheckpoint};
//! use interrex_tlog::cosignature::Cosigner;
//! use interrex_tlog::mirror::{Header, Memory, Mirror, Upload, ranges, write_package};
//! use interrex_tlog::note::SignerKey;
//! use interrex_tlog::tiles::{Edge, Files, Tree};
//! use interrex_tlog::witness::AddCheckpoint;
//!
//! let log = SignerKey::ed25519("log.example", &[1; 32]).unwrap();
//! let entries = ["a", "b"];
//! let mut files = Files::default();
//! let change = Edge::default().append(&entries).unwrap();
//! files.apply(&change);
//! let head = Checkpoint::new("log.example", change.size, change.root).unwrap();
//! let mut signed = SignedCheckpoint::unsigned(head).unwrap();
//! signed.add(log.sign(signed.note().text()));
//!
//! let mut store = Memory::default();
//! store.trust("log.example", log.verifier().clone());
//! let mirror = Mirror::new(vec![Cosigner::ml_dsa_44("mirror.example", &[2; 32]).unwrap()]);
//! let request = AddCheckpoint::new(0, Vec::new(), signed).to_string();
//! let response = mirror.add_checkpoint(&mut store, request.as_bytes()).unwrap();
//! assert_eq!((response.status, response.body.as_str()), (200, ""));
//!
//! let header = Header { origin: b"log.example".to_vec(), start: 0, end: 2, ticket: Vec::new() };
//! let mut body = header.to_bytes().unwrap();
//! let mut tree = Tree::new(2, &files);
//! for range in ranges(0, 2) {
//!     let proof = tree.subtree_consistency(range.subtree()).unwrap();
//!     body.extend(write_package(&entries, &proof).unwrap());
//! }
//! let mut upload = Upload::default();
//! assert_eq!(upload.push(&mut store, &body), Ok(None));
//! let response = upload.finish(&mirror, &mut store, 1_700_000_000).unwrap();
//! assert_eq!(response.status, 200);
//! ```

mod packet;
mod server;
mod store;
mod upload;

pub use packet::{
    Header, INFO_BYTES_MAX, Info, PACKAGE_BYTES_MAX, Range, UploadAnswer, ranges, read_answer,
    write_package,
};
pub use server::Mirror;
pub use store::{Memory, Store};
pub use upload::{EXCESS_MAX, Upload};

#[cfg(test)]
mod tests;
