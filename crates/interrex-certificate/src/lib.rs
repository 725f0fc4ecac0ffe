//! Checks what the engine claims of a circuit, and shares no code with it.
//!
//! A certificate is a text of lines: a circuit, then claims about it with what is needed to check
//! them. [`check`] reads the text and either answers what it proves or refuses it by line and
//! reason; it never searches. Whoever trusts the answer still compares the circuit of the
//! certificate with the model that it is said to be of.
//!
//! # The format
//!
//! Words are separated by single spaces; numbers of events, gates and nodes count from zero, each
//! kind in the order of its lines. A literal is `e7` or `g7`; `~` before it negates it.
//!
//! ```text
//! interrex-certificate 1
//! event PROBABILITY NAME              one line for each event; the name is the rest of the line
//! gate and|or|odd LITERAL...          inputs are events and earlier gates; odd: so many are true
//! gate at-least K LITERAL...          true when at least K inputs are
//! top LITERAL
//! node EVENT LOW HIGH                 a decision; LOW and HIGH are `0`, `1` or `nN`, an earlier node
//! function gN NODE                    the diagram of the gate, one line for each gate, in order
//! set EVENT...                        a minimal cut set
//! end
//! ```
//!
//! Lines of one kind stand together, and the kinds in this order; nodes and functions, or sets, may
//! be missing.
//!
//! # What is checked
//!
//! *Diagrams.* Each decision is on an event before those of the nodes below it, so that a diagram
//! decides no event twice. Each gate's diagram is compared with the gate over the diagrams of its
//! inputs by walking all of them together; the top's is then the function of the circuit, and its
//! probability a sum of products along its branches.
//!
//! *Sets.* The circuit has no negation. Each set makes the top true, no set without one of its
//! events does, and no two are equal. The number of sets listed is then a lower bound on the number
//! of minimal cut sets.

mod circuit;
mod diagram;
mod read;
mod sets;

use std::fmt;

pub use circuit::{Circuit, Gate, Input, Kind, Literal};

/// What a certificate proves.
#[derive(Clone, PartialEq, Debug)]
pub struct Proved {
    /// The circuit of which it is proved.
    pub circuit: Circuit,
    /// The probability of the top, from its diagram, if there is one. It is a sum of products of
    /// positive numbers; each level of the diagram adds at most four roundings.
    pub probability: Option<f64>,
    /// How many different minimal cut sets were listed.
    pub cut_sets: usize,
}

/// Why a certificate proves nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Refusal {}

/// Reads a certificate and checks every claim in it.
///
/// # Errors
///
/// If the text is not a certificate, or one of its claims is not shown by it.
pub fn check(text: &str) -> Result<Proved, Refusal> {
    let certificate = read::read(text)?;
    let diagrams = diagram::check(&certificate)?;
    sets::check(&certificate)?;
    Ok(Proved {
        probability: diagrams,
        cut_sets: certificate.sets.len(),
        circuit: certificate.circuit,
    })
}
