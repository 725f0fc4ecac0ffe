//! Where diagrams are made: one manager that all questions of a session share, and one at a time
//! for a question that does not fit into it.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Checkpoint, Diagrams, LimitReached, Limits, Order};

use crate::seek::seek;

/// The managers of a session.
#[derive(Debug)]
pub(crate) struct Workshop<'c> {
    circuit: &'c Circuit,
    tops: Vec<Node>,
    classes: Vec<Vec<Var>>,
    /// Variables with those that add to them.
    couplings: Vec<(Var, Var)>,
    /// Variables with those that belong beside them where the tops do not show where.
    pub(crate) neighbors: Vec<(Var, Var)>,
    /// Variables that the tops do not have and that belong beside none of theirs: they stand first.
    pub(crate) first: Vec<Var>,
    /// Whether one order is taken without a trial, and nothing is built apart.
    pub(crate) is_frugal: bool,
    /// Whether an order is sought for the tops before the usual ones are tried.
    pub(crate) is_thorough: bool,
    /// The manager that questions share, once its order is chosen.
    shared: Option<Diagrams<'c>>,
    /// Where the order of the shared manager was sought: the moment at which it held the tops and
    /// nothing else, and how many nodes they take.
    sought: Option<(Checkpoint, usize)>,
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

/// A way to find an order for some nodes: no heuristic is best on every circuit.
pub(crate) type Heuristic = fn(&Circuit, &[Node]) -> Order;

/// The orders that compete for the shared manager, and what each may spend on the tops before one is
/// chosen for all of them; at equal merit the first.
const SHARED_ORDERS: [(Heuristic, usize); 5] = [
    (Order::depth_first, 1 << 17),
    (|circuit, tops| laid_out(circuit, tops).reversed(), 1 << 17),
    (laid_out, 1 << 17),
    (
        |circuit, tops| Order::depth_first(circuit, tops).reversed(),
        1 << 17,
    ),
    (Order::along_network, 1 << 20),
];
/// The orders tried on a question alone.
const PRIVATE_ORDERS: [Heuristic; 5] = [
    Order::along_network,
    |circuit, tops| laid_out(circuit, tops).reversed(),
    Order::depth_first,
    Order::smallest_first,
    |circuit, tops| Order::depth_first(circuit, tops).reversed(),
];

/// For so many tops an order is sought for all of them together.
const SOUGHT_TOPS_MAX: usize = 16;
/// A trial ends when so many tops did not fit: the others would not either.
const TRIAL_FAILURES_MAX: usize = 4;

/// The order from one end of the circuit to the other.
pub(crate) fn laid_out(circuit: &Circuit, tops: &[Node]) -> Order {
    Order::smallest_first(circuit, tops).arranged(circuit, tops)
}

