//! Removes inputs of gates that no assignment can make felt at the top.
//!
//! For an input to matter, it must have the value that decides its gate while the other inputs
//! leave it open, and every gate that all ways to the top lead through must be left open by its
//! other inputs. Where this contradicts itself by counting the inputs of gates, the input is
//! redundant (Abramovici, Breuer and Friedman 1990, on redundant stuck-at faults). Each removal is
//! made before the next is tried, because two inputs may be redundant only because of each other.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes of a draft are numbered by the draft alone"
)]

use crate::limits::Limits;
use crate::network::{Draft, Literal, Part, Rewriting, index};

/// How many nodes may be visited in all trials together.
const VISITS_MAX: usize = 200_000_000;

/// Removes redundant inputs of conjunctions and disjunctions; whether it is worth trying again.
pub(crate) fn remove(draft: &mut Draft, top: Literal, limits: &Limits<'_>) -> bool {
    let mut trial = Trial::new(draft, top);
    let mut removed = false;
    // From the top down: what lies below a removed input is often not needed at all.
    for gate in (0..trial.draft.parts.len()).rev() {
        if limits.is_stopped() {
            return false;
        }
        let mut place = 0;
        while let Some(input) = trial.input(gate, place) {
            if trial.visits > VISITS_MAX {
                return removed;
            }
            if trial.is_redundant(gate, input) {
                trial.drop_input(gate, place);
                removed = true;
            } else {
                place += 1;
            }
        }
    }
    removed
}

struct Trial<'d> {
    draft: &'d mut Draft,
    top: usize,
    /// The gates that each node is an input of, with its sign there.
    parents: Vec<Vec<Literal>>,
    /// How many inputs of each gate are known to be true, and to be false.
    trues: Vec<usize>,
    falses: Vec<usize>,
    /// What is known of each node, and which nodes to forget again.
    values: Vec<Option<bool>>,
    known: Vec<u32>,
    /// Whether a node lies on a way from the gate under trial to the top.
    above: Vec<bool>,
    visits: usize,
}

impl<'d> Trial<'d> {
    fn new(draft: &'d mut Draft, top: Literal) -> Self {
        let count = draft.parts.len();
        let mut parents = vec![Vec::new(); count];
        for (node, part) in draft.parts.iter().enumerate() {
            if let Part::Threshold(_, children) = part {
                for child in children {
                    parents[child.node()].push(Literal::new(index(node), child.is_negated()));
                }
            }
        }
        Self {
            draft,
            top: top.node(),
            parents,
            trues: vec![0; count],
            falses: vec![0; count],
            values: vec![None; count],
            known: Vec::new(),
            above: vec![false; count],
            visits: 0,
        }
    }

    /// An input of a conjunction or disjunction of several that the top depends on.
    fn input(&self, gate: usize, place: usize) -> Option<Literal> {
        let needed = gate == self.top || !self.parents[gate].is_empty();
        match &self.draft.parts[gate] {
            Part::Threshold(k, children)
                if needed && children.len() > 1 && (*k == 1 || *k == children.len()) =>
            {
                children.get(place).copied()
            }
            _ => None,
        }
    }

    /// Whether no assignment makes an input of a gate felt at the top.
    fn is_redundant(&mut self, gate: usize, input: Literal) -> bool {
        let above = self.ways_up(gate);
        let mut holds = self.leave_open(gate, Some(input));
        // Edges from nodes below that lead past the present one: none where all ways meet.
        let mut passing = self.parents[gate].len();
        for &node in above.iter().skip(1) {
            let node = node as usize;
            passing -= self.inputs_from_above(node);
            if passing == 0 && holds {
                holds = self.leave_open(node, None);
            }
            passing += self.parents[node].len();
        }
        for node in above {
            self.above[node as usize] = false;
        }
        self.forget();
        !holds
    }

    /// The gate and everything that depends on it, children before parents.
    fn ways_up(&mut self, gate: usize) -> Vec<u32> {
        let mut found = vec![index(gate)];
        self.above[gate] = true;
        let mut next = 0;
        while let Some(&node) = found.get(next) {
            next += 1;
            for parent in &self.parents[node as usize] {
                if !std::mem::replace(&mut self.above[parent.node()], true) {
                    found.push(index(parent.node()));
                }
            }
        }
        self.visits += found.len();
        found.sort_unstable();
        found
    }

    fn inputs_from_above(&self, gate: usize) -> usize {
        let Part::Threshold(_, children) = &self.draft.parts[gate] else {
            return 0;
        };
        let from_above = |child: &&Literal| self.above[child.node()];
        children.iter().filter(from_above).count()
    }

