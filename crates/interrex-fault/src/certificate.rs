//! Answers that somebody else can check: a circuit, the diagrams of each of its gates, the family of
//! its minimal cut sets, and some of them, as a text.
//!
//! The form of the text, and what a checker may conclude from it, stands with the checker, in the
//! crate `interrex-certificate`, which shares no code with this one.

use std::fmt;
use std::io::{self, Write};

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_dd::{
    Bdd, Branch, Diagrams, Family, Frozen, GateSteps, LimitReached, Limits, SetSplit,
};
use rustc_hash::FxHashMap;

use crate::search::not_rising;
use crate::session::Session;

/// Why there is no certificate.
#[derive(Debug)]
pub enum NoCertificate {
    /// No diagram fits the limits.
    Limit(LimitReached),
    /// The node is constant: there is nothing to check.
    Constant(bool),
    /// The likelihood of this variable is a range: a certificate is about numbers.
    Range(Var),
    /// It could not be written.
    Unwritten(io::Error),
}

impl fmt::Display for NoCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(reached) => reached.fmt(f),
            Self::Constant(value) => write!(f, "it is {value} whatever happens"),
            Self::Range(var) => write!(f, "the likelihood of {var} is a range"),
            Self::Unwritten(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for NoCertificate {}

impl From<io::Error> for NoCertificate {
    fn from(error: io::Error) -> Self {
        Self::Unwritten(error)
    }
}

/// How many nodes the diagrams of all gates may have, for each that the diagram of one may.
const GATES_FACTOR: usize = 10;

impl Session<'_> {
    /// Writes a certificate of the probability of a node, of the number of its minimal cut sets, and
    /// of the first of them, at most so many. Names must not contain line breaks.
    ///
    /// Where no diagram fits the limits, and the session is [`thorough`](Self::thorough), the
    /// certificate shows the probability by a search over components, or bounds on it where that
    /// comes to a limit; it shows the cut sets that the circuit does, and not how many there are.
    ///
    /// Says whether the probability is shown, and not bounds alone. What was searched for is known to
    /// [`probability`](Self::probability) afterwards.
    ///
    /// # Errors
    ///
    /// [`NoCertificate`] says why there is none.
    pub fn certificate(
        &mut self,
        top: Node,
        name: &dyn Fn(Var) -> String,
        sets_max: usize,
        to: &mut dyn Write,
    ) -> Result<bool, NoCertificate> {
        if let Some(value) = top.as_constant() {
            return Err(NoCertificate::Constant(value));
        }
        let limits = self.limits.diagrams();
        let is_rising = not_rising(self.circuit, top).is_empty();
        let gates = gates(self.circuit, top);
        let all = Limits {
            nodes_max: limits.nodes_max.saturating_mul(GATES_FACTOR),
            stop: limits.stop,
        };
        let found = self.workshop.attempt([top], &limits, |diagrams, [f]| {
            Found::new(diagrams, f, &gates, is_rising, &all)
        });
        match found {
            Ok(found) => {
                self.certificate_of_diagrams(&gates, &found, name, sets_max, to)?;
                Ok(true)
            }
            // Parities are not searched.
            Err(_) if self.workshop.is_thorough && !self.has_parity(top) => {
                self.certificate_of_search(top, &gates, name, sets_max, to)
            }
            Err(reached) => Err(NoCertificate::Limit(reached)),
        }
    }

    fn certificate_of_diagrams(
        &self,
        gates: &[Node],
        found: &Found,
        name: &dyn Fn(Var) -> String,
        sets_max: usize,
        to: &mut dyn Write,
    ) -> Result<(), NoCertificate> {
        let mut writer = self.begun(&found.vars, name, to)?;
        let inputs = found.gates.iter().map(|steps| steps.inputs.as_slice());
        writer.circuit(gates, inputs)?;
        writer.claims(found)?;
        writer.sets(found.sets.by_size().take(sets_max))?;
        writeln!(writer.to, "end")?;
        Ok(())
    }

    fn certificate_of_search(
        &mut self,
        top: Node,
        gates: &[Node],
        name: &dyn Fn(Var) -> String,
        sets_max: usize,
        to: &mut dyn Write,
    ) -> Result<bool, NoCertificate> {
        let cone = self.circuit.cone_of([top]);
        let vars = cone
            .iter()
            .filter_map(|node| match self.circuit.gate(*node) {
                Gate::Var(var) => Some(var),
                _ => None,
            });
        let vars: Vec<Var> = vars.collect();
        let mut writer = self.begun(&vars, name, to)?;
        let inputs = gates.iter().map(|node| match self.circuit.gate(*node) {
            Gate::Var(_) | Gate::Not(_) => std::slice::from_ref(node),
            gate => gate.children(),
        });
        writer.circuit(gates, inputs)?;
        let limits = interrex_count::Limits {
            stop: self.limits.stop,
            ..interrex_count::Limits::default()
        };
        let literals = &writer.literals;
        let trace = interrex_count::Trace {
            to: writer.to,
            name: &|node| literals.get(&node).cloned().unwrap_or_default(),
            gates: gates.len(),
        };
        let of = |var: Var| self.assignment.marginal(var).0;
        let counted = interrex_count::traced_probability(self.circuit, top, of, &limits, trace)?;
        let sets = self.sets_of_circuit(top, sets_max);
        writer.sets(sets.into_iter())?;
        writeln!(writer.to, "end")?;
        self.counted = Some((top, counted));
        Ok(counted.is_complete)
    }

    fn has_parity(&self, top: Node) -> bool {
        let cone = self.circuit.cone_of([top]);
        cone.iter()
            .any(|node| matches!(self.circuit.gate(*node), Gate::Xor(_)))
    }

    /// A certificate with its first lines.
    fn begun<'w>(
        &self,
        vars: &[Var],
        name: &dyn Fn(Var) -> String,
        to: &'w mut dyn Write,
    ) -> Result<Writer<'_, 'w>, NoCertificate> {
        let mut writer = Writer {
            source: self.circuit,
            to,
            literals: FxHashMap::default(),
            events: FxHashMap::default(),
        };
        writeln!(writer.to, "interrex-certificate 1")?;
        for (event, var) in vars.iter().enumerate() {
            let (low, high) = self.assignment.marginal(*var);
            if low < high || self.assignment.base_of(*var) != *var {
                return Err(NoCertificate::Range(*var));
            }
            writeln!(writer.to, "event {low:e} {}", name(*var))?;
            writer.events.insert(*var, event);
        }
        Ok(writer)
    }
}

