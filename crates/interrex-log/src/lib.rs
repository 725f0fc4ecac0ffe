//! The log of one site on a disk: durable appends, recovery from any crash, checks, copies of others.
//!
//! Code over the interface [`disk::Disk`]: no file, clock or entropy. What an entry means is left to the
//! caller, and so is that one process at a time writes a log: the binary locks the folder.
//!
//! # The files
//!
//! A folder holds one log, in the layout of tlog-tiles, so that it can be served, copied and read by
//! software that knows nothing of this crate. Two files are added:
//!
//! ```text
//! checkpoint            the signed head of what is published
//! tile/...              tiles and bundles of entries
//! cosigned              the last head that a quorum has cosigned
//! journal               entries that are durable and not yet published, after the head they continue
//! ```
//!
//! # The effects and what a crash leaves
//!
//! Every sequence of effects is numbered, and the number names the effect after which the crash comes.
//! The tests crash at each, before and after it, with everything torn that was not durable.
//!
//! **Replacing** a file, `R`, is one step in the sequences below:
//!
//! | step | effect | a crash after it leaves |
//! | --- | --- | --- |
//! | R1 | write `PATH.next` | the old file; `PATH.next` torn, which nobody reads |
//! | R2 | sync `PATH.next` | the old file |
//! | R3 | rename it to `PATH` | the old file or the other, whole |
//! | R4 | sync the folder | the other file |
//!
//! **Creating** a log ([`Log::create`]):
//!
//! | step | effect | a crash after it leaves |
//! | --- | --- | --- |
//! | C1 | replace `journal`: no entries, after the signed head of the empty log | a log; opening it goes on with C2 |
//! | C2 | replace `checkpoint` by that head | a log |
//!
//! **Appending** a batch ([`Log::append`]):
//!
//! | step | effect | a crash after it leaves |
//! | --- | --- | --- |
//! | A1 | append a record to `journal` | a record, whole or torn: opening the log keeps the entries or drops them all |
//! | A2 | sync `journal` | the entries; after this the caller is told that they are in the log |
//!
//! **Publishing** what was appended ([`Log::publish`]):
//!
//! | step | effect | a crash after it leaves |
//! | --- | --- | --- |
//! | P1 | write bundles and tiles | files that no head refers to, torn; the entries are in `journal`, and opening the log publishes them |
//! | P2 | sync each; P1 and P2 for some files after others | the same |
//! | P3 | sync their folders | the same |
//! | P4 | replace `checkpoint` by the signed head of all entries | either head; the entries are in `journal`, and opening goes on from P1 |
//! | P5 | replace `journal` by one without entries, after that head | either journal: all entries, or those that are not in tiles |
//! | P6 | remove partial files in the place of which full ones are | files that nobody needs |
//!
//! **Opening** a log ([`Log::open`]) reads `journal`, drops what was torn at its end, and compares the
//! entries with `checkpoint`:
//!
//! | step | effect | a crash after it leaves |
//! | --- | --- | --- |
//! | O1 | where there are entries, replace `journal` by its whole records | the same entries, which are durable after it |
//! | | then P1 to P6, or P5 alone where there are none | as above |
//!
//! All that might not be durable is so written again: after a failed sync, what is read is no evidence that
//! it would survive. Without O1 a head could be published that counts on a record that a crash takes away.
//!
//! **Cosignatures** ([`Log::add_cosignatures`]): K1 replaces `checkpoint`, K2 replaces `cosigned`; a crash
//! between them loses cosignatures, which can be asked for again.
//!
//! **Copies** ([`Copy::update`]): P1 to P3 and P6 as above, and between them U4 replaces `checkpoint`. A crash
//! before it leaves the copy as it was, with files beyond its head that the next update writes again.
//!
//! # When an effect fails
//!
//! After an effect that failed a log takes no entries until it is opened again: what is in memory may not
//! be what is on the disk. No sync is tried a second time. Where the disk is full, all that was
//! acknowledged is there, and opening fails for the same reason until there is room; a [`Reader`] reads
//! meanwhile.
//!
//! # One history
//!
//! A head is signed only when the head on the disk is the one that this log wrote last, and when the new
//! one is made by adding entries to the tree that has its root. Opening refuses a folder whose published
//! head has more entries than the folder ([`LogError::Behind`]) or others ([`LogError::Forked`]): to go
//! on would be a second history. What it cannot see is an old copy of a whole folder, put in its place.
//! Then the witnesses refuse, and whoever has seen the lost head can show the fork.

pub mod copy;
pub mod disk;
mod durable;
mod fault;
pub mod fork;
pub mod fsck;
mod heads;
mod journal;
mod keys;
mod log;
mod reader;
pub mod simulated;

pub use copy::Copy;
pub use fault::{FileError, LogError};
pub use journal::{JournalFault, RECORD_BYTES_MAX};
pub use keys::LogKeys;
pub use log::{JOURNAL_BYTES_MAX, JOURNAL_ENTRIES_MAX, Log};
pub use reader::{Entries, Reader};
