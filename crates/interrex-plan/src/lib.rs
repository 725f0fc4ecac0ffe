//! The plan language: syntax, resolution, model, digest.
