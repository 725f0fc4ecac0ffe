//! Inputs that the fuzzer kept, because each reaches something that no other did, are replayed.
//!
//! `cargo xtask fuzz TARGET` makes up more of them, and writes those that it keeps to
//! `fuzz/corpus/TARGET`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

#[allow(unreachable_pub, reason = "it is a library for the fuzzer")]
#[path = "../../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn texts_are_read() {
    replay("read_plan", targets::read_plan);
}

#[test]
fn expressions_are_read() {
    replay("read_expression", targets::read_expression);
}

#[test]
fn plans_are_answered() {
    replay("answer_plan", targets::answer_plan);
}

#[test]
fn models_are_read() {
    replay("read_open_psa", targets::read_open_psa);
}

#[track_caller]
fn replay(target: &str, run: fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let entries = fs::read_dir(folder).expect("the inputs are kept in the repository");
    let mut count = 0;
    for entry in entries {
        let path = entry.expect("an entry that can be read").path();
        let text = fs::read_to_string(&path).expect("inputs are text");
        let ended = catch_unwind(AssertUnwindSafe(|| run(&text)));
        assert!(ended.is_ok(), "{} is not survived", path.display());
        count += 1;
    }
    assert!(count > 100, "only {count} inputs of `{target}`");
}