/// The gates that a node depends on, inputs first; the node itself is the last, even where it is no
/// gate.
fn gates(circuit: &Circuit, top: Node) -> Vec<Node> {
    let cone = circuit.cone_of([top]);
    let is_gate = |node: &Node| {
        let gate = circuit.gate(*node);
        *node == top || !matches!(gate, Gate::Var(_) | Gate::Not(_) | Gate::True | Gate::False)
    };
    cone.into_iter().filter(is_gate).collect()
}

/// What diagrams show of a node.
struct Found {
    /// The variables of the node, in their order.
    vars: Vec<Var>,
    gates: Vec<GateSteps>,
    /// The functions of all steps of gates, then those whose minimal sets are found, then those of
    /// single variables.
    frozen: Frozen,
    splits: Vec<SetSplit>,
    minimal: Vec<Branch>,
    /// The minimal cut sets.
    sets: Family,
}

impl Found {
    fn new(
        diagrams: &mut Diagrams<'_>,
        top: Bdd,
        gates: &[Node],
        is_rising: bool,
        limits: &Limits<'_>,
    ) -> Result<Self, LimitReached> {
        let circuit = diagrams.circuit();
        let steps = gates.iter().map(|gate| diagrams.gate_steps(*gate, limits));
        let gates: Vec<GateSteps> = steps.collect::<Result<_, _>>()?;
        let cone = circuit.cone_of(gates.iter().flat_map(|gate| gate.inputs.iter().copied()));
        let mut vars: Vec<Var> = Vec::new();
        for node in cone {
            if let Gate::Var(var) = circuit.gate(node) {
                vars.push(var);
            }
        }
        vars.sort_by_key(|var| diagrams.order().level(*var));
        let minimal = diagrams.minimal_steps(top, is_rising, limits)?;
        let mut functions: Vec<Bdd> = Vec::new();
        functions.extend(gates.iter().flat_map(|gate| &gate.functions));
        functions.extend(minimal.iter().map(|step| step.0));
        for var in &vars {
            functions.push(diagrams.var(*var, limits)?);
        }
        let families: Vec<_> = minimal.iter().map(|step| step.1).collect();
        let (splits, roots) = diagrams.splits(&families);
        let sets = diagrams.minimal(top, None, limits)?;
        Ok(Self {
            vars,
            frozen: diagrams.freeze(&functions),
            splits,
            minimal: roots,
            sets: diagrams.family(sets),
            gates,
        })
    }
}

