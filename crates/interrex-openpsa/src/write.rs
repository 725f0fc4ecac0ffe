//! From a circuit to a model that other tools open.
//!
//! Responsible for the dialect that all of them read: formulas of one level, negation of events
//! alone, `xor` of two arguments, no argument twice, names of letters, digits and `_`. What a name
//! was before stands in the label. Reading the result yields an equivalent circuit.

mod names;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use interrex_circuit::{Circuit, Gate, Node, Var};
use interrex_units::Likelihood;

use names::Names;

/// Far below the distance of any other number from 1, so that only 0 is kept above it.
const LEAST_DIVISOR: f64 = 1e-300;

/// A variable to be written as a basic event.
#[derive(Clone, Debug)]
pub struct Event {
    /// What it is called; becomes its label where it is no legal name.
    pub name: String,
    /// How likely it is.
    pub chance: Chance,
}

/// How likely a variable is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chance {
    /// By itself.
    Alone(Likelihood),
    /// So likely that it or its base is true with the likelihood given.
    Added {
        /// A variable that is [`Chance::Alone`].
        base: Var,
        /// The likelihood of both together, at or above that of the base.
        either: Likelihood,
    },
}

/// A node to be written as a top gate.
#[derive(Clone, Debug)]
pub struct Top {
    /// What it is called; becomes its label where it is no legal name.
    pub name: String,
    /// Its node.
    pub node: Node,
}

/// Writes the gates below some nodes of a circuit as one fault tree.
///
/// `events` holds one event for each variable of the circuit, in the order of their numbers; only
/// those that the tops rest on are written. A likelihood that is a range becomes a parameter with a
/// uniform deviate, whose mean other tools take; a variable that adds to a base becomes a quotient
/// over the parameters of both, so that it follows the base.
///
/// Takes time in proportion to the circuit.
pub fn write(circuit: &Circuit, events: &[Event], tops: &[Top]) -> String {
    let mut writer = Writer::new(circuit, events, tops);
    writer
        .text
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opsa-mef>\n");
    writer
        .text
        .push_str("  <define-fault-tree name=\"interrex\">\n");
    for (at, top) in tops.iter().enumerate() {
        writer.top(at, top);
    }
    for node in circuit.nodes().rev() {
        if writer.cone.contains(&node) {
            writer.gate(node);
        }
    }
    writer
        .text
        .push_str("  </define-fault-tree>\n  <model-data>\n");
    writer.data(events);
    writer.text.push_str("  </model-data>\n</opsa-mef>\n");
    writer.text
}

struct Writer<'c> {
    circuit: &'c Circuit,
    text: String,
    /// The nodes below the tops.
    cone: BTreeSet<Node>,
    /// The variables below the tops, and the bases of those.
    vars: BTreeSet<Var>,
    names: Names,
    tops: Vec<String>,
    events: Vec<String>,
}

impl<'c> Writer<'c> {
    fn new(circuit: &'c Circuit, events: &[Event], tops: &[Top]) -> Self {
        let mut cone = BTreeSet::new();
        let mut vars = BTreeSet::new();
        for top in tops {
            cone.extend(circuit.cone(top.node));
            vars.extend(circuit.support(top.node));
        }
        let bases = vars
            .iter()
            .filter_map(|var| match events.get(var.index())?.chance {
                Chance::Added { base, .. } => Some(base),
                Chance::Alone(_) => None,
            });
        let bases: Vec<Var> = bases.collect();
        vars.extend(bases);
        let mut names = Names::default();
        let tops = tops.iter().map(|top| names.legal(&top.name)).collect();
        let events = events
            .iter()
            .map(|event| names.legal(&event.name))
            .collect();
        Self {
            circuit,
            text: String::new(),
            cone,
            vars,
            names,
            tops,
            events,
        }
    }

    fn top(&mut self, at: usize, top: &Top) {
        let name = self.tops.get(at).cloned().unwrap_or_default();
        let formula = self.argument(top.node);
        self.define("gate", &name, &top.name, &formula);
    }

    /// A definition with a label where the name is not what it was.
    fn define(&mut self, kind: &str, name: &str, label: &str, content: &str) {
        let _ = write!(self.text, "    <define-{kind} name=\"{name}\">");
        if name != label && !label.trim().is_empty() {
            let label = label.replace(is_not_shown, " ");
            let _ = write!(self.text, "<label>{}</label>", escaped(label.trim()));
        }
        let _ = writeln!(self.text, "{content}</define-{kind}>");
    }

    /// A reference to a node within a formula.
    fn argument(&mut self, node: Node) -> String {
        match self.circuit.gate(node) {
            Gate::False => "<constant value=\"false\"/>".to_owned(),
            Gate::True => "<constant value=\"true\"/>".to_owned(),
            Gate::Var(var) => {
                let name = self.events.get(var.index()).map_or("", String::as_str);
                format!("<basic-event name=\"{name}\"/>")
            }
            Gate::Not(child) => format!("<not>{}</not>", self.argument(child)),
            _ => {
                let name = self.names.of_gate(node.index());
                format!("<gate name=\"{name}\"/>")
            }
        }
    }

