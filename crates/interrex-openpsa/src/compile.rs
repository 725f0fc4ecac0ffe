//! From a model to a circuit with named propositions.
//!
//! Responsible for what the connectives mean. Variables are numbered in the order in which the text
//! first refers to them, those that nothing refers to after all others; thresholds stay whole.

use interrex_circuit::{Circuit, Node, Var};
use interrex_diag::Span;
use interrex_units::{Likelihood, Probability};
use rustc_hash::FxHashMap;

use crate::graph;
use crate::model::{
    BasicEventId, Collected, Connective, Formula, GateId, Model, Path, ROUNDING, Sequence,
};

/// A circuit with the names behind it.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The circuit that holds all propositions.
    pub circuit: Circuit,
    /// What each variable stands for, by its number.
    pub variables: Vec<Variable>,
    /// What is asked unless something else is named: top gates and sequences.
    pub propositions: Vec<Proposition>,
    /// The other gates, which can be asked by name.
    pub inner: Vec<Proposition>,
}

/// What a variable stands for.
#[derive(Clone, Debug)]
pub struct Variable {
    /// The name of the basic event.
    pub name: String,
    /// Its label, if it has one.
    pub label: Option<String>,
    /// Its probability; from 0 to 1 where the model gives none.
    pub likelihood: Likelihood,
    /// Where its name stands.
    pub span: Span,
}

/// What a proposition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A gate of a fault tree.
    Gate,
    /// A sequence of an event tree.
    Sequence,
}

/// Something that can be asked.
#[derive(Clone, Debug)]
pub struct Proposition {
    /// What it is.
    pub kind: Kind,
    /// The name of the gate or of the sequence.
    pub name: String,
    /// Its label, if it has one.
    pub label: Option<String>,
    /// Its node.
    pub node: Node,
    /// By what the probability of the node is multiplied: the frequency of an initiating event, or
    /// what a sequence collects.
    pub factor: Option<f64>,
    /// Where its name stands.
    pub span: Span,
}

/// Compiles a model; takes time in proportion to its text.
pub fn compile(model: &Model) -> Compiled {
    let mut compiler = Compiler::new(model);
    compiler.gates = compiler.built(&[]);
    let constraint = compiler.all(&model.constraints);
    let (mut propositions, mut inner) = (Vec::new(), Vec::new());
    let nodes = compiler.gates.clone();
    for (at, (gate, node)) in model.gates.iter().zip(nodes).enumerate() {
        let is_top = model.tops.binary_search(&GateId(at)).is_ok();
        let node = if is_top {
            compiler.circuit.and2(node, constraint)
        } else {
            node
        };
        let list = if is_top {
            &mut propositions
        } else {
            &mut inner
        };
        list.push(Proposition {
            kind: Kind::Gate,
            name: gate.name.clone(),
            label: gate.note.label.clone(),
            node,
            factor: None,
            span: gate.span,
        });
    }
    for sequence in &model.sequences {
        propositions.push(compiler.sequence(sequence, constraint));
    }
    let mut variables = compiler.variables();
    variables.append(&mut compiler.collected);
    Compiled {
        variables,
        circuit: compiler.circuit,
        propositions,
        inner,
    }
}

struct Compiler<'m> {
    model: &'m Model,
    circuit: Circuit,
    /// The variable of each basic event.
    vars: Vec<Var>,
    /// The order in which gates can be built.
    order: Vec<usize>,
    /// The node of each gate, as far as built, house events in the positions being built for.
    gates: Vec<Node>,
    houses: Vec<bool>,
    /// The nodes of all gates for other positions of house events.
    elsewhere: FxHashMap<Vec<(usize, bool)>, Vec<Node>>,
    /// The variables that stand for what sequences collect as numbers.
    collected: Vec<Variable>,
}

/// A formula that is being built, with its arguments so far.
struct Open<'m> {
    connective: Connective,
    rest: std::slice::Iter<'m, Formula>,
    nodes: Vec<Node>,
}

impl<'m> Compiler<'m> {
    fn new(model: &'m Model) -> Self {
        let needs = model.gates.iter().map(|gate| {
            let mut list = Vec::new();
            gate.formula.each_gate(&mut |other| list.push(other.0));
            list
        });
        Self {
            model,
            circuit: Circuit::new(),
            vars: numbering(model),
            order: graph::sort(&needs.collect::<Vec<_>>()).order,
            gates: Vec::new(),
            houses: Vec::new(),
            elsewhere: FxHashMap::default(),
            collected: Vec::new(),
        }
    }

