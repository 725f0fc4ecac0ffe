//! Boolean circuits, hash-consed, over numbered variables.
