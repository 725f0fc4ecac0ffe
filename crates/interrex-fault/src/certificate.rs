//! Answers that somebody else can check: a circuit, the diagram of each of its gates, and minimal
//! cut sets, as a text.
//!
//! The form of the text, and what a checker may conclude from it, stands with the checker, in the
//! crate `interrex-certificate`, which shares no code with this one.

use std::fmt::{self, Write as _};

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_dd::{Branch, Frozen, LimitReached};
use rustc_hash::FxHashMap;

use crate::cut_sets::CutSetOptions;
use crate::session::Session;

/// Why there is no certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoCertificate {
    /// No diagram fits the limits.
    Limit(LimitReached),
    /// The node is constant: there is nothing to check.
    Constant(bool),
    /// The likelihood of this variable is a range: a certificate is about numbers.
    Range(Var),
}

impl fmt::Display for NoCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(reached) => reached.fmt(f),
            Self::Constant(value) => write!(f, "it is {value} whatever happens"),
            Self::Range(var) => write!(f, "the likelihood of {var} is a range"),
        }
    }
}

impl std::error::Error for NoCertificate {}

impl Session<'_> {
    /// Writes a certificate of the probability of a node and of its first minimal cut sets, at most
    /// so many.
    ///
    /// Sets are written of nodes without negation alone: of others a checker could not tell that
    /// none was left out of account. Names must not contain line breaks.
    ///
    /// # Errors
    ///
    /// [`NoCertificate`] says why there is none.
    pub fn certificate(
        &mut self,
        top: Node,
        name: &dyn Fn(Var) -> String,
        sets_max: usize,
    ) -> Result<String, NoCertificate> {
        if let Some(value) = top.as_constant() {
            return Err(NoCertificate::Constant(value));
        }
        let cone = self.circuit.cone_of([top]);
        let is_gate = |node: &Node| {
            let gate = self.circuit.gate(*node);
            !matches!(gate, Gate::Var(_) | Gate::Not(_) | Gate::True | Gate::False)
        };
        let gates: Vec<Node> = cone.iter().copied().filter(is_gate).collect();
        let vars: Vec<Var> = cone
            .iter()
            .filter_map(|node| match self.circuit.gate(*node) {
                Gate::Var(var) => Some(var),
                _ => None,
            })
            .collect();
        let (frozen, vars) = self.diagrams_of(top, &gates, &vars)?;
        let mut writer = Writer::new(self.circuit, &vars);
        for var in &vars {
            let (low, high) = self.assignment.marginal(*var);
            if low < high {
                return Err(NoCertificate::Range(*var));
            }
            let _ = writeln!(writer.text, "event {low:e} {}", name(*var));
        }
        writer.circuit(&gates, top);
        writer.diagrams(&frozen, &gates);
        if !writer.has_negation {
            writer.sets(&self.some_sets(top, sets_max)?);
        }
        writer.text.push_str("end\n");
        Ok(writer.text)
    }

    /// The diagrams of some gates, then of each variable, and the variables in their order.
    fn diagrams_of(
        &mut self,
        top: Node,
        gates: &[Node],
        vars: &[Var],
    ) -> Result<(Frozen, Vec<Var>), NoCertificate> {
        let limits = self.limits.diagrams();
        let found = self.workshop.attempt([top], &limits, |diagrams, _| {
            let mut functions = Vec::with_capacity(gates.len());
            for gate in gates {
                functions.push(diagrams.compile(*gate, &limits)?);
            }
            let mut vars = vars.to_vec();
            vars.sort_by_key(|var| diagrams.order().level(*var));
            for var in &vars {
                functions.push(diagrams.var(*var, &limits)?);
            }
            Ok((diagrams.freeze(&functions), vars))
        });
        found.map_err(NoCertificate::Limit)
    }

    fn some_sets(&mut self, top: Node, sets_max: usize) -> Result<Vec<Vec<Var>>, NoCertificate> {
        let options = CutSetOptions {
            listed_max: sets_max,
            ..CutSetOptions::default()
        };
        let mut sets = Vec::new();
        if sets_max > 0 {
            self.stream_cut_sets(top, &options, &mut |set, _| {
                sets.push(set.to_vec());
                true
            })
            .map_err(NoCertificate::Limit)?;
        }
        Ok(sets)
    }
}

/// A certificate in the making.
struct Writer<'c> {
    source: &'c Circuit,
    text: String,
    /// What each node of the circuit is called.
    literals: FxHashMap<Node, String>,
    /// The number of each variable, by its own.
    events: FxHashMap<Var, usize>,
    has_negation: bool,
}

impl<'c> Writer<'c> {
    fn new(source: &'c Circuit, vars: &[Var]) -> Self {
        Self {
            source,
            text: "interrex-certificate 1\n".to_owned(),
            literals: FxHashMap::default(),
            events: vars
                .iter()
                .enumerate()
                .map(|(at, var)| (*var, at))
                .collect(),
            has_negation: false,
        }
    }

    fn circuit(&mut self, gates: &[Node], top: Node) {
        for (at, node) in gates.iter().enumerate() {
            let (kind, children) = match self.source.gate(*node) {
                Gate::And(children) => ("and".to_owned(), children),
                Gate::AtLeast { k, children } => (format!("at-least {k}"), children),
                Gate::Xor(children) => {
                    self.has_negation = true;
                    ("odd".to_owned(), children)
                }
                gate => ("or".to_owned(), gate.children()),
            };
            let inputs: Vec<String> = children.iter().map(|child| self.literal(*child)).collect();
            let _ = writeln!(self.text, "gate {kind} {}", inputs.join(" "));
            self.literals.insert(*node, format!("g{at}"));
        }
        let top = self.literal(top);
        let _ = writeln!(self.text, "top {top}");
    }

    fn literal(&mut self, node: Node) -> String {
        if let Some(known) = self.literals.get(&node) {
            return known.clone();
        }
        let literal = match self.source.gate(node) {
            Gate::Var(var) => format!("e{}", self.event(var)),
            Gate::Not(child) => {
                self.has_negation = true;
                format!("~{}", self.literal(child))
            }
            _ => String::new(),
        };
        self.literals.insert(node, literal.clone());
        literal
    }

    fn event(&self, var: Var) -> usize {
        self.events.get(&var).copied().unwrap_or(usize::MAX)
    }

    fn diagrams(&mut self, frozen: &Frozen, gates: &[Node]) {
        let (decisions, roots) = frozen.decisions();
        let branch = |branch: Branch| match branch {
            Branch::Constant(value) => u8::from(value).to_string(),
            Branch::Decision(place) => format!("n{place}"),
        };
        for decision in decisions {
            let (low, high) = (branch(decision.low), branch(decision.high));
            let event = self.event(decision.var);
            let _ = writeln!(self.text, "node e{event} {low} {high}");
        }
        for (at, root) in roots.into_iter().take(gates.len()).enumerate() {
            let _ = writeln!(self.text, "function g{at} {}", branch(root));
        }
    }

    fn sets(&mut self, sets: &[Vec<Var>]) {
        for set in sets {
            let mut events: Vec<usize> = set.iter().map(|var| self.event(*var)).collect();
            events.sort_unstable();
            self.text.push_str("set");
            for event in events {
                let _ = write!(self.text, " e{event}");
            }
            self.text.push('\n');
        }
    }
}
