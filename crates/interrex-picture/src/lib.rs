//! Pictures: a map, a layered graph, a ladder, a matrix and bars, each as SVG and as a table that says the same.
//!
//! Responsible for drawing what it is given, so that nothing overlaps that can be kept apart, nothing is said by color
//! alone, and the same input gives the same bytes. It knows no plan and no language: whoever asks for a
//! picture names what is in it, in the words of the reader. Colors are those of the classes that each
//! element bears; a style sheet may change them.

pub mod bars;
pub mod graph;
pub mod ladder;
pub mod map;
pub mod matrix;
mod picture;
mod svg;
mod text;

pub use picture::{Cell, Picture, Table};
