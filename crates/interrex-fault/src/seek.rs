//! The search for an order in which some functions are small: what is asked about is taken apart, and
//! for each piece heuristics compete, under budgets that grow until one of them gets through.

use std::collections::BTreeMap;

use interrex_circuit::{Circuit, Node, Var};
use interrex_dd::{Bdd, Diagrams, LimitReached, Limits, Order};

use crate::shrink::Shrunk;
use crate::workshop::{Heuristic, laid_out};

/// The orders that compete; at equal merit the first.
const HEURISTICS: [Heuristic; 7] = [
    Order::depth_first,
    |circuit, tops| laid_out(circuit, tops).reversed(),
    |circuit, tops| spread(circuit, tops).reversed(),
    laid_out,
    spread,
    Order::smallest_first,
    |circuit, tops| Order::depth_first(circuit, tops).reversed(),
];

/// How many nodes each order may use, round by round.
const BUDGETS: [usize; 3] = [1 << 13, 1 << 15, 1 << 17];
/// The orders from which variables are moved where no round had a winner, and how many nodes may be
/// looked at for that.
const MOVED: [(usize, usize); 4] = [(1, 1 << 23), (0, 1 << 24), (3, 1 << 25), (6, 1 << 25)];
/// A function of so few nodes need not be made smaller.
const SMALL: usize = 600;

/// The depth-first order, pulled together.
fn spread(circuit: &Circuit, tops: &[Node]) -> Order {
    Order::depth_first(circuit, tops).arranged(circuit, tops)
}

/// A manager that holds the functions of some nodes under the best order found.
///
/// # Errors
///
/// [`LimitReached`] when no order gets through.
pub(crate) fn seek<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    limits: &Limits<'_>,
) -> Result<Diagrams<'c>, LimitReached> {
    let mut asked: Vec<Node> = tops.to_vec();
    asked.retain(|top| top.as_constant().is_none());
    let shrunk = Shrunk::of(circuit, &asked);
    let mut pieces: BTreeMap<Var, Diagrams<'_>> = BTreeMap::new();
    for module in &shrunk.modules {
        let found = competed(&shrunk.circuit, &[module.node], limits)?;
        pieces.insert(module.var, found);
    }
    let rest = competed(&shrunk.circuit, &shrunk.tops, limits)?;
    let mut whole = Diagrams::new(circuit, nested(rest.order(), &pieces));
    let mut images: BTreeMap<Var, Bdd> = BTreeMap::new();
    for module in &shrunk.modules {
        if let Some(mut piece) = pieces.remove(&module.var) {
            let function = piece.compile(module.node, limits)?;
            let copy = whole.adopt(&piece, &[function], |var| images.get(&var).copied(), limits)?;
            images.extend(copy.first().map(|copy| (module.var, *copy)));
        }
    }
    let mut rest = rest;
    for (top, left) in asked.iter().zip(&shrunk.tops) {
        let function = rest.compile(*left, limits)?;
        let copy = whole.adopt(&rest, &[function], |var| images.get(&var).copied(), limits)?;
        if let Some(copy) = copy.first() {
            whole.remember(*top, *copy);
        }
    }
    Ok(whole)
}

/// An order with that of each module in place of the variable that stands for it.
fn nested(order: &Order, pieces: &BTreeMap<Var, Diagrams<'_>>) -> Order {
    let mut waiting: Vec<Var> = order.vars().iter().rev().copied().collect();
    let mut flat = Vec::new();
    while let Some(var) = waiting.pop() {
        match pieces.get(&var) {
            Some(piece) => waiting.extend(piece.order().vars().iter().rev()),
            None => flat.push(var),
        }
    }
    Order::explicit(flat)
}

/// The manager of the order that wins.
fn competed<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    limits: &Limits<'_>,
) -> Result<Diagrams<'c>, LimitReached> {
    let mut orders: Vec<Option<Order>> = vec![None; HEURISTICS.len()];
    for budget in BUDGETS {
        if let Some(winner) = round(circuit, tops, &mut orders, budget, limits)? {
            return Ok(winner);
        }
    }
    for (index, effort) in MOVED {
        if let Some(Some(start)) = orders.get(index) {
            let trial = Limits { nodes_max: limits.nodes_max.min(1 << 20), ..*limits };
            match Diagrams::reordering(circuit, start, tops, effort, &trial) {
                Err(LimitReached::Nodes(_)) => {}
                done => return done,
            }
        }
    }
    for budget in [1 << 20, limits.nodes_max] {
        if let Some(winner) = round(circuit, tops, &mut orders, budget, limits)? {
            return Ok(winner);
        }
    }
    Err(LimitReached::Nodes(limits.nodes_max))
}

/// One round: every order under the same budget. The smallest result wins.
fn round<'c>(
    circuit: &'c Circuit,
    tops: &[Node],
    orders: &mut [Option<Order>],
    budget: usize,
    limits: &Limits<'_>,
) -> Result<Option<Diagrams<'c>>, LimitReached> {
    let trial = Limits {
        nodes_max: limits.nodes_max.min(budget),
        ..*limits
    };
    let mut best: Option<(usize, Diagrams<'c>)> = None;
    for (heuristic, order) in HEURISTICS.iter().zip(orders) {
        let order = order.get_or_insert_with(|| heuristic(circuit, tops));
        let mut manager = Diagrams::new(circuit, order.clone());
        let built: Result<Vec<Bdd>, LimitReached> =
            tops.iter().map(|top| manager.compile(*top, &trial)).collect();
        let size = match built {
            Ok(functions) => manager.size(&functions),
            Err(LimitReached::Nodes(_)) => continue,
            Err(stopped) => return Err(stopped),
        };
        if best.as_ref().is_none_or(|(least, _)| size < *least) {
            best = Some((size, manager));
        }
        if size <= SMALL {
            break;
        }
    }
    Ok(best.map(|(_, manager)| manager))
}