    /// The definition of a gate; constants, variables and negations stand in their parents.
    fn gate(&mut self, node: Node) {
        let circuit = self.circuit;
        let (open, close) = match circuit.gate(node) {
            Gate::And(_) => ("<and>".to_owned(), "</and>"),
            Gate::Or(_) => ("<or>".to_owned(), "</or>"),
            Gate::AtLeast { k, .. } => (format!("<atleast min=\"{k}\">"), "</atleast>"),
            Gate::Xor(children) => {
                self.parity(node, children);
                return;
            }
            Gate::False | Gate::True | Gate::Var(_) | Gate::Not(_) => return,
        };
        let mut content = open;
        let mut before = None;
        for child in circuit.gate(node).children() {
            let argument = self.argument(*child);
            if before == Some(*child) {
                // Another gate of the same meaning, since no formula may hold one argument twice.
                let copy = self.names.fresh("copy");
                self.define("gate", &copy, &copy, &argument);
                let _ = write!(content, "<gate name=\"{copy}\"/>");
            } else {
                content.push_str(&argument);
            }
            before = Some(*child);
        }
        content.push_str(close);
        let name = self.names.of_gate(node.index());
        self.define("gate", &name, &name, &content);
    }

    /// Parity as a chain of gates with two arguments each.
    fn parity(&mut self, node: Node, children: &[Node]) {
        let name = self.names.of_gate(node.index());
        let mut rest = children.iter().map(|child| self.argument(*child));
        let mut so_far = rest.next().unwrap_or_default();
        let rest: Vec<String> = rest.collect();
        for (at, next) in rest.iter().enumerate() {
            let content = format!("<xor>{so_far}{next}</xor>");
            let name = if at + 1 == rest.len() {
                name.clone()
            } else {
                self.names.fresh("parity")
            };
            self.define("gate", &name, &name, &content);
            so_far = format!("<gate name=\"{name}\"/>");
        }
    }

    /// Basic events, and the parameters that ranges and couplings need.
    fn data(&mut self, events: &[Event]) {
        let bases = events.iter().filter_map(|event| match event.chance {
            Chance::Added { base, .. } => Some(base),
            Chance::Alone(_) => None,
        });
        let bases: BTreeSet<Var> = bases.collect();
        for var in std::mem::take(&mut self.vars) {
            let (Some(event), Some(name)) = (events.get(var.index()), self.events.get(var.index()))
            else {
                continue;
            };
            let name = name.clone();
            let content = match event.chance {
                Chance::Alone(likelihood) if bases.contains(&var) => {
                    let parameter = format!("{name}_value");
                    self.define("parameter", &parameter, &parameter, &number(likelihood));
                    format!("<parameter name=\"{parameter}\"/>")
                }
                Chance::Alone(likelihood) => number(likelihood),
                Chance::Added { base, either } => {
                    let base = self.events.get(base.index()).map_or("", String::as_str);
                    let base = format!("<parameter name=\"{base}_value\"/>");
                    added(&base, either, events, var)
                }
            };
            self.define("basic-event", &name, &event.name, &content);
        }
    }
}

/// The likelihood of an extra: what is left of `either` after the base, where the base is not.
///
/// Other tools ask of each expression between which bounds it lies, taking its arguments as
/// independent: where one is a range, the quotient is kept from 0 to 1 in so many words, and where the
/// base can be certain, so that nothing is left to add to, the divisor above 0.
fn added(base: &str, either: Likelihood, events: &[Event], var: Var) -> String {
    let base_of = match events.get(var.index()).map(|event| event.chance) {
        Some(Chance::Added { base, .. }) => events.get(base.index()),
        _ => None,
    };
    let likelihood = match base_of.map(|event| event.chance) {
        Some(Chance::Alone(likelihood)) => likelihood,
        _ => Likelihood::UNKNOWN,
    };
    let mut rest = format!("<sub><float value=\"1\"/>{base}</sub>");
    if likelihood.high().get() >= 1.0 {
        rest = format!("<max><float value=\"{LEAST_DIVISOR:e}\"/>{rest}</max>");
    }
    let quotient = format!("<div><sub>{}{base}</sub>{rest}</div>", number(either));
    if likelihood.is_exact() && either.is_exact() {
        return quotient;
    }
    format!("<max><float value=\"0\"/><min><float value=\"1\"/>{quotient}</min></max>")
}

/// A likelihood as an expression, every digit kept.
fn number(likelihood: Likelihood) -> String {
    let (low, high) = (likelihood.low().get(), likelihood.high().get());
    if likelihood.is_exact() {
        format!("<float value=\"{low:e}\"/>")
    } else {
        format!(
            "<uniform-deviate><float value=\"{low:e}\"/><float value=\"{high:e}\"/></uniform-deviate>"
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// What XML does not allow, or does not keep.
fn is_not_shown(c: char) -> bool {
    c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')
}
