//! Reads any text as a plan.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| interrex_fuzz::read_plan(text));
