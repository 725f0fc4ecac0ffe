//! The analyses against truth tables and enumeration. They are one program, because building three
//! takes longer than running them.

mod certificates;
mod probability;
mod sets;
mod support;
mod survey;
mod weights;
