//! Small sets of vertices that split a connected part of a graph: least cuts between two sets of
//! vertices, which grow from two distant vertices and take in one vertex of the cut after another, so
//! that cuts of ever better balance and ever greater size are met on the way (Hamann and Strasser
//! 2018).

#![expect(
    clippy::indexing_slicing,
    reason = "vertices are places of the part, sides are two"
)]

use crate::network::index;
use crate::random::Random;

/// No vertex.
const NONE: u32 = u32::MAX;
/// In none of the two sides.
const NEITHER: u8 = 2;

/// How one dissection chooses among cuts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taste {
    /// The least share of a part that a cut must take off.
    pub(crate) balance: f64,
    /// What the size of the smaller side counts against the size of the cut.
    pub(crate) exponent: f64,
    /// How many pairs of distant vertices are tried for each part.
    pub(crate) pairs: usize,
}

impl Taste {
    /// A number that is the smaller the better a cut is that leaves so many vertices outside the
    /// largest rest.
    pub(crate) fn score(self, cut: usize, smaller: usize, count: usize) -> f64 {
        let [cut_size, smaller, rest] = [cut, smaller, count - cut].map(|n| f64::from(index(n)));
        let share = smaller / rest;
        let penalty = if share < self.balance {
            1e6 / share
        } else {
            1.0
        };
        cut_size / libm::pow(smaller, self.exponent) * penalty
    }
}

/// The best cut so far, with its score.
pub(crate) type Best = Option<(f64, Vec<u32>)>;

/// Keeps the better of two cuts.
pub(crate) fn improve(best: &mut Best, score: f64, cut: &[u32]) {
    if best.as_ref().is_none_or(|(least, _)| score < *least) {
        *best = Some((score, cut.to_vec()));
    }
}

/// Two growing sides of a part and a greatest flow of paths between them, which share no vertex.
pub(crate) struct Cutter<'p> {
    local: &'p [Vec<u32>],
    /// Which side has taken each vertex in, if any.
    side: Vec<u8>,
    /// The next vertex on the path through each, toward the first side and toward the second.
    toward: [Vec<u32>; 2],
    /// Whether a search from each side comes to a vertex, and whether it passes it.
    comes: [Vec<bool>; 2],
    passes: [Vec<bool>; 2],
    passed: [usize; 2],
    /// How far each vertex is from the two vertices that the sides grew from.
    far: [Vec<u32>; 2],
    pub(crate) reads: usize,
}

impl<'p> Cutter<'p> {
    /// Sides of one vertex each, which are far from each other.
    pub(crate) fn new(local: &'p [Vec<u32>], random: &mut Random) -> Self {
        let count = local.len();
        let from_any = distances(local, random.below(count));
        let one = farthest(&from_any, random);
        let from_one = distances(local, one);
        let mut other = farthest(&from_one, random);
        for _ in 0..random.below(9) {
            let trial = random.below(count);
            if from_one[trial] * 3 >= from_one[other] * 2 {
                other = trial;
                break;
            }
        }
        let mut side = vec![NEITHER; count];
        side[other] = 1;
        side[one] = 0;
        let none = || [(); 2].map(|()| vec![false; count]);
        Self {
            local,
            side,
            toward: [(); 2].map(|()| vec![NONE; count]),
            comes: none(),
            passes: none(),
            passed: [0; 2],
            far: [from_one, distances(local, other)],
            reads: 0,
        }
    }

    /// Meets cuts of ever better balance and keeps the best.
    pub(crate) fn run(&mut self, taste: Taste, best: &mut Best, random: &mut Random) {
        if self.are_adjacent() {
            return;
        }
        let count = self.local.len();
        loop {
            while self.search(0) {}
            self.search(1);
            let near = usize::from(self.passed[1] < self.passed[0]);
            let cut = self.cut(near);
            let rest = count - self.passed[near] - cut.len();
            let smaller = self.passed[near].min(rest);
            improve(best, taste.score(cut.len(), smaller, count), &cut);
            if self.passed[near] * 2 + cut.len() >= count || !self.grow(near, &cut, random) {
                return;
            }
        }
    }

    /// Whether no vertex could be cut between the sides.
    fn are_adjacent(&self) -> bool {
        (0..self.local.len()).any(|vertex| self.side[vertex] == 0 && self.touches(vertex, 1))
            || !self.side.contains(&1)
    }

    fn touches(&self, vertex: usize, side: u8) -> bool {
        let mut near = self.local[vertex].iter();
        near.any(|other| self.side[*other as usize] == side)
    }

    /// Looks for one more path from a side to the other and takes it; false where there is none.
    fn search(&mut self, from: usize) -> bool {
        // Where each state was reached from: states are vertices, come to or passed.
        let mut before = vec![NONE; 2 * self.local.len()];
        let mut queue = self.start(from);
        let mut next = 0;
        while let Some(&state) = queue.get(next) {
            next += 1;
            if state & 1 == 0 {
                self.pass(from, state, &mut before, &mut queue);
            } else if let Some(end) = self.leave(from, state, &mut before, &mut queue) {
                self.take(from, end, &before);
                return true;
            }
        }
        false
    }

