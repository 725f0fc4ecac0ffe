//! Reads any bytes as a signature and as keys of OpenSSH.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| interrex_fuzz::read_signature(bytes));
