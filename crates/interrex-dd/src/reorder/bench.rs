//! Nodes under an order that may change: a table for each variable, and what it takes to keep equal
//! nodes one, to drop what nobody uses, and to exchange two neighboring variables.

#![expect(
    clippy::indexing_slicing,
    reason = "node numbers are handed out by this bench alone, and levels have an entry each"
)]

use crate::manager::Bdd;
use crate::table::Cache;

/// The end of a chain, and the variable of the terminal and of free places.
const NONE: u32 = u32::MAX;

/// A node: its variable, by the number it has here, and its successors; the high one is regular.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) var: u32,
    pub(super) low: Bdd,
    pub(super) high: Bdd,
    /// The next node with the same hash, or the next free place.
    next: u32,
    /// How many edges lead here; right from one [`Workbench::collect`] to the next operation.
    uses: u32,
}

/// The nodes of one variable, chained by hash.
#[derive(Clone, Debug)]
struct Subtable {
    heads: Vec<u32>,
    count: usize,
}

/// Diagrams over a changing order.
#[derive(Debug)]
pub(super) struct Workbench {
    pub(super) nodes: Vec<Entry>,
    free: u32,
    /// How many nodes there are, those that nobody uses included.
    pub(super) live: usize,
    tables: Vec<Subtable>,
    pub(super) level_of: Vec<u32>,
    pub(super) var_at: Vec<u32>,
    pub(super) cache: Cache,
    /// How many nodes were looked at to exchange variables.
    pub(super) visits: usize,
    moved: Vec<u32>,
}

impl Workbench {
    pub(super) fn new(var_count: u32) -> Self {
        let terminal = Entry {
            var: NONE,
            low: Bdd::TRUE,
            high: Bdd::TRUE,
            next: NONE,
            uses: 0,
        };
        let empty = Subtable {
            heads: vec![NONE; 4],
            count: 0,
        };
        Self {
            nodes: vec![terminal],
            free: NONE,
            live: 0,
            tables: vec![empty; var_count as usize],
            level_of: (0..var_count).collect(),
            var_at: (0..var_count).collect(),
            cache: Cache::new(),
            visits: 0,
            moved: Vec::new(),
        }
    }

    /// The level of a function's top variable; that of constants is below all others.
    pub(super) fn level(&self, f: Bdd) -> u32 {
        match self.nodes[f.index() as usize].var {
            NONE => NONE,
            var => self.level_of[var as usize],
        }
    }

    pub(super) fn successors(&self, f: Bdd) -> (Bdd, Bdd) {
        let entry = &self.nodes[f.index() as usize];
        let negate = f.is_complement();
        (entry.low.negated_if(negate), entry.high.negated_if(negate))
    }

    pub(super) fn count_of(&self, var: u32) -> usize {
        self.tables[var as usize].count
    }

    /// The node that tests a variable. What it uses is counted when it is made.
    pub(super) fn make(&mut self, var: u32, low: Bdd, high: Bdd) -> Bdd {
        if low == high {
            return low;
        }
        let negate = high.is_complement();
        let (low, high) = (low.negated_if(negate), high.negated_if(negate));
        let table = &self.tables[var as usize];
        let mut at = table.heads[slot(low, high, table.heads.len())];
        while at != NONE {
            let entry = &self.nodes[at as usize];
            if entry.low == low && entry.high == high {
                return Bdd::regular(at).negated_if(negate);
            }
            at = entry.next;
        }
        self.nodes[low.index() as usize].uses += 1;
        self.nodes[high.index() as usize].uses += 1;
        let entry = Entry {
            var,
            low,
            high,
            next: NONE,
            uses: 0,
        };
        let index = if self.free == NONE {
            self.nodes.push(entry);
            u32::try_from(self.nodes.len() - 1).expect("a bench has fewer than 2^31 nodes")
        } else {
            let index = self.free;
            self.free = self.nodes[index as usize].next;
            self.nodes[index as usize] = entry;
            index
        };
        self.live += 1;
        self.link(index);
        Bdd::regular(index).negated_if(negate)
    }

    /// Enters a node into the table of its variable.
    fn link(&mut self, index: u32) {
        let Entry { var, low, high, .. } = self.nodes[index as usize];
        let table = &mut self.tables[var as usize];
        table.count += 1;
        if table.count > table.heads.len() {
            self.widen(var);
        }
        let table = &mut self.tables[var as usize];
        let slot = slot(low, high, table.heads.len());
        self.nodes[index as usize].next = std::mem::replace(&mut table.heads[slot], index);
    }

    fn widen(&mut self, var: u32) {
        let table = &mut self.tables[var as usize];
        let size = table.heads.len() * 4;
        for head in std::mem::replace(&mut table.heads, vec![NONE; size]) {
            let mut at = head;
            while at != NONE {
                let entry = &mut self.nodes[at as usize];
                let slot = slot(entry.low, entry.high, size);
                let next = std::mem::replace(&mut entry.next, table.heads[slot]);
                table.heads[slot] = at;
                at = next;
            }
        }
    }

    /// Takes a node out of the table of its variable.
    fn unlink(&mut self, index: u32) {
        let Entry {
            var,
            low,
            high,
            next,
            ..
        } = self.nodes[index as usize];
        let table = &mut self.tables[var as usize];
        table.count -= 1;
        let slot = slot(low, high, table.heads.len());
        let mut at = table.heads[slot];
        if at == index {
            table.heads[slot] = next;
            return;
        }
        while self.nodes[at as usize].next != index {
            at = self.nodes[at as usize].next;
        }
        self.nodes[at as usize].next = next;
    }

