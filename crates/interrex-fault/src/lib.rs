//! Analyses of a circuit: cut sets, path sets, probability, importance, best measures.
//!
//! An [`Assignment`] gives each variable of a circuit its likelihood; a [`Session`] answers
//! questions about nodes of that circuit. Everything here speaks of variables and nodes; what they
//! stand for is known to the caller alone.
//!
//! Every answer is exact or says what it is instead: proven outer bounds, or undecided because a
//! limit was reached, with the bounds that are proven all the same. Answers are exact, and bounds
//! hold, up to the rounding of `f64` arithmetic, which is kept to sums and products of positive
//! numbers.
//!
//! ```
//! use interrex_circuit::{Circuit, Var};
//! use interrex_fault::{Assignment, Chance, CutSetOptions, Limits, Session};
//! use interrex_units::{Likelihood, Probability};
//!
//! let mut circuit = Circuit::new();
//! let [capital, relay, backup] = [0, 1, 2].map(|i| circuit.var(Var(i)));
//! let lines = circuit.and2(relay, backup);
//! let lost = circuit.or2(capital, lines);
//!
//! let tenth = Likelihood::exact(Probability::new(0.1)?);
//! let chances = [0, 1, 2].map(|i| (Var(i), Chance::Alone(tenth)));
//! let assignment = Assignment::new(&circuit, chances)?;
//! let mut session = Session::new(assignment, &[lost], Vec::new(), Limits::default());
//!
//! let probability = session.probability(lost);
//! assert!((probability.low - 0.109).abs() < 1e-12);
//! let sets = session.cut_sets(lost, &CutSetOptions::default());
//! let listed: Vec<_> = sets.listed.iter().map(|set| set.vars.clone()).collect();
//! assert_eq!(listed, [vec![Var(0)], vec![Var(1), Var(2)]]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assignment;
mod bounds;
mod limits;

mod contest;
mod seek;
mod shrink;

mod session;
mod workshop;

mod conditional;
mod probability;

mod extremes;
mod ranges;

mod cone;
mod expansion;
mod outlook;
mod parts;

mod certificate;
mod count_bounds;
mod cut_sets;
mod search;
mod side;
mod stream;
mod unless;
mod without_diagram;

mod classes;

mod importance;
mod measures;
mod smallest;
mod survey;
mod survival;

pub use assignment::{Assignment, AssignmentError, Chance};
pub use bounds::{Bounds, Exactness};
pub use certificate::NoCertificate;
pub use classes::Taken;
pub use conditional::Split;
pub use cut_sets::{CutSet, CutSetOptions, CutSets, Listing};
pub use importance::Importance;
pub use interrex_dd::{Family, LimitReached};
pub use limits::{Hurry, Limits};
pub use measures::{BestSet, Measure, MeasureRanking, RankedMeasure};
pub use session::Session;
pub use stream::Streamed;
pub use survey::{LeastCost, Survey, Surveyed};
pub use survival::Survival;
