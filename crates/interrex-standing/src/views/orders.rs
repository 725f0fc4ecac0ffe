//! Orders of succession: which are in force, for which cause, and which one is followed.

use interrex_circuit::{Circuit, Node};
use interrex_plan::model::{Effect, Gives, Office, Order};

use super::step::Remaining;
use super::{Judged, Party};
use crate::compiler::{Compiler, part_of};
use crate::expr::Scope;
use crate::needs::Need;
use crate::view::Reading;

/// Why an order can be in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// They hold it from the start.
    Start,
    /// An ending ground was certified.
    Ended,
    /// The office was vacant from the start, or its holder left it for another.
    Vacant,
    /// A suspending ground was certified.
    Suspended,
}

/// The causes that an office gives, for each of its orders those for which it is in force, and
/// whether it is followed.
pub(super) struct Causes {
    situation: Situation,
    list: Vec<OrderCauses>,
}

struct OrderCauses {
    ended: Node,
    vacant: Node,
    suspended: Node,
    in_force: Node,
    followed: Node,
}

impl Causes {
    /// Whether an order is in force for this cause.
    pub(super) fn of(&self, order: u32, cause: Cause) -> Node {
        self.list
            .get(order as usize)
            .map_or(Node::FALSE, |causes| match cause {
                Cause::Start => Node::TRUE,
                Cause::Ended => causes.ended,
                Cause::Vacant => causes.vacant,
                Cause::Suspended => causes.suspended,
            })
    }

    /// Whether a cause lasts, whatever has become of the orders that it brought into force.
    pub(super) fn lasts(&self, cause: Cause) -> Node {
        match cause {
            Cause::Start => Node::TRUE,
            Cause::Ended => self.situation.ended,
            Cause::Vacant => self.situation.vacant,
            Cause::Suspended => self.situation.suspended,
        }
    }

    pub(super) fn followed(&self, order: u32) -> Node {
        self.list
            .get(order as usize)
            .map_or(Node::FALSE, |causes| causes.followed)
    }

    /// When an order gives the title, and when the exercise alone.
    pub(super) fn gives(
        &self,
        circuit: &mut Circuit,
        order: u32,
        gives: Option<Gives>,
    ) -> (Node, Node) {
        match (gives, self.list.get(order as usize)) {
            (Some(Gives::Title), _) => (Node::TRUE, Node::FALSE),
            (Some(Gives::Exercise), _) | (None, None) => (Node::FALSE, Node::TRUE),
            (None, Some(causes)) => (circuit.or2(causes.ended, causes.vacant), causes.suspended),
        }
    }
}