    /// Gives up one use of what an edge leads to, and the node if that was the last.
    fn release(&mut self, edge: Bdd) {
        let index = edge.index();
        let entry = &mut self.nodes[index as usize];
        entry.uses -= 1;
        if entry.uses == 0 && index != 0 {
            let (low, high) = (entry.low, entry.high);
            self.unlink(index);
            self.discard(index);
            // What the node led to is used by what took its place.
            self.nodes[low.index() as usize].uses -= 1;
            self.nodes[high.index() as usize].uses -= 1;
        }
    }

    fn discard(&mut self, index: u32) {
        let entry = &mut self.nodes[index as usize];
        entry.var = NONE;
        entry.next = std::mem::replace(&mut self.free, index);
        self.live -= 1;
    }

    /// Drops every node that none of the functions needs, and counts uses.
    pub(super) fn collect(&mut self, roots: &[Bdd]) {
        for entry in &mut self.nodes {
            entry.uses = 0;
        }
        let mut stack: Vec<u32> = Vec::new();
        for root in roots {
            self.reach(*root, &mut stack);
        }
        while let Some(index) = stack.pop() {
            let Entry { low, high, .. } = self.nodes[index as usize];
            self.reach(low, &mut stack);
            self.reach(high, &mut stack);
        }
        for var in 0..self.tables.len() {
            self.sweep(var);
        }
        self.cache.clear();
    }

    fn reach(&mut self, edge: Bdd, stack: &mut Vec<u32>) {
        let entry = &mut self.nodes[edge.index() as usize];
        entry.uses += 1;
        if entry.uses == 1 && edge.index() != 0 {
            stack.push(edge.index());
        }
    }

    fn sweep(&mut self, var: usize) {
        for slot in 0..self.tables[var].heads.len() {
            let mut at = std::mem::replace(&mut self.tables[var].heads[slot], NONE);
            while at != NONE {
                let next = self.nodes[at as usize].next;
                if self.nodes[at as usize].uses == 0 {
                    self.tables[var].count -= 1;
                    self.discard(at);
                } else {
                    let head = &mut self.tables[var].heads[slot];
                    self.nodes[at as usize].next = std::mem::replace(head, at);
                }
                at = next;
            }
        }
    }

    /// Exchanges the variables at a level and at the next. Every node keeps its number and its
    /// function. Uses must be counted.
    pub(super) fn exchange(&mut self, level: usize) {
        let (upper, lower) = (self.var_at[level], self.var_at[level + 1]);
        self.take_out(upper, lower);
        self.var_at.swap(level, level + 1);
        self.level_of.swap(upper as usize, lower as usize);
        let moved = std::mem::take(&mut self.moved);
        for index in &moved {
            self.turn(*index, upper, lower);
        }
        self.visits += moved.len() * 4;
        self.moved = moved;
    }

    /// Takes the nodes of a variable that lead to nodes of another out of its table.
    fn take_out(&mut self, upper: u32, lower: u32) {
        self.moved.clear();
        let table = &mut self.tables[upper as usize];
        self.visits += table.count + 1;
        if table.count == 0 {
            return;
        }
        for head in &mut table.heads {
            let mut at = *head;
            let mut kept = NONE;
            while at != NONE {
                let Entry {
                    low, high, next, ..
                } = self.nodes[at as usize];
                let leads = |edge: Bdd| self.nodes[edge.index() as usize].var == lower;
                if leads(low) || leads(high) {
                    self.moved.push(at);
                } else {
                    self.nodes[at as usize].next = std::mem::replace(&mut kept, at);
                }
                at = next;
            }
            *head = kept;
        }
        table.count -= self.moved.len();
    }

    /// Makes a node that tested the upper variable test the lower one first.
    fn turn(&mut self, index: u32, upper: u32, lower: u32) {
        let Entry { low, high, .. } = self.nodes[index as usize];
        let (low_low, low_high) = self.split(low, lower);
        let (high_low, high_high) = self.split(high, lower);
        let if_false = self.make(upper, low_low, high_low);
        let if_true = self.make(upper, low_high, high_high);
        self.nodes[if_false.index() as usize].uses += 1;
        self.nodes[if_true.index() as usize].uses += 1;
        let entry = &mut self.nodes[index as usize];
        entry.var = lower;
        entry.low = if_false;
        entry.high = if_true;
        self.link(index);
        self.release(low);
        self.release(high);
    }

    fn split(&self, f: Bdd, var: u32) -> (Bdd, Bdd) {
        if self.nodes[f.index() as usize].var == var {
            self.successors(f)
        } else {
            (f, f)
        }
    }

    /// The nodes of a variable.
    pub(super) fn nodes_of(&self, var: u32) -> Vec<u32> {
        let mut found = Vec::with_capacity(self.count_of(var));
        for head in &self.tables[var as usize].heads {
            let mut at = *head;
            while at != NONE {
                found.push(at);
                at = self.nodes[at as usize].next;
            }
        }
        found
    }
}

/// The place of a node in a table of so many places, a power of two.
fn slot(low: Bdd, high: Bdd, count: usize) -> usize {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let pair = u64::from(low.0) << 32 | u64::from(high.0);
    let mixed = (pair ^ pair >> 31).wrapping_mul(FACTOR);
    ((mixed ^ mixed >> 32).wrapping_mul(FACTOR) >> 40) as usize & (count - 1)
}
