//! A contest between orders of variables. No heuristic is best on every circuit, and trying one costs
//! little as long as it is given up early: all of them build under a small budget, then under a larger
//! one, until one gets through. Nothing depends on time.

use interrex_circuit::{Circuit, Node};
use interrex_dd::{Diagrams, LimitReached, Limits, Order};

use crate::workshop::{Heuristic, laid_out};

/// The orders that compete; at equal merit the first.
const HEURISTICS: [Heuristic; 5] = [
    Order::depth_first,
    |circuit, tops| laid_out(circuit, tops).reversed(),
    |circuit, tops| spread(circuit, tops).reversed(),
    laid_out,
    spread,
];

/// How many nodes some orders may use on the whole, round by round, before it is taken apart.
const WHOLE_ROUNDS: [(usize, &[usize]); 3] =
    [(1 << 13, &[0]), (1 << 13, &[1]), (1 << 15, &[0, 1, 2])];
/// How many nodes some orders may use on a piece, round by round.
const ROUNDS: [(usize, &[usize]); 4] = [
    (1 << 13, &[0, 1, 2, 3, 4]),
    (1 << 15, &[0, 1, 2, 3, 4]),
    (1 << 16, &[1, 2]),
    (1 << 18, &[0]),
];
/// Where no round had a winner: how many nodes some orders may use on a piece, one after another.
const FINALS: [(usize, &[usize]); 2] = [(1 << 20, &[0]), (1 << 22, &[0, 1])];
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

/// The manager of the order that wins a contest for a piece.
///
/// # Errors
///
/// [`LimitReached`] when no order gets through.
pub(crate) fn competed<'c>(
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
pub(crate) struct Contest<'c, 't> {
    circuit: &'c Circuit,
    tops: &'t [Node],
    /// Those that were asked for.
    orders: Vec<Option<Order>>,
}

impl<'c, 't> Contest<'c, 't> {
    pub(crate) fn new(circuit: &'c Circuit, tops: &'t [Node]) -> Self {
        Self {
            circuit,
            tops,
            orders: vec![None; HEURISTICS.len()],
        }
    }

    /// The winner of the first round that has one, if any has.
    pub(crate) fn on_whole(
        &mut self,
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        self.rounds(&WHOLE_ROUNDS, limits)
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
            let Some((size, manager)) = self.build(*which, budget, limits)? else {
                continue;
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

    /// Some orders under the same budget. The first that gets through wins.
    fn first(
        &mut self,
        orders: &[usize],
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        for which in orders {
            if let Some((_, manager)) = self.build(*which, budget, limits)? {
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

    /// What is built under one order, with its size.
    fn build(
        &mut self,
        which: usize,
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<(usize, Diagrams<'c>)>, LimitReached> {
        let mut manager = Diagrams::new(self.circuit, self.order(which).clone());
        let mut functions = Vec::with_capacity(self.tops.len());
        for top in self.tops {
            match manager.compile_within(*top, budget, limits) {
                Ok(function) => functions.push(function),
                Err(LimitReached::Nodes(_)) => return Ok(None),
                Err(stopped) => return Err(stopped),
            }
        }
        Ok(Some((manager.size(&functions), manager)))
    }

    fn order(&mut self, which: usize) -> &Order {
        let find = HEURISTICS.get(which).copied();
        let find = find.unwrap_or(Order::depth_first);
        let entry = self.orders.get_mut(which);
        let entry = entry.expect("one place for each heuristic");
        entry.get_or_insert_with(|| find(self.circuit, self.tops))
    }
}
