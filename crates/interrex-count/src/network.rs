//! The circuit as the search sees it: every gate is a threshold over literals, every leaf has a
//! probability. Making it smaller first is left to `shrink`.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes of a draft are numbered by the draft alone"
)]

use interrex_circuit::{Circuit, Gate, Node, Var};

use crate::value::Value;

/// A node of a network, or its negation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Literal(u32);

impl Literal {
    pub(crate) const fn new(node: u32, negated: bool) -> Self {
        Self(node << 1 | negated as u32)
    }

    pub(crate) const fn node(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(crate) const fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }

    /// A number that no other literal has, less than twice the number of nodes.
    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }

    pub(crate) const fn negated_if(self, negated: bool) -> Self {
        Self(self.0 ^ negated as u32)
    }
}

/// What a node is while the network is drafted.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Part {
    /// True with this probability, independently of every other leaf.
    Leaf(Value),
    /// True when at least so many of the literals are.
    Threshold(usize, Vec<Literal>),
    /// Merged into another node.
    Gone,
}

/// A network that may still change.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub(crate) parts: Vec<Part>,
    /// The number that each part was made with, whatever place it has moved to.
    pub(crate) names: Vec<u32>,
    /// How the parts were changed, where somebody wants to know.
    pub(crate) log: Option<Vec<Rewriting>>,
    /// The node of the circuit that each part stands for that was made for one.
    pub(crate) origins: Vec<Option<Node>>,
}

/// A change of a draft that leaves its function as it is; nodes are told by their names.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Rewriting {
    /// A gate has these inputs instead of those before, or is made.
    Define(u32, usize, Vec<(u32, bool)>),
    /// A gate over leaves that occur nowhere else is a leaf.
    Module(u32),
    /// Leaves are merged into the first.
    Together(Vec<u32>),
    /// A gate loses a redundant input.
    Drop(u32, (u32, bool)),
}

impl Draft {
    /// The network below a node that is no constant, and the literal of that node.
    pub(crate) fn new(
        circuit: &Circuit,
        top: Node,
        probability: &mut dyn FnMut(Var) -> f64,
    ) -> (Self, Literal) {
        let mut draft = Self::default();
        let wanted = below(circuit, top);
        let mut literals = vec![Literal::new(0, false); circuit.len()];
        for node in circuit.nodes().filter(|node| wanted[node.index()]) {
            let of = |child: &Node| literals[child.index()];
            literals[node.index()] = match circuit.gate(node) {
                Gate::False | Gate::True => continue,
                Gate::Var(var) => draft.push(Part::Leaf(Value::exact(probability(var)))),
                Gate::Not(child) => of(&child).negated_if(true),
                Gate::And(children) => {
                    let list = children.iter().map(of).collect();
                    draft.push(Part::Threshold(children.len(), list))
                }
                Gate::Or(children) => {
                    let list = children.iter().map(of).collect();
                    draft.push(Part::Threshold(1, list))
                }
                Gate::AtLeast { k, children } => {
                    let list = children.iter().map(of).collect();
                    draft.push(Part::Threshold(k as usize, list))
                }
                Gate::Xor(children) => {
                    let list: Vec<Literal> = children.iter().map(of).collect();
                    draft.parity(&list)
                }
            };
        }
        draft.note_origins(circuit, &wanted, &literals);
        (draft, literals[top.index()])
    }

    fn note_origins(&mut self, circuit: &Circuit, wanted: &[bool], literals: &[Literal]) {
        self.origins = vec![None; self.parts.len()];
        for node in circuit.nodes().filter(|node| wanted[node.index()]) {
            let is_part = !matches!(
                circuit.gate(node),
                Gate::False | Gate::True | Gate::Not(_) | Gate::Xor(_)
            );
            if is_part {
                self.origins[literals[node.index()].node()] = Some(node);
            }
        }
    }

    pub(crate) fn name(&self, node: usize) -> u32 {
        self.names[node]
    }

    /// Notes what a gate is, in case somebody wants to know.
    pub(crate) fn log_definition(&mut self, node: usize) {
        if let (Some(log), Part::Threshold(k, list)) = (&mut self.log, &self.parts[node]) {
            let name = |child: &Literal| (self.names[child.node()], child.is_negated());
            let inputs = list.iter().map(name).collect();
            log.push(Rewriting::Define(self.names[node], *k, inputs));
        }
    }

