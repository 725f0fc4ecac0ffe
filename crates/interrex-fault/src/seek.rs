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

/// How many nodes some orders may use on the whole, round by round, before it is taken apart.
const WHOLE_ROUNDS: [(usize, &[usize]); 2] = [(1 << 13, &[0, 1]), (1 << 15, &[0, 1, 2])];
/// How many nodes some orders may use on a piece, round by round.
const ROUNDS: [(usize, &[usize]); 3] = [
    (1 << 13, &[0, 1, 2, 3, 4]),
    (1 << 15, &[0, 1, 2, 3, 4]),
    (1 << 16, &[0, 1, 2, 3, 4, 5]),
];
/// Where no round had a winner: how many nodes some orders may use, one after another.
const FINALS: [(usize, &[usize]); 3] = [
    (1 << 20, &[0]),
    (1 << 22, &[0, 1, 6, 2]),
    (usize::MAX, &[0, 1, 2, 3, 4, 5, 6]),
];
/// The order from which variables are moved where no round had a winner, how many nodes may be looked
/// at for that, and how many the functions may have on the way.
const MOVED: usize = 2;
const EFFORT: usize = 1 << 24;
const MOVED_NODES_MAX: usize = 1 << 18;
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
    if let Some(winner) = Contest::new(circuit, &asked).rounds(&WHOLE_ROUNDS, limits)? {
        return Ok(winner);
    }
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
    let mut contest = Contest::new(circuit, tops);
    if let Some(winner) = contest.rounds(&ROUNDS, limits)? {
        return Ok(winner);
    }
    if let Some(winner) = contest.moved(limits)? {
        return Ok(winner);
    }
    for (budget, orders) in FINALS {
        if let Some(winner) = contest.first(orders, budget, limits)? {
            return Ok(winner);
        }
    }
    Err(LimitReached::Nodes(limits.nodes_max))
}

/// The orders that compete for some nodes.
struct Contest<'c, 't> {
    circuit: &'c Circuit,
    tops: &'t [Node],
    /// Those that were asked for.
    orders: Vec<Option<Order>>,
}

/// What came of building under one order.
enum Outcome<'c> {
    /// All of it, in so many nodes.
    Built(usize, Diagrams<'c>),
    /// Not all of it.
    Failed,
}

impl<'c, 't> Contest<'c, 't> {
    fn new(circuit: &'c Circuit, tops: &'t [Node]) -> Self {
        Self {
            circuit,
            tops,
            orders: vec![None; HEURISTICS.len()],
        }
    }

    fn rounds(
        &mut self,
        rounds: &[(usize, &[usize])],
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        for (budget, orders) in rounds {
            if let Some(winner) = self.round(orders, *budget, limits)? {
                return Ok(Some(winner));
            }
        }
        Ok(None)
    }

