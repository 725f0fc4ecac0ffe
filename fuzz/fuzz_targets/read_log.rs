//! Reads any bytes as every part of a transparency log.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| interrex_fuzz::read_log(input));