    /// The node of each gate where some house events are set.
    fn built(&mut self, set: &[(usize, bool)]) -> Vec<Node> {
        self.houses = self.model.houses.iter().map(|house| house.state).collect();
        for (house, position) in set {
            if let Some(state) = self.houses.get_mut(*house) {
                *state = *position;
            }
        }
        self.gates = vec![Node::FALSE; self.model.gates.len()];
        for at in std::mem::take(&mut self.order) {
            self.order.push(at);
            let Some(gate) = self.model.gates.get(at) else {
                continue;
            };
            let node = self.formula(&gate.formula);
            if let Some(place) = self.gates.get_mut(at) {
                *place = node;
            }
        }
        std::mem::take(&mut self.gates)
    }

    fn all(&mut self, formulas: &'m [Formula]) -> Node {
        let nodes: Vec<Node> = formulas
            .iter()
            .map(|formula| self.formula(formula))
            .collect();
        self.circuit.and(nodes)
    }

    fn sequence(&mut self, sequence: &'m Sequence, constraint: Node) -> Proposition {
        let start = match &sequence.start {
            Some(formula) => self.formula(formula),
            None => Node::TRUE,
        };
        let numbers: Vec<f64> = sequence
            .paths
            .iter()
            .filter_map(|path| path.factor)
            .collect();
        let (way, factor) = if numbers.is_empty() {
            let paths = sequence.paths.iter();
            let ways: Vec<Node> = paths.map(|path| self.path(path)).collect();
            (self.circuit.or(ways), None)
        } else {
            // Paths on which numbers are collected exclude each other; one without is certain.
            let bypassed = sequence.paths.len() - numbers.len();
            let bypassed: f64 = (0..bypassed).map(|_| 1.0).sum();
            self.number(sequence, numbers.iter().sum::<f64>() + bypassed)
        };
        let factor = match (factor, sequence.frequency) {
            (Some(collected), Some(frequency)) => Some(collected * frequency),
            (collected, frequency) => collected.or(frequency),
        };
        Proposition {
            kind: Kind::Sequence,
            name: sequence.name.clone(),
            label: sequence.note.label.clone(),
            node: self.circuit.and([start, way, constraint]),
            factor,
            span: sequence.span,
        }
    }

    /// A variable that is as likely as what a sequence collects; what is no probability is a factor.
    fn number(&mut self, sequence: &Sequence, sum: f64) -> (Node, Option<f64>) {
        // Paths that exhaust all cases sum to one, give or take the rounding.
        let whole = if sum > 1.0 && sum < 1.0 + ROUNDING {
            1.0
        } else {
            sum
        };
        let Ok(probability) = Probability::new(whole) else {
            return (Node::TRUE, Some(sum));
        };
        let number = self.vars.len() + self.collected.len();
        self.collected.push(Variable {
            name: format!("collected({})", sequence.name),
            label: sequence.note.label.clone(),
            likelihood: Likelihood::exact(probability),
            span: sequence.span,
        });
        let var = Var(u32::try_from(number).unwrap_or(u32::MAX));
        (self.circuit.var(var), None)
    }

    fn path(&mut self, path: &'m Path) -> Node {
        let formulas = path.formulas.iter();
        let nodes: Vec<Node> = formulas
            .map(|collected| self.collected_node(collected))
            .collect();
        self.circuit.and(nodes)
    }

    fn collected_node(&mut self, collected: &'m Collected) -> Node {
        let own = |(house, position): &&(usize, bool)| {
            let house = self.model.houses.get(*house);
            house.is_some_and(|house| house.state != *position)
        };
        let set: Vec<(usize, bool)> = collected.houses.iter().filter(own).copied().collect();
        if set.is_empty() {
            return self.formula(&collected.formula);
        }
        let (gates, houses) = (std::mem::take(&mut self.gates), self.houses.clone());
        let known = self.elsewhere.remove(&set);
        let there = known.unwrap_or_else(|| self.built(&set));
        for (house, position) in &set {
            if let Some(state) = self.houses.get_mut(*house) {
                *state = *position;
            }
        }
        self.gates = there;
        let node = self.formula(&collected.formula);
        let there = std::mem::replace(&mut self.gates, gates);
        self.elsewhere.insert(set, there);
        self.houses = houses;
        node
    }

