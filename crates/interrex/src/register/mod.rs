//! The register: what its commands need of the world.

pub(crate) mod keys;