impl Compiler<'_> {
    /// The causes of every order of an office.
    pub(super) fn causes(
        &mut self,
        judged: Judged,
        certified: &[Node],
        remaining: &Remaining,
    ) -> Causes {
        let plan = self.plan;
        let office = plan.offices.get(judged.office);
        let situation = self.situation(office, remaining);
        let mut list = Vec::with_capacity(office.orders.len());
        for (index, order) in office.orders.iter().enumerate() {
            list.push(self.order_causes(judged, index, order, &situation, certified));
        }
        self.follow(judged, office, &mut list);
        Causes { situation, list }
    }

    fn situation(&mut self, office: &Office, remaining: &Remaining) -> Situation {
        let titled: Vec<Node> = remaining.title.iter().map(|holding| holding.when).collect();
        let titled = self.circuit.or(titled);
        let untitled = self.circuit.not(titled);
        let acted = remaining.acting.map_or(Node::FALSE, |holding| holding.when);
        let unacted = self.circuit.not(acted);
        let starts_vacant = self
            .circuit
            .constant(office.holder.and_then(Party::of).is_none());
        let left_vacant = self.circuit.or2(starts_vacant, remaining.left);
        let vacant = self.circuit.and([untitled, unacted, left_vacant]);
        let never_left = self.circuit.not(remaining.left);
        let ended = self.circuit.and([untitled, unacted, never_left]);
        let initial = remaining
            .title
            .iter()
            .filter(|holding| holding.slot == super::Slot::Initial);
        let initial: Vec<Node> = initial.map(|holding| holding.when).collect();
        let initial = self.circuit.or(initial);
        let suspended = self.circuit.and2(initial, unacted);
        Situation {
            ended,
            vacant,
            suspended,
        }
    }

    fn order_causes(
        &mut self,
        judged: Judged,
        index: usize,
        order: &Order,
        situation: &Situation,
        certified: &[Node],
    ) -> OrderCauses {
        let office = self.plan.offices.get(judged.office);
        let base = self.order_counts(judged, index, order);
        if base == Node::FALSE {
            let none = Node::FALSE;
            return OrderCauses {
                ended: none,
                vacant: none,
                suspended: none,
                in_force: none,
                followed: none,
            };
        }
        let (mut ended, mut suspended) = (Vec::new(), Vec::new());
        for (index, node) in certified.iter().enumerate() {
            let named = u32::try_from(index).is_ok_and(|index| order.on.contains(&index));
            let (named, effect) = match office.grounds.get(index) {
                Some(ground) => (named, ground.effect),
                None => (named || order.on_lease, Effect::Suspends),
            };
            match effect {
                _ if !named => {}
                Effect::Ends => ended.push(*node),
                Effect::Suspends => suspended.push(*node),
            }
        }
        let ended = self.circuit.or(ended);
        let suspended = self.circuit.or(suspended);
        let on_vacancy = self.circuit.constant(order.on_vacancy);
        let ended = self.circuit.and([base, situation.ended, ended]);
        let vacant = self.circuit.and([base, situation.vacant, on_vacancy]);
        let suspended = self.circuit.and([base, situation.suspended, suspended]);
        let in_force = self.circuit.or([ended, vacant, suspended]);
        OrderCauses {
            ended,
            vacant,
            suspended,
            in_force,
            followed: in_force,
        }
    }

    /// Whether an order counts, its condition holds and its proof is held, and, on record, the time that it gives is not over.
    pub(crate) fn order_counts(&mut self, judged: Judged, index: usize, order: &Order) -> Node {
        let place = u32::try_from(index).expect("fewer than 2^32 orders");
        let left_out = match judged.reading {
            Reading::WithoutOrder(office, named) => (office, named) == (judged.office, place),
            Reading::Undisputed => order.disputed,
            _ => false,
        };
        let over = self.record.map(|record| &record.over);
        if left_out || over.is_some_and(|over| over.contains(&(judged.office, place))) {
            return Node::FALSE;
        }
        let element = part_of("office", judged.office, "order", index);
        let counts = self.counts(&order.terms, element);
        // What cannot count makes nothing depend on anything: its condition must not be looked at,
        // since an office in it is read in the middle of its own evaluation.
        if counts == Node::FALSE {
            return counts;
        }
        let when = self.holds_in(
            order.when.as_ref(),
            Scope::View(judged.view, judged.reading),
        );
        let proof = order
            .proof
            .map_or(Node::TRUE, |record| self.need(Need::Record(record)));
        let node = self.circuit.and([counts, when, proof]);
        self.trace(element, judged.view, judged.reading, node, order.span);
        node
    }

    /// Of several orders in force the one with the smallest precedence is followed; among equals
    /// the one that the reading names, else the first in the text.
    fn follow(&mut self, judged: Judged, office: &Office, list: &mut [OrderCauses]) {
        let favored = match judged.reading {
            Reading::Following(named, order) if named == judged.office => Some(order as usize),
            _ => None,
        };
        let mut ranks: Vec<usize> = (0..list.len()).collect();
        ranks.sort_by_key(|index| {
            let precedence = office.orders.get(*index).and_then(|order| order.precedence);
            (
                precedence.is_none(),
                precedence,
                Some(*index) != favored,
                *index,
            )
        });
        let mut before = Node::FALSE;
        for index in ranks {
            let Some(causes) = list.get_mut(index) else {
                continue;
            };
            let free = self.circuit.not(before);
            causes.followed = self.circuit.and2(causes.in_force, free);
            before = self.circuit.or2(before, causes.in_force);
        }
    }
}

/// What has happened to the title and the exercise, before any order is searched.
struct Situation {
    ended: Node,
    vacant: Node,
    suspended: Node,
}
