//! A contest between orders of variables. No heuristic is best on every circuit, and trying one costs
//! little as long as it is given up early: all of them build under a small budget, then under larger
//! ones, each going on where it stopped, until one gets through. Nothing depends on time.

use interrex_circuit::{Circuit, Node};
use interrex_dd::{Diagrams, LimitReached, Limits, Order};

use crate::workshop::{Heuristic, laid_out};

/// The orders that compete; at equal merit the first.
const HEURISTICS: [Heuristic; 4] = [
    Order::depth_first,
    |circuit, tops| laid_out(circuit, tops).reversed(),
    |circuit, tops| spread(circuit, tops).reversed(),
    Order::along_network,
];

/// Up to how many nodes some orders may build on the whole, round by round, before it is taken apart.
const WHOLE_ROUNDS: [(usize, &[usize]); 3] = [(1 << 13, &[0]), (1 << 13, &[1]), (1 << 15, &[0])];
/// Up to how many nodes some orders may build on a piece, round by round.
const ROUNDS: [(usize, &[usize]); 4] = [
    (1 << 13, &[0, 1, 2]),
    (1 << 15, &[0, 1, 2]),
    (1 << 17, &[0, 1, 2]),
    (1 << 18, &[0]),
];
/// The same for the order along a network, once the others did not get through.
const NETWORK_ROUNDS: [(usize, &[usize]); 1] = [(1 << 20, &[3])];
/// The same, where moving variables did not help either.
const LAST_ROUNDS: [(usize, &[usize]); 1] = [(1 << 22, &[0])];
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
    if let Some(winner) = contest.rounds(&NETWORK_ROUNDS, limits)? {
        return Ok(winner);
    }
    if let Some(winner) = contest.moved(limits)? {
        return Ok(winner);
    }
    contest
        .rounds(&LAST_ROUNDS, limits)?
        .ok_or(LimitReached::Nodes(limits.nodes_max))
}

/// The orders that compete for some nodes.
pub(crate) struct Contest<'c, 't> {
    circuit: &'c Circuit,
    tops: &'t [Node],
    /// What was begun under each order.
    begun: [Option<Diagrams<'c>>; HEURISTICS.len()],
}

impl<'c, 't> Contest<'c, 't> {
    pub(crate) fn new(circuit: &'c Circuit, tops: &'t [Node]) -> Self {
        Self {
            circuit,
            tops,
            begun: [const { None }; HEURISTICS.len()],
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

    /// Some orders under the same budget. The smallest result wins. Once there is one, no other order
    /// may build more than is left of it: only then is it smaller for certain, and worth the search.
    fn round(
        &mut self,
        orders: &[usize],
        mut budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<Diagrams<'c>>, LimitReached> {
        let mut best: Option<(usize, Diagrams<'c>)> = None;
        for which in orders {
            let Some((size, manager)) = self.build(*which, budget, limits)? else {
                continue;
            };
            budget = budget.min(size);
            if best.as_ref().is_none_or(|(least, _)| size < *least) {
                best = Some((size, manager));
            }
            if size <= SMALL {
                break;
            }
        }
        Ok(best.map(|(_, manager)| manager))
    }

    /// An order found by moving variables.
    fn moved(&mut self, limits: &Limits<'_>) -> Result<Option<Diagrams<'c>>, LimitReached> {
        let start = self.open(MOVED).order().clone();
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

    /// What is built under one order, with its size. Where the budget does not suffice, what it
    /// did build stays, for a larger one.
    fn build(
        &mut self,
        which: usize,
        budget: usize,
        limits: &Limits<'_>,
    ) -> Result<Option<(usize, Diagrams<'c>)>, LimitReached> {
        let tops = self.tops;
        let manager = self.open(which);
        let mut functions = Vec::with_capacity(tops.len());
        for top in tops {
            let growth_max = budget.saturating_sub(manager.node_count());
            match manager.compile_within(*top, growth_max, limits) {
                Ok(function) => functions.push(function),
                Err(LimitReached::Nodes(_)) => return Ok(None),
                Err(stopped) => return Err(stopped),
            }
        }
        let size = manager.size(&functions);
        let done = self.begun.get_mut(which).and_then(Option::take);
        Ok(done.map(|manager| (size, manager)))
    }

    /// The manager of an order.
    fn open(&mut self, which: usize) -> &mut Diagrams<'c> {
        let find = HEURISTICS.get(which).copied();
        let find = find.unwrap_or(Order::depth_first);
        let entry = self.begun.get_mut(which);
        let entry = entry.expect("one place for each heuristic");
        entry.get_or_insert_with(|| Diagrams::new(self.circuit, find(self.circuit, self.tops)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a panic fails the test")]

    use interrex_circuit::Var;

    use super::*;

    /// A conjunction that every order gets through with.
    fn easy(circuit: &mut Circuit) -> Node {
        let vars: Vec<Node> = (0..9).map(|i| circuit.var(Var(i))).collect();
        circuit.and(vars)
    }

    fn assert_holds(manager: Option<Diagrams<'_>>, top: Node) {
        let mut manager = manager.expect("an order gets through");
        assert!(manager.compile(top, &Limits::nodes(0)).is_ok());
    }

    #[test]
    fn what_is_easy_is_won_on_the_whole() {
        let mut circuit = Circuit::new();
        let tops = [easy(&mut circuit)];
        let limits = Limits::default();
        let mut contest = Contest::new(&circuit, &tops);
        assert_holds(contest.on_whole(&limits).unwrap(), tops[0]);
        let mut contest = Contest::new(&circuit, &tops);
        assert_holds(contest.moved(&limits).unwrap(), tops[0]);
        assert_holds(competed(&circuit, &tops, &limits).ok(), tops[0]);
    }

    /// The first order of a round wins where what it makes is small, and is not built again.
    #[test]
    fn a_small_result_ends_a_round() {
        let mut circuit = Circuit::new();
        let tops = [easy(&mut circuit)];
        let mut contest = Contest::new(&circuit, &tops);
        let winner = contest.round(&[0, 1, 2], 1 << 13, &Limits::default());
        assert_holds(winner.unwrap(), tops[0]);
        assert!(
            contest.begun.iter().all(Option::is_none),
            "no other was begun"
        );
    }

    #[test]
    fn what_stopped_for_lack_of_room_goes_on_with_more() {
        let mut circuit = Circuit::new();
        let tops = [easy(&mut circuit)];
        let mut contest = Contest::new(&circuit, &tops);
        let limits = Limits::default();
        assert!(contest.round(&[0, 1], 4, &limits).unwrap().is_none());
        let begun: Vec<bool> = contest.begun.iter().map(Option::is_some).collect();
        assert_eq!(begun, [true, true, false, false]);
        assert_holds(contest.round(&[1], 1 << 13, &limits).unwrap(), tops[0]);
        let no_room = competed(&circuit, &tops, &Limits::nodes(4));
        assert_eq!(no_room.err(), Some(LimitReached::Nodes(4)));
    }
}