    /// Demands of the inputs of a gate that are not on the way that they leave it open, and of the
    /// one on trial that it decides; false where that contradicts itself.
    fn leave_open(&mut self, gate: usize, on_trial: Option<Literal>) -> bool {
        let Part::Threshold(k, children) = &self.draft.parts[gate] else {
            return true;
        };
        let is_disjunction = *k == 1;
        if !is_disjunction && *k != children.len() {
            return true;
        }
        for child in children.clone() {
            let decides = on_trial == Some(child);
            if on_trial.is_some() || !self.above[child.node()] {
                let wanted = decides == is_disjunction;
                if !self.learn(child, wanted) {
                    return false;
                }
            }
        }
        true
    }

    /// Notes the value of a literal and what follows; false where that contradicts itself.
    fn learn(&mut self, literal: Literal, value: bool) -> bool {
        let mut open = vec![(literal.node(), value != literal.is_negated())];
        while let Some((node, value)) = open.pop() {
            match self.values[node] {
                Some(known) if known == value => continue,
                Some(_) => return false,
                None => {}
            }
            self.values[node] = Some(value);
            self.known.push(index(node));
            self.visits += 1 + self.parents[node].len();
            if !self.tell(node, value, &mut open) {
                return false;
            }
        }
        true
    }

    /// Counts a node in every gate that it is an input of, and follows what its value implies.
    fn tell(&mut self, node: usize, value: bool, open: &mut Vec<(usize, bool)>) -> bool {
        for parent in &self.parents[node] {
            if value == parent.is_negated() {
                self.falses[parent.node()] += 1;
            } else {
                self.trues[parent.node()] += 1;
            }
        }
        let mut parents = self.parents[node].iter();
        self.follow(node, open) && parents.all(|parent| self.follow(parent.node(), open))
    }

    /// Forgets everything that was learned.
    fn forget(&mut self) {
        for node in std::mem::take(&mut self.known) {
            let value = self.values[node as usize].take();
            for parent in &self.parents[node as usize] {
                if value == Some(parent.is_negated()) {
                    self.falses[parent.node()] -= 1;
                } else {
                    self.trues[parent.node()] -= 1;
                }
            }
        }
    }

    /// What follows for a gate from its inputs and for its inputs from the gate; false where the
    /// two contradict each other.
    fn follow(&self, gate: usize, open: &mut Vec<(usize, bool)>) -> bool {
        let Part::Threshold(k, children) = &self.draft.parts[gate] else {
            return true;
        };
        let (trues, most) = (self.trues[gate], children.len() - self.falses[gate]);
        let Some(wanted) = self.values[gate] else {
            if trues >= *k || most < *k {
                open.push((gate, trues >= *k));
            }
            return true;
        };
        if (wanted && most < *k) || (!wanted && trues >= *k) {
            return false;
        }
        let forced = if wanted { most == *k } else { trues + 1 == *k };
        if forced {
            let unknown = |child: &&Literal| self.values[child.node()].is_none();
            for child in children.iter().filter(unknown) {
                open.push((child.node(), wanted != child.is_negated()));
            }
        }
        true
    }

    fn drop_input(&mut self, gate: usize, place: usize) {
        if let Some(input) = self.input(gate, place) {
            self.draft.log(|draft| {
                let input = (draft.name(input.node()), input.is_negated());
                Rewriting::Drop(draft.name(gate), input)
            });
        }
        let Part::Threshold(k, children) = &mut self.draft.parts[gate] else {
            return;
        };
        if *k == children.len() {
            *k -= 1;
        }
        let dropped = children.remove(place);
        self.drop_parent(dropped, gate);
    }

    /// Forgets an edge, and the edges below where it was the last way up.
    fn drop_parent(&mut self, input: Literal, gate: usize) {
        let mut open = vec![(input, gate)];
        while let Some((input, gate)) = open.pop() {
            let node = input.node();
            let parents = &mut self.parents[node];
            // A gate may have both a node and its negation: of the two edges this one goes.
            let edge = Literal::new(index(gate), input.is_negated());
            if let Some(place) = parents.iter().position(|parent| *parent == edge) {
                parents.swap_remove(place);
            }
            if !self.parents[node].is_empty() || node == self.top {
                continue;
            }
            if let Part::Threshold(_, children) = &self.draft.parts[node] {
                open.extend(children.iter().map(|child| (*child, node)));
            }
        }
    }
}
