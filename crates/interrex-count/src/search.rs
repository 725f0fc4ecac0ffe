//! The search: decides a node, or relaxes a constraint, in one component after another, and
//! remembers the probability of each.
//!
//! A decision on a node adds the probabilities of both its values. An open gate that is a plain
//! disjunction or conjunction of what is unassigned below it is relaxed instead: its probability is
//! that of the component without it, less that of the component with the contrary, which fixes
//! every child of the gate. Both take the gate away, so that it no longer holds together what is
//! below it; a constraint that is only decided further would.

#![expect(
    clippy::indexing_slicing,
    reason = "nodes are those of the network, places those of the list"
)]

use std::io;

use rustc_hash::FxHashMap;

use crate::component::{Finder, Members, read_once, upper_bound};
use crate::limits::Limits;
use crate::network::{Literal, Network};
use crate::state::{State, UNKNOWN};
use crate::trace::Script;
use crate::value::Value;

/// What a level of the tree decomposition counts against a neighbor, when a node is chosen.
const DEPTH_FACTOR: i64 = 10;
/// How many components are decided between two questions to the stop signal.
const STOP_INTERVAL: usize = 1 << 12;

/// What a search did.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Effort {
    /// Components in which a node was decided or a constraint relaxed; as many are remembered.
    pub components: usize,
    /// How many of them relaxed a constraint.
    pub relaxed: usize,
    /// How often a component had been met before.
    pub found_again: usize,
    /// Components without a repeated node, computed at once.
    pub read_once: usize,
    /// Branches that contradicted themselves.
    pub contradictions: usize,
}

/// A component under work.
struct Frame {
    members: Members,
    fingerprint: u128,
    pivot: u32,
    /// The value to decide next: 1, 0, or 2 when both are done.
    stage: u8,
    relaxes: bool,
    total: Value,
    product: Value,
    /// Where the history, the list and the open components stood before the present branch.
    mark: usize,
    list_length: usize,
    pending: usize,
}

pub(crate) struct Search<'n, 'l, 't> {
    state: State<'n>,
    depths: &'n [u32],
    finder: Finder,
    /// For each node, what it counts at the least when a node is chosen.
    floors: Vec<i64>,
    /// Room for values on their way up a component without a repeated node.
    values: Vec<Value>,
    list: Vec<u32>,
    /// Components of the present branch of each frame that are still to be taken up.
    pending: Vec<Members>,
    frames: Vec<Frame>,
    known: FxHashMap<u128, Value>,
    limits: &'l Limits<'l>,
    stopped: bool,
    effort: Effort,
    script: Option<Script<'t>>,
}

impl<'n, 'l, 't> Search<'n, 'l, 't> {
    pub(crate) fn new(
        network: &'n Network,
        depths: &'n [u32],
        limits: &'l Limits<'l>,
        script: Option<Script<'t>>,
    ) -> Self {
        Self {
            state: State::new(network),
            depths,
            finder: Finder::new(network.len()),
            floors: (0..network.len())
                .map(|at| weigh(depths[at]) - i64::from(network.degree(at)))
                .collect(),
            values: Vec::new(),
            list: Vec::new(),
            pending: Vec::new(),
            frames: Vec::new(),
            known: FxHashMap::default(),
            limits,
            stopped: false,
            effort: Effort::default(),
            script,
        }
    }

    /// The probability that a literal is true, with what was left unexplored in its error; and
    /// whether a limit was reached.
    ///
    /// # Errors
    ///
    /// If a step could not be written.
    pub(crate) fn run(mut self, top: Literal) -> io::Result<(Value, Effort, bool)> {
        let nodes = crate::network::index(self.state.network.len());
        self.list.extend(0..nodes);
        let all = Members {
            start: 0,
            end: self.list.len(),
        };
        let wanted = u8::from(!top.is_negated());
        if !self.state.assign(crate::network::index(top.node()), wanted) {
            return Ok((Value::ZERO, self.effort, false));
        }
        let mut product = self.state.take_weight();
        let mut parts = Vec::new();
        self.finder
            .split(&self.state, &mut self.list, all, &mut parts);
        for part in parts {
            product = product * self.component(part);
        }
        self.script.map_or(Ok(()), Script::finish)?;
        Ok((product, self.effort, self.stopped))
    }

    /// The probability of one component and, on the way, of all below it.
    fn component(&mut self, members: Members) -> Value {
        let mut delivered = self.enter(members);
        loop {
            let Some(frame) = self.frames.last_mut() else {
                return delivered.unwrap_or(Value::ZERO);
            };
            if let Some(value) = delivered.take() {
                frame.product = frame.product * value;
                if frame.product == Value::ZERO {
                    let pending = frame.pending;
                    self.drop_pending(pending);
                    continue;
                }
            }
            if self.pending.len() > frame.pending {
                if let Some(next) = self.pending.pop() {
                    delivered = self.enter(next);
                }
                continue;
            }
            delivered = self.leave_branch();
        }
    }

