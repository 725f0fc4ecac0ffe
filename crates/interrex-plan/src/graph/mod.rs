//! Which element names which.
