//! Reads any text as an expression.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| interrex_fuzz::read_expression(text));
