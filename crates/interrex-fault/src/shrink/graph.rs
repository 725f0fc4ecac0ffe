//! The cone of a node as a graph that may be rewritten: gates with signed edges, so that no negation
//! stands between a gate and its children.

#![expect(
    clippy::indexing_slicing,
    reason = "edges of a graph point into it, places of a cone into tables made for it"
)]

use interrex_circuit::{Circuit, Gate, Node, Var};

/// An end of an edge: a place in the graph, and whether what stands there is negated.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Edge(u32);

impl Edge {
    pub(super) fn to(place: usize, negated: bool) -> Self {
        let place = u32::try_from(place).expect("a graph has fewer than 2^31 places");
        Self(place << 1 | u32::from(negated))
    }

    pub(super) const fn place(self) -> usize {
        (self.0 >> 1) as usize
    }

    pub(super) const fn is_negated(self) -> bool {
        self.0 & 1 == 1
    }

    /// What the edge leads to, in a circuit where `built` holds what each place became.
    pub(super) fn end(self, circuit: &mut Circuit, built: &[Node]) -> Node {
        let node = built[self.place()];
        if self.is_negated() {
            circuit.not(node)
        } else {
            node
        }
    }

    pub(super) fn negated_if(self, negate: bool) -> Self {
        Self(self.0 ^ u32::from(negate))
    }
}

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Leaf(Var),
    And,
    Or,
    AtLeast(usize),
    Xor,
    /// The one place above all nodes that are asked about.
    Root,
}

impl Kind {
    /// Whether an operand in a nested gate of this kind is as good as one in the gate itself.
    pub(super) const fn is_junction(self) -> bool {
        matches!(self, Kind::And | Kind::Or)
    }
}

/// Gates and leaves. A gate stands after its children, but for those added by a pass.
#[derive(Clone, Debug)]
pub(super) struct Graph {
    pub(super) kinds: Vec<Kind>,
    pub(super) children: Vec<Vec<Edge>>,
    /// Where the root stands.
    pub(super) root: usize,
}

impl Graph {
    /// The cone of some nodes that are no constants, under a root. A gate that occurs only negated
    /// stands as its dual over negated children, so that nested gates of one kind meet.
    pub(super) fn of(circuit: &Circuit, tops: &[Node]) -> Self {
        let cone = circuit.cone_of(tops.iter().copied());
        let length = cone.last().map_or(0, |node| node.index() + 1);
        let mut import = Import {
            circuit,
            places: vec![None; length],
            affirmed: vec![false; length],
        };
        for top in tops {
            let (below, negated) = import.resolved(*top);
            import.affirmed[below.index()] |= !negated;
        }
        for node in cone.iter().rev() {
            import.pass_signs(*node);
        }
        let mut graph = Self {
            kinds: Vec::new(),
            children: Vec::new(),
            root: 0,
        };
        for node in cone {
            import.add(&mut graph, node);
        }
        let tops = tops.iter().map(|top| import.edge(*top)).collect();
        graph.root = graph.push(Kind::Root, tops);
        graph
    }

    /// The places under the root, itself included, children before parents.
    pub(super) fn reached(&self) -> Vec<usize> {
        let mut met = vec![false; self.kinds.len()];
        let mut list = Vec::new();
        let mut stack = vec![(self.root, false)];
        while let Some((place, children_done)) = stack.pop() {
            if children_done {
                list.push(place);
            } else if !std::mem::replace(&mut met[place], true) {
                stack.push((place, true));
                let below = self.children[place].iter().rev();
                stack.extend(below.map(|edge| (edge.place(), false)));
            }
        }
        list
    }

    /// Puts a gate at a place behind all others.
    pub(super) fn push(&mut self, kind: Kind, children: Vec<Edge>) -> usize {
        self.kinds.push(kind);
        self.children.push(children);
        self.kinds.len() - 1
    }

    /// How many edges lead to each place from the root and from places under it.
    pub(super) fn parent_counts(&self, reached: &[usize]) -> Vec<usize> {
        let mut counts = vec![0; self.kinds.len()];
        for place in reached {
            for edge in &self.children[*place] {
                counts[edge.place()] += 1;
            }
        }
        counts
    }

    /// Builds what stands at a place in a circuit, where `built` holds what its children became.
    pub(super) fn build(&self, circuit: &mut Circuit, place: usize, built: &[Node]) -> Node {
        let children = self.children[place].iter();
        let below: Vec<Node> = children.map(|edge| edge.end(circuit, built)).collect();
        match self.kinds[place] {
            Kind::Leaf(var) => circuit.var(var),
            Kind::And => circuit.and(below),
            Kind::Or | Kind::Root => circuit.or(below),
            Kind::AtLeast(k) => circuit.at_least(k, below),
            Kind::Xor => circuit.xor(below),
        }
    }

    /// What the edges of the root lead to.
    pub(super) fn ends(&self, circuit: &mut Circuit, built: &[Node]) -> Vec<Node> {
        let edges = self.children[self.root].iter();
        edges.map(|edge| edge.end(circuit, built)).collect()
    }
}

/// A cone on its way into a graph.
struct Import<'c> {
    circuit: &'c Circuit,
    /// Where a node that is no negation went, and whether its negation stands there.
    places: Vec<Option<(usize, bool)>>,
    /// Whether some edge to a node asks for it as it is.
    affirmed: Vec<bool>,
}

impl Import<'_> {
    /// A node without the negation before it.
    fn resolved(&self, node: Node) -> (Node, bool) {
        match self.circuit.gate(node) {
            Gate::Not(child) => (child, true),
            _ => (node, false),
        }
    }

    /// Whether a gate stands as its dual.
    fn is_flipped(&self, node: Node) -> bool {
        let can_flip = matches!(
            self.circuit.gate(node),
            Gate::And(_) | Gate::Or(_) | Gate::AtLeast { .. }
        );
        can_flip && !self.affirmed[node.index()]
    }

    /// Marks the children that a gate asks for as they are.
    fn pass_signs(&mut self, node: Node) {
        let flipped = self.is_flipped(node);
        for child in self.circuit.gate(node).children() {
            let (below, negated) = self.resolved(*child);
            self.affirmed[below.index()] |= negated == flipped;
        }
    }

    fn edge(&self, node: Node) -> Edge {
        let (below, negated) = self.resolved(node);
        let (place, flipped) = self.places[below.index()].expect("children are added before");
        Edge::to(place, negated != flipped)
    }

    fn add(&mut self, graph: &mut Graph, node: Node) {
        let flipped = self.is_flipped(node);
        let kind = match self.circuit.gate(node) {
            Gate::False | Gate::True | Gate::Not(_) => return,
            Gate::Var(var) => Kind::Leaf(var),
            Gate::And(_) if flipped => Kind::Or,
            Gate::Or(_) if flipped => Kind::And,
            Gate::And(_) => Kind::And,
            Gate::Or(_) => Kind::Or,
            Gate::AtLeast { k, children } if flipped => {
                Kind::AtLeast(children.len() + 1 - k as usize)
            }
            Gate::AtLeast { k, .. } => Kind::AtLeast(k as usize),
            Gate::Xor(_) => Kind::Xor,
        };
        let below = self.circuit.gate(node).children();
        let children = below
            .iter()
            .map(|child| self.edge(*child).negated_if(flipped));
        let place = graph.push(kind, children.collect());
        self.places[node.index()] = Some((place, flipped));
    }
}
