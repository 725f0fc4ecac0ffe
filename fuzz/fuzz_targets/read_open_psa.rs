//! Reads any text as a model of the Open-PSA format.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| interrex_fuzz::read_open_psa(text));
