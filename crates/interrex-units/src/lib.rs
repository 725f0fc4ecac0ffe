//! Checked numbers: probabilities, likelihoods, dates, moments and spans of time.
//!
//! Responsible for the small values that every other crate passes around, each of which cannot be
//! built wrong: a probability outside `[0, 1]`, a range that runs backward, the thirtieth of
//! February. It also holds the one way in which a number is written for people. It leaves to
//! others where the text came from: an error here carries no place, and the caller adds it.

mod date;
mod decimal;
mod format;
mod grade;
mod likelihood;
mod malformed;
mod moment;
mod period;
mod probability;
mod scale;
mod seed;

pub use date::Date;
pub use format::{format_number, format_probability, format_range};
pub use grade::Grade;
pub use likelihood::{Likelihood, Reversed};
pub use malformed::Malformed;
pub use moment::Moment;
pub use period::Period;
pub use probability::{OutOfRange, Probability};
pub use scale::{DuplicateWord, Scale};
pub use seed::Seed;
