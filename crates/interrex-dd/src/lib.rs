//! Decision diagrams over circuits.
//!
//! [`Diagrams`] is a manager of binary decision diagrams with complemented edges (Bryant 1986;
//! Brace, Rudell and Bryant 1990) and of zero-suppressed diagrams for families of sets (Minato
//! 1993), over one [`Circuit`](interrex_circuit::Circuit) and one [`Order`] of its variables. It
//! builds; reading is done on self-contained copies, [`Frozen`] functions and [`Family`]s of sets,
//! which survive whatever happens to the manager.
//!
//! Every building operation takes [`Limits`] and answers [`LimitReached`] instead of filling the
//! memory. Nothing recurses, so that depth is no limit. Numbers are plain `f64`: that they are
//! probabilities is for the caller to know.
//!
//! ```
//! use interrex_circuit::{Circuit, Var};
//! use interrex_dd::{Diagrams, Limits, Order};
//!
//! let mut circuit = Circuit::new();
//! let seats: Vec<_> = (0..450).map(|i| circuit.var(Var(i))).collect();
//! let no_quorum = circuit.at_least(225, seats);
//! let order = Order::depth_first(&circuit, &[no_quorum]);
//! let mut diagrams = Diagrams::new(&circuit, order);
//! let limits = Limits::default();
//! let lost = diagrams.compile(no_quorum, &limits)?;
//! let sets = diagrams.minimal(lost, None, &limits)?;
//! let count = diagrams.family(sets).count();
//! assert_eq!(count.to_string().len(), 135);
//! # Ok::<(), interrex_dd::LimitReached>(())
//! ```

mod arrange;
mod limits;
mod marks;
mod order;
mod table;

mod manager;

mod compile;
mod ite;
mod restrict;
mod threshold;

mod closure;
mod compile_sets;
mod minimal;
mod sets;
mod unsatisfied;

mod decisions;
mod frozen;
mod steps;

mod birnbaum;
mod model_count;
mod shape;
mod sweep;

mod reorder;

mod running;

mod family;

mod adopt;
mod canonical;
mod in_bands;
mod likeliest;
mod listing;
mod set_count;

pub use decisions::{Branch, Decision};
pub use family::Family;
pub use frozen::Frozen;
pub use in_bands::InBands;
pub use likeliest::Likeliest;
pub use limits::{LimitReached, Limits};
pub use listing::BySize;
pub use manager::{Bdd, Checkpoint, Diagrams, Zbdd};
pub use order::Order;
pub use running::{Changed, Running, Valued, Worth};
pub use shape::Trend;
pub use steps::{GateSteps, SetSplit};
pub use sweep::Moving;