    /// Drops the components of a branch that has the probability zero.
    fn drop_pending(&mut self, down_to: usize) {
        let dropped = self.pending.split_off(down_to.min(self.pending.len()));
        if self.script.is_none() {
            return;
        }
        let mut values = std::mem::take(&mut self.values);
        let mut is_plain = |members: &Members| {
            let slice = &self.list[members.start..members.end];
            read_once(&self.state, slice, &mut values).is_some()
                || self
                    .known
                    .contains_key(&self.finder.fingerprint(&self.state, slice))
        };
        // Of those that are plain or known nobody expects a step.
        let all_plain = dropped.iter().all(&mut is_plain);
        self.values = values;
        if !all_plain {
            self.tell("zero", None);
        }
    }

    fn tell(&mut self, word: &str, node: Option<u32>) {
        if let Some(script) = &mut self.script {
            script.step(word, node);
        }
    }

    /// The value of a component where it is known or plain; else takes it up.
    fn enter(&mut self, members: Members) -> Option<Value> {
        let slice = &self.list[members.start..members.end];
        if let Some(value) = read_once(&self.state, slice, &mut self.values) {
            self.effort.read_once += 1;
            return Some(value);
        }
        let fingerprint = self.finder.fingerprint(&self.state, slice);
        if let Some(value) = self.known.get(&fingerprint) {
            self.effort.found_again += 1;
            return Some(*value);
        }
        if self.is_over() {
            self.tell("open", Some(self.list[members.start]));
            let slice = &self.list[members.start..members.end];
            return Some(Value::up_to(upper_bound(&self.state, slice)));
        }
        self.effort.components += 1;
        let pivot = self.pivot(&self.list[members.start..members.end]);
        let relaxes = self.state.values[pivot as usize] != UNKNOWN;
        self.effort.relaxed += usize::from(relaxes);
        self.tell(if relaxes { "relax" } else { "decide" }, Some(pivot));
        self.frames.push(Frame {
            members,
            fingerprint,
            pivot,
            stage: 1,
            relaxes,
            total: Value::ZERO,
            product: Value::ZERO,
            mark: self.state.mark(),
            list_length: self.list.len(),
            pending: self.pending.len(),
        });
        self.branch();
        None
    }

    fn is_over(&mut self) -> bool {
        let count = self.effort.components;
        let asked = || self.limits.stop.is_some_and(|stop| stop());
        self.stopped = self.stopped
            || count >= self.limits.components_max
            || (count.is_multiple_of(STOP_INTERVAL) && asked());
        self.stopped
    }

    /// What to decide: the node nearest the middle of the decomposition, or with most neighbors.
    fn pivot(&self, members: &[u32]) -> u32 {
        let (mut best, mut least) = (0, i64::MAX);
        for &node in members {
            let at = node as usize;
            // All neighbors are counted only where they could make a difference.
            if self.floors[at] < least {
                let depth = weigh(self.depths[at]);
                let score = self.neighbors(at).map(|neighbors| depth - neighbors);
                if let Some(score) = score.filter(|score| *score < least) {
                    (best, least) = (node, score);
                }
            }
        }
        best
    }

    /// How many unassigned or open neighbors a node has; none if it cannot be decided or relaxed.
    fn neighbors(&self, node: usize) -> Option<i64> {
        let is_unknown = self.state.values[node] == UNKNOWN;
        if !is_unknown && !self.state.is_junction(node) {
            return None;
        }
        let unassigned = |child: &&Literal| self.state.values[child.node()] == UNKNOWN;
        let below = self.state.network.children(node).iter().filter(unassigned);
        let above = if is_unknown {
            self.state.needed[node]
        } else {
            0
        };
        Some(i64::from(crate::network::index(below.count())) + i64::from(above))
    }

    /// Begins the branch that the stage of the last frame names; one that contradicts itself has
    /// the probability zero.
    fn branch(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        let holds = match (frame.relaxes, frame.stage) {
            (false, value) => self.state.assign(frame.pivot, value),
            (true, 1) => {
                self.state.close(frame.pivot);
                true
            }
            (true, _) => self.state.turn(frame.pivot),
        };
        let weight = self.state.take_weight();
        if holds {
            frame.product = weight;
            self.finder.split(
                &self.state,
                &mut self.list,
                frame.members,
                &mut self.pending,
            );
        } else {
            frame.product = Value::ZERO;
            self.effort.contradictions += 1;
        }
    }

    /// Ends the present branch of the last frame, and the frame with its second.
    fn leave_branch(&mut self) -> Option<Value> {
        let frame = self.frames.last_mut()?;
        self.state.restore(frame.mark);
        self.list.truncate(frame.list_length);
        let is_first = frame.stage == 1;
        frame.total = if frame.relaxes && !is_first {
            frame.total - frame.product
        } else {
            frame.total + frame.product
        };
        if is_first {
            frame.stage = 0;
            self.branch();
            return None;
        }
        let frame = self.frames.pop()?;
        if !self.stopped {
            self.known.insert(frame.fingerprint, frame.total);
        }
        Some(frame.total)
    }
}

/// What the level of a node counts when a node is chosen.
fn weigh(depth: u32) -> i64 {
    i64::from(depth) * DEPTH_FACTOR
}
