//! Checks what the engine claims of a circuit, and shares no code with it.
//!
//! A certificate is a text of lines: a circuit, then claims about it with what is needed to check
//! them. [`check`] reads the text and either answers what it proves or refuses it by line and
//! reason; it never searches. Whoever trusts the answer still compares the circuit of the
//! certificate with the model that it is said to be of.
//!
//! # The format
//!
//! Words are separated by single spaces; numbers of events, gates, nodes and families count from
//! zero, each kind in the order of its lines. A literal is `e7` or `g7`; `~` before it negates it.
//!
//! ```text
//! interrex-certificate 1
//! event PROBABILITY NAME              one line for each event; the name is the rest of the line
//! gate and|or|odd LITERAL...          inputs are events and earlier gates; odd: so many are true
//! gate at-least K LITERAL...          true when at least K inputs are
//! top LITERAL
//! node EVENT LOW HIGH                 a decision; LOW and HIGH are `0`, `1` or `nN`, an earlier node
//! function gN NODE...                 the diagrams of the steps of a gate, one line for each gate
//! family EVENT WITHOUT WITH           sets; WITHOUT and WITH are `0`, `1` or `fN`, an earlier family
//! minimal nN FAMILY                   the minimal sets of a node
//! define gN or|and|at-least ...       a gate, perhaps one more, with these inputs
//! module gN                           the gate becomes a leaf
//! together LEAF...                    the leaves, events or gates that became such, become the first
//! drop gN LITERAL                     the gate loses an input
//! search                              what follows speaks of the circuit as these lines left it
//! decide NODE                         a component is taken apart at an event or a gate
//! relax gN                            a component is taken apart at an open gate
//! zero                                the branch is impossible
//! open NODE                           of a component nothing is said
//! set EVENT...                        a minimal cut set
//! end
//! ```
//!
//! Lines of one kind stand together, and the kinds in this order; those that rewrite are one kind, and
//! so are the steps of a search. Everything between `top` and `end` may be missing.
//!
//! # What is checked, and why it is enough
//!
//! *Diagrams.* A node is the function that is LOW where its event does not happen and HIGH where it
//! does; `0` is never true and `1` always. Each decision is on an event before those below it, so
//! that no way down meets an event twice.
//!
//! *Functions.* A gate takes its inputs one after another. After so many of them there is, for each
//! number that matters, the diagram of *at least that number of them are true*: the next diagram is
//! *if the input, then the one for a number less, else the one for the same number*. (Of an odd gate
//! there is one diagram after each input, *an odd number of them is true*.) That a diagram is such a
//! choice is checked by walking down the four diagrams together: what holds on both branches of a
//! decision holds. The last diagram of a gate's line is then the gate's function, because those of
//! its inputs were checked before.
//!
//! *Probability.* That of a node is its event's, times that of HIGH, plus the event's contrary, times
//! that of LOW: the two exclude each other, and events are independent. All arithmetic is on
//! intervals with whole ends, rounded outward.
//!
//! *Families.* `0` has no set and `1` the empty one; others have the sets of WITHOUT and, their event
//! added, those of WITH, on later events. So no set is there twice, and the number of sets is a sum.
//!
//! *Minimal cut sets* of a function are the sets that, happening with nothing else, make it true, and
//! none of whose parts does so. Be `x` the first event of a node. The minimal sets without `x` are
//! those of LOW. A set with `x` is minimal where it is, `x` taken off, a minimal set of HIGH and holds
//! no minimal set of LOW: so those of LOW, and what they are part of, are taken off the family of
//! HIGH. In a circuit without negation every function rises with every event; there a set holds one
//! of LOW where it makes LOW true, which is checked by walking down the family and LOW together. No
//! two families have the same line, so that equal families have equal numbers.
//!
//! *Rewriting.* Each line leaves the probability of the top as it is. A gate may be *defined* anew
//! where both lists of inputs are the same once every gate of its kind among them stands for its
//! inputs, and so on; it must not come to depend on itself. A gate over leaves that occur nowhere else
//! is a *module*: it is independent of all other leaves, and becomes one with the probability of the
//! gate. Leaves of which every gate that has one has all, so that in every such gate their
//! disjunction, or in every one their conjunction, is what matters, are one leaf *together*. An input
//! is *dropped* where no assignment makes it felt at the top: it would have to decide its gate alone,
//! and at every gate that all ways to the top lead through, what does not depend on its gate would have
//! to leave that gate open; from this a contradiction follows by counting inputs.
//!
//! *Search.* Some nodes have values: a gate with a value that its inputs do not yet give it is *open*,
//! a condition on what is below it. What follows by counting inputs is found, and what nothing needs
//! any more is forgotten. What is left falls into *components*, which share no leaf, so that their
//! probabilities are multiplied with those of the leaves that got a value. A component is taken apart
//! at a node without a value, by adding the probabilities with either value; or at an open gate, by
//! subtracting from the probability of the component without that condition the probability of the
//! component with its contrary. A component of one open gate over nodes that occur once is computed at
//! once, and a component that was taken apart before has the probability that was found then. Whether
//! two are the same is told by a number of 128 bits, the sum of a random number for each node with its
//! value. The random numbers come from a seed that whoever checks chooses, and whoever wrote did not
//! know, so that two components are taken for one with a chance of one in 2^128. A component left
//! *open* has a probability from zero to what its conditions can have at most.
//!
//! *Sets.* Where the family of the minimal cut sets of the top is shown, a set is looked up in it.
//! Where not, each set is tried on the circuit, whole and without each of its events; with negations
//! every part of it is tried. No two are equal, so that their number is a lower bound on the number of
//! minimal cut sets.

