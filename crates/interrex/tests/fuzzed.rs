//! Inputs that the fuzzer kept, because each reaches something that no other did, are replayed.
//!
//! `cargo xtask fuzz TARGET` makes up more of them, and writes those that it keeps to
//! `fuzz/corpus/TARGET`.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

// The targets below read logs.
use interrex_tlog as _;

#[allow(unreachable_pub, reason = "it is a library for the fuzzer")]
#[path = "../../../fuzz/src/lib.rs"]
mod targets;

#[test]
fn texts_are_read() {
    replay("read_plan", |input| targets::read_plan(text(input)));
}

#[test]
fn expressions_are_read() {
    replay("read_expression", |input| {
        targets::read_expression(text(input));
    });
}

#[test]
fn plans_are_answered() {
    replay("answer_plan", |input| targets::answer_plan(text(input)));
}

#[test]
fn models_are_read() {
    replay("read_open_psa", |input| targets::read_open_psa(text(input)));
}

#[test]
fn logs_are_read() {
    replay("read_log", targets::read_log);
}

#[test]
fn signatures_are_read() {
    replay("read_signature", targets::read_signature);
}

#[test]
fn acts_and_orders_are_read() {
    replay("read_act", targets::read_act);
}

#[test]
fn sealed_documents_are_read() {
    replay("read_sealed", targets::read_sealed);
}

fn text(input: &[u8]) -> &str {
    std::str::from_utf8(input).expect("inputs are text")
}

#[track_caller]
fn replay(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fuzz/corpus")
        .join(target);
    let entries = fs::read_dir(folder).expect("the inputs are kept in the repository");
    let mut count = 0;
    for entry in entries {
        let path = entry.expect("an entry that can be read").path();
        let input = fs::read(&path).expect("an input that can be read");
        let ended = catch_unwind(AssertUnwindSafe(|| run(&input)));
        assert!(ended.is_ok(), "{} is not survived", path.display());
        count += 1;
    }
    assert!(count > 100, "only {count} inputs of `{target}`");
}
