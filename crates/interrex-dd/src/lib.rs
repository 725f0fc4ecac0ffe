//! Decision diagrams over circuits.
