//! The analyses against truth tables and enumeration. They are one program, because building three
//! takes longer than running them.

mod certificates;
mod counting;
mod couplings;
mod probability;
mod sets;
mod streams;
mod support;
mod survey;
mod weights;
