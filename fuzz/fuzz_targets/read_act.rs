//! Reads any bytes as acts, entries, orders and files of trust.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| interrex_fuzz::read_act(bytes));
