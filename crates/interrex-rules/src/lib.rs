//! The rules of the field, one file each.