    pub(crate) fn log(&mut self, rewriting: impl FnOnce(&Self) -> Rewriting) {
        if self.log.is_some() {
            let rewriting = rewriting(self);
            self.log.get_or_insert_default().push(rewriting);
        }
    }

    /// Adds a part.
    pub(crate) fn add(&mut self, part: Part) -> usize {
        let node = self.parts.len();
        self.names.push(index(node));
        self.parts.push(part);
        node
    }

    /// Moves children before their parents again, and says where the top went.
    pub(crate) fn sort(&mut self, top: Literal) -> Literal {
        let count = self.parts.len();
        let mut parents = vec![Vec::new(); count];
        let mut missing = vec![0; count];
        for (node, part) in self.parts.iter().enumerate() {
            if let Part::Threshold(_, children) = part {
                missing[node] = children.len();
                for child in children {
                    parents[child.node()].push(node);
                }
            }
        }
        let mut order: Vec<usize> = (0..count).filter(|node| missing[*node] == 0).collect();
        let mut next = 0;
        while let Some(&node) = order.get(next) {
            next += 1;
            for &parent in &parents[node] {
                missing[parent] -= 1;
                if missing[parent] == 0 {
                    order.push(parent);
                }
            }
        }
        let mut places = vec![0; count];
        for (place, &node) in order.iter().enumerate() {
            places[node] = index(place);
        }
        let moved = |literal: Literal| Literal::new(places[literal.node()], literal.is_negated());
        let mut parts = vec![Part::Gone; count];
        let mut names = vec![0; count];
        for (node, name) in self.names.iter().enumerate() {
            names[places[node] as usize] = *name;
        }
        self.names = names;
        for (node, part) in std::mem::take(&mut self.parts).into_iter().enumerate() {
            parts[places[node] as usize] = match part {
                Part::Threshold(k, children) => {
                    Part::Threshold(k, children.into_iter().map(moved).collect())
                }
                other => other,
            };
        }
        self.parts = parts;
        moved(top)
    }

    fn push(&mut self, part: Part) -> Literal {
        Literal::new(index(self.add(part)), false)
    }

    /// Whether an odd number of literals is true, pair by pair.
    fn parity(&mut self, list: &[Literal]) -> Literal {
        let mut odd = list[0];
        for &next in &list[1..] {
            let (not_odd, not_next) = (odd.negated_if(true), next.negated_if(true));
            let first = self.push(Part::Threshold(2, vec![odd, not_next]));
            let second = self.push(Part::Threshold(2, vec![not_odd, next]));
            odd = self.push(Part::Threshold(1, vec![first, second]));
        }
        odd
    }
}

/// Which nodes a node depends on, itself included.
fn below(circuit: &Circuit, top: Node) -> Vec<bool> {
    let mut wanted = vec![false; circuit.len()];
    wanted[top.index()] = true;
    for node in circuit.nodes().rev() {
        if !wanted[node.index()] {
            continue;
        }
        match circuit.gate(node) {
            Gate::Not(child) => wanted[child.index()] = true,
            gate => {
                for child in gate.children() {
                    wanted[child.index()] = true;
                }
            }
        }
    }
    wanted
}

/// A network that does not change: lists of neighbors in two flat tables.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    /// How many children make a gate true; zero for a leaf.
    pub(crate) thresholds: Vec<u32>,
    /// The probability of each leaf; unused for gates.
    pub(crate) leaves: Vec<Value>,
    child_ends: Vec<u32>,
    children: Vec<Literal>,
    parent_ends: Vec<u32>,
    parents: Vec<Literal>,
    /// The ways on from each node, those to its children first, and where they end.
    way_ends: Vec<u32>,
    ways: Vec<Way>,
    /// Whether a node is a leaf, a disjunction or a conjunction.
    plain: Vec<bool>,
}

/// A way from a node to a child or to a parent of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Way(u32);

impl Way {
    const fn new(node: u32, is_up: bool) -> Self {
        Self(node << 1 | is_up as u32)
    }

    /// The node that it leads to.
    pub(crate) const fn node(self) -> u32 {
        self.0 >> 1
    }

