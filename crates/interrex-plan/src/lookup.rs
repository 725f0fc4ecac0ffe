//! Names of elements.
