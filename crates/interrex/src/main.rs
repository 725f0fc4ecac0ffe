//! The command line of Interrex.
fn main() {}