    /// Some orders under the same budget. The smallest result wins.
    fn round(
        &mut self,
        orders: &[usize],
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        let mut best: Option<(usize, Diagrams<'c>)> = None;
        for which in orders {
            match self.build(*which, budget, limits)? {
                Outcome::Built(size, manager) => {
                    if best.as_ref().is_none_or(|(least, _)| size < *least) {
                        best = Some((size, manager));
                    }
                    if size <= SMALL {
                        break;
                    }
                }
                Outcome::Failed => {}
            }
        }
        eprintln!("  round {budget} {:?}", best.as_ref().map(|b| b.0));
        Ok(best.map(|(_, manager)| manager))
    }

    /// Some orders under the same budget. The first that gets through wins.
    fn first(
        &mut self,
        orders: &[usize],
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        for which in orders {
            if let Outcome::Built(size, manager) = self.build(*which, budget, limits)? {
                eprintln!("  first {budget} {which} {size}");
                return Ok(Some(manager));
            }
        }
        Ok(None)
    }

    /// An order found by moving variables.
    fn moved(&mut self, limits: &Limits<'_>) -> Result<Option<Diagrams<'c>>, LimitReached> {
        let start = self.order(MOVED).clone();
        let trial = Limits {
            nodes_max: limits.nodes_max.min(MOVED_NODES_MAX),
            ..*limits
        };
        match Diagrams::reordering(self.circuit, &start, self.tops, EFFORT, &trial) {
            Ok(manager) => Ok(Some(manager)),
            Err(LimitReached::Nodes(_)) => Ok(None),
            Err(stopped) => Err(stopped),
        }
    }

    fn build(
        &mut self,
        which: usize,
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Outcome<'c>, LimitReached> {
        let mut manager = Diagrams::new(self.circuit, self.order(which).clone());
        let mut functions = Vec::with_capacity(self.tops.len());
        for top in self.tops {
            match manager.compile_within(*top, budget, limits) {
                Ok(function) => functions.push(function),
                Err(LimitReached::Nodes(_)) => {
                    return Ok(Outcome::Failed);
                }
                Err(stopped) => return Err(stopped),
            }
        }
        Ok(Outcome::Built(manager.size(&functions), manager))
    }

    fn order(&mut self, which: usize) -> &Order {
        let find = HEURISTICS.get(which).copied();
        let find = find.unwrap_or(Order::depth_first);
        let entry = self.orders.get_mut(which);
        let entry = entry.expect("one place for each heuristic");
        entry.get_or_insert_with(|| find(self.circuit, self.tops))
    }
}
pub fn debug_static(circuit: &Circuit, top: Node, nodes: usize) {
    let s = Shrunk::of(circuit, &[top]);
    let top = s.modules.iter().map(|m| m.node).chain(s.tops.clone()).max_by_key(|n| s.circuit.cone(*n).len()).unwrap();
    for which in 0..HEURISTICS.len() {
    let start = HEURISTICS[which](&s.circuit, &[top]);
    let t = std::time::Instant::now();
    let mut m = Diagrams::new(&s.circuit, start);
    let res = m.compile(top, &Limits::nodes(nodes));
    eprintln!("  static {which} {:?} of {} {:?}", res.map(|f| m.size(&[f])).ok(), m.node_count(), t.elapsed());
    if let Ok(f) = res { let t=std::time::Instant::now(); let b = m.node_count(); let z = m.minimal(f, None, &Limits::nodes(nodes)).map(|z| m.family(z).node_count()); eprintln!("     Z {z:?} of {} {:?}", m.node_count()-b, t.elapsed()); }
    }
}
pub fn debug_plain(circuit: &Circuit, top: Node, nodes: usize, shrink: bool) {
    use interrex_circuit::Gate;
    let s = Shrunk::of(circuit, &[top]);
    let big = s.modules.iter().map(|m| m.node).chain(s.tops.clone()).max_by_key(|n| s.circuit.cone(*n).len()).unwrap();
    let (c, top) = if shrink { (s.circuit, big) } else { (circuit.clone(), top) };
    for rev in [false, true] {
    let mut seen = std::collections::BTreeSet::new(); let mut st = vec![top]; let mut vars = vec![];
    while let Some(n) = st.pop() { if !seen.insert(n) { continue; } match c.gate(n) { Gate::Var(v) => vars.push(v), Gate::Not(x) => st.push(x), g => if rev { st.extend(g.children()) } else { st.extend(g.children().iter().rev()) } } }
    let o = Order::explicit(vars);
    for (name, o) in [("plain", o.clone()), ("plain reversed", o.reversed()), ("df", Order::depth_first(&c, &[top])), ("dfr", Order::depth_first(&c, &[top]).reversed()), ("sfr", Order::smallest_first(&c, &[top]).reversed())] {
        let t = std::time::Instant::now();
        let res = Diagrams::reordering(&c, &o, &[top], 0, &Limits::nodes(nodes));
        eprintln!("  {rev} {name} {:?} {:?}", res.as_ref().map(|m| m.node_count()).ok(), t.elapsed());
    }
    }
}
pub fn debug_moved(circuit: &Circuit, top: Node, which: usize, effort: usize, nodes: usize) {
    let s = Shrunk::of(circuit, &[top]);
    let tops = s.modules.iter().map(|m| m.node).chain(s.tops.clone()).max_by_key(|n| s.circuit.cone(*n).len()).unwrap();
    let start = HEURISTICS[which](&s.circuit, &[tops]);
    let t = std::time::Instant::now();
    let res = Diagrams::reordering(&s.circuit, &start, &[tops], effort, &Limits::nodes(nodes));
    eprintln!("  moved {which} {effort} {:?} {:?}", res.as_ref().map(|m| m.node_count()).ok(), t.elapsed());
}

