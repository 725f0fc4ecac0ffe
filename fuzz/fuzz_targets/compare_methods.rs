//! Asks any circuit everything in every way.

#![no_main]

#[path = "../circuits/lib.rs"]
mod circuits;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| circuits::compare_methods(text));
