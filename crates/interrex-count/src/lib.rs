//! Exact probability of a circuit by search over components, for circuits whose decision diagrams
//! are too large.
//!
//! [`probability`] decides the gates and leaves of a circuit one after another, as model counters
//! decide the variables of a formula (Thurley 2006; Korhonen and Järvisalo 2021), but on the
//! circuit itself: a gate whose parents are settled is forgotten, so that nothing is counted that
//! no longer matters. What an assignment leaves open falls into components that share no leaf; each
//! is solved once and remembered.
//!
//! Nothing recurses, there is no clock, and a search under [`Limits`] that is not over answers with
//! bounds. Two different components are taken for one only if 128-bit fingerprints of both
//! coincide.
//!
//! ```
//! use interrex_circuit::{Circuit, Var};
//! use interrex_count::{Limits, probability};
//!
//! let mut circuit = Circuit::new();
//! let [capital, relay, backup] = [0, 1, 2].map(|i| circuit.var(Var(i)));
//! let lines = circuit.and2(relay, backup);
//! let lost = circuit.or2(capital, lines);
//! let counted = probability(&circuit, lost, |_| 0.1, &Limits::default());
//! assert!(counted.is_complete);
//! assert!((counted.value.nearest() - 0.109).abs() < 1e-15);
//! ```

mod limits;
mod value;

mod nest;
mod network;
mod redundancy;
mod shrink;

mod random;

mod cut;
mod order;

mod dissection;

mod component;
mod search;
mod state;
mod trace;

use std::io;

use interrex_circuit::{Circuit, Node, Var};

pub use limits::Limits;
pub use search::Effort;
pub use trace::Trace;
pub use value::Value;

use trace::Script;

/// The probability of a node, and what it took.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Counted {
    /// The probability. Its error bounds the rounding and, after a limit, what was not explored.
    pub value: Value,
    /// Whether the search came to its end before a limit.
    pub is_complete: bool,
    /// How much was searched.
    pub effort: Effort,
}

/// The probability that a node is true when every variable is, independently, with its own.
///
/// # Panics
///
/// Never: a search fails only where its steps are written.
pub fn probability(
    circuit: &Circuit,
    node: Node,
    of: impl FnMut(Var) -> f64,
    limits: &Limits<'_>,
) -> Counted {
    let counted = searched(circuit, node, of, limits, None);
    counted.expect("nothing is written where nobody wants a trace")
}

/// The same, and every step to it is written, so that somebody else can go over it again: first how
/// the circuit was rewritten, then what was decided or relaxed in one component after another. The
/// form stands with the checker, in the crate `interrex-certificate`.
///
/// # Errors
///
/// If a line cannot be written, or the node depends on a parity.
pub fn traced_probability(
    circuit: &Circuit,
    node: Node,
    of: impl FnMut(Var) -> f64,
    limits: &Limits<'_>,
    trace: Trace<'_>,
) -> io::Result<Counted> {
    searched(circuit, node, of, limits, Some(trace))
}

fn searched(
    circuit: &Circuit,
    node: Node,
    mut of: impl FnMut(Var) -> f64,
    limits: &Limits<'_>,
    trace: Option<Trace<'_>>,
) -> io::Result<Counted> {
    if let Some(constant) = node.as_constant() {
        return Ok(Counted {
            value: Value::exact(f64::from(u8::from(constant))),
            is_complete: true,
            effort: Effort::default(),
        });
    }
    let (mut draft, top) = network::Draft::new(circuit, node, &mut of);
    draft.log = trace.as_ref().map(|_| Vec::new());
    let mut top = shrink::shrink(&mut draft, top);
    // Removal leaves more to be shared, and sharing more to be removed.
    for _ in 0..2 {
        let nested = nest::nest(&mut draft, top);
        top = shrink::shrink(&mut draft, nested);
        while redundancy::remove(&mut draft, top, limits) {
            top = shrink::shrink(&mut draft, top);
        }
    }
    let script = trace.map(|trace| Script::new(trace, &draft)).transpose()?;
    let (network, top) = network::Network::new(&draft, top);
    let depths = dissection::depths(&network, limits);
    let search = search::Search::new(&network, &depths, limits, script);
    let (value, effort, stopped) = search.run(top)?;
    Ok(Counted {
        value,
        is_complete: !stopped,
        effort,
    })
}