    /// The states that a search begins with.
    fn start(&mut self, from: usize) -> Vec<u32> {
        self.passed[from] = 0;
        let mut queue = Vec::new();
        for vertex in 0..self.local.len() {
            let is_inside = usize::from(self.side[vertex]) == from;
            self.comes[from][vertex] = is_inside;
            self.passes[from][vertex] = is_inside;
            if is_inside {
                self.passed[from] += 1;
                queue.push(index(vertex) << 1 | 1);
            }
        }
        queue
    }

    /// From a vertex that was come to: past it where no path uses it, else back along that path.
    fn pass(&mut self, from: usize, state: u32, before: &mut [u32], queue: &mut Vec<u32>) {
        let vertex = state >> 1;
        let back = self.toward[from][vertex as usize];
        let onward = if back == NONE { vertex } else { back };
        if !std::mem::replace(&mut self.passes[from][onward as usize], true) {
            self.passed[from] += 1;
            before[2 * onward as usize + 1] = state;
            queue.push(onward << 1 | 1);
        }
    }

    /// From a vertex that was passed to its neighbors; the state on the other side if one is there.
    fn leave(
        &mut self,
        from: usize,
        state: u32,
        before: &mut [u32],
        queue: &mut Vec<u32>,
    ) -> Option<u32> {
        let vertex = (state >> 1) as usize;
        self.reads += self.local[vertex].len();
        for &other in &self.local[vertex] {
            let at = other as usize;
            if self.comes[from][at] {
                continue;
            }
            before[2 * at] = state;
            if usize::from(self.side[at]) == 1 - from {
                return Some(other << 1);
            }
            self.comes[from][at] = true;
            queue.push(other << 1);
        }
        // The path through the vertex may end here and go another way.
        if self.toward[from][vertex] != NONE && !self.comes[from][vertex] {
            self.comes[from][vertex] = true;
            before[2 * vertex] = state;
            queue.push(index(vertex) << 1);
        }
        None
    }

    /// Changes the paths so that there is one more, which ends in a state.
    fn take(&mut self, from: usize, end: u32, before: &[u32]) {
        let (mut added, mut state) = (Vec::new(), end);
        while before[state as usize] != NONE {
            let last = before[state as usize];
            let (vertex, source) = (state >> 1, last >> 1);
            if state & 1 == 0 && vertex != source {
                added.push((source, vertex));
            } else if state & 1 == 1 && vertex != source {
                // Back along a path from `source` to `vertex`: that step is no longer taken.
                self.toward[1 - from][vertex as usize] = NONE;
                self.toward[from][source as usize] = NONE;
            }
            state = last;
        }
        for (source, vertex) in added {
            self.toward[1 - from][source as usize] = vertex;
            self.toward[from][vertex as usize] = source;
        }
    }

    /// The vertices that a search from a side comes to but does not pass.
    fn cut(&self, from: usize) -> Vec<u32> {
        (0..self.local.len())
            .filter(|vertex| self.comes[from][*vertex] && !self.passes[from][*vertex])
            .map(index)
            .collect()
    }

    /// Takes what a search passes, and one vertex of the cut, into a side; false where none can be.
    fn grow(&mut self, near: usize, cut: &[u32], random: &mut Random) -> bool {
        for vertex in 0..self.local.len() {
            if self.passes[near][vertex] {
                self.side[vertex] = u8::from(near == 1);
            }
        }
        let far_side = u8::from(near == 0);
        let mut best: Option<(f64, u32)> = None;
        for &vertex in cut {
            let at = vertex as usize;
            if self.side[at] == far_side || self.touches(at, far_side) {
                continue;
            }
            let away = f64::from(self.far[1 - near][at]) - f64::from(self.far[near][at]);
            // A vertex that the other side passes makes the cut larger.
            let penalty = if self.passes[1 - near][at] { 1e6 } else { 0.0 };
            let score = penalty - away + random.unit();
            if best.is_none_or(|(least, _)| score < least) {
                best = Some((score, vertex));
            }
        }
        let Some((_, vertex)) = best else {
            return false;
        };
        self.side[vertex as usize] = u8::from(near == 1);
        true
    }
}

/// How many steps each vertex is from one.
fn distances(local: &[Vec<u32>], from: usize) -> Vec<u32> {
    let mut found = vec![NONE; local.len()];
    found[from] = 0;
    let mut queue = vec![from];
    let mut next = 0;
    while let Some(&vertex) = queue.get(next) {
        next += 1;
        for &other in &local[vertex] {
            let other = other as usize;
            if found[other] == NONE {
                found[other] = found[vertex] + 1;
                queue.push(other);
            }
        }
    }
    found
}

/// One of the vertices at the greatest distance.
fn farthest(far: &[u32], random: &mut Random) -> usize {
    let most = far.iter().copied().max().unwrap_or_default();
    let all: Vec<usize> = (0..far.len())
        .filter(|vertex| far[*vertex] == most)
        .collect();
    all[random.below(all.len())]
}
