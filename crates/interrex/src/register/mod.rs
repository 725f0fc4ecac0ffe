//! The register: what its commands need of the world.

#[allow(
    dead_code,
    unused_imports,
    reason = "each way to open a key waits for a command that names it"
)]
mod keys;