mod circuit;
mod diagram;
mod family;
mod interval;
mod number;
mod read;

mod network;
mod redundant;

mod ceiling;
mod partial;
mod search;

mod sets;

use std::fmt;
use std::io::BufRead;

use diagram::Diagrams;
use family::Families;
use network::Network;
use read::{Certificate, Diagram};
use search::Search;

pub use circuit::{Circuit, Gate, Input, Kind, Literal};
pub use interval::Interval;
pub use number::Number;

/// What a certificate proves.
#[derive(Clone, PartialEq, Debug)]
pub struct Proved {
    /// The circuit of which it is proved.
    pub circuit: Circuit,
    /// The probability of the top, if it is shown, between ends that hold every rounding and what a
    /// search left open.
    pub probability: Option<Interval>,
    /// The number of its minimal cut sets, if it is shown.
    pub count: Option<Number>,
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
/// The seed should be one that nobody can have known who wrote the certificate; what is proved does
/// not depend on it.
///
/// # Errors
///
/// If the text is not a certificate, or one of its claims is not shown by it.
pub fn check(text: impl BufRead, seed: u64) -> Result<Proved, Refusal> {
    let certificate = read::read(text)?;
    let (diagrams, top) = check_functions(&certificate)?;
    let families = check_families(&certificate, &diagrams, top)?;
    let all = top.and_then(|top| families.of(top));
    sets::check(&certificate, all.map(|all| (&families, all)))?;
    let searched = check_search(&certificate, seed)?;
    let summed = top.map(|top| diagrams.probability(&certificate.circuit, top));
    Ok(Proved {
        probability: summed.or(searched),
        count: all.map(|all| families.count(all)),
        cut_sets: certificate.sets.len(),
        circuit: certificate.circuit,
    })
}

/// Checks the diagram of every gate; that of the top, if there are any.
fn check_functions(certificate: &Certificate) -> Result<(Diagrams<'_>, Option<Diagram>), Refusal> {
    let circuit = &certificate.circuit;
    let first_line = circuit.probabilities.len() + circuit.gates.len() + 3;
    diagram::ascend(&certificate.nodes, first_line)?;
    let mut diagrams = Diagrams::new(&certificate.nodes, circuit.probabilities.len());
    for (gate, (line, steps)) in circuit.gates.iter().zip(&certificate.functions) {
        diagrams.take(gate, steps).map_err(|reason| Refusal {
            line: *line,
            reason,
        })?;
    }
    if certificate.functions.is_empty() {
        return Ok((diagrams, None));
    }
    match diagrams.of(circuit.top) {
        Some((top, false)) => Ok((diagrams, Some(top))),
        _ => Err(Refusal {
            line: first_line - 1,
            reason: "the top is a negation, or an event without a diagram".to_owned(),
        }),
    }
}

/// Checks everything that is claimed of families.
fn check_families<'c>(
    certificate: &'c Certificate,
    diagrams: &Diagrams<'_>,
    top: Option<Diagram>,
) -> Result<Families<'c>, Refusal> {
    let circuit = &certificate.circuit;
    let first_line = circuit.probabilities.len()
        + circuit.gates.len()
        + certificate.nodes.len()
        + certificate.functions.len()
        + 3;
    diagram::ascend(&certificate.families, first_line)?;
    let decisions = certificate.families.clone();
    let mut families = Families::new(decisions, &certificate.nodes, first_line)?;
    if let Some(top) = top.filter(|_| !circuit.has_negation()) {
        families.rises(top);
    }
    for claim in &certificate.minimals {
        families.take(*claim, diagrams)?;
    }
    Ok(families)
}

/// Goes over a search again, if there is one; the probability of the top that it comes to.
fn check_search(certificate: &Certificate, seed: u64) -> Result<Option<Interval>, Refusal> {
    let refusal = |line, reason| Refusal { line, reason };
    let Some((line, steps)) = &certificate.search else {
        return Ok(None);
    };
    let network = Network::new(&certificate.circuit);
    let mut network = network.map_err(|reason| refusal(*line, reason))?;
    for (line, step) in &certificate.rewritings {
        let taken = network.rewrite(step);
        taken.map_err(|reason| refusal(*line, reason))?;
    }
    network.shorten_top();
    let steps = steps.iter().map(|step| step.parts());
    let found = Search::new(&network, seed).run(&network, steps);
    let found = found.map_err(|(place, reason)| refusal(line + 1 + place, reason));
    found.map(Some)
}
