//! The order of variables, on which the size of a diagram depends more than on anything else, and
//! the heuristics that find one from the circuit.

use std::cmp::Reverse;

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

    /// The order in which a depth-first walk from the tops meets the variables, at each gate the
    /// heaviest child first.
    ///
    /// The tops share out a weight and each gate shares its own equally among its children (Minato,
    /// Ishiura and Yajima 1990); of equally heavy children, the one with the smaller cone is first.
    pub fn depth_first(circuit: &Circuit, tops: &[Node]) -> Self {
        let cone = circuit.cone_of(tops.iter().copied());
        let weights = weights(circuit, tops, &cone);
        let sizes = sizes(circuit, &cone);
        walk(circuit, tops, |node| {
            // The bits of positive floats sort like the numbers.
            let weight = weights.get(&node).copied().unwrap_or_default().to_bits();
            (Reverse(weight), sizes.get(&node).copied())
        })
    }

    /// The order in which a depth-first walk from the tops meets the variables, at each gate the
    /// child with the smallest cone first.
    ///
    /// No heuristic is best on every circuit: where the diagram is too large in one order, another
    /// is worth a try.
    pub fn smallest_first(circuit: &Circuit, tops: &[Node]) -> Self {
        let cone = circuit.cone_of(tops.iter().copied());
        let sizes = sizes(circuit, &cone);
        walk(circuit, tops, |node| sizes.get(&node).copied())
    }

    /// The order in which a depth-first walk from the tops meets the variables, children in the
    /// order in which they were made.
    ///
    /// Where a circuit was written by hand, its author's arrangement is sometimes better than any
    /// that is computed from it.
    pub fn as_made(circuit: &Circuit, tops: &[Node]) -> Self {
        walk(circuit, tops, |node| node)
    }

    /// As [`as_made`](Self::as_made), children made last first.
    pub fn as_made_backwards(circuit: &Circuit, tops: &[Node]) -> Self {
        walk(circuit, tops, Reverse)
    }

    /// As [`as_made_backwards`](Self::as_made_backwards), below each gate its gates before its
    /// variables: what only one gate asks about comes after what it shares with others.
    pub fn gates_before_variables(circuit: &Circuit, tops: &[Node]) -> Self {
        walk(circuit, tops, |node| {
            let is_variable = match circuit.gate(node) {
                Gate::Not(child) => matches!(circuit.gate(child), Gate::Var(_)),
                gate => matches!(gate, Gate::Var(_)),
            };
            (is_variable, Reverse(node))
        })
    }

    /// The same variables from bottom to top.
    pub fn reversed(&self) -> Self {
        Self::explicit(self.vars.iter().rev().copied())
    }

    /// The same order with the members of each class last, class by class. Where classes are counted
    /// (so many members of a body that can get to a place), every condition that the members share
    /// is then decided before the first of them.
    pub fn classes_last<'a>(&self, classes: impl IntoIterator<Item = &'a [Var]>) -> Self {
        let classes: Vec<&[Var]> = classes.into_iter().collect();
        let counted: FxHashSet<Var> = classes.iter().copied().flatten().copied().collect();
        let grouped = self.grouped(classes.iter().copied());
        let is_counted = |var: &&Var| counted.contains(*var);
        let first = grouped.vars().iter().filter(|var| !is_counted(var));
        Self::explicit(
            first
                .chain(grouped.vars().iter().filter(is_counted))
                .copied(),
        )
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

    /// The same order with the first variable of each pair directly above the second, where it
    /// stood below; a variable that is the first of several pairs stands above all of them.
    pub fn with_before(&self, pairs: impl IntoIterator<Item = (Var, Var)>) -> Self {
        let mut wanted: FxHashMap<Var, u32> = FxHashMap::default();
        for (first, second) in pairs {
            if let (Some(own), Some(level)) = (self.level(first), self.level(second)) {
                let place = wanted.entry(first).or_insert(own);
                *place = level.min(*place);
            }
        }
        let place = |level: u32, var: Var| match wanted.get(&var) {
            Some(wanted) if *wanted < level => (*wanted, 0, level),
            _ => (level, 1, level),
        };
        let mut placed: Vec<((u32, u32, u32), Var)> = (0..)
            .zip(&self.vars)
            .map(|(level, var)| (place(level, *var), *var))
            .collect();
        placed.sort_unstable();
        Self::explicit(placed.into_iter().map(|(_, var)| var))
    }

    /// The same order with the second variable of each pair directly below the first, where the
    /// order holds the first and lacked the second.
    pub fn with_beside(&self, pairs: impl IntoIterator<Item = (Var, Var)>) -> Self {
        let mut beside: FxHashMap<Var, Vec<Var>> = FxHashMap::default();
        for (first, second) in pairs {
            if self.level(second).is_none() {
                beside.entry(first).or_default().push(second);
            }
        }
        let following = |var: &Var| beside.get(var).map_or(&[][..], Vec::as_slice);
        let in_order = self.vars.iter();
        Self::explicit(
            in_order.flat_map(|var| [*var].into_iter().chain(following(var).iter().copied())),
        )
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

/// The variables in the order in which a depth-first walk meets them, children with the least key
/// first.
fn walk<K: Ord>(circuit: &Circuit, tops: &[Node], key: impl Fn(Node) -> K) -> Order {
    let mut seen: FxHashSet<Node> = FxHashSet::default();
    let mut stack: Vec<Node> = tops.iter().rev().copied().collect();
    let mut order = Order::default();
    while let Some(node) = stack.pop() {
        if !seen.insert(node) {
            continue;
        }
        if let Gate::Var(var) = circuit.gate(node) {
            order.level_or_append(var);
        }
        let mut below = children(circuit, node);
        // The last on the stack is the next to be visited; the sort is stable, so that children
        // with equal keys keep the order of the circuit.
        below.sort_by_cached_key(|child| key(*child));
        stack.extend(below.into_iter().rev());
    }
    order
}

/// The share of the tops' weight that reaches each node.
fn weights(circuit: &Circuit, tops: &[Node], cone: &[Node]) -> FxHashMap<Node, f64> {
    let mut weights: FxHashMap<Node, f64> = FxHashMap::default();
    for top in tops {
        *weights.entry(*top).or_default() += 1.0;
    }
    for node in cone.iter().rev() {
        let children = children(circuit, *node);
        let count = u32::try_from(children.len()).map_or(f64::INFINITY, f64::from);
        let share = weights.get(node).copied().unwrap_or_default() / count.max(1.0);
        for child in children {
            *weights.entry(child).or_default() += share;
        }
    }
    weights
}

/// The size of each node's cone, what it shares counted as often as it is met.
fn sizes(circuit: &Circuit, cone: &[Node]) -> FxHashMap<Node, u64> {
    let mut sizes: FxHashMap<Node, u64> = FxHashMap::default();
    for node in cone {
        let below = children(circuit, *node);
        let sizes_below = below
            .iter()
            .map(|child| sizes.get(child).copied().unwrap_or(1));
        let size = sizes_below.fold(1_u64, u64::saturating_add);
        sizes.insert(*node, size);
    }
    sizes
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
