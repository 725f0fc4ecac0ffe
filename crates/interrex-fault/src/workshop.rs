//! Where diagrams are made: one manager that all questions of a session share, and one at a time
//! for a question that does not fit into it.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Order};

/// The managers of a session.
#[derive(Debug)]
pub(crate) struct Workshop<'c> {
    circuit: &'c Circuit,
    classes: Vec<Vec<Var>>,
    shared: Diagrams<'c>,
    /// The manager of the nodes last built apart, and which of the private orders it has.
    alone: Option<(Vec<Node>, usize, Diagrams<'c>)>,
    /// For nodes that did not fit, the ways in which building them need not be tried again.
    failed: BTreeMap<Vec<Node>, Vec<Way>>,
}

/// A way to build a diagram.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Shared,
    Alone(usize),
}

/// The orders tried on a question alone: no heuristic is best on every circuit.
type Heuristic = fn(&Circuit, &[Node]) -> Order;
const PRIVATE_ORDERS: [Heuristic; 2] = [Order::depth_first, Order::smallest_first];

impl<'c> Workshop<'c> {
    pub(crate) fn new(circuit: &'c Circuit, tops: &[Node], classes: Vec<Vec<Var>>) -> Self {
        let order =
            Order::depth_first(circuit, tops).classes_last(classes.iter().map(Vec::as_slice));
        Self {
            circuit,
            classes,
            shared: Diagrams::new(circuit, order),
            alone: None,
            failed: BTreeMap::new(),
        }
    }

    /// Makes diagrams of some nodes and works on them: in the shared manager; failing that, in the
    /// shared manager emptied of earlier questions; failing that, in one apart with an order of
    /// its own.
    pub(crate) fn attempt<T, const N: usize>(
        &mut self,
        nodes: [Node; N],
        limits: &Limits<'_>,
        mut work: impl FnMut(&mut Diagrams<'c>, [Bdd; N]) -> Result<T, LimitReached>,
    ) -> Result<T, LimitReached> {
        let mut reached = LimitReached::Nodes(limits.nodes_max);
        for way in [Way::Shared, Way::Alone(0), Way::Alone(1)] {
            if self
                .failed
                .get(nodes.as_slice())
                .is_some_and(|ways| ways.contains(&way))
            {
                continue;
            }
            let is_crowded = self.open(way, &nodes).node_count() > limits.nodes_max / 4;
            let mut outcome = self.build_and_work(way, nodes, limits, &mut work);
            if is_crowded && matches!(outcome, Err(LimitReached::Nodes(_))) {
                self.open(way, &nodes).clear();
                outcome = self.build_and_work(way, nodes, limits, &mut work);
            }
            match outcome {
                Err(LimitReached::Nodes(max)) => reached = LimitReached::Nodes(max),
                done => return done,
            }
        }
        Err(reached)
    }

    /// An empty manager with an order for some nodes alone, for work without their diagrams.
    pub(crate) fn empty(&self, nodes: &[Node]) -> Diagrams<'c> {
        Diagrams::new(self.circuit, self.private_order(0, nodes))
    }

    fn build_and_work<T, const N: usize>(
        &mut self,
        way: Way,
        nodes: [Node; N],
        limits: &Limits<'_>,
        work: &mut impl FnMut(&mut Diagrams<'c>, [Bdd; N]) -> Result<T, LimitReached>,
    ) -> Result<T, LimitReached> {
        let manager = self.open(way, &nodes);
        let mut functions = [Bdd::FALSE; N];
        for (function, node) in functions.iter_mut().zip(nodes) {
            match manager.compile(node, limits) {
                Ok(built) => *function = built,
                Err(reached) => {
                    if manager.node_count() <= limits.nodes_max / 4 {
                        self.failed.entry(nodes.to_vec()).or_default().push(way);
                    }
                    return Err(reached);
                }
            }
        }
        work(manager, functions)
    }

    fn open(&mut self, way: Way, nodes: &[Node]) -> &mut Diagrams<'c> {
        let Way::Alone(heuristic) = way else {
            return &mut self.shared;
        };
        let is_open = self
            .alone
            .as_ref()
            .is_some_and(|(of, by, _)| of == nodes && *by == heuristic);
        if !is_open {
            let manager = Diagrams::new(self.circuit, self.private_order(heuristic, nodes));
            self.alone = Some((nodes.to_vec(), heuristic, manager));
        }
        &mut self
            .alone
            .as_mut()
            .expect("the private manager was just made")
            .2
    }

    fn private_order(&self, heuristic: usize, nodes: &[Node]) -> Order {
        let order = PRIVATE_ORDERS
            .get(heuristic)
            .map_or_else(Order::default, |heuristic| heuristic(self.circuit, nodes));
        order.classes_last(self.classes.iter().map(Vec::as_slice))
    }
}
