//! Reads any text as a plan.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[allow(dead_code, reason = "each target is one of them")]
#[path = "../targets.rs"]
mod targets;

fuzz_target!(|text: &str| targets::read_plan(text));