    /// A number that no other node has with this direction, less than twice the number of nodes.
    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// The place of the ways down to a node, and of those up to it.
pub(crate) const fn places_of(node: u32) -> [usize; 2] {
    [Way::new(node, false).place(), Way::new(node, true).place()]
}

impl Network {
    /// The parts of a draft that are left, in their order, and where a literal of it went.
    pub(crate) fn new(draft: &Draft, top: Literal) -> (Self, Literal) {
        let mut numbers = vec![0; draft.parts.len()];
        let mut count = 0;
        for (node, part) in draft.parts.iter().enumerate() {
            numbers[node] = count;
            count += u32::from(*part != Part::Gone);
        }
        let moved = |literal: Literal| Literal::new(numbers[literal.node()], literal.is_negated());
        let mut network = Self {
            thresholds: Vec::new(),
            leaves: Vec::new(),
            child_ends: Vec::new(),
            children: Vec::new(),
            parent_ends: Vec::new(),
            parents: Vec::new(),
            way_ends: Vec::new(),
            ways: Vec::new(),
            plain: Vec::new(),
        };
        for part in &draft.parts {
            let (threshold, value) = match part {
                Part::Gone => continue,
                Part::Leaf(value) => (0, *value),
                Part::Threshold(k, list) => {
                    network
                        .children
                        .extend(list.iter().map(|child| moved(*child)));
                    (*k, Value::ZERO)
                }
            };
            let k = u32::try_from(threshold).expect("a gate has fewer than 2^32 children");
            network.thresholds.push(k);
            network.leaves.push(value);
            network.child_ends.push(index(network.children.len()));
        }
        network.turn_around();
        (network, moved(top))
    }

    /// Lists the parents of each node: each with the sign that its child has in it.
    fn turn_around(&mut self) {
        let mut lists = vec![Vec::new(); self.len()];
        for node in 0..self.len() {
            for &child in self.children(node) {
                lists[child.node()].push(Literal::new(index(node), child.is_negated()));
            }
        }
        for list in lists {
            self.parents.extend(list);
            self.parent_ends.push(index(self.parents.len()));
        }
        for node in 0..self.len() {
            let to = |is_up| move |end: &Literal| Way::new(index(end.node()), is_up);
            let down: Vec<Way> = self.children(node).iter().map(to(false)).collect();
            self.ways.extend(down);
            let up: Vec<Way> = self.parents(node).iter().map(to(true)).collect();
            self.ways.extend(up);
            self.way_ends.push(index(self.ways.len()));
            let k = self.thresholds[node];
            self.plain
                .push(k <= 1 || k == index(self.children(node).len()));
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.thresholds.len()
    }

    /// The number of children and parents of a node.
    pub(crate) fn degree(&self, node: usize) -> u32 {
        index(self.children(node).len() + self.parents(node).len())
    }

    /// Whether a node is a leaf, a disjunction or a conjunction.
    pub(crate) fn is_plain(&self, node: usize) -> bool {
        self.plain[node]
    }

    pub(crate) fn is_leaf(&self, node: usize) -> bool {
        self.thresholds[node] == 0
    }

    pub(crate) fn children(&self, node: usize) -> &[Literal] {
        slice(&self.children, &self.child_ends, node)
    }

    pub(crate) fn parents(&self, node: usize) -> &[Literal] {
        slice(&self.parents, &self.parent_ends, node)
    }

    /// The ways from a node to its children and then to its parents.
    pub(crate) fn ways(&self, node: usize) -> &[Way] {
        slice(&self.ways, &self.way_ends, node)
    }

    /// The ways from a node to its children.
    pub(crate) fn ways_down(&self, node: usize) -> &[Way] {
        let ways = self.ways(node);
        ways.get(..self.children(node).len()).unwrap_or(ways)
    }
}

fn slice<'a, T>(all: &'a [T], ends: &[u32], node: usize) -> &'a [T] {
    let start = if node == 0 { 0 } else { ends[node - 1] };
    &all[start as usize..ends[node] as usize]
}

/// A number of a node or of an edge.
pub(crate) fn index(number: usize) -> u32 {
    u32::try_from(number).expect("a circuit has fewer than 2^31 edges")
}