    fn formula(&mut self, formula: &'m Formula) -> Node {
        let mut open: Vec<Open<'m>> = Vec::new();
        let mut next = Some(formula);
        loop {
            let node = match next.take() {
                Some(Formula::Of(connective, arguments)) => {
                    open.push(Open {
                        connective: *connective,
                        rest: arguments.iter(),
                        nodes: Vec::with_capacity(arguments.len()),
                    });
                    None
                }
                Some(leaf) => Some(self.leaf(leaf)),
                None => None,
            };
            let Some(top) = open.last_mut() else {
                return node.unwrap_or(Node::FALSE);
            };
            top.nodes.extend(node);
            next = top.rest.next();
            if next.is_none() {
                let Some(done) = open.pop() else {
                    return Node::FALSE;
                };
                let node = connect(&mut self.circuit, done.connective, done.nodes);
                match open.last_mut() {
                    Some(parent) => parent.nodes.push(node),
                    None => return node,
                }
            }
        }
    }

    fn leaf(&mut self, formula: &Formula) -> Node {
        match formula {
            Formula::Constant(value) => self.circuit.constant(*value),
            Formula::Event(event) => match self.vars.get(event.0) {
                Some(var) => self.circuit.var(*var),
                None => Node::FALSE,
            },
            Formula::House(house) => {
                let state = self.houses.get(house.0).copied().unwrap_or(false);
                self.circuit.constant(state)
            }
            Formula::Gate(gate) => self.gates.get(gate.0).copied().unwrap_or(Node::FALSE),
            Formula::Of(..) => Node::FALSE,
        }
    }

    fn variables(&self) -> Vec<Variable> {
        let mut list: Vec<(Var, Variable)> = self
            .model
            .events
            .iter()
            .zip(&self.vars)
            .map(|(event, var)| {
                let probability = event
                    .probability
                    .and_then(|value| Probability::new(value).ok());
                let variable = Variable {
                    name: event.name.clone(),
                    label: event.note.label.clone(),
                    likelihood: probability.map_or(Likelihood::UNKNOWN, Likelihood::exact),
                    span: event.span,
                };
                (*var, variable)
            })
            .collect();
        list.sort_by_key(|(var, _)| *var);
        list.into_iter().map(|(_, variable)| variable).collect()
    }
}

/// The number of each basic event, by first reference.
fn numbering(model: &Model) -> Vec<Var> {
    let mut numbers: Vec<Option<u32>> = vec![None; model.events.len()];
    let mut next = 0;
    let mut number = |event: BasicEventId| {
        if let Some(place @ None) = numbers.get_mut(event.0) {
            *place = Some(next);
            next += 1;
        }
    };
    for gate in &model.gates {
        gate.formula.each_event(&mut number);
    }
    (0..model.events.len()).for_each(|event| number(BasicEventId(event)));
    numbers
        .into_iter()
        .map(|number| Var(number.unwrap_or(0)))
        .collect()
}

/// What a connective makes of its arguments.
fn connect(circuit: &mut Circuit, connective: Connective, nodes: Vec<Node>) -> Node {
    match connective {
        Connective::And => circuit.and(nodes),
        Connective::Or => circuit.or(nodes),
        Connective::Xor => circuit.xor(nodes),
        Connective::Not | Connective::Nand => {
            let all = circuit.and(nodes);
            circuit.not(all)
        }
        Connective::Nor => {
            let any = circuit.or(nodes);
            circuit.not(any)
        }
        Connective::Iff => {
            // Both sides of an `iff` are equal where an even number of them is false.
            let negated: Vec<Node> = nodes.into_iter().map(|node| circuit.not(node)).collect();
            let odd = circuit.xor(negated);
            circuit.not(odd)
        }
        Connective::Imply => {
            let mut sides = nodes.into_iter();
            let (premise, conclusion) = (sides.next(), sides.next());
            circuit.implies(
                premise.unwrap_or(Node::TRUE),
                conclusion.unwrap_or(Node::TRUE),
            )
        }
        Connective::AtLeast(min) => circuit.at_least(min, nodes),
        Connective::Cardinality { min, max } => {
            let enough = circuit.at_least(min, nodes.iter().copied());
            let many = circuit.at_least(max.saturating_add(1), nodes);
            let few = circuit.not(many);
            circuit.and2(enough, few)
        }
    }
}
