//! The order of variables, on which the size of a diagram depends more than on anything else, and
//! the heuristics that find one from the circuit.

use interrex_circuit::{Circuit, Gate, Node, Var};
use rustc_hash::{FxHashMap, FxHashSet};

/// An order of variables: each stands at one level, counted from the top.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Order {
    vars: Vec<Var>,
    levels: FxHashMap<Var, u32>,
}

impl Order {
    /// The order that the caller gives; a variable named twice stands where it was named first.
    pub fn explicit(vars: impl IntoIterator<Item = Var>) -> Self {
        let mut order = Self::default();
        for var in vars {
            order.level_or_append(var);
        }
        order
    }

    /// The order in which a depth-first walk from the tops meets the variables.
    ///
    /// At each gate the heavier children come first, where the tops share out a weight and each
    /// gate shares its own equally among its children (Minato, Ishiura and Yajima 1990); of equally
    /// heavy ones, the smaller cone comes first.
    pub fn depth_first(circuit: &Circuit, tops: &[Node]) -> Self {
        let cone = circuit.cone_of(tops.iter().copied());
        let ranks = ranks(circuit, tops, &cone);
        let mut seen: FxHashSet<Node> = FxHashSet::default();
        let mut stack: Vec<Node> = tops.iter().rev().copied().collect();
        let mut order = Self::default();
        while let Some(node) = stack.pop() {
            if !seen.insert(node) {
                continue;
            }
            match circuit.gate(node) {
                Gate::Var(var) => {
                    order.level_or_append(var);
                }
                Gate::Not(child) => stack.push(child),
                gate => {
                    let mut children = gate.children().to_vec();
                    children.dedup();
                    // The last on the stack is the next to be visited.
                    children.sort_by_key(|child| ranks.get(child).copied());
                    stack.extend(children);
                }
            }
        }
        order
    }

    /// Moves the variables of a starting order towards the gates that they share, until that no
    /// longer shortens the spans of the gates (FORCE: Aloul, Markov and Sakallah 2003).
    ///
    /// Each gate and its children form a hyperedge; a vertex moves to the mean of the centers of
    /// its hyperedges. At most `rounds` rounds are made, each linear in the circuit.
    pub fn force(circuit: &Circuit, tops: &[Node], rounds: usize) -> Self {
        let start = Self::depth_first(circuit, tops);
        let cone = circuit.cone_of(tops.iter().copied());
        let mut best = (span(circuit, &cone, &start), start.clone());
        let mut current = start;
        for _ in 0..rounds {
            current = pulled(circuit, &cone, &current);
            let total = span(circuit, &cone, &current);
            if total >= best.0 {
                break;
            }
            best = (total, current.clone());
        }
        best.1
    }

    /// The same variables from bottom to top.
    pub fn reversed(&self) -> Self {
        Self::explicit(self.vars.iter().rev().copied())
    }

    /// The order in which the members of each class stand together, where the first of them stood;
    /// classes are to be disjoint. Variables that stand for interchangeable things belong together.
    pub fn grouped<'a>(&self, classes: impl IntoIterator<Item = &'a [Var]>) -> Self {
        let mut members: FxHashMap<Var, &[Var]> = FxHashMap::default();
        for class in classes {
            members.extend(class.iter().map(|var| (*var, class)));
        }
        let alone = |var: &Var| vec![*var];
        let in_order = self.vars.iter().flat_map(|var| {
            members
                .get(var)
                .map_or_else(|| alone(var), |class| self.present(class))
        });
        Self::explicit(in_order)
    }

    /// The variables from top to bottom.
    pub fn vars(&self) -> &[Var] {
        &self.vars
    }

    /// The level of a variable, none when the order does not hold it.
    pub fn level(&self, var: Var) -> Option<u32> {
        self.levels.get(&var).copied()
    }

    /// The variable at a level.
    ///
    /// # Panics
    ///
    /// If there is no such level.
    pub fn var(&self, level: u32) -> Var {
        *self
            .vars
            .get(level as usize)
            .expect("a level of this order")
    }

    pub(crate) fn level_or_append(&mut self, var: Var) -> u32 {
        let next = u32::try_from(self.vars.len()).expect("fewer than 2^32 variables");
        *self.levels.entry(var).or_insert_with(|| {
            self.vars.push(var);
            next
        })
    }

    fn present(&self, class: &[Var]) -> Vec<Var> {
        class
            .iter()
            .copied()
            .filter(|var| self.levels.contains_key(var))
            .collect()
    }
}

