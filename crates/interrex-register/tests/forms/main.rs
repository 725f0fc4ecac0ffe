//! What goes into a register and what comes out of it: acts and entries in bytes, keys, orders and their check,
//! lists of acts and of questions, sentences and screens. They are one program, because building seven takes
//! longer than running them.

mod acts;
mod entries;
mod keys;
mod lists;
mod orders;
mod screens;
mod succession;
mod support;