/// A certificate in the making.
struct Writer<'c, 't> {
    source: &'c Circuit,
    to: &'t mut dyn Write,
    /// What each node of the circuit is called.
    literals: FxHashMap<Node, String>,
    /// The number of each variable, by its own.
    events: FxHashMap<Var, usize>,
}

impl Writer<'_, '_> {
    fn circuit<'n>(
        &mut self,
        gates: &[Node],
        inputs: impl Iterator<Item = &'n [Node]>,
    ) -> io::Result<()> {
        for (at, (node, inputs)) in gates.iter().zip(inputs).enumerate() {
            let kind = match self.source.gate(*node) {
                Gate::And(_) => "and".to_owned(),
                Gate::AtLeast { k, .. } => format!("at-least {k}"),
                Gate::Xor(_) => "odd".to_owned(),
                _ => "or".to_owned(),
            };
            write!(self.to, "gate {kind}")?;
            for input in inputs {
                let literal = self.literal(*input);
                write!(self.to, " {literal}")?;
            }
            writeln!(self.to)?;
            self.literals.insert(*node, format!("g{at}"));
        }
        writeln!(self.to, "top g{}", gates.len() - 1)
    }

    fn literal(&mut self, node: Node) -> String {
        if let Some(known) = self.literals.get(&node) {
            return known.clone();
        }
        let literal = match self.source.gate(node) {
            Gate::Var(var) => format!("e{}", self.event(var)),
            Gate::Not(child) => format!("~{}", self.literal(child)),
            _ => String::new(),
        };
        self.literals.insert(node, literal.clone());
        literal
    }

    fn event(&self, var: Var) -> usize {
        self.events.get(&var).copied().unwrap_or(usize::MAX)
    }

    fn claims(&mut self, found: &Found) -> io::Result<()> {
        let (decisions, roots) = found.frozen.decisions();
        for decision in decisions {
            let event = self.event(decision.var);
            let (low, high) = (told('n', decision.low), told('n', decision.high));
            writeln!(self.to, "node e{event} {low} {high}")?;
        }
        let mut roots = roots.into_iter();
        for (at, gate) in found.gates.iter().enumerate() {
            write!(self.to, "function g{at}")?;
            for step in roots.by_ref().take(gate.functions.len()) {
                write!(self.to, " {}", told('n', step))?;
            }
            writeln!(self.to)?;
        }
        for split in &found.splits {
            let event = self.event(split.var);
            let (without, with) = (told('f', split.without), told('f', split.with));
            writeln!(self.to, "family e{event} {without} {with}")?;
        }
        for (function, sets) in roots.zip(&found.minimal) {
            writeln!(
                self.to,
                "minimal {} {}",
                told('n', function),
                told('f', *sets)
            )?;
        }
        Ok(())
    }

    fn sets(&mut self, sets: impl Iterator<Item = Vec<Var>>) -> io::Result<()> {
        for set in sets {
            let mut events: Vec<usize> = set.iter().map(|var| self.event(*var)).collect();
            events.sort_unstable();
            write!(self.to, "set")?;
            for event in events {
                write!(self.to, " e{event}")?;
            }
            writeln!(self.to)?;
        }
        Ok(())
    }
}

/// A diagram whose nodes bear a letter.
fn told(letter: char, branch: Branch) -> String {
    match branch {
        Branch::Constant(value) => u8::from(value).to_string(),
        Branch::Decision(place) => format!("{letter}{place}"),
    }
}