/// Weight (as bits, which for positive floats sort like the numbers) and then smallness of the cone.
type Rank = (u64, std::cmp::Reverse<u64>);

fn ranks(circuit: &Circuit, tops: &[Node], cone: &[Node]) -> FxHashMap<Node, Rank> {
    let mut weights: FxHashMap<Node, f64> = FxHashMap::default();
    for top in tops {
        *weights.entry(*top).or_default() += 1.0;
    }
    for node in cone.iter().rev() {
        let weight = weights.get(node).copied().unwrap_or_default();
        let children = children(circuit, *node);
        for child in &children {
            *weights.entry(*child).or_default() += weight / lossless(children.len());
        }
    }
    let mut sizes: FxHashMap<Node, u64> = FxHashMap::default();
    for node in cone {
        let below = children(circuit, *node);
        let sizes_below = below
            .iter()
            .map(|child| sizes.get(child).copied().unwrap_or(1));
        let size = sizes_below.fold(1_u64, u64::saturating_add);
        sizes.insert(*node, size);
    }
    let rank = |node: &Node| {
        let weight = weights.get(node).copied().unwrap_or_default();
        (
            weight.to_bits(),
            std::cmp::Reverse(sizes.get(node).copied().unwrap_or(1)),
        )
    };
    cone.iter().map(|node| (*node, rank(node))).collect()
}

fn children(circuit: &Circuit, node: Node) -> Vec<Node> {
    match circuit.gate(node) {
        Gate::Not(child) => vec![child],
        gate => {
            let mut children = gate.children().to_vec();
            children.dedup();
            children
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sizes only steer a heuristic")]
fn lossless(count: usize) -> f64 {
    count as f64
}

/// One round of FORCE: variables sorted by the mean center of the gates around them. Gates have
/// positions too: the mean of their children's, from the bottom up, then pulled from the top down.
fn pulled(circuit: &Circuit, cone: &[Node], order: &Order) -> Order {
    let mut centers: FxHashMap<Node, f64> = FxHashMap::default();
    let mut pulls: FxHashMap<Node, (f64, f64)> = FxHashMap::default();
    for node in cone {
        let center = match circuit.gate(*node) {
            Gate::Var(var) => order.level(var).map_or(0.0, f64::from),
            _ => mean(
                children(circuit, *node)
                    .iter()
                    .filter_map(|child| centers.get(child).copied()),
            ),
        };
        centers.insert(*node, center);
    }
    for node in cone.iter().rev() {
        let own = centers.get(node).copied().unwrap_or_default();
        let (sum, count) = pulls.get(node).copied().unwrap_or((own, 1.0));
        let center = f64::midpoint(own, sum / count);
        for child in children(circuit, *node) {
            let pull = pulls.entry(child).or_default();
            *pull = (pull.0 + center, pull.1 + 1.0);
        }
    }
    let mut placed: Vec<(f64, u32, Var)> = Vec::new();
    for node in cone {
        if let Gate::Var(var) = circuit.gate(*node) {
            let (sum, count) = pulls.get(node).copied().unwrap_or((0.0, 1.0));
            placed.push((sum / count, order.level(var).unwrap_or_default(), var));
        }
    }
    placed.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    Order::explicit(placed.into_iter().map(|(_, _, var)| var))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The sum over all gates of the distance between the first and the last variable under it.
fn span(circuit: &Circuit, cone: &[Node], order: &Order) -> u64 {
    let mut extents: FxHashMap<Node, (u32, u32)> = FxHashMap::default();
    let mut total = 0;
    for node in cone {
        let extent = match circuit.gate(*node) {
            Gate::Var(var) => order.level(var).map(|level| (level, level)),
            _ => children(circuit, *node)
                .iter()
                .filter_map(|child| extents.get(child).copied())
                .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        };
        if let Some((first, last)) = extent {
            extents.insert(*node, (first, last));
            total += u64::from(last - first);
        }
    }
    total
}
