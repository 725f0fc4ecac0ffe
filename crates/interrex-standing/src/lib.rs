//! The meaning: from a plan to circuits.