impl<'c> Workshop<'c> {
    pub(crate) fn new(
        circuit: &'c Circuit,
        tops: &[Node],
        classes: Vec<Vec<Var>>,
        couplings: Vec<(Var, Var)>,
    ) -> Self {
        Self {
            circuit,
            tops: tops.to_vec(),
            classes,
            couplings,
            neighbors: Vec::new(),
            first: Vec::new(),
            is_frugal: false,
            is_thorough: false,
            shared: None,
            sought: None,
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
        // What is built in few steps never asks; a question that comes too late is not begun.
        if limits.stop.is_some_and(|stop| stop()) {
            return Err(LimitReached::Stopped);
        }
        self.choose_order(limits)?;
        let mut reached = LimitReached::Nodes(limits.nodes_max);
        // What fails on tops whose order was sought does not fail for lack of a better one.
        let is_sought = self.sought.is_some() && nodes.iter().all(|node| self.tops.contains(node));
        let alone = if self.is_frugal || is_sought {
            0
        } else {
            PRIVATE_ORDERS.len()
        };
        let alone = (0..alone).map(Way::Alone);
        for way in [Way::Shared].into_iter().chain(alone) {
            if self
                .failed
                .get(nodes.as_slice())
                .is_some_and(|ways| ways.contains(&way))
            {
                continue;
            }
            let kept = self.sought.filter(|_| way == Way::Shared);
            let own = kept.map_or(0, |(_, count)| count);
            let count = self.open(way, &nodes).node_count();
            let is_crowded = count.saturating_sub(own) > limits.nodes_max / 4;
            let mut outcome = self.build_and_work(way, nodes, limits, &mut work);
            if is_crowded && matches!(outcome, Err(LimitReached::Nodes(_))) {
                match kept {
                    Some((start, _)) => self.open(way, &nodes).rollback(start),
                    None => self.open(way, &nodes).clear(),
                }
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
        Diagrams::new(self.circuit, self.order(Order::depth_first, nodes))
    }

    /// Chooses the order of the shared manager: the first in which all tops fit into what a trial
    /// may spend, else the one in which most of them do. What was built on the way stays.
    fn choose_order(&mut self, limits: &Limits<'_>) -> Result<(), LimitReached> {
        if self.shared.is_some() {
            return Ok(());
        }
        if self.is_frugal {
            let order = self.order(Order::depth_first, &self.tops);
            self.shared = Some(Diagrams::new(self.circuit, order));
            return Ok(());
        }
        if self.is_thorough && self.is_free() {
            match seek(self.circuit, &self.tops, limits) {
                Ok(found) => {
                    self.sought = Some((found.checkpoint(), found.node_count()));
                    self.shared = Some(found);
                    return Ok(());
                }
                Err(LimitReached::Nodes(_)) => self.give_up_on_tops(),
                Err(stopped) => return Err(stopped),
            }
        }
        let mut best: Option<(usize, Diagrams<'c>)> = None;
        for (heuristic, nodes_max) in SHARED_ORDERS {
            let trial = Limits {
                nodes_max: limits.nodes_max.min(nodes_max),
                stop: limits.stop,
            };
            let order = self.order(heuristic, &self.tops);
            let mut manager = Diagrams::new(self.circuit, order);
            let fitted = self.fitted(&mut manager, &trial)?;
            if best.as_ref().is_none_or(|(most, _)| fitted > *most) {
                best = Some((fitted, manager));
            }
            if fitted == self.tops.len() {
                break;
            }
        }
        self.shared = best.map(|(_, manager)| manager);
        Ok(())
    }

    /// A single top that did not fit in any order that was sought is not tried in others.
    fn give_up_on_tops(&mut self) {
        if self.tops.len() == 1 {
            let alone = (0..PRIVATE_ORDERS.len()).map(Way::Alone);
            let all = [Way::Shared].into_iter().chain(alone);
            self.failed.insert(self.tops.clone(), all.collect());
        }
    }

    /// Whether any order will do, for few enough tops to find one for them together.
    fn is_free(&self) -> bool {
        let is_bound = !(self.classes.is_empty()
            && self.couplings.is_empty()
            && self.neighbors.is_empty()
            && self.first.is_empty());
        (1..=SOUGHT_TOPS_MAX).contains(&self.tops.len()) && !is_bound
    }

    /// How many tops fit into a manager.
    fn fitted(
        &self,
        manager: &mut Diagrams<'c>,
        trial: &Limits<'_>,
    ) -> Result<usize, LimitReached> {
        let mut failures = 0;
        let mut fitted = 0;
        for top in &self.tops {
            match manager.compile(*top, trial) {
                Ok(_) => fitted += 1,
                Err(LimitReached::Nodes(_)) => failures += 1,
                Err(stopped) => return Err(stopped),
            }
            if failures == TRIAL_FAILURES_MAX {
                break;
            }
        }
        Ok(fitted)
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
            return self
                .shared
                .as_mut()
                .expect("the order of the shared manager is chosen first");
        };
        let is_open = self
            .alone
            .as_ref()
            .is_some_and(|(of, by, _)| of == nodes && *by == heuristic);
        if !is_open {
            let find = PRIVATE_ORDERS.get(heuristic).copied();
            let order = self.order(find.unwrap_or(Order::depth_first), nodes);
            let manager = Diagrams::new(self.circuit, order);
            self.alone = Some((nodes.to_vec(), heuristic, manager));
        }
        &mut self
            .alone
            .as_mut()
            .expect("the private manager was just made")
            .2
    }

    /// A base stands above what adds to it, so that a walk from the top tells at once whether
    /// something is asked of an extra where its base is true.
    pub(crate) fn order(&self, find: Heuristic, nodes: &[Node]) -> Order {
        let order = find(self.circuit, nodes);
        let first = self.first.iter().filter(|var| order.level(**var).is_none());
        let order = Order::explicit(first.chain(order.vars()).copied());
        let order = order.with_beside(self.neighbors.iter().copied());
        let order = order.with_before(self.couplings.iter().copied());
        order.classes_last(self.classes.iter().map(Vec::as_slice))
    }
}
