//! Circuits that the fuzzer kept, because each reaches something that no other did, are asked
//! everything again in every way.
//!
//! `cargo xtask fuzz compare_methods` makes up more of them, and writes those that it keeps to
//! `fuzz/corpus/compare_methods`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[allow(
    unreachable_pub,
    clippy::indexing_slicing,
    reason = "it is a part of the fuzzer, and a panic is what it is for"
)]
#[path = "../../../fuzz/circuits/lib.rs"]
mod circuits;

#[test]
fn all_ways_agree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/compare_methods");
    let entries = fs::read_dir(folder).expect("the inputs are kept in the repository");
    let mut count = 0;
    for entry in entries {
        let path = entry.expect("an entry that can be read").path();
        let text = fs::read_to_string(&path).expect("inputs are text");
        let ended = catch_unwind(AssertUnwindSafe(|| circuits::compare_methods(&text)));
        assert!(ended.is_ok(), "{} is not survived", path.display());
        count += 1;
    }
    assert!(count > 100, "only {count} inputs");
}
