//! Reads any bytes as a sealed document and as identities.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| interrex_fuzz::read_sealed(bytes));
