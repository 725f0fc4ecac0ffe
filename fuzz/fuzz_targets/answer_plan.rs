//! Answers any plan that reads.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| interrex_fuzz::answer_plan(text));
